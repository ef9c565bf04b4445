//! The picker on a selection: type to filter over code, name, path, definition and phrases; Enter tags.
//!
//! The same popup edits a coding: another theme, polarity, memo.

use crate::app::gesture::Gesture;
use crate::model::{Coding, CodingField, Id, MemoAbout, Polarity, Theme};
use crate::text::{SourceText, TextRange};
use crate::ui::picker::{self, Match};
use crate::ui::style::{Face, Style, icons};
use crate::ui::view::View;
use crate::ui::widgets::{Ink, Pen, key_hint_ui, link_button, popup_frame, segmented_ui, text_field};
use egui::{
    Align, Align2, Area, Context, Id as UiId, Key, Modifiers, Order, Pos2, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2,
    vec2,
};

const WIDTH: f32 = 400.0;
const HEIGHT: f32 = 360.0;
/// Height of the lines that name keys.
const KEYS: f32 = 56.0;
const ROW: f32 = 44.0;
/// What editing needs besides: the memo, and the way to others.
const EDIT: f32 = 148.0;
/// Height of the list in an ordinary window.
const LIST: f32 = 4.5 * ROW;

/// What became of the popup in a frame.
pub(in crate::ui) enum Popup {
    /// It stays.
    Open,
    /// It goes.
    Close,
    /// A theme was chosen.
    Chosen {
        /// The theme.
        theme: Id<Theme>,
        /// What comes after it.
        then: Then,
    },
    /// A theme of this name is to be made.
    New(String),
    /// Something else is to be done.
    Do(Gesture),
    /// The memos of this coding are to be shown.
    Memos(Id<Coding>),
}

/// What comes after a theme was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Then {
    /// Back to the text.
    Done,
    /// Another theme for the same words: Shift was held.
    Another,
    /// On to the next paragraph without a coding: Ctrl was held.
    NextUncoded,
}

impl Then {
    const fn of(modifiers: Modifiers) -> Self {
        match (modifiers.shift, modifiers.command) {
            (true, _) => Self::Another,
            (false, true) => Self::NextUncoded,
            (false, false) => Self::Done,
        }
    }
}

/// The picker.
pub(in crate::ui) struct TagPopup {
    pub(super) range: TextRange,
    rect: Rect,
    typed: String,
    chosen: usize,
    fresh: bool,
    edit: Option<Edit>,
}

struct Edit {
    coding: Id<Coding>,
    polarity: Polarity,
    memo: String,
    memo_before: String,
}

impl TagPopup {
    pub(super) const fn tag(range: TextRange, rect: Rect) -> Self {
        Self { range, rect, typed: String::new(), chosen: 0, fresh: true, edit: None }
    }

    pub(in crate::ui) fn edit(coding: Id<Coding>, range: TextRange, polarity: Polarity, memo: String, rect: Rect) -> Self {
        let edit = Edit { coding, polarity, memo_before: memo.clone(), memo };
        Self { edit: Some(edit), ..Self::tag(range, rect) }
    }

    pub(in crate::ui) fn editing(&self) -> Option<Id<Coding>> {
        self.edit.as_ref().map(|e| e.coding)
    }

    pub(in crate::ui) fn ui(&mut self, ctx: &Context, view: &View<'_>, source: &SourceText, polarity: &mut Polarity) -> Popup {
        let matches = picker::matches(view.session.project(), &view.session.tree(), &self.typed);
        let key = |modifiers, key| ctx.input_mut(|i| i.consume_key(modifiers, key));
        if key(Modifiers::NONE, Key::Escape) {
            return self.closing();
        }
        if key(Modifiers::NONE, Key::ArrowDown) {
            self.chosen = (self.chosen + 1).min(matches.len().saturating_sub(1));
        }
        if key(Modifiers::NONE, Key::ArrowUp) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let memo_focused = ctx.memory(|m| m.has_focus(memo_id()));
        let then = Then::of(ctx.input(|i| i.modifiers));
        let entered = !memo_focused
            && (key(Modifiers::SHIFT, Key::Enter) || key(Modifiers::COMMAND, Key::Enter) || key(Modifiers::NONE, Key::Enter));
        if self.edit.is_none() && key(Modifiers::COMMAND, Key::N) {
            let typed = self.typed.trim();
            return Popup::New(if typed.is_empty() { in_vivo(source, self.range) } else { typed.to_owned() });
        }
        let style = Style::of(ctx);
        let (corner, pivot) = self.corner(ctx.content_rect(), &style);
        let area = Area::new(UiId::unique("tag popup")).order(Order::Foreground).fixed_pos(corner).pivot(pivot);
        let shown = area.show(ctx, |ui| {
            popup_frame(&style).show(ui, |ui| {
                ui.set_width(WIDTH.min(ctx.content_rect().width() - style.space(4)));
                self.body_ui(ui, view, &matches, polarity)
            })
        });
        let body = shown.inner.inner;
        let pressed_outside = !self.fresh
            && ctx
                .input(|i| i.pointer.any_pressed() && i.pointer.interact_pos().is_some_and(|p| !shown.response.rect.contains(p)));
        self.fresh = false;
        if let Some(done) = body {
            return done;
        }
        if entered {
            return match matches.get(self.chosen) {
                Some(found) => Popup::Chosen { theme: found.theme, then },
                None if !self.typed.trim().is_empty() && self.edit.is_none() => Popup::New(self.typed.trim().to_owned()),
                None => Popup::Open,
            };
        }
        if pressed_outside { self.closing() } else { Popup::Open }
    }

