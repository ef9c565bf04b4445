//! Where an export comes from: marking, program, project, revision and day.

use crate::disclose::Level;
use jiff::civil::Date;
use std::fmt;

/// What every export says about itself. All of it is passed in, so that the same input makes the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The protective marking, such as "OFFICIAL-SENSITIVE".
    pub marking: String,
    /// Program and version, such as "Deepdive 0.1.0".
    pub program: String,
    /// The project's title.
    pub project: String,
    /// Number of steps in the project: the same steps make the same figures.
    pub revision: usize,
    /// The day of making.
    pub made: Date,
    /// The level of disclosure; none for files that are made in one way only.
    pub level: Option<Level>,
    /// What was chosen to be counted, by name: the deep dive, filters, order; nothing where everything is.
    pub selection: Vec<(&'static str, String)>,
}

impl Provenance {
    /// The day as people write it: "5 June 2026".
    #[must_use]
    pub fn day(&self) -> String {
        self.made.strftime("%-d %B %Y").to_string()
    }

    /// The line at the foot of every page: what a table can be traced by and made again.
    #[must_use]
    pub fn foot(&self) -> String {
        let level = self.level.map(|level| format!(", level {}", level.name())).unwrap_or_default();
        format!("{}, revision {}, {}, {}{level}", self.project, self.revision, self.day(), self.program)
    }

    /// The same, made at a level of disclosure.
    #[must_use]
    pub fn at(self, level: Level) -> Self {
        Self { level: Some(level), ..self }
    }

    /// What was chosen to be counted on one line, such as "Filter: Only codings as concern."; empty where everything is.
    #[must_use]
    pub fn chosen(&self) -> String {
        self.selection.iter().map(|(name, what)| format!("{name}: {what}")).collect::<Vec<_>>().join(" ")
    }

    /// Facts by name, in the order of notes.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = vec![
            ("Marking", self.marking.clone()),
            ("Project", self.project.clone()),
            ("Revision", format!("{} steps", self.revision)),
            ("Program", self.program.clone()),
            ("Made", self.made.to_string()),
        ];
        facts.extend(self.selection.iter().cloned());
        facts.extend(self.level.map(|level| ("Level", format!("{}. {}.", level.name(), level.help()))));
        facts
    }
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}; revision {}; {}; {}", self.marking, self.project, self.revision, self.program, self.made)?;
        self.level.map_or(Ok(()), |level| write!(f, "; level: {}", level.name()))
    }
}
