//! Bands over an attribute's values: ages such as "7 weeks" or "1 year 2 months", or numbers.
//!
//! Ages are compared in sixteenths of a day, so that twelve months are exactly one year (365.25 days) and a month is a
//! twelfth of it. A value that cannot be read is never put into a band by guess; it stands under "Not understood".

use super::axis::MatrixError;

/// Sixteenths of a day.
const DAY: i64 = 16;
const WEEK: i64 = 7 * DAY;
const MONTH: i64 = 487;
const YEAR: i64 = 12 * MONTH;

/// The name of the header for values that cannot be read.
pub const NOT_UNDERSTOOD: &str = "Not understood";

/// The name of the header for children not born at the incident.
pub const UNBORN: &str = "Unborn";

/// A set of bands that is often used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BandSet {
    /// What it is called.
    pub title: &'static str,
    /// Where the bands part, as `Bands::parse` reads it after the attribute.
    pub cuts: &'static str,
}

/// Ages of babies, as studies of non-accidental injury band them.
pub const NAI_AGES: BandSet = BandSet { title: "Under one in detail", cuts: "4 weeks,3 months,6 months,12 months" };
/// Ages as the statistics of serious incident notifications band them.
pub const SIN_AGES: BandSet =
    BandSet { title: "Serious incident notifications", cuts: "1 year,6 years,11 years,16 years,18 years" };
/// Ages as the census of children in need bands them.
pub const CIN_AGES: BandSet = BandSet { title: "Children in need", cuts: "1 year,5 years,10 years,16 years" };
/// Ages of parents.
pub const PARENT_AGES: BandSet = BandSet { title: "Parents", cuts: "18 years,21 years,25 years,35 years" };
/// Every shipped set.
pub const BAND_SETS: [BandSet; 4] = [NAI_AGES, SIN_AGES, CIN_AGES, PARENT_AGES];

/// What a value measures; only values of one kind compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Measure {
    Unborn,
    /// Sixteenths of a day.
    Age(i64),
    /// Thousandths.
    Number(i64),
}

/// Bands of an attribute, parted at rising values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bands {
    attribute: String,
    /// As people write them, with what they measure.
    cuts: Vec<(String, Measure)>,
}

impl Bands {
    /// Reads `Age:4 weeks,3 months,6 months`.
    ///
    /// # Errors
    /// When an attribute or cuts are missing, or cuts are not all ages or all numbers that rise.
    pub fn parse(text: &str) -> Result<Self, MatrixError> {
        let wrong = || MatrixError::Bands(text.to_owned());
        let (attribute, cuts) = text.rsplit_once(':').ok_or_else(wrong)?;
        Self::new(attribute, cuts).ok_or_else(wrong)
    }

    /// The bands of a shipped set over an attribute.
    #[must_use]
    pub fn of_set(attribute: &str, set: BandSet) -> Option<Self> {
        Self::new(attribute, set.cuts)
    }

    fn new(attribute: &str, cuts: &str) -> Option<Self> {
        let cuts: Vec<(String, Measure)> = cuts
            .split(',')
            .map(|cut| cut.split_whitespace().collect::<Vec<_>>().join(" "))
            .map(|cut| measure(&cut).map(|measure| (cut, measure)))
            .collect::<Option<_>>()?;
        let rises = cuts.windows(2).all(|pair| match pair {
            [(_, Measure::Age(a)), (_, Measure::Age(b))] | [(_, Measure::Number(a)), (_, Measure::Number(b))] => a < b,
            _ => false,
        });
        let is_measured = cuts.iter().all(|(_, cut)| *cut != Measure::Unborn);
        let attribute = attribute.trim();
        (rises && is_measured && !attribute.is_empty() && !cuts.is_empty())
            .then(|| Self { attribute: attribute.to_owned(), cuts })
    }

    /// The attribute.
    #[must_use]
    pub fn attribute(&self) -> &str {
        &self.attribute
    }

    /// Where the bands part, as people wrote it.
    pub fn cuts(&self) -> impl Iterator<Item = &str> {
        self.cuts.iter().map(|(words, _)| words.as_str())
    }

    /// The name on the command line.
    #[must_use]
    pub fn name(&self) -> String {
        format!("bands:{}:{}", self.attribute, self.cuts().collect::<Vec<_>>().join(","))
    }

