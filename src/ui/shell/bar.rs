//! The top bar: which project, search or do anything, how it is marked, and whether it is saved.
//!
//! The wide search field is a button: what is typed is typed in the list it opens, so that there is one
//! place for it and not two.

use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Ink, Pen, icon_button, menu_entry, menu_of_ui, tip_ui};
use egui::{Align, Frame, Panel, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// A line of the project menu.
#[derive(Clone, Copy, Debug)]
pub struct MenuLine<'a> {
    /// What it does.
    pub text: &'a str,
    /// The keys that do the same; may be empty.
    pub key: &'a str,
    /// Whether it can be done now.
    pub enabled: bool,
    /// A line over it.
    pub gap_before: bool,
}

/// Whether the work is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState<'a> {
    /// All changes are on the disk.
    Saved,
    /// All changes were handed to a drive that cannot confirm them.
    Unconfirmed,
    /// Being written.
    Saving,
    /// Could not be written, and why.
    Failed(&'a str),
    /// Nothing can be written, and why.
    ReadOnly(&'a str),
}

impl SaveState<'_> {
    /// The words in the bar.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Saved => "All changes saved",
            Self::Unconfirmed => "Saved, not confirmed",
            Self::Saving => "Saving…",
            Self::Failed(_) => "Not saved",
            Self::ReadOnly(_) => "Read only",
        }
    }

    fn whole(self) -> String {
        match self {
            Self::Saved | Self::Saving => self.words().to_owned(),
            Self::Unconfirmed => format!("{}: this drive cannot say that it is safe; keep a backup", self.words()),
            Self::Failed(why) | Self::ReadOnly(why) => format!("{}: {why}", self.words()),
        }
    }
}

/// What the top bar shows.
#[derive(Clone, Copy, Debug)]
pub struct TopBar<'a> {
    /// Title of the project.
    pub project: &'a str,
    /// The menu under the title.
    pub menu: &'a [MenuLine<'a>],
    /// Protective marking, as in OFFICIAL-SENSITIVE.
    pub marking: Option<&'a str>,
    /// Whether the work is safe.
    pub save: SaveState<'a>,
    /// Keys of "search or do anything", as in Ctrl K.
    pub search_key: &'a str,
    /// Within what pages work: every case, then each round, with a tick at the one that is chosen; empty without rounds.
    pub rounds: &'a [(&'a str, bool)],
}

/// What was chosen in the top bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopBarChoice {
    /// The line of the menu at this place.
    Menu(usize),
    /// Search or do anything.
    Search,
    /// The state of saving: say more.
    Save,
    /// Work within the round at this place.
    Round(usize),
}

/// Shows the top bar.
pub fn top_bar_ui(ui: &mut Ui, bar: &TopBar<'_>) -> Option<TopBarChoice> {
    let style = Style::of(ui);
    Panel::top("top_bar")
        .exact_size(style.tokens.size.top_bar)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::NONE.fill(style.desk))
        .show(ui, |ui| bar.contents_ui(ui, &style))
        .inner
}

