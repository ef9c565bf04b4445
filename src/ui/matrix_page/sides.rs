//! The dialog of rows and columns: what stands on each side, how near two themes are to be, groups of cases, order.
//!
//! Every choice shows at once behind the dialog; there is nothing to take back on closing.

use super::wanted::{Wanted, attributes};
use crate::analyse::{Axis, BAND_SETS, Bands, NAI_AGES, NOT_UNDERSTOOD, Nearness, Period, SortBy};
use crate::app::matrix_view::{group_of, sort_name, sort_of};
use crate::model::Project;
use crate::ui::style::Style;
use crate::ui::widgets::{dialog, drop_down_ui, lines_label_ui, section_label_ui, text_field};
use egui::{Context, Role, Ui, vec2};

/// What is being written in the dialog: where bands part, of rows, columns and groups.
#[derive(Clone, Debug, Default)]
pub(super) struct SidesDialog {
    cuts: [Cuts; 3],
}

#[derive(Clone, Debug, Default)]
struct Cuts {
    /// The bands that the text was taken from.
    of: Option<Bands>,
    text: String,
    fault: Option<String>,
}

impl SidesDialog {
    /// Shows it; false once it was closed.
    pub(super) fn show_ui(&mut self, ctx: &Context, wanted: &mut Wanted, project: &Project, fault: Option<&str>) -> bool {
        let closed = dialog("matrix_sides", "Rows and columns", "Done").cancel("").width(520.0).show_ui(ctx, |ui, _| {
            self.fields_ui(ui, wanted, project);
            if let Some(fault) = fault {
                lines_label_ui(ui, fault, Role::Alert, Style::of(ui).concern);
            }
        });
        closed.is_none()
    }

    fn fields_ui(&mut self, ui: &mut Ui, wanted: &mut Wanted, project: &Project) {
        let style = Style::of(ui);
        ui.spacing_mut().item_spacing = vec2(style.space(2), style.space(1));
        let width = ui.available_width().min(style.tokens.size.context);
        let axes = axes(project);
        let [row_cuts, column_cuts, group_cuts] = &mut self.cuts;
        for (name, of_rows, cuts) in [("Rows", true, row_cuts), ("Columns", false, column_cuts)] {
            let now = wanted.axis(of_rows);
            if let Some(axis) = axis_ui(ui, name, &axes, now.as_ref(), width).or(cuts.ui(ui, name, now.as_ref(), width)) {
                wanted.set_axis(of_rows, &axis);
            }
        }
        if !wanted.view.near.is_empty() {
            near_ui(ui, wanted, width);
        }
        if [wanted.axis(true), wanted.axis(false)].contains(&Some(Axis::Case)) {
            section_label_ui(ui, "Groups of cases", "");
            let groups: Vec<Axis> = axes.iter().filter(|axis| axis.is_of_cases()).cloned().collect();
            let now = group_of(&wanted.view).ok().flatten();
            let taken = group_ui(ui, &groups, now.as_ref(), width).or_else(|| cuts_of_group(ui, group_cuts, now.as_ref(), width));
            if let Some(by) = taken {
                wanted.usual_groups = false;
                wanted.view.group_by = by.map(|axis| axis.name()).unwrap_or_default();
            }
        }
        let known = attributes(project);
        for (name, of_rows) in [("Order of rows", true), ("Order of columns", false)] {
            let by_attribute = wanted.axis(of_rows).is_some_and(|axis| axis.is_single_case());
            let sort = if of_rows { &mut wanted.view.sort_rows } else { &mut wanted.view.sort_columns };
            sort_ui(ui, name, sort, if by_attribute { &known } else { &[] }, width);
        }
    }
}

fn cuts_of_group(ui: &mut Ui, cuts: &mut Cuts, now: Option<&Axis>, width: f32) -> Option<Option<Axis>> {
    cuts.ui(ui, "Groups", now, width).map(Some)
}

/// Everything that can stand on a side; an attribute that measures something also in bands.
pub(super) fn axes(project: &Project) -> Vec<Axis> {
    let mut axes = vec![Axis::Theme, Axis::ThemeGroup, Axis::Case, Axis::Document];
    for name in attributes(project) {
        let bands = Bands::of_set(&name, NAI_AGES).filter(|bands| {
            let values = project.cases().iter().filter_map(|case| case.attributes.get(&name));
            values.clone().any(|value| bands.band_of(value) != NOT_UNDERSTOOD)
        });
        axes.push(Axis::Attribute(name));
        axes.extend(bands.map(Axis::Bands));
    }
    axes.extend(Period::ALL.map(Axis::Period));
    axes.extend([Axis::Agency, Axis::AgencyPair, Axis::Analyst]);
    axes
}

/// What an axis is called in a list.
pub(super) fn axis_name(axis: &Axis) -> String {
    match axis {
        Axis::Bands(bands) => format!("{} in bands", bands.attribute()),
        Axis::Period(period) => format!("{} of the incident", period.title()),
        Axis::Case
        | Axis::Document
        | Axis::Theme
        | Axis::ThemeGroup
        | Axis::Analyst
        | Axis::Attribute(_)
        | Axis::Agency
        | Axis::AgencyPair => axis.plural(),
    }
}