    /// Names of the bands, lowest first: "Under 4 weeks", "4 weeks to under 3 months", "3 months and over".
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        (0..=self.cuts.len()).map(|band| self.band_name(band)).collect()
    }

    /// The band of a value; one of `names`, `UNBORN` or `NOT_UNDERSTOOD`.
    #[must_use]
    pub fn band_of(&self, value: &str) -> String {
        let is_age = self.cuts.iter().any(|(_, cut)| matches!(cut, Measure::Age(_)));
        let below = |value: i64| {
            let reached = |(_, cut): &&(String, Measure)| match cut {
                Measure::Age(cut) | Measure::Number(cut) => *cut <= value,
                Measure::Unborn => false,
            };
            self.cuts.iter().take_while(reached).count()
        };
        match measure(value) {
            Some(Measure::Unborn) if is_age => UNBORN.to_owned(),
            Some(Measure::Age(age)) if is_age => self.band_name(below(age)),
            Some(Measure::Number(number)) if !is_age => self.band_name(below(number)),
            Some(Measure::Unborn | Measure::Age(_) | Measure::Number(_)) | None => NOT_UNDERSTOOD.to_owned(),
        }
    }

    /// Places a header's name: unborn, the bands in order, what is not understood.
    pub(super) fn place_of(&self, name: &str) -> usize {
        match self.names().iter().position(|band| band == name) {
            Some(band) => band + 1,
            None if name == UNBORN => 0,
            None => usize::MAX,
        }
    }

    fn band_name(&self, band: usize) -> String {
        let cut = |i: usize| self.cuts.get(i).map(|(words, _)| words.as_str());
        match (band.checked_sub(1).and_then(cut), cut(band)) {
            (None, Some(to)) => format!("Under {to}"),
            (Some(from), Some(to)) => format!("{from} to under {to}"),
            (Some(from), None) => format!("{from} and over"),
            (None, None) => String::new(),
        }
    }
}

/// What a value says: "7 weeks", "1 year 2 months", "10 days old", "unborn", "3", "2.5".
pub(super) fn measure(value: &str) -> Option<Measure> {
    let lower = value.to_lowercase();
    let parted = lower.replace(['-', ','], " ");
    let mut words = parted.split_whitespace().flat_map(parts).filter(|w| !is_filling(w)).peekable();
    if words.peek() == Some(&"unborn") {
        return (words.count() == 1).then_some(Measure::Unborn);
    }
    let mut age = None;
    let mut first = true;
    while let Some(word) = words.next() {
        let number = number(word)?;
        let Some(unit) = words.next() else {
            return first.then_some(Measure::Number(number));
        };
        let length = match unit.trim_end_matches('s') {
            "day" | "d" => DAY,
            "week" | "wk" | "w" => WEEK,
            "month" | "mth" | "m" => MONTH,
            "year" | "yr" | "y" => YEAR,
            _ => return None,
        };
        let units = number.checked_mul(length)?.checked_add(500)? / 1_000;
        age = Some(age.unwrap_or(0_i64).checked_add(units)?);
        first = false;
    }
    age.map(Measure::Age)
}

/// Parts "7w" and "3months" into number and unit.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let digits = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
    let (number, unit) = word.split_at(if digits == 0 { word.len() } else { digits });
    [number, unit].into_iter().filter(|part| !part.is_empty())
}

/// Words around an age that change nothing of it.
fn is_filling(word: &str) -> bool {
    matches!(word, "and" | "old" | "aged" | "age" | "of")
}

/// Thousandths; "seven" and "7" alike.
fn number(word: &str) -> Option<i64> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if let Some(value) = WORDS.iter().position(|w| *w == word) {
        return i64::try_from(value).ok().map(|v| v * 1_000);
    }
    let (whole, part) = word.split_once('.').unwrap_or((word, "0"));
    let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(whole) || !is_digits(part) {
        return None;
    }
    let part: i64 = format!("{part:0<3}").get(..3)?.parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(1_000)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nai() -> Bands {
        Bands::of_set("Age", NAI_AGES).expect("bands")
    }

    #[test]
    fn ages_fall_into_the_band_that_holds_them() {
        for (value, band) in [
            ("27 days", "Under 4 weeks"),
            ("4 weeks", "4 weeks to under 3 months"),
            ("seven weeks", "4 weeks to under 3 months"),
            ("7-week-old", "4 weeks to under 3 months"),
            ("12 weeks", "4 weeks to under 3 months"),
            ("3 months", "3 months to under 6 months"),
            ("3 months and 2 days old", "3 months to under 6 months"),
            ("5mths", "3 months to under 6 months"),
            ("11 months", "6 months to under 12 months"),
            ("1 year", "12 months and over"),
            ("1 year 2 months", "12 months and over"),
            ("1.5 years", "12 months and over"),
            ("Unborn", "Unborn"),
            ("7", "Not understood"),
            ("6 to 8 weeks", "Not understood"),
            ("about 3 months", "Not understood"),
            ("a few weeks", "Not understood"),
            ("", "Not understood"),
        ] {
            assert_eq!(nai().band_of(value), band, "{value}");
        }
        assert_eq!(nai().names().len(), 5);
    }

    #[test]
    fn numbers_have_bands_too_and_names_lead_back() {
        let bands = Bands::parse("Children in the family:2,3.5").expect("bands");
        assert_eq!(bands.names(), ["Under 2", "2 to under 3.5", "3.5 and over"]);
        assert_eq!((bands.band_of("3"), bands.band_of("2 weeks")), ("2 to under 3.5".into(), "Not understood".into()));
        for name in ["bands:Age:4 weeks,3 months", "bands:Of: a colon:1,2"] {
            assert_eq!(name.parse::<super::super::Axis>().expect("an axis").name(), name);
        }
        for wrong in ["Age", "Age:", ":2", "Age:3 months,4 weeks", "Age:2,3 weeks", "Age:soon", "Age:unborn,2 weeks"] {
            assert!(Bands::parse(wrong).is_err(), "{wrong}");
        }
        assert!(BAND_SETS.iter().all(|set| Bands::of_set("Age", *set).is_some()));
    }
}
