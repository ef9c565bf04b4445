//! The framework as the page holds it: made once per revision and arrangement, with the lines that are on the screen.

use crate::app::framework::{Arrangement, Framework, attributes};
use crate::app::session::Session;
use crate::model::{Case, Id, Project, Theme};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// A cell by what it belongs to, so that it outlives a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Spot {
    pub(super) case: Id<Case>,
    pub(super) theme: Id<Theme>,
}

/// A line of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineOf {
    /// A group of cases, by its place.
    Band(usize),
    /// A case, by its row.
    Row(usize),
}

/// A line by what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LineKey {
    Band(String),
    Case(Id<Case>),
}

/// Where the cursor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: LineKey,
    /// The column, kept also while the cursor goes over a band.
    pub(super) theme: Id<Theme>,
}

impl Place {
    /// The cell under the cursor.
    pub(super) const fn spot(&self) -> Option<Spot> {
        match self.line {
            LineKey::Case(case) => Some(Spot { case, theme: self.theme }),
            LineKey::Band(_) => None,
        }
    }
}

impl From<Spot> for Place {
    fn from(spot: Spot) -> Self {
        Self { line: LineKey::Case(spot.case), theme: spot.theme }
    }
}

/// The framework with its lines.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) framework: Arc<Framework>,
    pub(super) lines: Vec<LineOf>,
    /// Attributes that cases have, for the menu.
    pub(super) attributes: Arc<Vec<String>>,
    /// For each row, what its height depends on.
    prints: Arc<Vec<u64>>,
}

impl Sheet {
    /// The name of a group.
    pub(super) fn band(&self, group: usize) -> Option<&str> {
        self.framework.groups.get(group)?.name.as_deref()
    }

    /// What a line stands for.
    pub(super) fn key(&self, line: usize) -> Option<LineKey> {
        match *self.lines.get(line)? {
            LineOf::Band(group) => Some(LineKey::Band(self.band(group)?.to_owned())),
            LineOf::Row(row) => Some(LineKey::Case(self.framework.rows.get(row)?.case)),
        }
    }

    /// The line of something.
    pub(super) fn line_of(&self, key: &LineKey) -> Option<usize> {
        (0..self.lines.len()).find(|line| self.key(*line).as_ref() == Some(key))
    }

    /// What the height of a row depends on.
    pub(super) fn print(&self, row: usize) -> u64 {
        self.prints.get(row).copied().unwrap_or_default()
    }
}

/// What the height of every row depends on, as one number.
fn prints(project: &Project, framework: &Framework) -> Vec<u64> {
    let print = |(row, of): (usize, &crate::app::framework::CaseRow)| {
        let mut hash = DefaultHasher::new();
        (&of.name, &of.notes, of.progress()).hash(&mut hash);
        for (column, theme) in framework.columns.iter().enumerate() {
            let Some(cell) = framework.cell(row, column) else { continue };
            (cell.codings.len(), cell.state, cell.grounds, cell.differs).hash(&mut hash);
            let Some(summary) = &cell.summary else { continue };
            (summary.is_draft, summary.since.words(), cell.judgement).hash(&mut hash);
            if let Some(stored) = project.cell(theme.theme, of.case) {
                (&stored.summary, &stored.links, &cell.codings).hash(&mut hash);
            }
        }
        hash.finish()
    };
    framework.rows.iter().enumerate().map(print).collect()
}

type Made = (u64, Arrangement, Arc<Framework>, Arc<Vec<String>>, Arc<Vec<u64>>);

/// The sheet of the moment.
#[derive(Debug, Default)]
pub(super) struct Held {
    made: Option<Made>,
    sheet: Option<(BTreeSet<String>, Arc<Sheet>)>,
    /// How often the framework was made; tests watch it.
    pub(super) times: usize,
}

impl Held {
    pub(super) fn get(&mut self, session: &Session, wanted: &Arrangement, folded: &BTreeSet<String>) -> Arc<Sheet> {
        let is_same = self.made.as_ref().is_some_and(|(at, of, ..)| *at == session.revision() && of == wanted);
        if !is_same {
            let project = session.project();
            let framework = Framework::of(project, &session.tree(), wanted);
            let prints = Arc::new(prints(project, &framework));
            let attributes = Arc::new(attributes(project));
            self.made = Some((session.revision(), wanted.clone(), Arc::new(framework), attributes, prints));
            self.sheet = None;
            self.times += 1;
        }
        if let Some((of, sheet)) = &self.sheet
            && of == folded
        {
            return Arc::clone(sheet);
        }
        let Some((_, _, framework, attributes, prints)) = &self.made else { return Arc::default() };
        let mut lines = Vec::with_capacity(framework.rows.len() + framework.groups.len());
        for (place, group) in framework.groups.iter().enumerate() {
            lines.extend(group.name.as_ref().map(|_| LineOf::Band(place)));
            if group.name.as_ref().is_none_or(|name| !folded.contains(name)) {
                lines.extend(group.rows.clone().map(LineOf::Row));
            }
        }
        let (framework, attributes, prints) = (Arc::clone(framework), Arc::clone(attributes), Arc::clone(prints));
        let sheet = Arc::new(Sheet { framework, lines, attributes, prints });
        self.sheet = Some((folded.clone(), Arc::clone(&sheet)));
        sheet
    }
}
