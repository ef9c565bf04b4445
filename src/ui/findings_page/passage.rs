//! One passage of a finding: its words with a hanging rule, where they stand, its theme, and how it is weighed.
//!
//! What the menu at its right offers has a key too, which works while the passage has the keyboard.

use super::ground::Cx;
use crate::app::findings::Quoted;
use crate::model::{Finding, Polarity, Stands};
use crate::ui::style::{Face, icons};
use crate::ui::widgets::{Ink, Pen, icon_button, keep_in_view, menu_entry, menu_of_ui, tip_ui};
use egui::{Align, Color32, Key, Modifiers, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// From the left of a passage to its words.
const LEFT: f32 = 24.0;

/// What is to be done with a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PassageAct {
    /// It stands so.
    Weigh(Stands),
    /// Quote it first, or no longer.
    Quote,
    /// Open it where it stands.
    Open,
    /// Show its theme.
    Theme,
}

const KEYS: [(Key, PassageAct); 4] = [
    (Key::F, PassageAct::Weigh(Stands::For)),
    (Key::A, PassageAct::Weigh(Stands::Against)),
    (Key::L, PassageAct::Weigh(Stands::LeftOut)),
    (Key::Q, PassageAct::Quote),
];

/// A passage as it is drawn.
pub(super) struct Drawn<'a> {
    pub(super) quoted: &'a Quoted,
    pub(super) finding: &'a Finding,
    /// How it stands; none for context that nobody weighed.
    pub(super) stands: Option<Stands>,
    pub(super) wants_keyboard: bool,
}

/// The colour of the rule beside a passage.
fn rule_colour(pen: &Pen, finding: &Finding, stands: Option<Stands>) -> Color32 {
    let other = match finding.polarity {
        Polarity::Concern | Polarity::Context => Polarity::GoodPractice,
        Polarity::GoodPractice => Polarity::Concern,
    };
    match stands {
        Some(Stands::For) => pen.style.polarity(finding.polarity).colour,
        Some(Stands::Against) => pen.style.polarity(other).colour,
        Some(Stands::LeftOut) | None => pen.style.line_strong,
    }
}

