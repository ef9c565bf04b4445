//! What counts: the dialog of filters, and the chips that say what is filtered, each of which takes its filter away.
//!
//! Attributes choose cases and so change N. Everything else chooses passages: a case coded only by others stays in N.

use super::wanted::{Wanted, attributes};
use crate::analyse::attribute_values;
use crate::app::matrix_view::{NO_ZONE, zone_words};
use crate::model::{Polarity, Project};
use crate::text::Zone;
use crate::ui::style::{Style, icons};
use crate::ui::widgets::{button, check_box, dialog, drop_down_ui, lines_label_ui, section_label_ui, text_field};
use egui::{Context, Role, Ui, vec2};
use std::collections::BTreeSet;

/// What is being written in the dialog.
#[derive(Clone, Debug, Default)]
pub(super) struct FilterDialog {
    query: String,
    attribute: Option<String>,
}

impl FilterDialog {
    /// Begins with the query of the moment.
    pub(super) fn new(wanted: &Wanted) -> Self {
        Self { query: wanted.view.query.clone(), attribute: wanted.view.attributes.keys().next().cloned() }
    }

    /// Shows it; false once it was closed.
    pub(super) fn show_ui(&mut self, ctx: &Context, wanted: &mut Wanted, project: &Project) -> bool {
        let closed = dialog("matrix_filter", "What counts", "Done").cancel("").width(520.0).show_ui(ctx, |ui, fresh| {
            self.fields_ui(ui, wanted, project, fresh);
        });
        if closed.is_some() {
            self.query.trim().clone_into(&mut wanted.view.query);
        }
        closed.is_none()
    }

    fn fields_ui(&mut self, ui: &mut Ui, wanted: &mut Wanted, project: &Project, fresh: bool) {
        let style = Style::of(ui);
        ui.spacing_mut().item_spacing = vec2(style.space(2), style.space(1));
        section_label_ui(ui, "Passages that a query finds", "");
        let field = text_field(&mut self.query, "Query").hint("father* NEAR/5 “not seen”").icon(icons::SEARCH).clearable();
        let field = field.show_ui(ui);
        if fresh {
            field.request_focus();
        }
        if field.lost_focus() || (field.changed() && self.query.is_empty()) {
            self.query.trim().clone_into(&mut wanted.view.query);
        }
        self.saved_query_ui(ui, wanted, project);
        section_label_ui(ui, "Passages coded as", "");
        ui.horizontal_wrapped(|ui| {
            for polarity in Polarity::ALL {
                ticked_ui(ui, &polarity.to_string(), &polarity, &mut wanted.view.polarities);
            }
        });
        let analysts: Vec<String> = analysts(project);
        if analysts.len() > 1 {
            section_label_ui(ui, "Coded by", "");
            ui.horizontal_wrapped(|ui| {
                for name in &analysts {
                    ticked_ui(ui, name, name, &mut wanted.view.analysts);
                }
            });
        }
        section_label_ui(ui, "In these parts of reviews", "");
        ui.horizontal_wrapped(|ui| {
            for name in Zone::ALL.map(Zone::name).into_iter().chain([NO_ZONE]) {
                ticked_ui(ui, &zone_words(name), &name.to_owned(), &mut wanted.view.zones);
            }
        });
        self.attribute_ui(ui, wanted, project);
        section_label_ui(ui, "Themes shown", "");
        text_field(&mut wanted.typed, "Themes that hold").hint("Part of a theme’s name, or its code").clearable().show_ui(ui);
        ui.add(check_box(&mut wanted.only_coded, "Only themes with codings"));
        let words = "Cases chosen by an attribute are the N. A case that is coded only by other passages stays in N and reads \
                     “coded otherwise”, never “not mentioned”.";
        lines_label_ui(ui, words, Role::Label, style.secondary);
        if wanted.filters() > 0 && ui.add(button("Clear the filter")).clicked() {
            wanted.clear_filters();
            self.query.clear();
        }
    }

    fn saved_query_ui(&mut self, ui: &mut Ui, wanted: &mut Wanted, project: &Project) {
        let saved: Vec<(&str, &str)> = project
            .saved_queries()
            .iter()
            .map(|q| (if q.name.is_empty() { q.query.as_str() } else { q.name.as_str() }, q.query.as_str()))
            .collect();
        if saved.is_empty() {
            return;
        }
        let names: Vec<&str> = saved.iter().map(|(name, _)| *name).collect();
        let now = saved.iter().position(|(_, query)| *query == wanted.view.query);
        let width = Style::of(ui).tokens.size.context;
        if let Some((_, query)) = drop_down_ui(ui, "Saved query", &names, now, width).and_then(|i| saved.get(i)) {
            (*query).clone_into(&mut self.query);
            (*query).clone_into(&mut wanted.view.query);
        }
    }

