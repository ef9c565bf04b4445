//! How each theme stands in each case (or document): coded, read, judged. From this follows every N.
//!
//! Row 0 stands for "anything at all" and serves matrices without themes. A case without documents is not read:
//! nothing can have been looked for in it.

use super::ground::{Ground, Located};
use crate::model::Judgement;

const CODED: u8 = 1;
const READ: u8 = 2;
const JUDGED: u8 = 4;
const ABSENT: u8 = 8;
const NOT_APPLICABLE: u8 = 16;

/// Flags of every theme in every unit: a case, or a document where documents are an axis.
pub(super) struct Standing {
    units: usize,
    flags: Vec<u8>,
}

impl Standing {
    pub(super) fn of_cases(ground: &Ground<'_>, codings: &[Vec<Located<'_>>]) -> Self {
        let mut standing = Self::empty(ground, ground.cases.len());
        for (case, located) in codings.iter().enumerate() {
            let mut documents = ground.documents_of(case).peekable();
            let has_documents = documents.peek().is_some();
            if has_documents && documents.all(|d| is_read(ground, d)) {
                standing.mark_read(case);
            }
            for at in located {
                standing.mark_coded(ground, at, case);
            }
        }
        standing.mark_judged(ground);
        standing
    }

    /// Judgements are made of a case, so none is laid on its single documents.
    pub(super) fn of_documents(ground: &Ground<'_>, codings: &[Vec<Located<'_>>]) -> Self {
        let mut standing = Self::empty(ground, ground.documents.len());
        for document in (0..ground.documents.len()).filter(|d| is_read(ground, *d)) {
            standing.mark_read(document);
        }
        for at in codings.iter().flatten() {
            standing.mark_coded(ground, at, at.document);
        }
        standing
    }

    /// What is known of a theme (none: of anything) in a unit.
    pub(super) fn get(&self, node: Option<usize>, unit: usize) -> Known {
        let row = node.map_or(0, |n| n + 1);
        Known(self.flags.get(row * self.units + unit).copied().unwrap_or_default())
    }

    fn empty(ground: &Ground<'_>, units: usize) -> Self {
        Self { units, flags: vec![0; (ground.tree.nodes().len() + 1) * units] }
    }

    fn mark(&mut self, row: usize, unit: usize, flags: u8) {
        if let Some(found) = self.flags.get_mut(row * self.units + unit) {
            *found |= flags;
        }
    }

    fn mark_read(&mut self, unit: usize) {
        for flags in self.flags.iter_mut().skip(unit).step_by(self.units.max(1)) {
            *flags |= READ;
        }
    }

    fn mark_coded(&mut self, ground: &Ground<'_>, at: &Located<'_>, unit: usize) {
        self.mark(0, unit, CODED);
        for node in ground.above.get(at.theme).into_iter().flatten() {
            self.mark(node + 1, unit, CODED);
        }
    }

    fn mark_judged(&mut self, ground: &Ground<'_>) {
        for cell in ground.project.cells().iter() {
            let flags = match cell.judgement {
                Judgement::None => continue,
                Judgement::Absent => JUDGED | ABSENT,
                Judgement::NotApplicable => JUDGED | NOT_APPLICABLE,
            };
            if let (Some(node), Some(case)) = (ground.theme_number(cell.theme), ground.case_number(cell.case)) {
                self.mark(node + 1, case, flags);
                self.mark(0, case, JUDGED);
            }
        }
    }
}

/// What is known of one theme in one unit.
#[derive(Clone, Copy)]
pub(super) struct Known(u8);

impl Known {
    /// Whether the unit belongs into N: read to the end, coded, or judged.
    pub(super) const fn is_counted(self) -> bool {
        self.0 & (CODED | READ | JUDGED) != 0
    }

    pub(super) const fn is_absent(self) -> bool {
        self.0 & ABSENT != 0
    }

    pub(super) const fn is_not_applicable(self) -> bool {
        self.0 & NOT_APPLICABLE != 0
    }
}

fn is_read(ground: &Ground<'_>, document: usize) -> bool {
    ground.documents.get(document).is_some_and(|d| d.progress.is_read())
}