impl TopBar<'_> {
    fn contents_ui(&self, ui: &mut Ui, style: &Style) -> Option<TopBarChoice> {
        let rect = ui.max_rect();
        let compact = rect.width() < style.tokens.fold.single_column;
        let search = self.search_rect(rect, style, compact);
        let left = rect.left() + if compact { style.space(3) } else { style.space(4) };
        let title = Rect::from_min_max(pos2(left, rect.top()), pos2(search.left() - style.space(1), rect.bottom()));
        let (title, scope) = self.left_ui(ui, title);
        let search = self.search_ui(ui, search, compact).then_some(TopBarChoice::Search);
        let right = rect.right() - if compact { style.space(2) } else { style.space(4) };
        let save = self.save_ui(ui, pos2(right, rect.center().y), compact).then_some(TopBarChoice::Save);
        title.or(scope).or(search).or(save)
    }

    /// The title, and beside it the round within which pages work.
    fn left_ui(&self, ui: &mut Ui, room: Rect) -> (Option<TopBarChoice>, Option<TopBarChoice>) {
        let Some((shown, _)) = self.rounds.iter().find(|(_, on)| *on) else { return (self.title_ui(ui, room).0, None) };
        let least = Style::of(ui).tokens.size.control;
        let part = (room.width() * 0.5).min((room.width() - least).max(0.0));
        let (title, end) = self.title_ui(ui, room.with_max_x(room.left() + part));
        (title, self.round_ui(ui, room.with_min_x(end), shown))
    }

    /// The chooser of the round: its name, cut where there is no room, or only its sign.
    fn round_ui(&self, ui: &mut Ui, room: Rect, shown: &str) -> Option<TopBarChoice> {
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.secondary);
        let signs = style.space(4) + 20.0;
        let words = pen.width(shown, &ink) + 1.0;
        let has_words = room.width() > signs + style.space(6);
        let wide = if has_words { (signs + words).min(room.width() - style.space(1)) } else { tokens.size.control };
        let place = Rect::from_min_size(
            pos2(room.left(), room.center().y - tokens.size.control / 2.0),
            vec2(wide.max(tokens.size.hit_target_min), tokens.size.control),
        );
        let response = ui.interact(place, ui.scope_id().with("round"), Sense::click());
        let (enabled, name) = (ui.is_enabled(), format!("Working within: {shown}"));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
        if response.hovered() {
            pen.fill(place, tokens.radius.control, style.line);
        }
        pen.icon(pos2(place.left() + 10.0, place.center().y), icons::FLAG, 16.0, style.muted);
        if has_words {
            let most = (place.width() - signs).max(0.0);
            pen.line_within(pos2(place.left() + 22.0, place.center().y), Align::Min, most, shown, &ink);
            pen.icon(pos2(place.right() - 10.0, place.center().y + 1.0), icons::CHEVRON_DOWN, 16.0, style.muted);
        }
        if response.has_focus() {
            pen.ring(place.shrink2(vec2(0.0, 3.0)), tokens.radius.control);
        }
        let response = tip_ui(response, &name);
        menu_of_ui(&response, |ui| {
            let mut chosen = None;
            for (index, (round, on)) in self.rounds.iter().enumerate() {
                if ui.add(menu_entry(round).ticked(*on)).clicked() {
                    chosen = Some(TopBarChoice::Round(index));
                }
            }
            chosen
        })
        .flatten()
    }

    fn search_rect(&self, rect: Rect, style: &Style, compact: bool) -> Rect {
        let height = style.tokens.size.control;
        let (width, left) = if compact {
            let width = if rect.width() < style.tokens.size.themes * 2.0 { height } else { style.tokens.size.facets };
            (width, rect.right() - style.space(2) * 2.0 - height - width)
        } else {
            let width = 416.0;
            (width, rect.left() + ((rect.width() - width) / 16.0).round() * 8.0)
        };
        Rect::from_min_size(pos2(left, rect.center().y - height / 2.0), vec2(width, height))
    }

    /// The title with its menu, and where it ends.
    fn title_ui(&self, ui: &mut Ui, room: Rect) -> (Option<TopBarChoice>, f32) {
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let ink = Ink::new(Face::UiSemibold, tokens.type_scale.strong, style.ink);
        let chevron = style.space(4);
        let words = pen.width(self.project, &ink).min((room.width() - chevron).max(0.0));
        let place = Rect::from_min_size(
            pos2(room.left(), room.center().y - tokens.size.control / 2.0),
            vec2(words + chevron, tokens.size.control),
        );
        let response = ui.interact(place, ui.scope_id().with("project"), Sense::click());
        let enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, format!("Project: {}", self.project)));
        if response.hovered() {
            pen.fill(place.expand2(vec2(style.space(1), 0.0)), tokens.radius.control, style.line);
        }
        let line = pen.line_within(pos2(place.left(), place.center().y), Align::Min, words + 0.5, self.project, &ink);
        pen.icon(pos2(line.rect.right() + 14.0, place.center().y + 1.0), icons::CHEVRON_DOWN, 16.0, style.muted);
        if response.has_focus() {
            pen.ring(place.shrink2(vec2(-2.0, 3.0)), tokens.radius.control);
        }
        (menu_of_ui(&response, |ui| self.menu_ui(ui)).flatten(), place.right() + style.space(1))
    }

    fn menu_ui(&self, ui: &mut Ui) -> Option<TopBarChoice> {
        let mut chosen = None;
        for (index, line) in self.menu.iter().enumerate() {
            if line.gap_before {
                ui.separator();
            }
            if ui.add_enabled(line.enabled, menu_entry(line.text).key(line.key)).clicked() {
                chosen = Some(TopBarChoice::Menu(index));
            }
        }
        chosen
    }

    fn search_ui(&self, ui: &mut Ui, place: Rect, compact: bool) -> bool {
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let words = if compact { "Search or do…" } else { "Search or do anything" };
        let response = ui.interact(place, ui.scope_id().with("search"), Sense::click());
        let (enabled, name) = (ui.is_enabled(), format!("Search or do anything, {}", self.search_key));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
        let edge = if response.hovered() { style.control } else { style.line_strong };
        let middle = place.center().y;
        pen.boxed(place, tokens.radius.control, style.surface, edge);
        if response.has_focus() {
            pen.field_ring(place, tokens.radius.control);
        }
        if place.width() <= place.height() {
            pen.icon(place.center(), icons::SEARCH, 16.0, style.muted);
            return tip_ui(response, &name).clicked();
        }
        pen.icon(pos2(place.left() + 18.0, middle), icons::SEARCH, 16.0, style.muted);
        let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.muted);
        let key = place.right() - style.space(1) - pen.key_cap_width(self.search_key);
        let most = key - place.left() - 44.0;
        pen.line_within(pos2(place.left() + 36.0, middle), Align::Min, most, words, &ink);
        pen.key_cap(pos2(key, middle), self.search_key);
        response.clicked()
    }

    fn save_ui(&self, ui: &mut Ui, right: egui::Pos2, compact: bool) -> bool {
        let (style, whole) = (Style::of(ui), self.save.whole());
        let (icon, colour) = match self.save {
            SaveState::Saved => (icons::CIRCLE_CHECK, style.good),
            SaveState::Unconfirmed => (icons::TRIANGLE_ALERT, style.caution),
            SaveState::Saving => (icons::REFRESH_CW, style.muted),
            SaveState::Failed(_) => (icons::TRIANGLE_ALERT, style.concern),
            SaveState::ReadOnly(_) => (icons::EYE, style.caution),
        };
        if compact {
            let side = style.tokens.size.control;
            let place = Rect::from_min_size(pos2(right.x - side, right.y - side / 2.0), vec2(side, side));
            let builder = UiBuilder::new().max_rect(place);
            return ui.new_child(builder).add(icon_button(icon, &whole).colour(colour)).clicked();
        }
        let response = self.save_words_ui(ui, right, icon, colour, &whole);
        self.marking_ui(ui, pos2(response.rect.left() - style.space(3), right.y));
        tip_ui(response, &whole).clicked()
    }

    fn save_words_ui(&self, ui: &mut Ui, right: egui::Pos2, icon: char, colour: egui::Color32, whole: &str) -> Response {
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let plain = matches!(self.save, SaveState::Saved | SaveState::Saving);
        let ink = Ink::new(Face::Ui, tokens.type_scale.body, if plain { style.secondary } else { colour });
        let size = vec2(pen.width(self.save.words(), &ink) + 24.0, tokens.size.control);
        let place = Rect::from_min_size(pos2(right.x - size.x, right.y - size.y / 2.0), size);
        let response = ui.interact(place, ui.scope_id().with("save"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, whole));
        pen.icon(pos2(place.left() + 8.0, right.y), icon, 16.0, colour);
        let line = pen.line(right, Align::Max, self.save.words(), &ink);
        if response.hovered() {
            pen.across(line.left(), line.right(), right.y + tokens.type_scale.body * 0.5, ink.colour);
        }
        if response.has_focus() {
            pen.ring(place.shrink2(vec2(-2.0, 3.0)), tokens.radius.control);
        }
        response
    }

    fn marking_ui(&self, ui: &mut Ui, right: egui::Pos2) {
        let Some(marking) = self.marking else { return };
        let pen = Pen::new(ui);
        let style = &pen.style;
        let ink = Ink::new(Face::UiSemibold, style.tokens.type_scale.label, style.secondary);
        let size = vec2(pen.width(marking, &ink) + style.space(3), 22.0);
        let place = Rect::from_min_size(pen.on_pixel(pos2(right.x - size.x, right.y - size.y / 2.0)), size);
        let response = ui.interact(place, ui.scope_id().with("marking"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Marked {marking}")));
        pen.edge(place, style.tokens.radius.chip, style.line_strong);
        pen.line(place.center(), Align::Center, marking, &ink);
    }
}
