//! Going to a page, a printed paragraph number, or a share of the text, by typing it.

use crate::ui::widgets::{DialogChoice, dialog, text_field};
use egui::Context;

/// Where to go.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// A page counted from 1.
    Page(u32),
    /// A printed paragraph number.
    Label(String),
    /// A share of the text, 0 to 1.
    Share(f32),
}

/// What was typed: "23" and "p. 23" are pages, "4.12" and "para 7" numbers, "50 %" a share.
///
/// A bare number is a page where the document has pages, else a paragraph.
pub(super) fn target(typed: &str, has_pages: bool) -> Option<Target> {
    let typed = typed.trim().to_lowercase();
    if let Some(share) = typed.strip_suffix('%') {
        return share.trim().parse::<f32>().ok().filter(|s| (0.0..=100.0).contains(s)).map(|s| Target::Share(s / 100.0));
    }
    let after = |words: &[&str]| words.iter().find_map(|w| typed.strip_prefix(w)).map(|rest| rest.trim().to_owned());
    if let Some(page) = after(&["page", "pg.", "pg", "p."]).or_else(|| typed.strip_prefix("p ").map(str::to_owned)) {
        return page.trim().parse().ok().map(Target::Page);
    }
    if let Some(label) = after(&["paragraph", "para.", "para", "§", "¶"]) {
        return (!label.is_empty()).then_some(Target::Label(label));
    }
    match typed.parse::<u32>() {
        Ok(page) if has_pages => Some(Target::Page(page)),
        _ => (!typed.is_empty()).then_some(Target::Label(typed)),
    }
}

/// The field that asks.
#[derive(Debug, Default)]
pub(super) struct GoTo {
    typed: String,
    /// What could not be found.
    fault: Option<String>,
}

impl GoTo {
    /// Says that there is no such place.
    pub(super) fn not_found(&mut self) {
        self.fault = Some(format!("There is no “{}” in this document", self.typed.trim()));
    }

    /// Shows the field; `None` while it stays open, then the target, or nothing when it was given up.
    pub(super) fn ui(&mut self, ctx: &Context, has_pages: bool) -> Option<Option<Target>> {
        let wanted = target(&self.typed, has_pages);
        let asks = dialog("go to", "Go to a page or paragraph", "Go").ready(wanted.is_some()).enter();
        let choice = asks.show_ui(ctx, |ui, fresh| {
            let field = text_field(&mut self.typed, "Page, paragraph number or share").hint("23, 4.12 or 50 %").show_ui(ui);
            if fresh {
                field.request_focus();
            }
            if field.changed() {
                self.fault = None;
            }
            if let Some(fault) = &self.fault {
                ui.label(fault);
            }
        });
        match choice {
            Some(DialogChoice::Cancel) => Some(None),
            Some(DialogChoice::Accept) => wanted.map(Some),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type() {
        for (typed, wanted) in [
            ("23", Some(Target::Page(23))),
            ("p. 23", Some(Target::Page(23))),
            ("page 7", Some(Target::Page(7))),
            ("4.12", Some(Target::Label("4.12".to_owned()))),
            ("para 7", Some(Target::Label("7".to_owned()))),
            ("50 %", Some(Target::Share(0.5))),
            ("140 %", None),
            ("", None),
            ("page x", None),
        ] {
            assert_eq!(target(typed, true), wanted, "{typed}");
        }
        assert_eq!(target("23", false), Some(Target::Label("23".to_owned())));
    }
}
