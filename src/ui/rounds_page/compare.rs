//! Two rounds, or two periods, side by side; every number opens the cases behind it.
//!
//! What is compared is counted once for each change. The words are those of `analyse::compare`, which never say more
//! than the number of cases bears.

use super::between;
use crate::analyse::rounds::{CannotCompare, CasesOf, Compared, Side, ThemeCompared, Which, compare};
use crate::app::action::Action;
use crate::app::session::Session;
use crate::model::{Case, DeepDive, Id, PartialDate, Theme};
use crate::ui::reviews::words::{note_ui, say_ui};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{
    Ink, Pen, Tone, check_box, drop_down_ui, empty_state_ui, link_button, notice, section_label_ui, segmented_ui, text_field,
};
use egui::{Align, Role, Ui, UiBuilder, vec2};
use std::sync::Arc;

/// The last entry of the choice of the earlier side.
const PERIODS: &str = "Two periods of the project…";
const THEME: f32 = 340.0;

/// What a comparison was made from.
type Key = (u64, Side, Side, Which);

/// What is compared, and what is open in it.
#[derive(Debug, Default)]
pub(super) struct Comparing {
    /// The earlier round; none for the one that is repeated.
    earlier: Option<Id<DeepDive>>,
    by_periods: bool,
    /// From and to, then and now.
    dates: [String; 4],
    which: usize,
    sort: usize,
    shows_all: bool,
    opened: Option<Id<Theme>>,
    kept: Option<(Key, Result<Arc<Compared>, CannotCompare>)>,
}

