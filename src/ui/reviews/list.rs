//! A long list that has the keyboard as a whole: only what is seen is drawn, however many lines there are.
//!
//! Lines are not stops of Tab. The list is one; arrows move the chosen line, and a screen reader is told
//! which line that is (`active_descendant`), so that nothing is lost when lines scroll out of sight.

use crate::ui::widgets::Pen;
use egui::{EventFilter, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2};

/// What the keys asked of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct ListKeys {
    /// The line to choose.
    pub(in crate::ui) moved: Option<usize>,
    /// Enter.
    pub(in crate::ui) opened: bool,
    /// Space.
    pub(in crate::ui) toggled: bool,
    /// Right: unfold; left: fold.
    pub(in crate::ui) unfolded: Option<bool>,
}

/// A long list; see [`list`].
#[derive(Debug)]
#[must_use = "show it in a Ui"]
pub(in crate::ui) struct List<'a> {
    id: Id,
    name: &'a str,
    role: Role,
    tops: &'a [f32],
    at: Option<usize>,
    is_revealing: bool,
    width: f32,
}

/// A list called `name`; `tops` is where each line begins and where the last one ends.
pub(in crate::ui) const fn list<'a>(id: Id, name: &'a str, role: Role, tops: &'a [f32]) -> List<'a> {
    List { id, name, role, tops, at: None, is_revealing: false, width: f32::INFINITY }
}

/// What is known of one line while it is drawn.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct LineAt {
    /// Its place.
    pub(in crate::ui) index: usize,
    /// Where it is drawn.
    pub(in crate::ui) rect: Rect,
    /// Whether it is the chosen one.
    pub(in crate::ui) is_chosen: bool,
}

impl List<'_> {
    /// The chosen line.
    pub(in crate::ui) const fn at(mut self, at: Option<usize>) -> Self {
        self.at = at;
        self
    }

    /// Scrolls to the chosen line.
    pub(in crate::ui) const fn revealing(mut self, revealing: bool) -> Self {
        self.is_revealing = revealing;
        self
    }

    /// Lines are so wide at most; the bar that scrolls then stands in the margin beside them.
    pub(in crate::ui) const fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    fn lines(&self) -> usize {
        self.tops.len().saturating_sub(1)
    }

    fn top(&self, index: usize) -> f32 {
        self.tops.get(index).or(self.tops.last()).copied().unwrap_or_default()
    }

    /// Shows it in all the room there is; `line_ui` draws one line and returns its response.
    pub(in crate::ui) fn show_ui(self, ui: &mut Ui, mut line_ui: impl FnMut(&mut Ui, LineAt) -> Response) -> ListKeys {
        let mut keys = ListKeys::default();
        ScrollArea::vertical().id_salt(self.id).auto_shrink(false).show_viewport(ui, |ui, viewport| {
            ui.set_height(self.top(self.lines()));
            let origin = ui.max_rect().min;
            let response = ui.interact(ui.clip_rect(), self.id, Sense::focusable_noninteractive());
            let enabled = ui.is_enabled();
            response.widget_info(|| WidgetInfo::labeled(self.role, enabled, self.name));
            let has_keyboard = response.has_focus();
            if has_keyboard {
                keys = self.keys(ui, viewport.height());
            }
            let first = self.tops.partition_point(|top| *top <= viewport.top()).saturating_sub(1);
            let builder = UiBuilder::new().accessibility_parent(self.id);
            ui.scope_builder(builder, |ui| {
                for index in first..self.lines() {
                    if self.top(index) > viewport.bottom() {
                        break;
                    }
                    let rect = Rect::from_min_max(
                        pos2(origin.x, origin.y + self.top(index)),
                        pos2(ui.max_rect().right().min(origin.x + self.width), origin.y + self.top(index + 1)),
                    );
                    let is_chosen = self.at == Some(index);
                    let line = line_ui(ui, LineAt { index, rect, is_chosen });
                    self.after_line(ui, &line, is_chosen, has_keyboard);
                }
            });
            self.reveal_ui(ui, origin.y);
        });
        keys
    }

    fn after_line(&self, ui: &Ui, line: &Response, is_chosen: bool, has_keyboard: bool) {
        if line.clicked() {
            ui.memory_mut(|memory| memory.request_focus(self.id));
        }
        if is_chosen {
            ui.ctx().accesskit_node_builder(self.id, |node| node.set_active_descendant(line.id.accesskit_id()));
            if has_keyboard {
                Pen::new(ui).row_ring(line.rect);
            }
        }
    }

    fn reveal_ui(&self, ui: &Ui, origin: f32) {
        let Some(at) = self.at.filter(|_| self.is_revealing) else { return };
        let x = ui.max_rect().x_range();
        ui.scroll_to_rect(Rect::from_x_y_ranges(x, origin + self.top(at)..=origin + self.top(at + 1)), None);
    }

    fn keys(&self, ui: &Ui, height: f32) -> ListKeys {
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let unfolded = if pressed(Key::ArrowRight) { Some(true) } else { pressed(Key::ArrowLeft).then_some(false) };
        let moved = self.moved(&pressed, height);
        ListKeys { moved, opened: pressed(Key::Enter), toggled: pressed(Key::Space), unfolded }
    }

    fn moved(&self, pressed: &impl Fn(Key) -> bool, height: f32) -> Option<usize> {
        let last = self.lines().checked_sub(1)?;
        let at = self.at;
        let from = at.unwrap_or_default();
        let a_page = |down: bool| {
            let wanted = if down { self.top(from) + height } else { self.top(from) - height };
            self.tops.partition_point(|top| *top < wanted).min(last)
        };
        let moved = if pressed(Key::ArrowDown) {
            at.map_or(0, |at| (at + 1).min(last))
        } else if pressed(Key::ArrowUp) {
            from.saturating_sub(1)
        } else if pressed(Key::Home) {
            0
        } else if pressed(Key::End) {
            last
        } else if pressed(Key::PageDown) {
            a_page(true)
        } else if pressed(Key::PageUp) {
            a_page(false)
        } else {
            return None;
        };
        Some(moved)
    }
}
