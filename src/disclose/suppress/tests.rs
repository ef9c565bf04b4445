//! Whether a reader who tries every possible table can work out a hidden count.

use super::*;
use proptest::prelude::*;

/// Everything that a reader knows, said once more and slowly: nothing here is shared with the search.
struct Attack<'a> {
    table: &'a Table,
    rules: Rules,
    hidden: Vec<CountId>,
    steps: usize,
}

impl<'a> Attack<'a> {
    fn on(table: &'a Table, rules: Rules, hidden: Vec<CountId>) -> Self {
        Self { table, rules, hidden, steps: 0 }
    }

    /// The hidden counts that can have one value only.
    fn pinned(mut self) -> Vec<CountId> {
        let truth: Vec<u32> = self.table.counts.iter().map(|c| c.value).collect();
        let mut pinned = self.hidden.clone();
        for target in self.hidden.clone() {
            let mut other = truth.clone();
            if pinned.contains(&target) && self.has_other(&mut other, target, 0) {
                pinned.retain(|id| other[id.at()] == truth[id.at()]);
            }
        }
        pinned
    }

    /// Whether some table has another value for the target; every value up to three above the truth is tried.
    fn has_other(&mut self, values: &mut Vec<u32>, target: CountId, next: usize) -> bool {
        self.steps += 1;
        assert!(self.steps < 50_000_000, "too large a table to try everything");
        let Some(id) = self.hidden.get(next).copied() else { return true };
        let truth = self.table.value(id);
        let mut guesses: Vec<u32> = (0..=truth + 3).filter(|v| id != target || *v != truth).collect();
        guesses.sort_by_key(|v| v.abs_diff(truth));
        for value in guesses {
            values[id.at()] = value;
            if self.is_possible(values, next + 1) && self.has_other(values, target, next + 1) {
                return true;
            }
        }
        values[id.at()] = truth;
        false
    }

    /// Whether relations whose counts are all guessed hold.
    fn is_possible(&self, values: &[u32], guessed: usize) -> bool {
        let open = &self.hidden[guessed..];
        let (last, v) = (self.hidden[guessed - 1], |id: &CountId| u64::from(values[id.at()]));
        self.symbol_allows(last, values[last.at()])
            && self.table.relations_of(last).iter().all(|r| match &self.table.relations[*r as usize] {
                table::Relation::Sum { total, parts } if !open.contains(total) && parts.iter().any(|p| open.contains(p)) => {
                    parts.iter().filter(|p| !open.contains(p)).map(v).sum::<u64>() <= v(total)
                }
                table::Relation::Distinct { total, parts, .. }
                    if !open.contains(total) && parts.iter().any(|p| open.contains(p)) =>
                {
                    parts.iter().filter(|p| !open.contains(p)).all(|p| v(p) <= v(total))
                }
                relation if relation.members().iter().any(|m| open.contains(m)) => true,
                table::Relation::Sum { total, parts } => parts.iter().map(v).sum::<u64>() == v(total),
                table::Relation::Distinct { total, parts, .. } => {
                    parts.iter().all(|p| v(p) <= v(total)) && v(total) <= parts.iter().map(v).sum()
                }
                table::Relation::Part { part, whole } => self.part_allows(*part, *whole, values),
            })
    }

    /// What the reader may know of a hidden count: that it is small, or that it is not.
    fn symbol_allows(&self, id: CountId, value: u32) -> bool {
        let (truth, threshold) = (self.table.value(id), self.rules.threshold);
        match self.table.show(id) {
            Show::Unshown | Show::Withheld => true,
            _ if truth > threshold => value > threshold,
            _ => value <= threshold && (value > 0 || self.rules.zeros == Zeros::Hidden),
        }
    }