impl Comparing {
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, round: &DeepDive, actions: &mut Vec<Action>) {
        let others: Vec<&DeepDive> = session.project().deep_dives().iter().filter(|r| r.id != round.id).collect();
        self.choices_ui(ui, round, &others);
        let Some((then, now)) = self.sides(ui, round, &others) else { return };
        let compared = match self.compared(session, then, now) {
            Ok(compared) => compared,
            Err(why) => {
                let words = why.to_string();
                notice(Tone::Caution, "These cannot be compared").text(&words).show_ui(ui);
                return;
            }
        };
        let style = Style::of(ui);
        let cases = |side: &crate::analyse::rounds::SideFacts| format!("{} ({} cases)", side.name, side.cases.len());
        note_ui(ui, &format!("Then: {}. Now: {}.", cases(&compared.then), cases(&compared.now)), style.secondary);
        super::warnings_ui(ui, &compared.warnings);
        if !compared.only_now.is_empty() {
            let count = compared.only_now.len();
            let words = format!("{count} themes of the later codebook have no earlier one and are not compared");
            super::warnings_ui(ui, &[words]);
        }
        self.themes_ui(ui, session, &compared, actions);
        if !self.by_periods {
            between::findings_ui(ui, session, &compared, actions);
        }
        note_ui(
            ui,
            "Intervals are Newcombe's (1998, method 10, from Wilson's score intervals); p is of Fisher's exact test, two-sided. \
             Both take the cases for a fair draw of those that might have been reviewed, which they are not quite.",
            style.muted,
        );
    }

    fn choices_ui(&mut self, ui: &mut Ui, round: &DeepDive, others: &[&DeepDive]) {
        let names: Vec<&str> = others.iter().map(|r| r.name.as_str()).chain([PERIODS]).collect();
        let earlier = self.earlier.or(round.repeats).and_then(|id| others.iter().position(|r| r.id == id));
        let chosen = if self.by_periods { Some(others.len()) } else { earlier };
        ui.horizontal_wrapped(|ui| {
            if let Some(taken) = drop_down_ui(ui, "Compare with", &names, chosen, 280.0) {
                self.by_periods = taken == others.len();
                self.earlier = others.get(taken).map(|r| r.id).or(self.earlier);
            }
            let which = Which::ALL.map(|w| w.to_string());
            let which: Vec<&str> = which.iter().map(String::as_str).collect();
            if let Some(taken) = drop_down_ui(ui, "What is counted", &which, Some(self.which), 144.0) {
                self.which = taken;
            }
        });
        segmented_ui(ui, "Order of themes", &["By codebook", "By difference"], &mut self.sort);
        ui.add(check_box(&mut self.shows_all, "Show themes found in neither"));
        if self.by_periods {
            ui.horizontal_wrapped(|ui| {
                for (at, name) in ["Then from", "Then to", "Now from", "Now to"].into_iter().enumerate() {
                    if let Some(text) = self.dates.get_mut(at) {
                        note_ui(ui, name, Style::of(ui).secondary);
                        text_field(text, name).hint("Such as 2021").width(136.0).show_ui(ui);
                    }
                }
            });
        }
    }

    /// Both sides; none, with a word on what is missing, when one is not said yet.
    fn sides(&self, ui: &mut Ui, round: &DeepDive, others: &[&DeepDive]) -> Option<(Side, Side)> {
        let style = Style::of(ui);
        if self.by_periods {
            let dates: Vec<Result<PartialDate, String>> = self.dates.iter().map(|d| PartialDate::parse(d)).collect();
            if let [Ok(a), Ok(b), Ok(c), Ok(d)] = dates.as_slice() {
                let words = format!(
                    "Understood as incidents from {a} to {b}, and from {c} to {d}; every case, by the codebook as it stands"
                );
                note_ui(ui, &words, style.secondary);
                return Some((Side::Period(*a, *b), Side::Period(*c, *d)));
            }
            let wrong = self.dates.iter().zip(&dates).find_map(|(typed, d)| d.as_ref().err().filter(|_| !typed.is_empty()));
            note_ui(ui, wrong.map_or("Say when both periods begin and end", String::as_str), style.secondary);
            return None;
        }
        let earlier = self.earlier.or(round.repeats).filter(|id| others.iter().any(|r| r.id == *id));
        if earlier.is_none() {
            let words = "Choose an earlier round, or say under “Plan” which one this round repeats";
            empty_state_ui(ui, icons::GIT_COMPARE, "Nothing to compare with yet", words, None);
        }
        earlier.map(|id| (Side::Round(id), Side::Round(round.id)))
    }

    fn compared(&mut self, session: &Session, then: Side, now: Side) -> Result<Arc<Compared>, CannotCompare> {
        let which = Which::ALL.get(self.which).copied().unwrap_or_default();
        let key = (session.revision(), then, now, which);
        if let Some((at, kept)) = &self.kept
            && *at == key
        {
            return kept.clone();
        }
        let made = compare(session.project(), then, now, which).map(Arc::new);
        self.kept = Some((key, made.clone()));
        made
    }

    fn themes_ui(&mut self, ui: &mut Ui, session: &Session, compared: &Compared, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let in_order: Vec<&ThemeCompared> =
            if self.sort == 1 { compared.by_difference() } else { compared.themes.iter().collect() };
        let is_found = |t: &&ThemeCompared| self.shows_all || t.comparison.then.n() + t.comparison.now.n() > 0;
        let shown: Vec<&ThemeCompared> =
            in_order.into_iter().filter(is_found).filter(|t| self.sort == 0 || !t.is_group).collect();
        section_label_ui(ui, "Themes", &shown.len().to_string());
        if shown.is_empty() {
            note_ui(ui, "Nothing of this kind is coded in either", style.secondary);
        }
        let mut toggled = None;
        for theme in shown {
            let title = theme.title();
            let builder = UiBuilder::new()
                .id_salt(("compared", theme.theme))
                .accessibility_role(Role::Group)
                .accessibility_label(format!("{title}: {}", theme.comparison.sentence()));
            ui.scope_builder(builder, |ui| {
                let is_open = self.opened == Some(theme.theme);
                if theme_ui(ui, theme, self.sort == 0, is_open) {
                    toggled = Some(theme.theme);
                }
                if is_open {
                    opened_ui(ui, session, theme, actions);
                }
                ui.add_space(style.space(1));
            });
        }
        if let Some(theme) = toggled {
            self.opened = (self.opened != Some(theme)).then_some(theme);
        }
    }
}

