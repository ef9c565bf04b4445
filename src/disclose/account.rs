//! What an author is told of an export: what was suppressed, left out or masked, where, and why.
//!
//! It names the very numbers' places that the file hides, so it is for the author's eyes and never part of a file.

use super::level::Level;

/// What a sentence of an account is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A count that is not shown.
    Count,
    /// Something that this level does not print at all.
    Left,
    /// A trait, or several together, that few cases have.
    Rare,
    /// Words that were masked, kept, written anew or left out.
    Text,
}

/// One sentence of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it is about.
    pub about: About,
    /// A plain sentence with its stop.
    pub sentence: String,
}

impl Said {
    /// A sentence.
    #[must_use]
    pub const fn new(about: About, sentence: String) -> Self {
        Self { about, sentence }
    }
}

/// The account of one export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The level that it was made at.
    pub level: Level,
    /// What there is to say; empty when nothing was done.
    pub said: Vec<Said>,
}

impl Account {
    /// An account with nothing to say yet.
    #[must_use]
    pub const fn new(level: Level) -> Self {
        Self { level, said: Vec::new() }
    }

    /// How many counts are not shown.
    #[must_use]
    pub fn counts(&self) -> usize {
        self.said.iter().filter(|s| s.about == About::Count).count()
    }

    /// The sentences in order.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.said.iter().map(|s| s.sentence.as_str())
    }

    /// "12 counts are not shown, 3 rare traits found": one line without its stop.
    #[must_use]
    pub fn summary(&self) -> String {
        let number = |about| self.said.iter().filter(|s| s.about == about).count();
        let (counts, rare) = (number(About::Count), number(About::Rare));
        let hidden = match counts {
            0 if self.level == Level::Internal => "Every number is exact".to_owned(),
            0 => "No count had to be hidden".to_owned(),
            1 => "1 count is not shown".to_owned(),
            n => format!("{n} counts are not shown"),
        };
        match rare {
            0 => hidden,
            1 => format!("{hidden}, 1 rare trait or combination found"),
            n => format!("{hidden}, {n} rare traits or combinations found"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_counts_what_there_is() {
        let mut account = Account::new(Level::Publishable);
        assert_eq!(account.summary(), "No count had to be hidden");
        account.said = vec![Said::new(About::Count, "One.".to_owned()), Said::new(About::Rare, "Two.".to_owned())];
        assert_eq!(account.summary(), "1 count is not shown, 1 rare trait or combination found");
        assert_eq!(account.lines().collect::<Vec<_>>(), ["One.", "Two."]);
        assert_eq!(Account::default().summary(), "Every number is exact");
    }
}