    /// A memo that was written is kept when the popup goes.
    fn closing(&mut self) -> Popup {
        self.unsaved().map_or(Popup::Close, Popup::Do)
    }

    /// The memo that was written and is no step yet, once.
    pub(in crate::ui) fn unsaved(&mut self) -> Option<Gesture> {
        let edit = self.edit.as_mut().filter(|edit| edit.memo.trim() != edit.memo_before.trim())?;
        edit.memo_before = edit.memo.clone();
        Some(Gesture::Note(MemoAbout::Coding(edit.coding), edit.memo.clone()))
    }

    /// Under the selection where there is room, else over it.
    fn corner(&self, screen: Rect, style: &Style) -> (Pos2, Align2) {
        let height = if self.edit.is_some() { HEIGHT + EDIT } else { HEIGHT };
        let gap = style.space(1);
        if !self.rect.is_finite() || self.rect.width() < 0.0 {
            return (screen.center(), Align2::CENTER_CENTER);
        }
        let x = self.rect.left().min(screen.right() - WIDTH - style.space(4)).max(screen.left() + gap);
        let below = self.rect.bottom() + gap;
        if below + height <= screen.bottom() {
            return (pos2(x, below), Align2::LEFT_TOP);
        }
        let above = self.rect.top() - gap;
        if above - height >= screen.top() {
            return (pos2(x, above), Align2::LEFT_BOTTOM);
        }
        (pos2(x, screen.bottom() - gap), Align2::LEFT_BOTTOM)
    }

    fn body_ui(&mut self, ui: &mut Ui, view: &View<'_>, matches: &[Match], polarity: &mut Polarity) -> Option<Popup> {
        let style = Style::of(ui);
        let name = if self.edit.is_some() { "Change to theme" } else { "Tag with theme" };
        let field = text_field(&mut self.typed, name).hint("Type a theme, a code or a phrase").icon(icons::TAG).show_ui(ui);
        if self.fresh {
            field.request_focus();
        }
        if field.changed() {
            self.chosen = 0;
        }
        let mut done = self.list_ui(ui, view, matches);
        if matches.is_empty() {
            let words = if self.edit.is_some() {
                "No theme fits".to_owned()
            } else {
                format!("No theme fits. Enter makes the theme “{}” and tags with it", self.typed.trim())
            };
            ui.label(egui::RichText::new(words).color(style.muted));
        }
        let now = self.edit.as_ref().map_or(*polarity, |e| e.polarity);
        let mut chosen = Polarity::ALL.iter().position(|p| *p == now).unwrap_or(0);
        if segmented_ui(ui, "As", &["− Concern", "+ Good practice", "· Context"], &mut chosen).changed() {
            let taken = Polarity::ALL.get(chosen).copied().unwrap_or_default();
            match &mut self.edit {
                Some(edit) => {
                    edit.polarity = taken;
                    done = Some(Popup::Do(Gesture::SetCoding(edit.coding, CodingField::Polarity(taken))));
                }
                None => *polarity = taken,
            }
        }
        match &mut self.edit {
            Some(edit) => {
                text_field(&mut edit.memo, "Memo on this coding")
                    .hint("A note for yourself and colleagues")
                    .rows(3)
                    .id(memo_id())
                    .show_ui(ui);
                let count = view.session.project().memos_about(MemoAbout::Coding(edit.coding)).count();
                let words =
                    if count > 1 { format!("All {count} memos on this coding…") } else { "Memos on this coding…".to_owned() };
                if ui.add(link_button(&words)).clicked() {
                    done = Some(Popup::Memos(edit.coding));
                }
            }
            // Where the window is low, the themes have the room.
            None if low(ui) => {}
            None => {
                ui.spacing_mut().item_spacing.y = 0.0;
                for line in [
                    [("Shift Enter", "add more"), ("Ctrl Enter", "tag and go on")],
                    [("Ctrl N", "new theme from words"), ("Esc", "close")],
                ] {
                    ui.horizontal(|ui| {
                        for (key, what) in line {
                            key_hint_ui(ui, key, what);
                        }
                    });
                }
            }
        }
        done
    }

