//! Links a passage to a memo that is chosen by typing: words of it, or of what it is about.

use crate::app::command::Command;
use crate::app::gesture::{Gesture, MemoGesture, Passage};
use crate::app::memo_search::{Found, Order, Wanted, search};
use crate::ui::app::keys_of;
use crate::ui::check_page::first_words;
use crate::ui::style::{Face, Style, icons};
use crate::ui::view::View;
use crate::ui::widgets::{Ink, Pen, popup_frame, text_field};
use egui::{
    Align, Align2, Area, Context, Id, Key, Modifiers, Order as Layer, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

const WIDTH: f32 = 440.0;
const ROW: f32 = 44.0;
/// Words of the passage that are shown.
const WORDS: usize = 10;
/// Memos offered at most; whoever wants another types more words.
const MOST: usize = 60;

/// The field with its list.
#[derive(Debug)]
pub(super) struct LinkPopup {
    passage: Passage,
    typed: String,
    chosen: usize,
    fresh: bool,
}

/// What became of it in a frame.
#[derive(Debug)]
pub(super) enum Linked {
    Open,
    Close,
    To(Gesture),
}

impl LinkPopup {
    pub(super) const fn new(passage: Passage) -> Self {
        Self { passage, typed: String::new(), chosen: 0, fresh: true }
    }

    pub(super) fn ui(&mut self, ctx: &Context, view: &View<'_>) -> Linked {
        let wanted = Wanted { words: self.typed.clone(), order: Order::Newest, ..Wanted::default() };
        let found = search(view.session.project(), &wanted);
        self.chosen = self.chosen.min(found.len().min(MOST).saturating_sub(1));
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            return Linked::Close;
        }
        if pressed(Key::ArrowDown) {
            self.chosen = (self.chosen + 1).min(found.len().min(MOST).saturating_sub(1));
        }
        if pressed(Key::ArrowUp) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let entered = pressed(Key::Enter).then_some(self.chosen);
        let (style, screen) = (Style::of(ctx), ctx.content_rect());
        let area = Area::new(Id::unique("link popup")).order(Layer::Foreground);
        let shown = area.fixed_pos(screen.center()).pivot(Align2::CENTER_CENTER).show(ctx, |ui| {
            popup_frame(&style).show(ui, |ui| {
                ui.set_width(WIDTH.min(screen.width() - style.space(4)));
                self.body_ui(ui, view, &found)
            })
        });
        let clicked = shown.inner.inner;
        let outside = !self.fresh
            && ctx
                .input(|i| i.pointer.any_pressed() && i.pointer.interact_pos().is_some_and(|p| !shown.response.rect.contains(p)));
        self.fresh = false;
        match clicked.or(entered).and_then(|at| found.get(at)) {
            Some(one) => Linked::To(Gesture::Memo(MemoGesture::Link(one.memo, self.passage))),
            None if outside => Linked::Close,
            None => Linked::Open,
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, view: &View<'_>, found: &[Found]) -> Option<usize> {
        let style = Style::of(ui);
        let field =
            text_field(&mut self.typed, "Link to which memo").hint("Type words of the memo").icon(icons::LINK).show_ui(ui);
        if self.fresh {
            field.request_focus();
        }
        if let Some(text) = view.session.text(self.passage.document) {
            let words = first_words(text.quote(self.passage.range), WORDS);
            ui.label(egui::RichText::new(format!("“{words}”")).font(style.small(Face::ReadItalic)).color(style.secondary));
        }
        if field.changed() {
            self.chosen = 0;
        }
        if found.is_empty() {
            let none = view.session.project().memos().is_empty();
            let key = keys_of(ui.ctx(), Command::WriteMemo);
            let words = match (none, key.is_empty()) {
                (true, false) => format!("There is no memo yet; Esc, then {key} writes one on these words"),
                (true, true) => "There is no memo yet".to_owned(),
                (false, _) => "No memo fits".to_owned(),
            };
            ui.label(egui::RichText::new(words).color(style.muted));
        }
        let mut clicked = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = (ui.ctx().content_rect().height() - ROW * 3.5).clamp(ROW, ROW * 5.5);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for (at, one) in found.iter().enumerate().take(MOST) {
                let text = view.session.project().memos().get(one.memo).map(|memo| memo.text.as_str()).unwrap_or_default();
                if row_ui(ui, one, text, at == self.chosen) {
                    clicked = Some(at);
                }
            }
        });
        clicked
    }
}

fn row_ui(ui: &mut Ui, one: &Found, text: &str, chosen: bool) -> bool {
    let pen = Pen::new(ui);
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (head, words) = (format!("{} on {}", one.kind, one.title), first_words(text, 20));
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, format!("{head}: {words}")));
    if chosen {
        pen.fill(rect, style.tokens.radius.control, style.accent_soft);
        if !ui.clip_rect().contains_rect(rect) {
            response.scroll_to_me(None);
        }
    } else if response.hovered() {
        pen.fill(rect, style.tokens.radius.control, style.hovered(style.raised));
    }
    let (left, most) = (rect.left() + style.space(1), rect.width() - style.space(2));
    pen.line_within(pos2(left, rect.top() + 14.0), Align::Min, most, &words, &Ink::new(Face::Ui, scale.body, style.ink));
    pen.line_within(pos2(left, rect.top() + 32.0), Align::Min, most, &head, &Ink::new(Face::Ui, scale.small, style.muted));
    response.clicked()
}