    /// What the reader may know of what is left of N, where n is hidden and not small.
    fn part_allows(&self, part: CountId, whole: CountId, values: &[u32]) -> bool {
        let Some(rest) = values[whole.at()].checked_sub(values[part.at()]) else { return false };
        let threshold = self.rules.threshold;
        if !self.rules.remainders
            || !self.hidden.contains(&part)
            || matches!(self.table.show(part), Show::Unshown | Show::Withheld)
        {
            return true;
        }
        match self.table.value(whole) - self.table.value(part) {
            _ if self.table.value(part) <= threshold => true,
            truth if truth > threshold => rest > threshold,
            _ => rest <= threshold && (rest > 0 || self.rules.zeros == Zeros::Hidden),
        }
    }
}

fn hidden_of(table: &Table, suppression: &Suppression) -> Vec<CountId> {
    let unshown = table.ids().filter(|id| table.show(*id) == Show::Unshown);
    suppression.all_hidden().map(|h| h.id).chain(unshown).collect()
}

/// Suppresses a table and lets the reader try; how many counts were hidden, none when it could not be protected.
fn check(table: &Table, rules: Rules) -> Result<Option<usize>, TestCaseError> {
    let Ok(suppression) = suppress(table, &rules) else { return Ok(None) };
    for id in table.ids().filter(|id| table.show(*id) == Show::Open && (1..=rules.threshold).contains(&table.value(*id))) {
        prop_assert!(suppression.hidden(id).is_some(), "a small count is shown");
    }
    let hidden = hidden_of(table, &suppression);
    let pinned = Attack::on(table, suppression.rules(), hidden.clone()).pinned();
    let pinned: Vec<_> = pinned.into_iter().filter(|id| table.show(*id) != Show::Unshown).collect();
    prop_assert!(pinned.is_empty(), "{pinned:?} of {hidden:?} in {table:?}");
    for hidden in suppression.all_hidden() {
        let doubt = suppression.doubt(table, hidden.id).expect("hidden counts have doubt");
        prop_assert!(doubt.end() - doubt.start() == 1 && doubt.contains(&table.value(hidden.id)));
        prop_assert_eq!(suppression.printed(table, hidden.id), "[c]");
    }
    Ok(Some(suppression.all_hidden().count()))
}

fn sums(cells: &[u32], columns: usize) -> (Vec<u32>, Vec<u32>, u32) {
    let rows = cells.chunks(columns).map(|r| r.iter().sum()).collect();
    let downs = (0..columns).map(|c| cells.iter().skip(c).step_by(columns).sum()).collect();
    (rows, downs, cells.iter().sum())
}

fn adding(cells: Vec<u32>, columns: usize, show: Show) -> Grid {
    let (rows, downs, all) = sums(&cells, columns);
    Grid {
        columns,
        cells,
        row_totals: Some(Margin { totals: rows, how: Totals::Sum, show }),
        column_totals: Some(Margin { totals: downs, how: Totals::Sum, show }),
        overall: Some((all, show)),
        groups: Vec::new(),
        of: Of::Nothing,
    }
}

fn small_grid() -> impl Strategy<Value = (Vec<u32>, usize)> {
    (1_usize..4, 1_usize..4).prop_flat_map(|(rows, columns)| {
        let cell = prop_oneof![3 => 0_u32..8, 1 => 8_u32..14, 1 => Just(0_u32)];
        (prop::collection::vec(cell, rows * columns), Just(columns))
    })
}

fn shows() -> impl Strategy<Value = Show> {
    prop_oneof![Just(Show::Open), Just(Show::Exact), Just(Show::Withheld)]
}

fn rules() -> impl Strategy<Value = Rules> {
    let zeros = prop_oneof![Just(Zeros::Shown), Just(Zeros::Hidden)];
    (2_u32..6, any::<bool>(), zeros).prop_map(|(threshold, remainders, zeros)| Rules { threshold, remainders, zeros })
}

/// Cases by theme (rows, in one group) and band (columns): what each case shows, so that all counts are true ones.
fn cases() -> impl Strategy<Value = (Vec<(u8, u8)>, usize, usize)> {
    (1_usize..4, 1_usize..4).prop_flat_map(|(themes, bands)| {
        let case = (0..1_u8 << themes, 0..u8::try_from(bands).expect("few"));
        (prop::collection::vec(case, 1..24), Just(themes), Just(bands))
    })
}

