//! Numbers as lists print them, for Word's and OpenDocument's lists alike.
//!
//! Word processors agree on these forms but not on their names, so each reader translates its own names.

/// What stands before a numbered paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The printed number without outer blanks and without a full stop or colon at its end; none for a bullet.
    pub label: Option<String>,
    /// List depth from 1.
    pub depth: u8,
    /// Whether the number shows more than one level, as `4.12` does.
    pub is_multilevel: bool,
}

/// A form of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeral {
    /// Nothing.
    None,
    /// 1, 2, 3.
    Decimal,
    /// Decimal with zeros in front, up to this many digits: 01, 02.
    Padded(usize),
    /// a … z, aa, bb, cc.
    LowerLetter,
    /// A … Z, AA, BB, CC.
    UpperLetter,
    /// a … z, aa, ab, ac.
    LowerColumn,
    /// A … Z, AA, AB, AC.
    UpperColumn,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// 1st, 2nd, 3rd.
    Ordinal,
    /// One, Two, Three.
    CardinalText,
    /// First, Second, Third.
    OrdinalText,
    /// 1, 2 … 9, A, B.
    Hexadecimal,
    /// ①, ②, ③.
    Circled,
    /// ⑴, ⑵, ⑶.
    Parenthesised,
    /// - 1 -, - 2 -.
    InDashes,
}

impl Numeral {
    /// A number in this form; digits where the form has nothing for it.
    #[must_use]
    pub fn print(self, value: i64) -> String {
        match self {
            Self::None => String::new(),
            Self::Decimal => value.to_string(),
            Self::Padded(digits) => format!("{value:0digits$}"),
            Self::LowerLetter => letters(value, b'a'),
            Self::UpperLetter => letters(value, b'A'),
            Self::LowerColumn => column(value, b'a'),
            Self::UpperColumn => column(value, b'A'),
            Self::LowerRoman => roman(value),
            Self::UpperRoman => roman(value).to_uppercase(),
            Self::Ordinal => format!("{value}{}", suffix(value)),
            Self::CardinalText => cardinal(value).map_or_else(|| value.to_string(), |words| capital(&words)),
            Self::OrdinalText => ordinal(value).map_or_else(|| value.to_string(), |words| capital(&words)),
            Self::Hexadecimal => format!("{value:X}"),
            Self::Circled => enclosed(value, 0x2460),
            Self::Parenthesised => enclosed(value, 0x2474),
            Self::InDashes => format!("- {value} -"),
        }
    }
}

/// a … z, then aa … zz: the letter says how many times it stands.
fn letters(value: i64, first: u8) -> String {
    let Some(index) = value.checked_sub(1).and_then(|v| usize::try_from(v).ok()) else { return value.to_string() };
    let letter = char::from(first.saturating_add(u8::try_from(index % 26).unwrap_or(0)));
    std::iter::repeat_n(letter, (index / 26 + 1).min(20)).collect()
}

/// a … z, then aa, ab …: as columns of a spreadsheet are named.
fn column(value: i64, first: u8) -> String {
    let Some(mut rest) = u64::try_from(value).ok().filter(|v| *v > 0) else { return value.to_string() };
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(char::from(first.saturating_add(u8::try_from(rest % 26).unwrap_or(0))));
        rest /= 26;
    }
    out.iter().rev().collect()
}

fn roman(value: i64) -> String {
    const DIGITS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..=4999).contains(&value) {
        return value.to_string();
    }
    let mut rest = value;
    let mut out = String::new();
    for (worth, digit) in DIGITS {
        while rest >= worth {
            out.push_str(digit);
            rest -= worth;
        }
    }
    out
}

const fn suffix(value: i64) -> &'static str {
    match (value % 10, value % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// Unicode has enclosed numbers up to twenty.
fn enclosed(value: i64, one: u32) -> String {
    let code = u32::try_from(value).ok().filter(|v| (1..=20).contains(v)).map(|v| one + v - 1);
    code.and_then(char::from_u32).map_or_else(|| value.to_string(), String::from)
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// "forty-two"; none beyond 999, which no list reaches.
fn cardinal(value: i64) -> Option<String> {
    let n = usize::try_from(value).ok().filter(|n| *n < 1000)?;
    if n < 20 {
        return Some((*SMALL.get(n)?).to_owned());
    }
    if n < 100 {
        let tens = *TENS.get(n / 10)?;
        return Some(if n.is_multiple_of(10) { tens.to_owned() } else { format!("{tens}-{}", SMALL.get(n % 10)?) });
    }
    let hundreds = format!("{} hundred", SMALL.get(n / 100)?);
    Some(if n.is_multiple_of(100) { hundreds } else { format!("{hundreds} {}", cardinal(value % 100)?) })
}

/// "forty-second".
fn ordinal(value: i64) -> Option<String> {
    const IRREGULAR: [(&str, &str); 7] = [
        ("one", "first"),
        ("two", "second"),
        ("three", "third"),
        ("five", "fifth"),
        ("eight", "eighth"),
        ("nine", "ninth"),
        ("twelve", "twelfth"),
    ];
    let words = cardinal(value)?;
    let last = words.rfind(['-', ' ']).map_or(0, |at| at + 1);
    let (head, tail) = words.split_at(last);
    if let Some((_, other)) = IRREGULAR.iter().find(|(from, _)| *from == tail) {
        return Some(format!("{head}{other}"));
    }
    Some(tail.strip_suffix('y').map_or_else(|| format!("{words}th"), |stem| format!("{head}{stem}ieth")))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Numeral;

    #[test]
    fn every_form_prints_its_numbers() {
        for (form, value, expected) in [
            (Numeral::None, 4, ""),
            (Numeral::Padded(2), 4, "04"),
            (Numeral::Padded(3), 12, "012"),
            (Numeral::LowerLetter, 28, "bb"),
            (Numeral::UpperColumn, 28, "AB"),
            (Numeral::LowerColumn, 702, "zz"),
            (Numeral::LowerRoman, 1994, "mcmxciv"),
            (Numeral::UpperRoman, 0, "0"),
            (Numeral::Ordinal, 112, "112th"),
            (Numeral::Ordinal, 23, "23rd"),
            (Numeral::CardinalText, 42, "Forty-two"),
            (Numeral::OrdinalText, 42, "Forty-second"),
            (Numeral::OrdinalText, 20, "Twentieth"),
            (Numeral::OrdinalText, 112, "One hundred twelfth"),
            (Numeral::CardinalText, -1, "-1"),
            (Numeral::Circled, 3, "③"),
            (Numeral::Circled, 21, "21"),
            (Numeral::InDashes, 2, "- 2 -"),
        ] {
            assert_eq!(form.print(value), expected, "{form:?} {value}");
        }
    }
}
