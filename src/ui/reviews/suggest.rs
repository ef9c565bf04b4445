//! A field that offers what is there already while one types.
//!
//! The field keeps the keyboard: arrows go through the offers, Enter takes one, Tab and Esc leave them. What
//! was typed stands as it is when no offer is taken.

use crate::ui::widgets::{TextField, menu_entry};
use egui::{Id, Key, Modifiers, Popup, PopupCloseBehavior, Response, Ui};

/// How many offers are shown at once.
const MOST: usize = 8;

/// Which offer the arrows are on.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ui) struct Suggest {
    at: Option<usize>,
}

impl Suggest {
    /// Shows a field with the offers under it; returns the field's response and the place of the offer taken.
    pub(in crate::ui) fn show_ui(
        &mut self,
        ui: &mut Ui,
        id: Id,
        field: TextField<'_>,
        offers: &[String],
    ) -> (Response, Option<usize>) {
        let open = ui.memory(|memory| memory.has_focus(id)) && !offers.is_empty();
        let mut taken = None;
        if open {
            taken = self.keys(ui, offers.len().min(MOST));
        } else {
            self.at = None;
        }
        let response = field.id(id).show_ui(ui);
        let least = response.rect.width();
        let popup = Popup::from_response(&response).open(open).close_behavior(PopupCloseBehavior::IgnoreClicks).gap(4.0);
        popup.show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, offer) in offers.iter().take(MOST).enumerate() {
                let entry = ui.add(menu_entry(offer).ticked(self.at == Some(index)).least_width(least));
                if entry.clicked() {
                    taken = Some(index);
                }
            }
        });
        if taken.is_some() {
            self.at = None;
        }
        (response, taken)
    }

    fn keys(&mut self, ui: &Ui, count: usize) -> Option<usize> {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.at = Some(self.at.map_or(0, |at| (at + 1).min(count - 1)));
        }
        if pressed(Key::ArrowUp) {
            self.at = self.at.and_then(|at| at.checked_sub(1));
        }
        self.at = self.at.filter(|at| *at < count);
        if self.at.is_some() && pressed(Key::Enter) { self.at } else { None }
    }
}

/// Names that hold every typed word, first those that begin with what was typed; none when it is one of them.
pub(in crate::ui) fn offers<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let typed = typed.trim().to_lowercase();
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        let lower = name.to_lowercase();
        if lower == typed {
            return Vec::new();
        }
        if typed.split_whitespace().all(|word| lower.contains(word)) {
            found.push(name);
        }
    }
    found.sort_by_key(|name| !name.to_lowercase().starts_with(&typed));
    found.truncate(MOST);
    found.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_so_comes_first_and_a_whole_name_offers_nothing() {
        let names = ["Baby of B", "Child A", "Child B"];
        assert_eq!(offers("b", names.into_iter()), ["Baby of B", "Child B"]);
        assert_eq!(offers("child", names.into_iter()), ["Child A", "Child B"]);
        assert!(offers("child a", names.into_iter()).is_empty());
    }
}
