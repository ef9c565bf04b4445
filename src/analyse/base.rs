//! The codings of a project by case, with what people judged: what every cell is counted from.
//!
//! It owns what it holds, so that a matrix can be kept and corrected after each step. Where a case's codings stand in
//! their list says nothing; whoever needs them in reading order sorts them.

use super::axis::MatrixError;
use super::ground::Ground;
use super::located::{Found, Located, Sieve};
use super::near::Nearness;
use super::quotes::Texts;
use super::request::MatrixRequest;
use super::standing::Judged;
use crate::model::{Case, Cell, Coding, Document, Id, Project, Row};
use std::collections::BTreeSet;

/// Codings and judgements by number of the case.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub(super) ground: Ground,
    pub(super) near: Option<Nearness>,
    /// Whether only some codings of a case count.
    pub(super) is_filtered: bool,
    codings: Vec<Vec<Located>>,
    judged: Vec<Vec<Judged>>,
    /// Codings that no theme of the frozen codebook takes.
    left_out: BTreeSet<Id<Coding>>,
    /// Documents of which a text was needed to tell what counts, and could not be had.
    unread: BTreeSet<Id<Document>>,
}

/// What a change of one record asks for.
pub(super) enum Touched {
    /// Nothing that is counted.
    Nothing,
    /// Counting a case again, by its number.
    Case(usize),
    /// Laying the ground anew.
    Everything,
}

impl Base {
    pub(super) fn of(project: &Project, request: &MatrixRequest, texts: Texts<'_>) -> Result<Self, MatrixError> {
        let ground = Ground::of(project, request)?;
        let mut sieve = Sieve::new(project, &ground, request, texts);
        let mut codings = vec![Vec::new(); ground.cases.len()];
        let mut left_out = BTreeSet::new();
        for row in project.codings().rows() {
            match sieve.locate(&ground, row) {
                Found::In(case, located) => {
                    if let Some(list) = codings.get_mut(case) {
                        list.push(located);
                    }
                }
                Found::LeftOut => {
                    left_out.insert(row.record.id);
                }
                Found::Hidden | Found::NewAnalyst => {}
            }
        }
        let unread = sieve.missing().collect();
        let mut judged: Vec<Vec<Judged>> = vec![Vec::new(); ground.cases.len()];
        for cell in project.cells().iter() {
            let Some((case, found)) = judged_of(&ground, cell) else { continue };
            if let Some(list) = judged.get_mut(case) {
                list.extend(found);
            }
        }
        let is_filtered = request.filter().narrows_codings();
        Ok(Self { ground, near: request.near(), is_filtered, codings, judged, left_out, unread })
    }

    /// The codings of a case, those that the filter leaves out included.
    pub(super) fn codings_of(&self, case: usize) -> &[Located] {
        self.codings.get(case).map(Vec::as_slice).unwrap_or_default()
    }

    /// The codings of a case that count.
    pub(super) fn counting_in(&self, case: usize) -> impl Iterator<Item = &Located> {
        self.codings_of(case).iter().filter(|at| at.counts)
    }

    /// What people judged of a case.
    pub(super) fn judged_of(&self, case: usize) -> &[Judged] {
        self.judged.get(case).map(Vec::as_slice).unwrap_or_default()
    }

    /// Number of codings that no theme of the frozen codebook takes.
    pub(super) fn left_out(&self) -> usize {
        self.left_out.len()
    }

    /// Documents of which a text was needed to tell what counts, and could not be had; by number.
    pub(super) fn unread(&self) -> impl Iterator<Item = usize> {
        self.unread.iter().filter_map(|id| self.ground.document_number(*id))
    }

    /// Which case a coding's change touches. Its document never changes, so neither does its case.
    pub(super) fn touched_by_coding(&self, row: Option<&Row<Coding>>) -> Touched {
        let Some(row) = row else { return Touched::Nothing };
        if self.ground.analyst_number(&row.by).is_none() {
            return Touched::Everything;
        }
        self.touched_by_document(row.record.document)
    }

    /// Which case a document belongs to.
    pub(super) fn touched_by_document(&self, document: Id<Document>) -> Touched {
        let number = self.ground.document_number(document);
        number.and_then(|d| self.ground.documents.get(d)).map_or(Touched::Nothing, |d| Touched::Case(d.case))
    }

    /// Which case a cell belongs to.
    pub(super) fn touched_by_case(&self, case: Id<Case>) -> Touched {
        self.ground.case_number(case).map_or(Touched::Nothing, Touched::Case)
    }

    /// Locates a coding anew.
    pub(super) fn put_coding(&mut self, row: &Row<Coding>, sieve: &mut Sieve<'_>) {
        let id = row.record.id;
        if let Touched::Case(case) = self.touched_by_document(row.record.document)
            && let Some(list) = self.codings.get_mut(case)
        {
            list.retain(|at| at.coding != id);
        }
        self.left_out.remove(&id);
        match sieve.locate(&self.ground, row) {
            Found::In(case, located) => {
                if let Some(list) = self.codings.get_mut(case) {
                    list.push(located);
                }
            }
            Found::LeftOut => {
                self.left_out.insert(id);
            }
            Found::Hidden | Found::NewAnalyst => {}
        }
    }

    /// Takes over what a cell says now.
    pub(super) fn put_cell(&mut self, cell: &Row<Cell>) {
        let (theme, case) = (self.ground.theme_number(cell.record.theme), self.ground.case_number(cell.record.case));
        let Some((node, list)) = theme.zip(case.and_then(|case| self.judged.get_mut(case))) else { return };
        list.retain(|judged| judged.node != node);
        list.extend(Judged::of(node, cell.record.judgement).filter(|_| !cell.retired));
    }

    /// Takes over how far people are with a document.
    pub(super) fn put_document(&mut self, row: &Row<Document>) {
        let number = self.ground.document_number(row.record.id);
        if let Some(document) = number.and_then(|d| self.ground.documents.get_mut(d)) {
            document.is_read = row.record.progress.is_read();
        }
    }

    /// Notes which texts could not be had.
    pub(super) fn note_unread(&mut self, documents: Vec<Id<Document>>) {
        self.unread.extend(documents);
    }
}

fn judged_of(ground: &Ground, cell: &Cell) -> Option<(usize, Option<Judged>)> {
    let case = ground.case_number(cell.case)?;
    Some((case, Judged::of(ground.theme_number(cell.theme)?, cell.judgement)))
}
