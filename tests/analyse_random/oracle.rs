//! The slow, obvious version of every cell: straight from what a header says and what stands in the project.

use super::world::{World, values};
use deepdive::analyse::{Axis, Filter, HeaderOf, MatrixCell, MatrixRequest, Nearness};
use deepdive::model::{Case, Coding, Document, Id, Judgement, Polarity, Project, Theme, ZoneChoice};
use deepdive::text::{Block, SourceText, Zone};
use std::collections::BTreeSet;

/// What a cell should hold, words and state aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Codings and cases by polarity, then in all.
    pub tallies: Vec<[usize; 2]>,
    pub relevant: usize,
    pub counted: usize,
    pub absent: usize,
    pub not_applicable: usize,
    pub otherwise: usize,
    pub pairs: usize,
    pub codings: BTreeSet<Id<Coding>>,
}

pub fn found(cell: &MatrixCell, codings: &[Id<Coding>]) -> Expected {
    let tally = |t: &deepdive::analyse::Tally| [t.codings as usize, t.cases as usize];
    Expected {
        tallies: vec![tally(&cell.concern), tally(&cell.good_practice), tally(&cell.context), tally(&cell.all)],
        relevant: cell.relevant as usize,
        counted: cell.counted as usize,
        absent: cell.stated_absent as usize,
        not_applicable: cell.not_applicable as usize,
        otherwise: cell.otherwise as usize,
        pairs: cell.pairs as usize,
        codings: codings.iter().copied().collect(),
    }
}

pub struct Oracle<'a> {
    world: &'a World,
    request: &'a MatrixRequest,
    /// The themes of the codebook that is counted under.
    themes: Vec<Theme>,
    cases: Vec<&'a Case>,
    /// Codings that are not hidden, with the themes that they count under, nearest first.
    placed: Vec<(&'a Coding, Vec<Id<Theme>>)>,
    pub left_out: usize,
}

impl<'a> Oracle<'a> {
    pub fn new(world: &'a World, request: &'a MatrixRequest) -> Self {
        let scope = request.scope();
        let frozen = scope.codebook.as_ref().map(|b| b.themes().to_vec());
        let themes = frozen.clone().unwrap_or_else(|| world.project.themes().iter().cloned().collect());
        let is_there = |c: &&Case| scope.cases.as_ref().is_none_or(|s| s.contains(&c.id)) && has_values(c, request.filter());
        let cases = world.live_cases().into_iter().filter(is_there).collect();
        let mut oracle = Self { world, request, themes, cases, placed: Vec::new(), left_out: 0 };
        for coding in world.project.codings().iter() {
            let Some(document) = world.project.documents().get(coding.document) else { continue };
            if !oracle.cases.iter().any(|c| c.id == document.case) {
                continue;
            }
            let under = oracle.under(coding.theme);
            let is_live = world.project.themes().get(coding.theme).is_some();
            if !under.is_empty() {
                oracle.placed.push((coding, under));
            } else if is_live && oracle.passes(coding) {
                oracle.left_out += 1;
            }
        }
        oracle
    }

    /// The themes that a coding of a theme counts under.
    fn under(&self, theme: Id<Theme>) -> Vec<Id<Theme>> {
        let record = |id: Id<Theme>| self.themes.iter().find(|t| t.id == id);
        let mut at = Some(theme);
        if self.request.scope().codebook.is_some() && record(theme).is_none() {
            if self.world.project.themes().get(theme).is_none() {
                return Vec::new();
            }
            while let Some(id) = at.filter(|id| record(*id).is_none()) {
                at = self.world.project.themes().row(id).and_then(|row| row.record.parent);
            }
        }
        let mut under = Vec::new();
        while let Some(theme) = at.and_then(record) {
            under.push(theme.id);
            at = theme.parent;
        }
        under
    }

    fn case_of(&self, coding: &Coding) -> Id<Case> {
        self.world.project.documents().get(coding.document).unwrap().case
    }

    fn analyst_of(&self, coding: &Coding) -> String {
        let project = &self.world.project;
        project.analyst(project.coder(coding.id).unwrap()).name
    }

    fn passes(&self, coding: &Coding) -> bool {
        let filter = self.request.filter();
        let query = filter.query.as_ref().is_none_or(|q| q.overlap(coding.document, coding.text_version, coding.range));
        let zones = filter.zones.is_empty()
            || self.text(coding).is_some_and(|t| filter.zones.contains(&zone_of(&self.world.project, coding, &t)));
        (filter.polarities.is_empty() || filter.polarities.contains(&coding.polarity))
            && (filter.analysts.is_empty() || filter.analysts.contains(&self.analyst_of(coding)))
            && query
            && zones
    }

    fn text(&self, coding: &Coding) -> Option<std::sync::Arc<SourceText>> {
        self.world.text(coding.document, coding.text_version)
    }

