//! Formulas in one line, and fonts whose letters are shapes.

use crate::read::xml::Element;

/// A sign and the part of the formula that follows it.
type Piece<'e> = (&'static str, Option<&'e Element>);

/// A formula's parts in reading order, each with the sign that stands before it.
pub fn in_line(element: &Element) -> Vec<Piece<'_>> {
    let part = |name| element.child_any(name);
    match &*element.name {
        "f" => vec![("", part("num")), ("/", part("den"))],
        "sSup" => vec![("", part("e")), ("^", part("sup"))],
        "sSub" => vec![("", part("e")), ("_", part("sub"))],
        "sSubSup" => vec![("", part("e")), ("_", part("sub")), ("^", part("sup"))],
        "rad" => vec![("√(", part("e")), (")", None)],
        _ => Vec::new(),
    }
}

/// The font that a run is typed in, where its letters are shapes.
pub fn symbol_font(fonts: &Element) -> Option<&str> {
    let shapes = ["symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"];
    let named = ["ascii", "hAnsi"].into_iter().find_map(|name| fonts.attribute(name))?;
    shapes.iter().any(|s| named.eq_ignore_ascii_case(s)).then_some(named)
}
