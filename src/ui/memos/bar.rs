//! Over the list of memos: words to search for, and what kind, about what, by whom, in which order.

use crate::app::history::analysts;
use crate::app::memo_search::{AboutKind, Order, Wanted};
use crate::app::session::Session;
use crate::model::MemoKind;
use crate::ui::style::{Style, icons};
use crate::ui::widgets::{button, drop_down_ui, one_or_all_ui, text_field};
use egui::{Id, Ui};

/// The field for words, as what has the keyboard.
pub(super) fn words_id() -> Id {
    Id::unique("words of memos")
}

/// Shows the filters; returns whether something was chosen anew.
pub(super) fn bar_ui(ui: &mut Ui, session: &Session, wanted: &mut Wanted) -> bool {
    let before = wanted.clone();
    let style = Style::of(ui);
    ui.horizontal_wrapped(|ui| {
        let width = (ui.available_width() * 0.3).clamp(200.0, 320.0);
        let field = text_field(&mut wanted.words, "Search memos").hint("Words in memos").icon(icons::SEARCH).clearable();
        field.width(width).id(words_id()).show_ui(ui);
        let wide = style.tokens.size.rail - style.space(3);
        one_or_all_ui(ui, "Kind", "Every kind", &MemoKind::ALL.map(|k| (k, k.to_string())), wide, &mut wanted.kind);
        one_or_all_ui(ui, "About", "About anything", &AboutKind::ALL.map(|a| (a, a.to_string())), wide, &mut wanted.about);
        let people: Vec<(String, String)> = analysts(session.project()).into_iter().map(|n| (n.clone(), n)).collect();
        if people.len() > 1 || wanted.analyst.is_some() {
            one_or_all_ui(ui, "Analyst", "Everybody", &people, wide, &mut wanted.analyst);
        }
        let orders = Order::ALL.map(|order| order.to_string());
        let names = orders.each_ref().map(String::as_str);
        let now = Order::ALL.iter().position(|order| *order == wanted.order);
        if let Some(order) = drop_down_ui(ui, "Order", &names, now, 200.0).and_then(|at| Order::ALL.get(at)) {
            wanted.order = *order;
        }
        if !wanted.is_all() && ui.add(button("Show all").name("Show all memos")).clicked() {
            *wanted = Wanted { order: wanted.order, ..Wanted::default() };
        }
    });
    *wanted != before
}