    fn attribute_ui(&mut self, ui: &mut Ui, wanted: &mut Wanted, project: &Project) {
        let known = attributes(project);
        if known.is_empty() {
            return;
        }
        section_label_ui(ui, "Cases by what is recorded of them", "");
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let now = self.attribute.as_ref().and_then(|name| known.iter().position(|k| k == name));
        if let Some(taken) = drop_down_ui(ui, "Attribute", &names, now, Style::of(ui).tokens.size.context) {
            self.attribute = known.get(taken).cloned();
        }
        let Some(name) = self.attribute.as_ref().filter(|name| known.contains(name)) else { return };
        let mut values: Vec<String> =
            project.cases().iter().flat_map(|case| attribute_values(case, name)).map(Option::unwrap_or_default).collect();
        values.sort_by(|a, b| crate::analyse::natural_cmp(a, b));
        values.dedup();
        let chosen = wanted.view.attributes.entry(name.clone()).or_default();
        ui.horizontal_wrapped(|ui| {
            for value in &values {
                ticked_ui(ui, if value.is_empty() { "Not recorded" } else { value }, value, chosen);
            }
        });
        wanted.view.attributes.retain(|_, values| !values.is_empty());
    }
}

fn analysts(project: &Project) -> Vec<String> {
    let mut names: Vec<String> = project.analysts().values().map(|analyst| analyst.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}

fn ticked_ui<T: Clone + Ord>(ui: &mut Ui, words: &str, value: &T, chosen: &mut BTreeSet<T>) {
    let mut on = chosen.contains(value);
    let was = on;
    ui.add(check_box(&mut on, words));
    if on && !was {
        chosen.insert(value.clone());
    } else if was && !on {
        chosen.remove(value);
    }
}

/// What is filtered, in chips; pressing one takes that filter away.
pub(super) fn chips_ui(ui: &mut Ui, wanted: &mut Wanted) {
    let mut gone = None;
    ui.horizontal_wrapped(|ui| {
        for (kind, words) in chips(wanted) {
            let name = format!("Remove the filter: {words}");
            if ui.add(button(&words).icon(icons::X).name(&name)).clicked() {
                gone = Some(kind);
            }
        }
    });
    match gone {
        Some(Chip::Query) => wanted.view.query.clear(),
        Some(Chip::Attribute(name)) => _ = wanted.view.attributes.remove(&name),
        Some(Chip::Polarity) => wanted.view.polarities.clear(),
        Some(Chip::Analysts) => wanted.view.analysts.clear(),
        Some(Chip::Zones) => wanted.view.zones.clear(),
        Some(Chip::Typed) => wanted.typed.clear(),
        Some(Chip::OnlyCoded) => wanted.only_coded = false,
        None => {}
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Chip {
    Query,
    Attribute(String),
    Polarity,
    Analysts,
    Zones,
    Typed,
    OnlyCoded,
}

fn chips(wanted: &Wanted) -> Vec<(Chip, String)> {
    let view = &wanted.view;
    let mut chips = Vec::new();
    if !view.query.trim().is_empty() {
        chips.push((Chip::Query, format!("“{}”", view.query.trim())));
    }
    let value = |v: &String| if v.is_empty() { "not recorded".to_owned() } else { v.clone() };
    for (name, values) in view.attributes.iter().filter(|(_, values)| !values.is_empty()) {
        let values: Vec<String> = values.iter().map(value).collect();
        chips.push((Chip::Attribute(name.clone()), format!("{name}: {}", values.join(" or "))));
    }
    if !view.polarities.is_empty() {
        let names: Vec<String> = view.polarities.iter().map(ToString::to_string).collect();
        chips.push((Chip::Polarity, names.join(" or ")));
    }
    if !view.analysts.is_empty() {
        let names: Vec<&str> = view.analysts.iter().map(String::as_str).collect();
        chips.push((Chip::Analysts, format!("Coded by {}", names.join(" or "))));
    }
    if !view.zones.is_empty() {
        let names: Vec<String> = view.zones.iter().map(|name| zone_words(name)).collect();
        chips.push((Chip::Zones, format!("In {}", names.join(" or "))));
    }
    if !wanted.typed.trim().is_empty() {
        chips.push((Chip::Typed, format!("Themes with “{}”", wanted.typed.trim())));
    }
    if wanted.only_coded {
        chips.push((Chip::OnlyCoded, "Only themes with codings".to_owned()));
    }
    chips
}