impl Drawn<'_> {
    /// Shows it; returns what is to be done.
    pub(super) fn ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<PassageAct> {
        let pen = Pen::new(ui);
        let (style, tokens, quoted) = (&pen.style, pen.style.tokens, self.quoted);
        let menu = tokens.size.hit_target_min;
        let width = ui.available_width();
        let (face, words) = if quoted.words.is_empty() {
            (Face::Ui, "The text of this document cannot be read")
        } else {
            (Face::Read, quoted.words.as_str())
        };
        let ink = Ink::new(face, tokens.type_scale.quote_large, style.ink);
        let galley = pen.layout_lines(words, &ink, tokens.line_height.quote_large, (width - LEFT - menu).max(menu));
        let height = galley.size().y + tokens.line_height.body + style.space(0);
        let (_, rect) = ui.allocate_space(vec2(width, height + style.space(2)));
        let body = Rect::from_min_size(rect.min, vec2(width - menu, height));
        let response = ui.interact(body, ui.scope_id().with(("passage", quoted.coding)), Sense::click());
        keep_in_view(&response);
        let name = self.spoken(cx);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
        if self.wants_keyboard {
            response.request_focus();
        }
        if ui.is_rect_visible(rect) {
            if response.hovered() {
                pen.fill(
                    body.expand2(vec2(0.0, 2.0)).with_min_x(body.left() + 6.0),
                    tokens.radius.tint,
                    style.hovered(style.surface),
                );
            }
            let rule = Rect::from_min_size(pos2(rect.left() + 6.0, rect.top() + 3.0), vec2(2.0, height - 4.0));
            pen.fill(rule, 0, rule_colour(&pen, self.finding, self.stands));
            pen.painter.galley(pen.on_pixel(pos2(rect.left() + LEFT, rect.top())), galley.clone(), style.ink);
            if response.has_focus() {
                pen.row_ring(body.expand2(vec2(0.0, 2.0)));
            }
        }
        let low = rect.top() + galley.size().y + style.space(0) + tokens.line_height.body / 2.0;
        self.under_ui(ui, cx, &pen, Rect::from_min_max(pos2(rect.left() + LEFT, low - 10.0), pos2(body.right(), low + 10.0)));
        let chosen = if cx.writable { self.menu_ui(ui, rect) } else { None };
        let by_key = if response.has_focus() && cx.writable { self.key(ui) } else { None };
        chosen.or(by_key).or_else(|| response.clicked().then_some(PassageAct::Open))
    }

    fn key(&self, ui: &Ui) -> Option<PassageAct> {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        KEYS.into_iter().find(|(key, _)| pressed(*key)).map(|(_, act)| act)
    }

    /// What it is, for a screen reader: how it stands, its words, where, its theme.
    fn spoken(&self, cx: &Cx<'_>) -> String {
        let stands = self.stands.map_or_else(|| "On neither side".to_owned(), |s| s.to_string());
        let first = if self.is_quoted() { ", quoted first" } else { "" };
        format!("{stands}{first}: {} {}, {}", self.quoted.words, self.quoted.citation, cx.theme_words(self.quoted.theme))
    }

    fn is_quoted(&self) -> bool {
        self.finding.quoted.contains(&self.quoted.coding)
    }

    /// Where it stands, its theme's code, and what a person decided of it.
    fn under_ui(&self, ui: &Ui, cx: &Cx<'_>, pen: &Pen, rect: Rect) {
        let style = &pen.style;
        let small = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
        let loud = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.secondary);
        let mut marks = Vec::new();
        if self.is_quoted() {
            marks.push("Quoted first");
        }
        if self.finding.stands.contains_key(&self.quoted.coding) {
            marks.push("weighed by hand");
        }
        let marks = marks.join(", ");
        let middle = rect.center().y;
        let room = rect.width() - pen.width(&marks, &loud) - style.space(6) - style.space(2);
        let citation =
            pen.line_within(pos2(rect.left(), middle), Align::Min, room.max(style.space(6)), &self.quoted.citation, &small);
        let mut end = citation.rect.right() + style.space(1);
        if let Some(shown) = cx.theme(style, self.quoted.theme) {
            let from = end;
            end = super::adder::chip(pen, pos2(end, middle), &shown);
            let chip = Rect::from_min_max(pos2(from, middle - 9.0), pos2(end, middle + 9.0));
            let response = ui.interact(chip, ui.scope_id().with(("theme", self.quoted.coding)), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, cx.theme_words(self.quoted.theme)));
            tip_ui(response, &shown.name);
        }
        pen.line_within(pos2(end + style.space(1), middle), Align::Min, rect.right() - end - style.space(1), &marks, &loud);
    }

    fn menu_ui(&self, ui: &mut Ui, rect: Rect) -> Option<PassageAct> {
        let side = Pen::new(ui).style.tokens.size.hit_target_min;
        let at = Rect::from_min_size(pos2(rect.right() - side, rect.top()), vec2(side, side));
        let mut beside = ui.new_child(UiBuilder::new().max_rect(at).id_salt(("weigh", self.quoted.coding)));
        let about: String = self.quoted.words.chars().take(24).collect();
        let more = beside.add(icon_button(icons::ELLIPSIS, &format!("Weigh: {about}")).small());
        menu_of_ui(&more, |ui| {
            let mut chosen = None;
            for (stands, key) in [(Stands::For, "F"), (Stands::Against, "A"), (Stands::LeftOut, "L")] {
                let on = self.stands == Some(stands);
                if ui.add(menu_entry(&stands.to_string()).key(key).ticked(on)).clicked() {
                    chosen = Some(PassageAct::Weigh(stands));
                }
            }
            let quote = if self.is_quoted() { "Quote first no more" } else { "Quote first" };
            for (words, key, act) in [
                (quote, "Q", PassageAct::Quote),
                ("Open in reading", "Enter", PassageAct::Open),
                ("Show its theme", "", PassageAct::Theme),
            ] {
                if ui.add(menu_entry(words).key(key)).clicked() {
                    chosen = Some(act);
                }
            }
            chosen
        })
        .flatten()
    }
}