/// Themes × bands, rows adding up, columns counting different cases, the last row being the group of all themes.
fn by_theme(cases: &[(u8, u8)], themes: usize, bands: usize, show: Show, of: Of) -> Grid {
    let count = |f: &dyn Fn(u8, u8) -> bool| u32::try_from(cases.iter().filter(|(t, b)| f(*t, *b)).count()).expect("few");
    let mut cells = Vec::new();
    for band in 0..bands {
        cells.push(count(&|t, b| t > 0 && usize::from(b) == band));
    }
    for theme in 0..themes {
        cells.extend((0..bands).map(|band| count(&|t, b| t & (1 << theme) > 0 && usize::from(b) == band)));
    }
    let totals = cells.chunks(bands).map(|r| r.iter().sum()).collect();
    let groups = vec![Group { row: 0, members: (1..=themes).collect(), how: Totals::Distinct }];
    let row_totals = Some(Margin { totals, how: Totals::Sum, show });
    Grid { columns: bands, cells, row_totals, column_totals: None, overall: None, groups, of }
}

fn bands_of(cases: &[(u8, u8)], bands: usize) -> Vec<u32> {
    let of = |band: usize| u32::try_from(cases.iter().filter(|(_, b)| usize::from(*b) == band).count()).expect("few");
    (0..bands).map(of).chain([u32::try_from(cases.len()).expect("few")]).collect()
}

/// Random tables of each kind.
const CASES: u32 = 1_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn nothing_can_be_worked_out_of_tables_that_add_up((cells, columns) in small_grid(), rules in rules()) {
        let (table, _) = adding(cells, columns, Show::Open).table().expect("a table");
        prop_assert!(check(&table, rules)?.is_some(), "where totals may be hidden too, every table can be protected");
    }

    #[test]
    fn nothing_can_be_worked_out_when_totals_are_exact((cells, columns) in small_grid(), rules in rules()) {
        let (table, ids) = adding(cells, columns, Show::Exact).table().expect("a table");
        if check(&table, rules)?.is_none() {
            // Then it is so: with every cell hidden, some small one is still pinned.
            let all = Attack::on(&table, Rules { zeros: Zeros::Hidden, ..rules }, ids.cells).pinned();
            prop_assert!(!all.is_empty());
        }
    }

    #[test]
    fn nothing_can_be_worked_out_of_groups_that_add_up((cells, columns) in small_grid(), rules in rules(), show in shows()) {
        // The group's own row comes first.
        let group: Vec<u32> = sums(&cells, columns).1;
        let rows = cells.len() / columns;
        let mut grid = adding([group, cells].concat(), columns, show);
        (grid.column_totals, grid.overall) = (None, None);
        grid.groups = vec![Group { row: 0, members: (1..=rows).collect(), how: Totals::Sum }];
        let (table, _) = grid.table().expect("a table");
        check(&table, rules)?;
    }

}

proptest! {
    // Three tables each, and larger ones, which take the reader longer.
    #![proptest_config(ProptestConfig::with_cases(CASES / 3))]

    #[test]
    fn nothing_can_be_worked_out_of_counts_of_different_cases((cases, themes, bands) in cases(), rules in rules(), show in shows()) {
        let all = u32::try_from(cases.len()).expect("few");
        for of in [Of::Nothing, Of::All(all), Of::Columns(bands_of(&cases, bands), show)] {
            let (table, _) = by_theme(&cases, themes, bands, show, of).table().expect("a table");
            check(&table, rules)?;
        }
    }

    #[test]
    fn words_are_true_of_every_value_they_stand_for(whole in 1_u32..60, least in 0_u32..60, more in 0_u32..60) {
        let (least, most) = (least.min(whole), (least + more).min(whole));
        let words = words(&(least..=most), Some(whole));
        for n in least..=most {
            let is_true = match words {
                "a small number of" => n > 0 && n <= 10 && 2 * n < whole,
                "none or fewer than half of" => 2 * n < whole,
                "fewer than half of" => n > 0 && 2 * n < whole,
                "all but a small number of" => 2 * n > whole && n < whole && whole - n <= 10,
                "most of" => 2 * n > whole,
                "not all of" => n < whole,
                "some but not all of" => n > 0 && n < whole,
                "at least some of" => n > 0,
                "an undisclosed number of" => true,
                other => return Err(TestCaseError::fail(format!("{other}?"))),
            };
            prop_assert!(is_true, "“{words}” of {n} of {whole}");
        }
    }
}

