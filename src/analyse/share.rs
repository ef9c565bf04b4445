//! A number of cases as a share, in words.
//!
//! A percentage of few cases suggests a precision that is not there: one case more or less of nine moves it by eleven.
//! So it is only given from twenty on, and never without the numbers that it is made of.

/// Fewer than this and no percentage is given.
const FEWEST: u32 = 20;

/// "6 of 9"; from twenty on with a percentage: "14 of 28 (50%)".
#[must_use]
pub fn share_words(n: u32, of: u32) -> String {
    match percentage(n, of) {
        Some(percent) => format!("{n} of {of} ({percent})"),
        None => format!("{n} of {of}"),
    }
}

/// The percentage in whole numbers, none below twenty. What is neither none nor all is never rounded to look so.
#[must_use]
pub fn percentage(n: u32, of: u32) -> Option<String> {
    if of < FEWEST || n > of {
        return None;
    }
    let (n, of) = (u64::from(n), u64::from(of));
    // Half up, in whole numbers.
    let percent = (200 * n + of) / (2 * of);
    Some(match percent {
        0 if n > 0 => "under 1%".to_owned(),
        100 if n < of => "over 99%".to_owned(),
        percent => format!("{percent}%"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_come_only_with_enough_cases_and_never_round_to_none_or_all() {
        for (n, of, words) in [
            (6, 9, "6 of 9"),
            (19, 19, "19 of 19"),
            (0, 0, "0 of 0"),
            (10, 20, "10 of 20 (50%)"),
            (14, 28, "14 of 28 (50%)"),
            (1, 40, "1 of 40 (3%)"),
            (1, 400, "1 of 400 (under 1%)"),
            (399, 400, "399 of 400 (over 99%)"),
            (0, 400, "0 of 400 (0%)"),
            (400, 400, "400 of 400 (100%)"),
        ] {
            assert_eq!(share_words(n, of), words);
        }
    }
}