    fn agencies(&self, under: &[Id<Theme>]) -> BTreeSet<String> {
        let named = |id: &Id<Theme>| self.themes.iter().find(|t| t.id == *id).map(|t| t.agencies.iter().cloned().collect());
        under.iter().filter_map(named).find(|names: &BTreeSet<String>| !names.is_empty()).unwrap_or_default()
    }

    fn case_belongs(&self, case: &Case, axis: &Axis, of: &HeaderOf) -> bool {
        let names = |key: &str| values(case, key);
        match of {
            HeaderOf::Case(id) => case.id == *id,
            HeaderOf::Document(id) => self.world.project.documents().get(*id).unwrap().case == case.id,
            HeaderOf::Attribute(value) => match axis {
                Axis::Attribute(name) => names(name).contains(value),
                Axis::Bands(bands) => names(bands.attribute()).iter().any(|v| v.as_ref().map(|v| bands.band_of(v)) == *value),
                Axis::Period(p) => names(Case::INCIDENT).iter().any(|v| v.as_ref().map(|v| p.header_of(v)) == *value),
                _ => unreachable!(),
            },
            _ => true,
        }
    }

    fn falls_under(&self, (coding, under): &(&Coding, Vec<Id<Theme>>), axis: &Axis, of: &HeaderOf) -> bool {
        let case = self.world.project.cases().get(self.case_of(coding)).unwrap();
        match of {
            HeaderOf::All => true,
            HeaderOf::Document(id) => coding.document == *id,
            HeaderOf::Theme(id) => under.contains(id),
            HeaderOf::Analyst(name) => self.analyst_of(coding) == *name,
            HeaderOf::Agency(name) => self.agencies(under).contains(name),
            HeaderOf::AgencyPair(one, two) => one != two && [one, two].iter().all(|n| self.agencies(under).contains(*n)),
            HeaderOf::Case(_) | HeaderOf::Attribute(_) => self.case_belongs(case, axis, of),
        }
    }

    /// A cell of two headers; totals have `HeaderOf::All` on one side.
    pub fn cell(&self, row: &HeaderOf, column: &HeaderOf) -> Expected {
        let (rows, columns) = (self.request.rows(), self.request.columns());
        if let (Some(near), HeaderOf::Theme(a), HeaderOf::Theme(b)) = (self.request.near(), row, column) {
            return self.meeting(*a, *b, near);
        }
        let is_hit = |c: &&(&Coding, Vec<Id<Theme>>)| self.falls_under(c, rows, row) && self.falls_under(c, columns, column);
        let hits: Vec<&Coding> = self.placed.iter().filter(is_hit).map(|c| c.0).filter(|c| self.passes(c)).collect();
        let theme = [row, column].into_iter().find_map(|h| if let HeaderOf::Theme(id) = h { Some(*id) } else { None });
        let document = [row, column].into_iter().find_map(|h| if let HeaderOf::Document(id) = h { Some(*id) } else { None });
        let mut expected = self.tallied(&hits);
        for case in &self.cases {
            if !self.case_belongs(case, rows, row) || !self.case_belongs(case, columns, column) {
                continue;
            }
            let (coded, counted, said) = self.standing(case, theme, document);
            let hit = |c: &&Coding| self.case_of(c) == case.id && document.is_none_or(|d| d == c.document);
            let is_hit = hits.iter().any(&hit);
            expected.relevant += 1;
            expected.counted += usize::from(counted);
            expected.absent += usize::from(said == Judgement::Absent);
            expected.not_applicable += usize::from(said == Judgement::NotApplicable);
            let narrows = self.request.filter().narrows_codings();
            expected.otherwise += usize::from(narrows && theme.is_some() && coded && !is_hit);
        }
        expected
    }

    fn tallied(&self, hits: &[&Coding]) -> Expected {
        let tally = |way: Option<Polarity>| {
            let of: Vec<_> = hits.iter().filter(|c| way.is_none_or(|p| p == c.polarity)).collect();
            [of.len(), of.iter().map(|c| self.case_of(c)).collect::<BTreeSet<_>>().len()]
        };
        let ways = [Some(Polarity::Concern), Some(Polarity::GoodPractice), Some(Polarity::Context), None];
        let codings = hits.iter().map(|c| c.id).collect();
        Expected { tallies: ways.map(tally).to_vec(), codings, ..Expected::default() }
    }