    fn list_ui(&mut self, ui: &mut Ui, view: &View<'_>, matches: &[Match]) -> Option<Popup> {
        let mut done = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        // In a low window, such as at 300 %, the list gives way, never the field above it.
        let hints = if low(ui) && self.edit.is_none() { KEYS } else { 0.0 };
        let beside = HEIGHT - LIST - hints + if self.edit.is_some() { EDIT } else { 0.0 };
        let height = (ui.ctx().content_rect().height() - beside - ROW / 2.0).clamp(ROW, LIST);
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]);
        area.show(ui, |ui| {
            for (i, found) in matches.iter().enumerate().take(80) {
                if self.match_ui(ui, view, i, found) {
                    done = Some(Popup::Chosen { theme: found.theme, then: Then::of(ui.input(|i| i.modifiers)) });
                }
            }
        });
        ui.spacing_mut().item_spacing.y = Style::of(ui).space(1);
        ui.add_space(Style::of(ui).space(1));
        done
    }

    fn match_ui(&self, ui: &mut Ui, view: &View<'_>, index: usize, found: &Match) -> bool {
        let pen = Pen::new(ui);
        let style = &pen.style;
        let tree = view.session.tree();
        let (Some(theme), Some(node)) = (view.session.project().themes().get(found.theme), tree.node(found.theme)) else {
            return false;
        };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let chosen = index == self.chosen;
        let above = node.path.rsplit_once(" / ").map_or("", |(above, _)| above);
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListItem, true, chosen, format!("{} {}, {above}", theme.code, theme.name))
        });
        if chosen {
            pen.fill(rect, style.tokens.radius.control, style.accent_soft);
            if !ui.clip_rect().contains_rect(rect) {
                response.scroll_to_me(None);
            }
        } else if response.hovered() {
            pen.fill(rect, style.tokens.radius.control, style.hovered(style.raised));
        }
        let paint = style.look(node.look);
        let chip = Rect::from_min_size(pos2(rect.left() + 8.0, rect.top() + 6.0), vec2(28.0, 18.0));
        pen.fill(chip, style.tokens.radius.chip, paint.tint);
        pen.form(chip, &paint);
        pen.line(
            chip.center(),
            Align::Center,
            &theme.code,
            &Ink::new(Face::UiSemibold, style.tokens.type_scale.label, paint.text),
        );
        let left = chip.right() + style.space(1) + 2.0;
        let most = rect.right() - left - style.space(1);
        let name_ink = Ink::new(Face::UiMedium, style.tokens.type_scale.body, style.ink);
        let at = pos2(left, rect.top() + 15.0);
        pen.line_within(at, Align::Min, most, &theme.name, &name_ink);
        for mark in &found.marks {
            let before = theme.name.get(..mark.start).unwrap_or_default();
            let word = theme.name.get(mark.clone()).unwrap_or_default();
            let from = left + pen.width(before, &name_ink);
            let to = (from + pen.width(word, &name_ink)).min(rect.right());
            pen.painter.hline(from..=to, at.y + 9.0, egui::Stroke::new(style.tokens.stroke.underline, style.accent));
        }
        let note = found.reason.as_deref().unwrap_or(above);
        let note_ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.muted);
        pen.line_within(pos2(left, rect.top() + 32.0), Align::Min, most, note, &note_ink);
        response.clicked()
    }
}

/// Whether the window is low, such as at 300 %.
fn low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < HEIGHT
}

/// The selected words as the name of a theme: one line, no longer than a name can be read.
fn in_vivo(source: &SourceText, range: TextRange) -> String {
    const LETTERS: usize = 60;
    let words = source.quote(range).split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    match words.char_indices().nth(LETTERS) {
        Some((end, _)) => {
            let cut = words.get(..end).unwrap_or_default();
            cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole).to_owned()
        }
        None => words.to_owned(),
    }
}

fn memo_id() -> UiId {
    UiId::unique("memo of the coding")
}
