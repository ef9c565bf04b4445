//! How each theme stands in one case and in each of its documents: coded, read, judged. From this follows every N.
//!
//! Row 0 stands for "anything at all" and serves sides without themes. A case without documents is not read: nothing can
//! have been looked for in it. Codings that a filter leaves out are codings here all the same.

use super::ground::Ground;
use super::located::Located;
use crate::model::Judgement;

const CODED: u8 = 1;
const READ: u8 = 2;
const JUDGED: u8 = 4;
const ABSENT: u8 = 8;
const NOT_APPLICABLE: u8 = 16;

/// What a person said of a theme in a case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    /// Number of the theme's node.
    pub(super) node: usize,
    flags: u8,
}

impl Judged {
    /// None where nothing is said.
    pub(super) const fn of(node: usize, judgement: Judgement) -> Option<Self> {
        match judgement {
            Judgement::None => None,
            Judgement::Absent => Some(Self { node, flags: JUDGED | ABSENT }),
            Judgement::NotApplicable => Some(Self { node, flags: JUDGED | NOT_APPLICABLE }),
        }
    }
}

/// Flags of every theme in one case, and in each of its documents where documents are an axis.
#[derive(Default)]
pub(super) struct Standing {
    rows: usize,
    case: Vec<u8>,
    /// Row by row for each document.
    documents: Vec<u8>,
    first_document: usize,
}

impl Standing {
    /// Fills itself anew for a case, so that its memory serves every case.
    pub(super) fn fill(&mut self, ground: &Ground, case: usize, codings: &[Located], judged: &[Judged], with_documents: bool) {
        let documents = ground.documents_of(case);
        self.rows = ground.tree.nodes().len() + 1;
        self.first_document = documents.start;
        let is_read = |d: usize| ground.documents.get(d).is_some_and(|d| d.is_read);
        let flag = |read: bool| if read { READ } else { 0 };
        self.case.clear();
        self.case.resize(self.rows, flag(!documents.is_empty() && documents.clone().all(is_read)));
        self.documents.clear();
        if with_documents {
            for document in documents {
                self.documents.resize(self.documents.len() + self.rows, flag(is_read(document)));
            }
        }
        for at in codings {
            self.mark_coded(ground, at, with_documents);
        }
        // Judgements are made of a case, so none is laid on its single documents.
        for judged in judged {
            mark(&mut self.case, judged.node + 1, judged.flags);
            mark(&mut self.case, 0, JUDGED);
        }
    }

    /// What is known of a theme (none: of anything) in the case.
    pub(super) fn of_case(&self, node: Option<usize>) -> Known {
        Known(self.case.get(node.map_or(0, |n| n + 1)).copied().unwrap_or_default())
    }

    /// What is known of a theme in one of the case's documents.
    pub(super) fn of_document(&self, node: Option<usize>, document: usize) -> Known {
        let at = document.checked_sub(self.first_document).map(|d| d * self.rows + node.map_or(0, |n| n + 1));
        Known(at.and_then(|i| self.documents.get(i)).copied().unwrap_or_default())
    }

    fn mark_coded(&mut self, ground: &Ground, at: &Located, with_documents: bool) {
        let nodes = ground.above.get(at.theme()).map(Vec::as_slice).unwrap_or_default();
        let start = at.document().saturating_sub(self.first_document) * self.rows;
        mark(&mut self.case, 0, CODED);
        for node in nodes {
            mark(&mut self.case, node + 1, CODED);
        }
        if with_documents {
            mark(&mut self.documents, start, CODED);
            for node in nodes {
                mark(&mut self.documents, start + node + 1, CODED);
            }
        }
    }
}

fn mark(flags: &mut [u8], place: usize, new: u8) {
    if let Some(found) = flags.get_mut(place) {
        *found |= new;
    }
}

/// What is known of one theme in one case or document.
#[derive(Clone, Copy)]
pub(super) struct Known(u8);

impl Known {
    /// Whether it belongs into N: read to the end, coded, or judged.
    pub(super) const fn is_counted(self) -> bool {
        self.0 & (CODED | READ | JUDGED) != 0
    }

    /// Whether something is coded, let through or not.
    pub(super) const fn is_coded(self) -> bool {
        self.0 & CODED != 0
    }

    pub(super) const fn is_absent(self) -> bool {
        self.0 & ABSENT != 0
    }

    pub(super) const fn is_not_applicable(self) -> bool {
        self.0 & NOT_APPLICABLE != 0
    }

    /// What is known of two themes together: only where both can be told, and absent where one of them is.
    pub(super) const fn with(self, other: Self) -> Self {
        if !self.is_counted() || !other.is_counted() {
            return Self(0);
        }
        Self(JUDGED | (self.0 | other.0) & (ABSENT | NOT_APPLICABLE))
    }
}