#[test]
fn without_complementary_suppression_the_reader_wins() {
    let (table, ids) = adding(vec![3, 20, 30, 40], 2, Show::Open).table().expect("a table");
    let pinned = Attack::on(&table, Rules::default(), vec![ids.cells[0]]).pinned();
    assert_eq!(pinned, [ids.cells[0]], "20 from 23 is 3");
    let suppression = suppress(&table, &Rules::default()).expect("can be protected");
    assert_eq!(suppression.all_hidden().count(), 4, "no fewer protect a table of two by two");
    assert_eq!(suppression.hidden(ids.cells[0]).expect("hidden").why, Why::SmallCount);
    assert_eq!(suppression.hidden(ids.cells[3]).expect("hidden").why, Why::Protects(ids.cells[0]));
}

#[test]
fn the_cheapest_partners_are_hidden() {
    // The 2 needs one more in its row, one more in its column and the corner between: 7, 8 and 9, not the rest.
    let (table, ids) = adding(vec![2, 7, 60, 8, 9, 70, 50, 80, 90], 3, Show::Open).table().expect("a table");
    let suppression = suppress(&table, &Rules::default()).expect("can be protected");
    let hidden: Vec<u32> = suppression.all_hidden().map(|h| table.value(h.id)).collect();
    assert_eq!(hidden, [2, 7, 8, 9]);
    assert_eq!(suppression.printed(&table, ids.cells[2]), "60");
}

#[test]
fn zeros_are_hidden_only_where_nothing_else_protects() {
    let (table, ids) = adding(vec![3, 0, 0], 3, Show::Exact).table().expect("a table");
    assert!(suppress(&table, &Rules::default()).is_err(), "each column's exact total gives its cell away");
    let row = Grid { column_totals: None, overall: None, ..adding(vec![3, 0, 0], 3, Show::Exact) };
    let (table, ids) = (row.table().expect("a table").0, ids);
    let suppression = suppress(&table, &Rules::default()).expect("can be protected");
    assert_eq!(suppression.rules().zeros, Zeros::Hidden);
    assert!(ids.cells.iter().all(|id| suppression.hidden(*id).is_some()), "else [c][c]0 and [c][c][c] tell a zero apart");
    assert!(note(&[Symbol::Confidential], suppression.rules()).contains("it may also stand for zero"));
}

#[test]
fn small_remainders_are_hidden_unless_the_author_says_no() {
    let grid = Grid {
        row_totals: None,
        column_totals: None,
        overall: None,
        of: Of::All(40),
        ..adding(vec![38, 20, 40, 0], 1, Show::Open)
    };
    let (table, ids) = grid.table().expect("a table");
    let suppression = suppress(&table, &Rules::default()).expect("can be protected");
    let hidden: Vec<_> = suppression.all_hidden().map(|h| (h.id, h.why, h.words)).collect();
    assert_eq!(hidden, [(ids.cells[0], Why::SmallRemainder, "all but a small number of")]);
    let bold = suppress(&table, &Rules { remainders: false, ..Rules::default() }).expect("nothing to do");
    assert_eq!(bold.all_hidden().count(), 0);
}

#[test]
fn tables_that_contradict_themselves_are_refused() {
    let wrong = Grid { overall: Some((9, Show::Open)), ..adding(vec![1, 2], 2, Show::Open) };
    assert_eq!(wrong.table().err(), Some(TableError::Sum { total: 9, sum: 3 }));
    let mut table = Table::new();
    let (n, of) = (table.count(3, Show::Open), table.count(2, Show::Open));
    assert_eq!(table.part_of(n, of), Err(TableError::Part { part: 3, whole: 2 }));
    assert!(matches!(table.distinct(of, &[n]), Err(TableError::Distinct { .. })));
}
