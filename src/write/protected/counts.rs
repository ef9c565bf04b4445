//! The counts that any format prints of one matrix, and everything that a reader knows to hold between them.
//!
//! All formats print numbers from the same suppression, so that two files of one matrix at one level give nothing away
//! together. What holds between the numbers is taken from the numbers: where headers part the cases, rows add up;
//! elsewhere a case may stand under several headers. The stricter of the two is always the safer to assume.
//!
//! ```text
//! cell    all ≤ concern + good practice + (context, printed nowhere)     each of them ≤ N
//! row     total = a + b + c, or at least the largest of them             themes under a group likewise
//! N       one number for all themes of a band                            bands add up to all cases counted
//! ```
//!
//! Where cases are coded but not read to the end, N differs from theme to theme, and the difference is a number of cases
//! in which the theme is coded. Such an N is not printed at all.

use crate::analyse::{Header, Matrix, MatrixCell};
use crate::disclose::Level;
use crate::disclose::suppress::{CountId, Show, Table};
use std::collections::{BTreeMap, BTreeSet};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measure {
    Concern,
    GoodPractice,
    All,
    Counted,
}

impl Measure {
    const OF_CASES: [Self; 3] = [Self::Concern, Self::GoodPractice, Self::All];

    /// The number of it in a cell or total.
    const fn of(self, cell: &MatrixCell) -> u32 {
        match self {
            Self::Concern => cell.concern.cases,
            Self::GoodPractice => cell.good_practice.cases,
            Self::All => cell.all.cases,
            Self::Counted => cell.counted,
        }
    }

    /// For people: "cases with concern".
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Concern => "cases with concern",
            Self::GoodPractice => "cases with good practice",
            Self::All => "cases with any coding",
            Self::Counted => "cases counted",
        }
    }
}

/// The counts of one cell or total.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ids {
    pub(super) concern: CountId,
    pub(super) good_practice: CountId,
    pub(super) all: CountId,
    pub(super) counted: CountId,
}

impl Ids {
    const fn of(&self, measure: Measure) -> CountId {
        match measure {
            Measure::Concern => self.concern,
            Measure::GoodPractice => self.good_practice,
            Measure::All => self.all,
            Measure::Counted => self.counted,
        }
    }
}

/// Where a count stands: row and column by number, none for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) row: Option<usize>,
    pub(super) column: Option<usize>,
    pub(super) measure: Measure,
}

/// What may be hidden.
#[derive(Clone, Debug)]
pub(super) struct Shows {
    /// Cells: open, or not printed at all.
    pub(super) cells: Show,
    /// Totals of rows.
    pub(super) totals: Show,
    /// N of a row or column that does not hold all cases.
    pub(super) parts: Show,
    /// Rows that are hidden more than that.
    pub(super) withheld: BTreeMap<usize, Withheld>,
}

/// What of a row is hidden whatever it is, because small counts could be worked out from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Withheld {
    /// Its totals.
    Totals,
    /// All its numbers.
    All,
}

/// The counts of a matrix as a table.
pub(super) struct Counted {
    pub(super) table: Table,
    pub(super) cells: Vec<Ids>,
    pub(super) totals: Vec<Ids>,
    pub(super) places: BTreeMap<CountId, Place>,
    /// Each N that is not printed, because it differs from theme to theme, or gives small numbers away.
    pub(super) unprinted: BTreeSet<CountId>,
    /// Whether some N differs from theme to theme.
    pub(super) is_uneven: bool,
}

/// One side: its headers, whether each holds all cases, and whether they part the cases among them.
struct Side {
    tops: Vec<usize>,
    /// Headers that stand for others, with those right under them.
    groups: Vec<(usize, Vec<usize>)>,
    holds_all: bool,
    parts_cases: bool,
}

impl Side {
    fn of(headers: &[Header], totals: &[MatrixCell], overall: &MatrixCell) -> Self {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (i, header) in headers.iter().enumerate() {
            header.parent.into_iter().for_each(|parent| groups.entry(parent).or_default().push(i));
        }
        let sum: u64 = totals.iter().map(|t| u64::from(t.relevant)).sum();
        Self {
            tops: headers.iter().enumerate().filter(|(_, h)| h.parent.is_none()).map(|(i, _)| i).collect(),
            groups: groups.into_iter().collect(),
            holds_all: totals.iter().all(|t| t.relevant == overall.relevant),
            parts_cases: sum == u64::from(overall.relevant),
        }
    }
}