    /// Whether a theme (or anything) is coded in a case (or one of its documents), whether that belongs into N, and what
    /// a person said of it.
    fn standing(&self, case: &Case, theme: Option<Id<Theme>>, document: Option<Id<Document>>) -> (bool, bool, Judgement) {
        let project = &self.world.project;
        let documents: Vec<&Document> = project.documents_of(case.id).filter(|d| document.is_none_or(|id| id == d.id)).collect();
        let read = !documents.is_empty() && documents.iter().all(|d| d.progress.is_read());
        let coded = self
            .placed
            .iter()
            .any(|(coding, under)| theme.is_none_or(|t| under.contains(&t)) && documents.iter().any(|d| d.id == coding.document));
        let known = |id: Id<Theme>| self.themes.iter().any(|t| t.id == id);
        let of_case = || project.cells().iter().filter(|c| c.case == case.id && known(c.theme) && document.is_none());
        let said = of_case().find(|c| Some(c.theme) == theme).map(|c| c.judgement).unwrap_or_default();
        let judged = of_case().any(|c| theme.is_none_or(|t| t == c.theme) && c.judgement != Judgement::None);
        (coded, read || coded || judged, said)
    }

    fn meeting(&self, row: Id<Theme>, column: Id<Theme>, near: Nearness) -> Expected {
        let passing: Vec<&(&Coding, Vec<Id<Theme>>)> = self.placed.iter().filter(|c| self.passes(c.0)).collect();
        let (mut hits, mut pairs) = (BTreeSet::new(), 0);
        for (i, a) in passing.iter().enumerate() {
            for b in passing.iter().skip(i) {
                let there = a.1.contains(&row) && b.1.contains(&column);
                let back = a.1.contains(&column) && b.1.contains(&row);
                if (there || back) && self.meets(a.0, b.0, near) {
                    hits.extend([a.0.id, b.0.id]);
                    pairs += usize::from(a.0.id != b.0.id);
                }
            }
        }
        let hits: Vec<&Coding> = passing.iter().map(|c| c.0).filter(|c| hits.contains(&c.id)).collect();
        let mut expected = Expected { pairs, ..self.tallied(&hits) };
        for case in &self.cases {
            let (one, other) = (self.standing(case, Some(row), None), self.standing(case, Some(column), None));
            expected.relevant += 1;
            if !(one.1 && other.1) {
                continue;
            }
            expected.counted += 1;
            expected.absent += usize::from([one.2, other.2].contains(&Judgement::Absent));
            expected.not_applicable += usize::from([one.2, other.2].contains(&Judgement::NotApplicable));
        }
        expected
    }

    fn meets(&self, a: &Coding, b: &Coding, near: Nearness) -> bool {
        if a.id == b.id || near == Nearness::SameCase {
            return self.case_of(a) == self.case_of(b);
        }
        if (a.document, a.text_version) != (b.document, b.text_version) {
            return false;
        }
        let overlap = (0..400).any(|byte| a.range.contains(byte) && b.range.contains(byte));
        let Some(text) = self.text(a).filter(|_| near != Nearness::Overlapping) else { return overlap };
        let most = if let Nearness::Within(n) = near { n as usize } else { 0 };
        let (of_a, of_b) = (touched(&text, a), touched(&text, b));
        of_a.iter().any(|i| of_b.iter().any(|j| i.abs_diff(*j) <= most))
    }
}

/// The passages that a coding touches, by number; the next one where it touches none.
fn touched(text: &SourceText, coding: &Coding) -> Vec<usize> {
    let passages: Vec<&Block> = text.shape.blocks.iter().filter(|b| b.kind.is_passage()).collect();
    let overlapping: Vec<usize> = (0..passages.len()).filter(|i| passages[*i].range.overlaps(coding.range)).collect();
    if overlapping.is_empty() {
        return vec![passages.iter().filter(|b| b.range.end() <= coding.range.start()).count()];
    }
    overlapping
}

/// The part of the review in which a coding starts, by hand or as found.
fn zone_of(project: &Project, coding: &Coding, text: &SourceText) -> Option<Zone> {
    let blocks = &text.shape.blocks;
    let block = blocks.iter().find(|b| b.range.end() > coding.range.start()).or(blocks.last())?;
    let marks = project.zone_marks_in(coding.document).filter(|m| m.text_version == coding.text_version);
    let over = marks.filter(|m| m.range.overlaps(block.range)).last();
    match over.map(|m| m.zone) {
        None | Some(ZoneChoice::AsFound) => block.zone,
        Some(ZoneChoice::NoPart) => None,
        Some(ZoneChoice::Part(zone)) => Some(zone),
    }
}

fn has_values(case: &Case, filter: &Filter) -> bool {
    let small = |v: &Option<String>| v.as_ref().map(|v| v.to_lowercase());
    filter.attributes.iter().all(|(key, wanted)| {
        let same = |k: &&String| k.to_lowercase() == key.to_lowercase();
        let key = case.attributes.keys().find(same).map_or("", String::as_str);
        let wanted: BTreeSet<_> = wanted.iter().map(small).collect();
        values(case, key).iter().any(|v| wanted.contains(&small(v)))
    })
}
