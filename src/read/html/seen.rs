//! What a page shows without words of its own, and what it hides.

use super::tree::{Element, NodeId, Tree};
use crate::read::flow::pieces;
use crate::text::SourceBuilder;

/// Counts over a page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// Pieces of text that the page hides.
    pub hidden: usize,
    /// Pictures without words.
    pub pictures: usize,
    /// Frames, films and embedded files.
    pub frames: usize,
    /// Menus, headers and footers.
    pub furniture: usize,
    /// Pieces of text struck through.
    pub struck: usize,
}

impl Seen {
    /// Says what people should know before they rely on the text.
    pub fn tell(&self, out: &mut SourceBuilder) {
        if self.hidden > 0 {
            out.leave_out(format!("Hidden text: {} left out.", pieces(self.hidden)), None);
        }
        if self.frames > 0 {
            out.leave_out(
                format!("Frames, films and embedded files of the page: {}. What they show is not in the text.", self.frames),
                None,
            );
        }
        if self.pictures > 0 {
            let what = format!(
                "Pictures without text: {}. What they show, such as a chart or a genogram, cannot be searched.",
                self.pictures
            );
            out.warn(what, None);
        }
        if self.struck > 0 {
            out.note(format!("Struck-through text: {} kept.", pieces(self.struck)), None);
        }
        if self.furniture > 0 {
            out.note(
                format!("Menus, headers and footers of the page: {} kept apart from the text.", pieces(self.furniture)),
                None,
            );
        }
    }
}

/// Whether a page hides an element from everybody or from people who listen to it.
#[must_use]
pub fn is_hidden(element: &Element<'_>) -> bool {
    if element.attribute("hidden").is_some_and(|h| h != "until-found") || element.attribute("aria-hidden") == Some("true") {
        return true;
    }
    if element.is_one_of(&["dialog"]) && element.attribute("open").is_none() {
        return true;
    }
    let Some(style) = element.attribute("style") else { return false };
    let style: String = style.to_lowercase().split_whitespace().collect();
    ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|hides| style.contains(hides))
}

/// What a field of a form shows.
#[must_use]
pub fn input(element: &Element<'_>) -> String {
    let on = element.attribute("checked").is_some();
    match element.attribute("type").unwrap_or("text").to_lowercase().as_str() {
        "checkbox" | "radio" => if on { "☒ " } else { "☐ " }.to_owned(),
        "hidden" | "password" | "submit" | "button" | "reset" | "image" | "file" => String::new(),
        _ => element.attribute("value").map(|v| format!(" {v} ")).unwrap_or_default(),
    }
}

/// The chosen entry of a list to choose from: the marked one, or the first, as browsers show it.
#[must_use]
pub fn chosen(tree: &Tree, select: NodeId) -> String {
    let all = std::iter::successors(tree.following(select, select, true), |at| tree.following(*at, select, true));
    let options: Vec<NodeId> = all.filter(|id| tree.element(*id).is_some_and(|e| e.is_one_of(&["option"]))).collect();
    let marked = options.iter().find(|id| tree.element(**id).is_some_and(|e| e.attribute("selected").is_some()));
    marked.or_else(|| options.first()).map(|id| format!(" {} ", tree.text(*id).trim())).unwrap_or_default()
}