/// What an N is the N of: row and column by number, none where each of them holds all cases.
type Whole = (Option<usize>, Option<usize>);

struct Builder<'m> {
    matrix: &'m Matrix,
    shows: &'m Shows,
    rows: Side,
    columns: Side,
    table: Table,
    places: BTreeMap<CountId, Place>,
    /// Every N there is of a band, or of a band on each side.
    values: BTreeMap<Whole, BTreeSet<u32>>,
    /// N by what it is the N of, and by itself.
    wholes: BTreeMap<(Whole, u32), CountId>,
    unprinted: BTreeSet<CountId>,
    overall: CountId,
    /// Sums and unions of N stated so far: rows share them.
    stated: BTreeSet<(CountId, Vec<CountId>)>,
}

/// The counts of a matrix with what may be hidden.
pub(super) fn counted(matrix: &Matrix, shows: &Shows) -> Counted {
    let mut table = Table::new();
    let overall = table.count(matrix.overall().counted, Show::Exact);
    let mut builder = Builder {
        matrix,
        shows,
        overall,
        rows: Side::of(matrix.rows(), matrix.row_totals(), matrix.overall()),
        columns: Side::of(matrix.columns(), matrix.column_totals(), matrix.overall()),
        table,
        places: BTreeMap::new(),
        values: BTreeMap::new(),
        wholes: BTreeMap::new(),
        unprinted: BTreeSet::new(),
        stated: BTreeSet::new(),
    };
    builder.note_values();
    let width = matrix.columns().len();
    let mut cells = Vec::with_capacity(matrix.rows().len() * width);
    let mut totals = Vec::with_capacity(matrix.rows().len());
    for (r, total) in matrix.row_totals().iter().enumerate() {
        cells.extend(matrix.row(r).iter().enumerate().map(|(c, cell)| builder.ids(cell, r, Some(c))));
        totals.push(builder.ids(total, r, None));
    }
    builder.relate_rows(&cells, &totals);
    builder.relate_groups(&cells, &totals);
    builder.relate_overall();
    let is_uneven = builder.values.values().any(|values| values.len() > 1);
    let Builder { table, places, unprinted, .. } = builder;
    Counted { table, cells, totals, places, unprinted, is_uneven }
}

impl Shows {
    /// What may be hidden at a level at first: partners see the N of every band.
    pub(super) const fn of(level: Level, cells: bool) -> Self {
        Self {
            cells: if cells { Show::Open } else { Show::Unshown },
            totals: level.totals(),
            parts: level.totals(),
            withheld: BTreeMap::new(),
        }
    }

    /// The same with more hidden, since these counts could be worked out; none when no more can be hidden.
    ///
    /// First the N of bands, then the totals of the rows that they stand in, then everything in these rows.
    pub(super) fn more_hidden(&self, open: &[Place]) -> Option<Self> {
        let parts = |show| Some(Self { parts: show, ..self.clone() });
        if self.parts == Show::Exact {
            return parts(Show::Open);
        }
        let mut withheld = self.withheld.clone();
        for row in open.iter().filter(|p| p.measure != Measure::Counted).filter_map(|p| p.row) {
            let more = if withheld.contains_key(&row) { Withheld::All } else { Withheld::Totals };
            withheld.insert(row, more);
        }
        if withheld != self.withheld {
            return Some(Self { withheld, ..self.clone() });
        }
        if self.parts == Show::Open { parts(Show::Unshown) } else { None }
    }

    const fn of_count(&self, withheld: Option<&Withheld>, is_total: bool) -> Show {
        match (withheld, is_total) {
            (Some(Withheld::All), false) if matches!(self.cells, Show::Open) => Show::Withheld,
            (Some(_), true) => Show::Withheld,
            (_, true) => self.totals,
            (_, false) => self.cells,
        }
    }
}

