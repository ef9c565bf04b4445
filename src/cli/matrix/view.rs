//! What a matrix shows, from flags: a saved matrix of the project where one is named, with every flag laid over it.
//!
//! A flag that is given empty takes away what the saved matrix has there. A name that is not there is a wrong argument
//! and never an empty matrix: a slip of the pen would otherwise read as "none".

use super::Failure;
use crate::analyse::{Axis, MatrixError};
use crate::app::matrix_view::passages_found;
use crate::app::places::Places;
use crate::app::searching::{Searcher, Wanted};
use crate::app::session::Session;
use crate::app::study_report::round_named;
use crate::model::{MatrixView, Polarity, Project};
use std::collections::{BTreeMap, BTreeSet};

/// Flags of what a matrix shows.
#[derive(Debug, clap::Args)]
pub struct Shown {
    /// case, document, theme, theme-group, analyst, agency, agency-pair, attribute:NAME,
    /// period:year, period:financial-year, period:quarter, or bands:NAME:4 weeks,3 months.
    #[arg(long, required_unless_present = "saved")]
    rows: Option<String>,
    /// As for rows.
    #[arg(long, required_unless_present = "saved")]
    columns: Option<String>,
    /// presence, cases, codings, words, quotes or summary.
    #[arg(long, required_unless_present = "saved")]
    cells: Option<String>,
    /// A matrix saved in the project, by its name; the other flags change it.
    #[arg(long, value_name = "NAME")]
    saved: Option<String>,
    /// Only the cases of this deep dive, under its codebook; without it (or empty) every case.
    #[arg(long, value_name = "NAME")]
    deep_dive: Option<String>,
    /// For themes on both sides, when two meet: passage, overlap, case, or within so many paragraphs.
    #[arg(long, value_name = "HOW")]
    near: Option<String>,
    /// Only codings whose passages this query finds; `deepdive search --help` tells the language.
    #[arg(long, value_name = "QUERY")]
    query: Option<String>,
    /// Only codings of this polarity; may be given again.
    #[arg(long, value_parser = ["concern", "good-practice", "context"])]
    polarity: Vec<String>,
    /// Only codings of this analyst; may be given again.
    #[arg(long, value_name = "NAME")]
    analyst: Vec<String>,
    /// Only codings in this part of reviews, such as findings, or none; may be given again.
    #[arg(long, value_name = "PART")]
    zone: Vec<String>,
    /// Only cases with this value (nothing after = is "not recorded"); may be given again.
    #[arg(long, value_name = "NAME=VALUE")]
    attribute: Vec<String>,
    /// codebook, name, count or attribute:NAME.
    #[arg(long, value_name = "ORDER")]
    sort_rows: Option<String>,
    /// As for rows.
    #[arg(long, value_name = "ORDER")]
    sort_columns: Option<String>,
    /// By what cases are put together: attribute:NAME, bands:NAME:4 weeks,3 months or period:year.
    #[arg(long, value_name = "AXIS")]
    group_by: Option<String>,
}

impl Shown {
    /// The view that the flags mean in a project.
    pub(super) fn view(&self, project: &Project) -> Result<MatrixView, Failure> {
        let mut view = self.saved.as_deref().map(|name| saved(project, name)).transpose()?.unwrap_or_default();
        let given = [
            (&self.rows, &mut view.rows),
            (&self.columns, &mut view.columns),
            (&self.cells, &mut view.cells),
            (&self.near, &mut view.near),
            (&self.query, &mut view.query),
            (&self.sort_rows, &mut view.sort_rows),
            (&self.sort_columns, &mut view.sort_columns),
            (&self.group_by, &mut view.group_by),
        ];
        for (flag, field) in given {
            if let Some(words) = flag {
                words.trim().clone_into(field);
            }
        }
        match self.deep_dive.as_deref().map(str::trim) {
            Some("") => view.within = None,
            Some(name) => {
                let round = round_named(project, Some(name)).map_err(|e| Failure::arguments(e.to_string()))?;
                view.within = Some(round.id);
            }
            None => {}
        }
        if self.near.as_deref().is_some_and(|near| !near.trim().is_empty()) {
            asked_of_themes(&view)?;
        }
        self.filter(project, &mut view)?;
        Ok(view)
    }

    fn filter(&self, project: &Project, view: &mut MatrixView) -> Result<(), Failure> {
        if !self.polarity.is_empty() {
            view.polarities = self.polarity.iter().filter_map(|name| Polarity::from_name(name)).collect();
        }
        if !self.zone.is_empty() {
            view.zones = self.zone.iter().cloned().collect();
        }
        if !self.analyst.is_empty() {
            let known: BTreeSet<&str> = project.analysts().values().map(|a| a.name.as_str()).collect();
            let found = self.analyst.iter().map(|name| one_of(&known, name, "analyst"));
            view.analysts = found.collect::<Result<_, _>>()?;
        }
        let mut attributes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for given in &self.attribute {
            let (name, value) = given.split_once('=').ok_or_else(|| {
                Failure::arguments(format!("“{given}” names no attribute and value; write it as \"District=Town\""))
            })?;
            attributes.entry(name.trim().to_owned()).or_default().insert(value.trim().to_owned());
        }
        view.attributes.extend(attributes);
        Ok(())
    }
}

/// How near is asked of themes only; an export would leave it out without a word.
fn asked_of_themes(view: &MatrixView) -> Result<(), Failure> {
    let wrong = |e: MatrixError| Failure::arguments(e.to_string());
    let (rows, columns): (Axis, Axis) = (view.rows.parse().map_err(wrong)?, view.columns.parse().map_err(wrong)?);
    if rows.is_theme() && columns.is_theme() { Ok(()) } else { Err(wrong(MatrixError::NearNeedsThemes)) }
}

fn saved(project: &Project, name: &str) -> Result<MatrixView, Failure> {
    let known: BTreeSet<&str> = project.saved_matrices().iter().map(|m| m.name.as_str()).collect();
    let name = one_of(&known, name, "saved matrix")?;
    Ok(project.saved_matrices().iter().find(|m| m.name == name).map(|m| m.view.clone()).unwrap_or_default())
}

/// The name as the project spells it, found without regard to letter case.
fn one_of(known: &BTreeSet<&str>, name: &str, what: &str) -> Result<String, Failure> {
    let wanted = name.trim().to_lowercase();
    let exact = known.iter().find(|k| **k == name);
    let found = exact.or_else(|| known.iter().find(|k| k.trim().to_lowercase() == wanted));
    found.map(|k| (*k).to_owned()).ok_or_else(|| {
        let list: Vec<String> = known.iter().map(|k| format!("“{k}”")).collect();
        let list = if list.is_empty() { "there is none yet".to_owned() } else { format!("there are: {}", list.join(", ")) };
        Failure::arguments(format!("there is no {what} called “{name}” in this project; {list}"))
    })
}

/// The passages that a query finds; nothing without a query.
pub(super) fn passages(session: &Session, places: &Places, query: &str) -> Result<Option<crate::analyse::Passages>, Failure> {
    if query.trim().is_empty() {
        return Ok(None);
    }
    let index = places.index_of(session.folder().manifest().id);
    let searcher = Searcher::open(&index, session.texts(), Wanted::of(session))?;
    searcher.read(query).map_err(|e| Failure::arguments(format!("{e} (at byte {} of the query)", e.at)))?;
    passages_found(&searcher, query).map(Some).map_err(Failure::not_done)
}