/// Whether a list's entry is the axis that is chosen; bands of one attribute are one entry, wherever they part.
pub(super) fn is_entry(entry: &Axis, chosen: &Axis) -> bool {
    match (entry, chosen) {
        (Axis::Bands(entry), Axis::Bands(chosen)) => entry.attribute() == chosen.attribute(),
        (entry, chosen) => entry == chosen,
    }
}

fn axis_ui(ui: &mut Ui, name: &str, axes: &[Axis], now: Option<&Axis>, width: f32) -> Option<Axis> {
    section_label_ui(ui, name, "");
    let names: Vec<String> = axes.iter().map(axis_name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let at = now.and_then(|now| axes.iter().position(|axis| is_entry(axis, now)));
    drop_down_ui(ui, name, &names, at, width).and_then(|i| axes.get(i)).cloned()
}

fn group_ui(ui: &mut Ui, groups: &[Axis], now: Option<&Axis>, width: f32) -> Option<Option<Axis>> {
    let names: Vec<String> = std::iter::once("None".to_owned()).chain(groups.iter().map(axis_name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let at = now.map_or(Some(0), |now| groups.iter().position(|axis| is_entry(axis, now)).map(|i| i + 1));
    drop_down_ui(ui, "Groups of cases", &names, at, width).map(|i| i.checked_sub(1).and_then(|i| groups.get(i)).cloned())
}

fn near_ui(ui: &mut Ui, wanted: &mut Wanted, width: f32) {
    section_label_ui(ui, "Two themes meet", "");
    let within = [1, 2, 3, 5, 10].map(Nearness::Within);
    let mut all = vec![Nearness::SamePassage, Nearness::Overlapping];
    all.extend(within);
    all.push(Nearness::SameCase);
    let now = wanted.view.near.parse::<Nearness>().ok();
    all.extend(now.filter(|near| !all.contains(near)));
    let names: Vec<String> = all.iter().map(ToString::to_string).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let at = now.and_then(|now| all.iter().position(|near| *near == now));
    if let Some(near) = drop_down_ui(ui, "Two themes meet", &names, at, width).and_then(|i| all.get(i)) {
        wanted.view.near = near.name();
    }
}

fn sort_ui(ui: &mut Ui, name: &str, sort: &mut String, attributes: &[String], width: f32) {
    section_label_ui(ui, name, "");
    let mut all = vec![SortBy::AsIs, SortBy::Name, SortBy::Count];
    all.extend(attributes.iter().cloned().map(SortBy::Attribute));
    let words = |by: &SortBy| match by {
        SortBy::AsIs => "As in codebook and lists".to_owned(),
        SortBy::Name => "By name".to_owned(),
        SortBy::Count => "Most cases first".to_owned(),
        SortBy::Attribute(name) => format!("By {name}"),
    };
    let names: Vec<String> = all.iter().map(words).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let at = sort_of(sort).ok().and_then(|now| all.iter().position(|by| *by == now));
    if let Some(by) = drop_down_ui(ui, name, &names, at, width).and_then(|i| all.get(i)) {
        *sort = sort_name(by);
    }
}

impl Cuts {
    /// Where the bands of an axis part: a shipped set or one's own; returns the axis with other bands.
    fn ui(&mut self, ui: &mut Ui, side: &str, axis: Option<&Axis>, width: f32) -> Option<Axis> {
        let Some(Axis::Bands(bands)) = axis else {
            *self = Self::default();
            return None;
        };
        if self.of.as_ref() != Some(bands) {
            let text = bands.cuts().collect::<Vec<_>>().join(", ");
            *self = Self { of: Some(bands.clone()), text, fault: None };
        }
        let titles: Vec<&str> = BAND_SETS.iter().map(|set| set.title).chain(["My own"]).collect();
        let at = BAND_SETS.iter().position(|set| Bands::of_set(bands.attribute(), *set).as_ref() == Some(bands));
        let mut next = None;
        let name = format!("{side}, bands");
        if let Some(taken) = drop_down_ui(ui, &name, &titles, Some(at.unwrap_or(BAND_SETS.len())), width) {
            next = BAND_SETS.get(taken).and_then(|set| Bands::of_set(bands.attribute(), *set));
        }
        let name = format!("{side}, where the bands part");
        let field = text_field(&mut self.text, &name).hint("4 weeks, 3 months, 6 months").width(width).show_ui(ui);
        if field.changed() {
            match Bands::parse(&format!("{}:{}", bands.attribute(), self.text)) {
                Ok(own) => {
                    (self.of, self.fault) = (Some(own.clone()), None);
                    next = Some(own);
                }
                Err(fault) => self.fault = Some(fault.to_string()),
            }
        }
        if let Some(fault) = &self.fault {
            lines_label_ui(ui, fault, Role::Alert, Style::of(ui).concern);
        }
        next.filter(|next| next != bands).map(Axis::Bands)
    }
}