impl Builder<'_> {
    /// The counts of a cell, or of a row's total, with what holds between them.
    fn ids(&mut self, cell: &MatrixCell, row: usize, column: Option<usize>) -> Ids {
        let total = self.matrix.row_totals().get(row);
        let mut count = |measure: Measure| {
            // Where there is none in the whole row, nothing can be worked out of it.
            let some = total.is_some_and(|t| measure.of(t) > 0);
            let withheld = self.shows.withheld.get(&row).filter(|_| some);
            let show = self.shows.of_count(withheld, column.is_none());
            let id = self.table.count(measure.of(cell), show);
            self.places.insert(id, Place { row: Some(row), column, measure });
            id
        };
        let concern = count(Measure::Concern);
        let good_practice = count(Measure::GoodPractice);
        let all = count(Measure::All);
        let context = self.table.count(cell.context.cases, Show::Unshown);
        let (counted, known) = self.whole(cell.counted, row, column);
        self.relate(all, &[concern, good_practice, context], How::Union);
        for part in [concern, good_practice, all] {
            // It cannot be more than its N; if it ever were, nothing would be known of it.
            let _known = self.table.part_of(part, known).is_ok();
        }
        Ids { concern, good_practice, all, counted }
    }

    /// What the N of a cell or total is the N of. Sides that hold all cases do not tell it apart.
    fn whole_of(&self, row: usize, column: Option<usize>) -> Whole {
        (Some(row).filter(|_| !self.rows.holds_all), column.filter(|_| !self.columns.holds_all))
    }

    /// Notes every N, to know which of them differ from theme to theme.
    fn note_values(&mut self) {
        for (r, total) in self.matrix.row_totals().iter().enumerate() {
            self.values.entry(self.whole_of(r, None)).or_default().insert(total.counted);
            for (c, cell) in self.matrix.row(r).iter().enumerate() {
                self.values.entry(self.whole_of(r, Some(c))).or_default().insert(cell.counted);
            }
        }
    }

    /// The N of a cell or total, and the N that a reader knows it to be of.
    fn whole(&mut self, value: u32, row: usize, column: Option<usize>) -> (CountId, CountId) {
        let of = self.whole_of(row, column);
        let differs = self.values.get(&of).is_some_and(|values| values.len() > 1);
        let show = match of {
            _ if differs => Show::Unshown,
            (None, None) => Show::Exact,
            (_, Some(_)) if self.shows.cells == Show::Unshown => Show::Unshown,
            _ => self.shows.parts,
        };
        let id = self.whole_id(of, value, show);
        if differs || self.shows.parts == Show::Unshown && of != (None, None) {
            self.unprinted.insert(id);
        }
        if differs { (id, self.counted_at_all(of)) } else { (id, id) }
    }

    fn whole_id(&mut self, of: Whole, value: u32, show: Show) -> CountId {
        if let Some(known) = self.wholes.get(&(of, value)) {
            return *known;
        }
        let id = self.table.count(value, show);
        self.places.insert(id, Place { row: of.0, column: of.1, measure: Measure::Counted });
        self.wholes.insert((of, value), id);
        id
    }

    /// The cases of a band that are counted for anything at all: no theme can have more.
    fn counted_at_all(&mut self, of: Whole) -> CountId {
        let value = match of {
            (None, None) => return self.overall,
            (Some(row), _) => self.matrix.row_totals().get(row),
            (None, Some(column)) => self.matrix.column_totals().get(column),
        };
        let id = self.whole_id(of, value.map(|t| t.counted).unwrap_or_default(), Show::Unshown);
        // Where all themes have one N, it is known to be no less.
        let one = self.values.get(&of).filter(|values| values.len() == 1).and_then(|values| values.first().copied());
        if let Some(theirs) = one.and_then(|value| self.wholes.get(&(of, value)).copied()) {
            self.relate(id, &[theirs], How::Union);
        }
        id
    }

    /// Each row with its total.
    fn relate_rows(&mut self, cells: &[Ids], totals: &[Ids]) {
        let width = self.matrix.columns().len();
        let tops = self.columns.tops.clone();
        let how = match (self.columns.parts_cases, self.columns.holds_all) {
            (true, _) => How::AddsUp,
            (false, true) => How::Union,
            (false, false) => How::Bands,
        };
        for (row, total) in cells.chunks(width.max(1)).zip(totals) {
            let tops: Vec<Ids> = tops.iter().filter_map(|c| row.get(*c).copied()).collect();
            for measure in Measure::OF_CASES.into_iter().chain([Measure::Counted]) {
                let parts: Vec<CountId> = tops.iter().map(|ids| ids.of(measure)).collect();
                self.relate(total.of(measure), &parts, how);
            }
        }
    }

    /// Each group with what is right under it, on both sides.
    fn relate_groups(&mut self, cells: &[Ids], totals: &[Ids]) {
        let width = self.matrix.columns().len();
        let at = |r: usize, c: Option<usize>| match c {
            Some(c) => cells.get(r * width + c),
            None => totals.get(r),
        };
        let (row_groups, column_groups) = (self.rows.groups.clone(), self.columns.groups.clone());
        for (group, members) in &row_groups {
            for column in (0..width).map(Some).chain([None]) {
                let of = members.iter().filter_map(|m| at(*m, column).copied()).collect::<Vec<_>>();
                self.relate_group(at(*group, column), &of);
            }
        }
        for (group, members) in &column_groups {
            for row in 0..totals.len() {
                let of = members.iter().filter_map(|m| at(row, Some(*m)).copied()).collect::<Vec<_>>();
                self.relate_group(at(row, Some(*group)), &of);
            }
        }
    }

    fn relate_group(&mut self, group: Option<&Ids>, members: &[Ids]) {
        let Some(group) = group else { return };
        for measure in Measure::OF_CASES {
            let parts: Vec<CountId> = members.iter().map(|ids| ids.of(measure)).collect();
            self.relate(group.of(measure), &parts, How::Union);
        }
    }

    /// The cases counted of bands that part the cases add up to the number that every note gives.
    fn relate_overall(&mut self) {
        let bands: Vec<Whole> = if self.rows.parts_cases && !self.rows.holds_all {
            (0..self.matrix.rows().len()).map(|r| (Some(r), None)).collect()
        } else if self.columns.parts_cases && !self.columns.holds_all && self.rows.holds_all {
            (0..self.matrix.columns().len()).map(|c| (None, Some(c))).collect()
        } else {
            return;
        };
        let parts: Vec<CountId> = bands.into_iter().map(|of| self.counted_at_all(of)).collect();
        self.relate(self.overall, &parts, How::AddsUp);
    }

    /// States how a count comes from others, as strictly as a reader could know it.
    fn relate(&mut self, total: CountId, parts: &[CountId], how: How) {
        let mut parts: Vec<CountId> = parts.iter().copied().filter(|p| *p != total).collect();
        // Several headers can have one N.
        parts.sort_unstable();
        parts.dedup();
        if parts.is_empty() || !self.stated.insert((total, parts.clone())) {
            return;
        }
        let (value, sum) = {
            let value = |id: CountId| self.table.value(id);
            (value(total), parts.iter().map(|p| u64::from(value(*p))).sum::<u64>())
        };
        let left = u32::try_from(u64::from(value).saturating_sub(sum)).unwrap_or_default();
        let known = match how {
            How::AddsUp if u64::from(value) == sum => self.table.sum(total, &parts),
            // Something besides the parts is counted in it, such as bands that are not printed: nobody knows how much.
            How::AddsUp | How::Bands if u64::from(value) >= sum => {
                parts.push(self.table.count(left, Show::Unshown));
                self.table.sum(total, &parts)
            }
            How::AddsUp | How::Bands | How::Union => {
                if left > 0 {
                    // Such as codings of the group itself.
                    parts.push(self.table.count(value, Show::Unshown));
                }
                self.table.distinct(total, &parts)
            }
        };
        // Only numbers that contradict each other state nothing.
        let _known = known.is_ok();
    }
}

/// How a count comes from its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// Each case is in one of them.
    AddsUp,
    /// Each case may be in one of them only.
    Bands,
    /// A case may be in several.
    Union,
}
