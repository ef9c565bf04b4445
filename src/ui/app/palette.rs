//! Search or do anything: every command, page, document and theme by its name, with its keys.

use super::keys::keys_of;
use crate::app::action::Action;
use crate::app::command::{Command, Page};
use crate::app::session::Session;
use crate::ui::picker;
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Ink, Pen, popup_frame, text_field};
use egui::{Align, Area, Context, Id, Key, Modifiers, Order, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// The list that opens with Ctrl+K.
#[derive(Debug, Default)]
pub(super) struct Palette {
    open: bool,
    fresh: bool,
    typed: String,
    chosen: usize,
}

/// One line of the list.
struct Entry {
    icon: char,
    text: String,
    note: String,
    action: Action,
}

const WIDTH: f32 = 560.0;
const MOST: usize = 60;

impl Palette {
    pub(super) fn open(&mut self) {
        *self = Self { open: true, fresh: true, ..Self::default() };
    }

    pub(super) const fn is_open(&self) -> bool {
        self.open
    }

    /// Shows the list; returns what was chosen.
    pub(super) fn ui(&mut self, ctx: &Context, session: Option<&Session>, page: Page) -> Option<Action> {
        if !self.open {
            return None;
        }
        let entries = self.entries(ctx, session, page);
        self.chosen = self.chosen.min(entries.len().saturating_sub(1));
        let take = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if take(Key::Escape) {
            self.open = false;
            return None;
        }
        if take(Key::ArrowDown) && self.chosen + 1 < entries.len() {
            self.chosen += 1;
        }
        if take(Key::ArrowUp) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let entered = take(Key::Enter).then_some(self.chosen);
        let style = Style::of(ctx);
        let screen = ctx.content_rect();
        let width = WIDTH.min(screen.width() - style.space(4) * 2.0);
        let corner = pos2(screen.center().x - width / 2.0, screen.top() + style.space(1) + 2.0);
        let shown = Area::new(Id::unique("palette")).order(Order::Foreground).fixed_pos(corner).show(ctx, |ui| {
            popup_frame(&style).show(ui, |ui| {
                ui.set_width(width);
                self.body_ui(ui, &entries, screen.height() * 0.6)
            })
        });
        let clicked = shown.inner.inner;
        let outside = !self.fresh
            && ctx
                .input(|i| i.pointer.any_pressed() && !i.pointer.interact_pos().is_some_and(|p| shown.response.rect.contains(p)));
        self.fresh = false;
        let done = clicked.or(entered).and_then(|i| entries.into_iter().nth(i)).map(|e| e.action);
        if done.is_some() || outside {
            self.open = false;
        }
        done
    }

    fn body_ui(&mut self, ui: &mut Ui, entries: &[Entry], most_height: f32) -> Option<usize> {
        let field = text_field(&mut self.typed, "Search or do anything")
            .hint("A command, a theme, a document, or words to search for")
            .icon(icons::SEARCH);
        let response = field.show_ui(ui);
        if self.fresh {
            response.request_focus();
        }
        if response.changed() {
            self.chosen = 0;
        }
        let mut clicked = None;
        ScrollArea::vertical().max_height(most_height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (i, entry) in entries.iter().enumerate() {
                if self.entry_ui(ui, i, entry) {
                    clicked = Some(i);
                }
            }
        });
        clicked
    }

    fn entry_ui(&self, ui: &mut Ui, index: usize, entry: &Entry) -> bool {
        let pen = Pen::new(ui);
        let style = &pen.style;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), style.tokens.size.row), Sense::click());
        let selected = index == self.chosen;
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, selected, &entry.text));
        if selected {
            pen.fill(rect, style.tokens.radius.control, style.accent_soft);
            if !ui.clip_rect().contains_rect(rect) {
                response.scroll_to_me(None);
            }
        } else if response.hovered() {
            pen.fill(rect, style.tokens.radius.control, style.hovered(style.raised));
        }
        let middle = rect.center().y;
        pen.icon(pos2(rect.left() + style.space(3), middle), entry.icon, 16.0, style.muted);
        let note = pen.line(
            pos2(rect.right() - style.space(1), middle),
            Align::Max,
            &entry.note,
            &Ink::new(Face::Ui, style.tokens.type_scale.small, style.muted),
        );
        let left = rect.left() + style.space(5);
        let ink = Ink::new(Face::Ui, style.tokens.type_scale.body, style.ink);
        pen.line_within(pos2(left, middle), Align::Min, note.left() - left - style.space(2), &entry.text, &ink);
        response.clicked()
    }

    fn entries(&self, ctx: &Context, session: Option<&Session>, page: Page) -> Vec<Entry> {
        let wanted = self.typed.trim().to_lowercase();
        let fits = |text: &str| wanted.split_whitespace().all(|w| text.to_lowercase().contains(w));
        let may_change = session.is_some_and(|s| s.read_only().is_none());
        let mut entries: Vec<Entry> = Command::ALL
            .into_iter()
            .filter(|c| c.is_enabled(session.is_some(), may_change, page) && (fits(c.name()) || fits(c.help())))
            .map(|c| Entry {
                icon: icons::CORNER_DOWN_LEFT,
                text: c.name().to_owned(),
                note: keys_of(ctx, c),
                action: Action::Command(c),
            })
            .collect();
        let Some(session) = session else { return entries };
        if !wanted.is_empty() {
            let documents = session.project().documents().iter().filter(|d| fits(&d.title) || fits(&d.file_name));
            entries.extend(documents.take(20).map(|d| Entry {
                icon: icons::BOOK_OPEN_TEXT,
                text: d.title.clone(),
                note: d.kind.to_string(),
                action: Action::Open(d.id, None),
            }));
            let tree = session.tree();
            for found in picker::matches(session.project(), &tree, &self.typed).into_iter().take(12) {
                let Some(theme) = session.project().themes().get(found.theme) else { continue };
                entries.push(Entry {
                    icon: icons::TAG,
                    text: theme.name.clone(),
                    note: format!("Theme {}", theme.code),
                    action: Action::ShowTheme(found.theme),
                });
            }
            entries.push(Entry {
                icon: icons::NOTEBOOK_PEN,
                text: format!("Search memos for “{}”", self.typed.trim()),
                note: String::new(),
                action: Action::FindMemos(self.typed.trim().to_owned()),
            });
            entries.push(Entry {
                icon: icons::TEXT_SEARCH,
                text: format!("Search all documents for “{}”", self.typed.trim()),
                note: String::new(),
                action: Action::Search(self.typed.trim().into()),
            });
        }
        entries.truncate(MOST);
        entries
    }
}
