//! Raised digits in running text: a footnote's number glued to a word, or a power.
//!
//! `Report` with a raised 1 would read as `Report1`, which no search for "report" finds. After a word the number is
//! set apart; after a single letter or a digit it belongs to what stands before it (m², 10⁶).

/// Appends a raised run of text to `before`.
pub fn push_raised(before: &mut String, raised: &str) {
    let digits = raised.trim();
    let is_number = !digits.is_empty() && digits.len() <= 4 && digits.chars().all(|c| c.is_ascii_digit());
    if !is_number {
        before.push_str(raised);
        return;
    }
    let mut back = before.chars().rev();
    let (last, one_before) = (back.next(), back.next());
    let single = last.is_some_and(char::is_alphabetic) && !one_before.is_some_and(char::is_alphabetic);
    if single || last.is_some_and(|c| c.is_ascii_digit()) || last == Some(')') && one_before.is_some_and(|c| c.is_ascii_digit()) {
        before.extend(digits.chars().map(power));
    } else {
        if last.is_some_and(|c| !c.is_whitespace()) {
            before.push(' ');
        }
        before.push_str(digits);
    }
}

const fn power(digit: char) -> char {
    match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::push_raised;

    #[test]
    fn a_number_after_a_word_is_set_apart_and_a_power_is_kept() {
        let raised = |before: &str, what: &str| {
            let mut text = before.to_owned();
            push_raised(&mut text, what);
            text
        };
        assert_eq!(raised("Report", "12"), "Report 12");
        assert_eq!(raised("The end.", "3"), "The end. 3");
        assert_eq!(raised("9 m", "2"), "9 m²");
        assert_eq!(raised("10", "6"), "10⁶");
        assert_eq!(raised("21", "st"), "21st");
    }
}
