//! Footnotes by the names that pages give them, and what Word leaves in its pages about lists.

use super::tree::{Element, Tree};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    let kinds = "fn|ftn|edn|footnote|endnote|cite_note|sdfootnote|sdendnote";
    Regex::new(&format!(r"(?i)^_?(?:user-content-)?(?:{kinds})(?:[-_:.][a-z_]*)*[-_:.]?(\d{{1,4}})(?:sym)?$")).unwrap()
});

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static WORD_LIST: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)mso-list\s*:\s*\S+\s+level(\d)").unwrap());

/// The number in the name of a footnote, such as `fn3`.
#[must_use]
pub fn number_in(name: &str) -> Option<String> {
    Some(NAME.captures(name.trim())?.get(1)?.as_str().to_owned())
}

/// The number of a footnote that opens with `element`; empty when it has none.
#[must_use]
pub fn number_of(element: &Element<'_>) -> Option<String> {
    if matches!(element.attribute("role"), Some("doc-footnote" | "doc-endnote")) {
        return Some(element.attribute("id").and_then(number_in).unwrap_or_default());
    }
    let may = element.is_one_of(&["li", "p", "div", "aside", "dd", "section"]);
    element.attribute("id").filter(|_| may).and_then(number_in)
}

/// The numbers of all footnotes of a page.
#[must_use]
pub fn numbers(tree: &Tree) -> BTreeSet<String> {
    let all = std::iter::successors(Some(0), |at| tree.following(*at, 0, true));
    all.filter_map(|id| tree.element(id)).filter_map(|e| number_of(&e)).filter(|n| !n.is_empty()).collect()
}

/// The depth of a list item as Word writes it.
#[must_use]
pub fn word_list_depth(element: &Element<'_>) -> Option<u8> {
    let style = element.attribute("style").filter(|_| element.is_one_of(&["p", "h1", "h2", "h3", "h4", "h5", "h6"]))?;
    WORD_LIST.captures(style)?.get(1)?.as_str().parse().ok()
}

/// Whether an element is the number or bullet that Word prints before a list item.
#[must_use]
pub fn is_word_number(element: &Element<'_>) -> bool {
    element.attribute("style").is_some_and(|s| s.to_lowercase().replace(' ', "").contains("mso-list:ignore"))
}

#[cfg(test)]
mod tests {
    use super::number_in;

    #[test]
    fn knows_footnotes_by_their_names() {
        for name in ["fn3", "_ftn3", "footnote-3", "fn:3", "cite_note-Smith-3", "user-content-fn-3", "sdendnote3sym"] {
            assert_eq!(number_in(name).as_deref(), Some("3"), "{name}");
        }
        for other in ["fnref3", "_ftnref3", "sdendnote3anc", "note", "section3", "fn"] {
            assert_eq!(number_in(other), None, "{other}");
        }
    }
}