/// Name, both shares as buttons, and the sentence; true when a share was pressed.
fn theme_ui(ui: &mut Ui, theme: &ThemeCompared, indents: bool, is_open: bool) -> bool {
    let style = Style::of(ui);
    let face = if theme.is_group { Face::UiSemibold } else { Face::Ui };
    let title = theme.title();
    let mut pressed = false;
    ui.horizontal_wrapped(|ui| {
        let ink = Ink::new(face, style.tokens.type_scale.body, style.ink);
        let indent = if indents { style.space(2) * theme.depth as f32 } else { 0.0 };
        let (rect, response) =
            ui.allocate_exact_size(vec2(THEME.min(ui.available_width()), style.tokens.size.hit_target_min), egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, &title));
        let pen = Pen::new(ui);
        let left = egui::pos2(rect.left() + indent, rect.center().y);
        pen.line_within(left, Align::Min, rect.width() - indent, &title, &ink);
        let does = if is_open { "hide its cases" } else { "show its cases" };
        for (when, side) in [("then", &theme.then), ("now", &theme.now)] {
            let words = format!("{} {when}", side.words());
            pressed |= ui.add(link_button(&words).name(&format!("{title}, {words}, {does}"))).clicked();
        }
        match theme.bearing.len() {
            0 => {}
            1 => _ = note_ui(ui, "1 recommendation in between", style.secondary),
            n => _ = note_ui(ui, &format!("{n} recommendations in between"), style.secondary),
        }
    });
    note_ui(ui, &theme.comparison.sentence(), style.secondary);
    pressed
}

/// The cases behind both shares, the interval, the recommendations.
fn opened_ui(ui: &mut Ui, session: &Session, theme: &ThemeCompared, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    egui::Frame::NONE.fill(style.desk).inner_margin(style.space(2)).show(ui, |ui| {
        for (when, side) in [("Then", &theme.then), ("Now", &theme.now)] {
            say_ui(ui, when, Face::UiSemibold, style.tokens.type_scale.body, style.ink);
            side_ui(ui, session, side, actions);
        }
        if let Some(interval) = theme.comparison.difference {
            let (low, high, p) = (interval.low, interval.high, theme.comparison.p);
            let p = if p < 0.001 { "below 0.001".to_owned() } else { format!("{p:.3}") };
            let words = format!("Difference of the shares, now less then: 95% interval {low:+.2} to {high:+.2}; p {p}");
            note_ui(ui, &words.replace('-', "−"), style.secondary);
        }
        if let Some(words) = theme.comparison.interval_words() {
            note_ui(ui, &words, style.secondary);
        }
        for bearing in &theme.bearing {
            between::recommendation_ui(ui, session, bearing);
        }
        if ui.add(link_button("Show the theme")).clicked() {
            actions.push(Action::ShowTheme(theme.theme));
        }
    });
}

fn side_ui(ui: &mut Ui, session: &Session, side: &CasesOf, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    let kinds: [(&str, &[Id<Case>]); 3] =
        [("Found in", &side.with), ("Read, not found in", &side.without), ("Not read to the end, not counted", &side.not_told)];
    for (words, cases) in kinds.into_iter().filter(|(_, cases)| !cases.is_empty()) {
        ui.horizontal_wrapped(|ui| {
            note_ui(ui, words, style.secondary);
            for case in cases.iter().filter_map(|id| session.project().cases().get(*id)) {
                if ui.add(link_button(&case.name)).clicked() {
                    actions.push(Action::ShowCase(case.id));
                }
            }
        });
    }
}
