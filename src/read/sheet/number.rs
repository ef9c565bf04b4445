//! Numbers as a sheet shows them: by the format of their cell, without the noise of binary fractions.

use calamine::{ExcelDateTime, ExcelDateTimeType};

/// What a format makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Number,
    Date,
    Time,
    DateTime,
    /// Hours that go on beyond 24.
    Elapsed,
}

/// Formats that Excel knows by number and does not write down; UK forms of dates stand for all.
#[must_use]
pub const fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        37 | 38 => "#,##0",
        39 | 40 => "#,##0.00",
        14..=17 | 27..=31 | 34..=36 | 50..=58 => "dd/mm/yyyy",
        18..=21 | 32 | 33 => "hh:mm:ss",
        22 => "dd/mm/yyyy hh:mm",
        45 | 47 => "mm:ss",
        46 => "[h]:mm:ss",
        _ => "General",
    }
}

/// A number as shown, and whether it is a date or time.
#[must_use]
pub fn shown(value: f64, code: &str, is_1904: bool) -> String {
    match kind_of(code) {
        Shown::Number => number(value, code),
        kind => date(value, kind, is_1904),
    }
}

/// The letters of a format that are no literals, in lower case; brackets are kept for hours that go on.
fn letters(code: &str) -> String {
    let mut out = String::new();
    let mut chars = code.split(';').next().unwrap_or_default().chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect::<String>().to_lowercase();
                if matches!(inside.as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    out.push('[');
                    out.push_str(&inside);
                }
            }
            other => out.extend(other.to_lowercase()),
        }
    }
    out
}

fn kind_of(code: &str) -> Shown {
    let letters = letters(code);
    if letters.contains("general") || letters.contains(['0', '#', '?']) && !letters.contains(['y', 'd', 'h', 's']) {
        return Shown::Number;
    }
    let day = letters.contains(['y', 'd']) || letters.contains("mmm");
    let time = letters.contains(['h', 's']);
    match (day, time) {
        _ if letters.contains('[') => Shown::Elapsed,
        (true, true) => Shown::DateTime,
        (true, false) => Shown::Date,
        (false, true) => Shown::Time,
        (false, false) if letters.contains('m') => Shown::Date,
        (false, false) => Shown::Number,
    }
}

fn date(value: f64, kind: Shown, is_1904: bool) -> String {
    if !(0.0..2_958_466.0).contains(&value) {
        return general(value);
    }
    if kind == Shown::Elapsed {
        let seconds = value * 86_400.0;
        let (hours, minutes) = ((seconds / 3600.0 + 1e-9).floor(), ((seconds / 60.0 + 1e-7).floor()) % 60.0);
        return format!("{hours:.0}:{minutes:02.0}");
    }
    let (y, mo, d, h, mi, s, _) = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, is_1904).to_ymd_hms_milli();
    let clock = if s == 0 { format!("{h:02}:{mi:02}") } else { format!("{h:02}:{mi:02}:{s:02}") };
    match kind {
        Shown::Time => clock,
        // A day with a time of midnight was typed as a day.
        Shown::DateTime if value.fract() != 0.0 => format!("{y:04}-{mo:02}-{d:02} {clock}"),
        Shown::Date | Shown::DateTime | Shown::Elapsed | Shown::Number => format!("{y:04}-{mo:02}-{d:02}"),
    }
}

/// A number by the first part of its format: decimals, thousands, percent, leading zeros, a sign of money.
fn number(value: f64, code: &str) -> String {
    let part = code.split(';').next().unwrap_or_default();
    let digits = letters(part);
    if digits.contains("general") || digits.contains(['e', '/', '@', '?']) || !digits.contains(['0', '#']) {
        return general(value);
    }
    let percent = digits.contains('%');
    let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
    let places = decimals.chars().filter(|c| matches!(c, '0' | '#')).count().min(10);
    let optional = decimals.chars().filter(|c| *c == '#').count().min(places);
    let mut text = format!("{:.places$}", value.abs() * if percent { 100.0 } else { 1.0 });
    for _ in 0..optional {
        if text.contains('.') && text.ends_with('0') {
            text.pop();
        }
    }
    let text = text.trim_end_matches('.');
    let (integer, fraction) = text.split_once('.').map_or((text, None), |(i, f)| (i, Some(f)));
    let zeros = whole.chars().filter(|c| *c == '0').count().min(30);
    let mut integer = format!("{integer:0>zeros$}");
    if whole.contains(',') {
        integer = grouped(&integer);
    }
    let money = ['£', '€', '$'].into_iter().find(|sign| part.replace("[$-", "").contains(*sign) && !is_only_locale(part, *sign));
    let minus = value < 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0');
    let mut out = String::new();
    out.extend(minus.then_some('-'));
    out.extend(money);
    out.push_str(&integer);
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out.extend(percent.then_some('%'));
    out
}

/// `[$£-809]` holds a dollar sign that is no money.
fn is_only_locale(part: &str, sign: char) -> bool {
    sign == '$' && part.matches('$').count() == part.matches("[$").count() && !part.contains("[$$")
}

fn grouped(integer: &str) -> String {
    let count = integer.len();
    integer
        .chars()
        .enumerate()
        .flat_map(|(i, c)| (i > 0 && (count - i).is_multiple_of(3)).then_some(',').into_iter().chain([c]))
        .collect()
}

/// A number as Excel shows it without a format: at most eleven digits that say something.
#[must_use]
pub fn general(value: f64) -> String {
    let plain = format!("{value}");
    if plain.chars().filter(char::is_ascii_digit).count() <= 11 {
        return plain;
    }
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return plain;
    }
    let size = value.abs();
    if !(1e-9..1e15).contains(&size) {
        return format!("{value:e}");
    }
    let places = (0..=10_usize).find(|n| size < 10_f64.powi(i32::try_from(*n).unwrap_or(0))).map_or(0, |n| 10 - n.min(10));
    let text = format!("{value:.places$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::{general, shown};

    #[test]
    fn numbers_stand_as_shown() {
        assert_eq!(shown(0.25, "0%", false), "25%");
        assert_eq!(shown(1234.5, "#,##0.00", false), "1,234.50");
        assert_eq!(shown(-1234.5, "\"£\"#,##0;[Red]-\"£\"#,##0", false), "-£1,234");
        assert_eq!(shown(950.0, "[$£-809]#,##0.00", false), "£950.00");
        assert_eq!(shown(42.0, "00000", false), "00042");
        assert_eq!(shown(2.5, "0.##", false), "2.5");
        assert_eq!(shown(0.1 + 0.2, "General", false), "0.3");
        assert_eq!([general(3.0), general(1.0 / 3.0), general(44_352.0)], ["3", "0.3333333333", "44352"]);
    }

    #[test]
    fn days_and_times_are_written_alike_in_all_sheets() {
        assert_eq!(shown(44_352.0, "dd/mm/yyyy", false), "2021-06-05");
        assert_eq!(shown(44_352.604_166_666_664, "dd/mm/yy hh:mm", false), "2021-06-05 14:30");
        assert_eq!(shown(44_352.604_166_666_664, "d mmmm yyyy", false), "2021-06-05");
        assert_eq!(shown(0.604_166_666_666_666_6, "hh:mm", false), "14:30");
        assert_eq!(shown(1.104_166_666_666_666_7, "[h]:mm", false), "26:30");
        assert_eq!(shown(44_352.0, "mmm-yy", false), "2021-06-05");
        assert_eq!(shown(42_890.0, "yyyy\\-mm\\-dd", true), "2021-06-05");
        assert_eq!(shown(12.0, "0\" days\"", false), "12");
    }
}
