//! Plain English for reports: numbers with their nouns, lists, sentences with their stops, periods of time.

use crate::model::PartialDate;

/// "1 case", "3 cases", "1,234 cases".
pub(super) fn so_many(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// A number with a comma between thousands.
pub(super) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// "a", "a and b", "a, b and c".
pub(super) fn listed<S: AsRef<str>>(parts: &[S]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// The text with a stop at its end, unless it ends a sentence already.
pub(super) fn stopped(text: &str) -> String {
    let text = text.trim();
    let inner = text.trim_end_matches(['”', '’', ')', '"', '\'']);
    if text.is_empty() || inner.ends_with(['.', '!', '?', '…', ':']) { text.to_owned() } else { format!("{text}.") }
}

/// The text without a stop at its end, for headings and cells.
pub(super) fn without_stop(text: &str) -> &str {
    let text = text.trim();
    if text.ends_with("..") { text } else { text.strip_suffix('.').unwrap_or(text) }
}

/// The text with a capital at its start.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "Incidents from April 2021 to March 2024"; empty where no period was set.
pub(super) fn period(from: Option<PartialDate>, to: Option<PartialDate>, date: &dyn Fn(PartialDate) -> String) -> String {
    match (from.map(date), to.map(date)) {
        (None, None) => String::new(),
        (Some(from), None) => format!("Incidents since {from}"),
        (None, Some(to)) => format!("Incidents until {to}"),
        (Some(from), Some(to)) if from == to => format!("Incidents in {from}"),
        (Some(from), Some(to)) => format!("Incidents from {from} to {to}"),
    }
}

/// The lines of a text that say something, each a paragraph.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// "one" to "nine", then digits.
pub(super) fn in_words(n: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(n).map_or_else(|| grouped(n), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_with_one_stop_and_numbers_agree_with_their_nouns() {
        assert_eq!([so_many(1, "case", "cases"), so_many(0, "case", "cases")], ["1 case", "0 cases"]);
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        for (text, with, without) in [
            ("Nobody asked", "Nobody asked.", "Nobody asked"),
            ("Nobody asked.", "Nobody asked.", "Nobody asked"),
            ("Who asked?", "Who asked?", "Who asked?"),
            ("She said “no.”", "She said “no.”", "She said “no.”"),
            ("And so on...", "And so on...", "And so on..."),
            ("", "", ""),
        ] {
            assert_eq!((stopped(text).as_str(), without_stop(text)), (with, without));
        }
        let date = |text| PartialDate::parse(text).ok();
        let shown = |from, to| period(date(from), date(to), &|d| d.to_string());
        assert_eq!(shown("2021-04", "2024-03"), "Incidents from April 2021 to March 2024");
        assert_eq!([shown("2021", "2021"), shown("", "2021"), shown("", "")], ["Incidents in 2021", "Incidents until 2021", ""]);
    }
}
