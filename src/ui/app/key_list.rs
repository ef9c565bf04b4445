//! The list of keys: commands, what each page knows besides, and how to move in a document.
//!
//! All of it is read from where the keys are declared, so that the list cannot be wrong. A key of a page that is
//! also the key of a command there is named once. The keyboard scrolls the list, since nothing in it takes it.

use super::commands::sentence;
use super::palette::shown_keys;
use crate::app::command::{Command, Needs, Page};
use crate::ui::reader::READER_KEYS;
use crate::ui::style::Face;
use crate::ui::widgets::{Ink, Pen, section_label_ui};
use egui::{Align, Key, Modifiers, Sense, Ui, pos2, style::ScrollAnimation, vec2};

/// A page and the keys of its own: key, what it does.
pub(super) type PageKeys = (Page, &'static [(&'static str, &'static str)]);

/// One line: keys, what they do, help.
type Line = (String, String, &'static str);

/// Shows the list; `fresh` when it was just opened, which starts at its top.
pub(super) fn ui(ui: &mut Ui, pages: &[PageKeys], fresh: bool) {
    if fresh {
        ui.scroll_with_delta_animation(vec2(0.0, FAR), ScrollAnimation::none());
    }
    scroll_by_keys(ui);
    let gap = Pen::new(ui).style.space(2);
    ui.spacing_mut().item_spacing.y = 0.0;
    for (at, (title, lines)) in groups(pages).into_iter().enumerate() {
        if at > 0 {
            ui.add_space(gap);
        }
        section_label_ui(ui, &title, "");
        for line in &lines {
            line_ui(ui, line);
        }
    }
}

/// Farther than any list is long, in points.
const FAR: f32 = 100_000.0;

/// The groups in the order in which they are shown.
fn groups(pages: &[PageKeys]) -> Vec<(String, Vec<Line>)> {
    let of = |wanted: Option<Page>| {
        let fits = move |c: &Command| match c.facts().3 {
            Needs::On(page) => Some(page) == wanted,
            Needs::Nothing | Needs::DeepDive | Needs::Changes => wanted.is_none(),
        };
        let with_keys = Command::ALL.into_iter().filter(|c| !c.keys().is_empty());
        with_keys.filter(fits).map(|c| (shown_keys(c.keys()), c.name().to_owned(), c.help())).collect::<Vec<Line>>()
    };
    let mut groups = vec![("Everywhere".to_owned(), of(None))];
    for (page, own) in pages {
        let mut lines = of(Some(*page));
        for (keys, does) in *own {
            add(&mut lines, keys, &sentence(does));
        }
        if !lines.is_empty() {
            groups.push((page.name().to_owned(), lines));
        }
        if *page == Page::Reading {
            let mut moves = Vec::new();
            for key in READER_KEYS.iter().filter(|k| !k.keys.is_empty()) {
                add(&mut moves, key.keys, key.does);
            }
            groups.push(("In the text of a document".to_owned(), moves));
        }
    }
    groups
}

fn add(lines: &mut Vec<Line>, keys: &str, does: &str) {
    if lines.iter().all(|(known, ..)| known != keys) {
        lines.push((keys.to_owned(), does.to_owned(), ""));
    }
}

/// Arrows, Page up and down, Home and End move the list.
fn scroll_by_keys(ui: &Ui) {
    let row = Pen::new(ui).style.tokens.size.row_dense;
    let page = ui.clip_rect().height() - row;
    let ways = [
        (Key::ArrowDown, -2.0 * row),
        (Key::ArrowUp, 2.0 * row),
        (Key::PageDown, -page),
        (Key::PageUp, page),
        (Key::End, -FAR),
        (Key::Home, FAR),
    ];
    for (key, by) in ways {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta_animation(vec2(0.0, by), ScrollAnimation::none());
        }
    }
}

fn line_ui(ui: &mut Ui, (keys, does, help): &Line) {
    let pen = Pen::new(ui);
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), style.tokens.size.row_dense), Sense::hover());
    let spoken = if help.is_empty() { format!("{keys}: {does}") } else { format!("{keys}: {does}. {help}") };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListItem, true, spoken.as_str()));
    let middle = rect.center().y;
    let keys_width = (rect.width() * 0.22).min(140.0);
    let loud = Ink::new(Face::UiMedium, scale.body, style.ink);
    pen.line_within(pos2(rect.left(), middle), Align::Min, keys_width - style.space(1), keys, &loud);
    let left = rect.left() + keys_width;
    let plain = Ink::new(Face::Ui, scale.body, style.ink);
    let name = pen.line_within(pos2(left, middle), Align::Min, rect.right() - left, does, &plain);
    // Help stands in a column of its own where there is room for one.
    let help_left = (left + 230.0).max(name.rect.right() + style.space(2));
    let room = rect.right() - style.space(2) - help_left;
    if room > 160.0 {
        let quiet = Ink::new(Face::Ui, scale.small, style.secondary);
        pen.line_within(pos2(help_left, middle), Align::Min, room, help, &quiet);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_named_once_and_where_it_works() {
        let pages: [PageKeys; 2] =
            [(Page::Reading, &[("T", "tag"), ("1–0", "quick themes")]), (Page::Themes, &[("F2", "rename")])];
        let groups = groups(&pages);
        let titles: Vec<&str> = groups.iter().map(|(title, _)| title.as_str()).collect();
        assert_eq!(titles, ["Everywhere", "Reading", "In the text of a document", "Themes"]);
        let lines = |at: usize| &groups[at].1;
        assert!(lines(0).iter().all(|(keys, ..)| keys != "T"), "T works only in reading");
        assert_eq!(lines(1).iter().filter(|(keys, ..)| keys == "T").count(), 1);
        assert!(lines(1).iter().any(|(keys, does, _)| keys == "1–0" && does == "Quick themes"));
        assert!(lines(2).iter().any(|(keys, ..)| keys == "Ctrl Home"));
        let shown: usize = groups.iter().map(|(_, lines)| lines.len()).sum();
        assert!(shown > Command::ALL.iter().filter(|c| !c.keys().is_empty()).count());
    }
}
