//! Pages written as XML, mended so that a reader of HTML understands them.
//!
//! `<script/>` and `<title/>` are whole elements in XML; HTML would take the rest of the page for their content.

use regex::{Captures, Regex};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Elements that HTML itself knows to be empty.
const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame",
    "bgsound",
];

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static EMPTY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"<([A-Za-z][\w:.-]*)((?:\s+[^<>"'/]*(?:"[^"<]*"|'[^'<]*')?)*)\s*/>"#).unwrap());

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static CDATA: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)<!\[CDATA\[(.*?)\]\]>").unwrap());

/// The page as HTML; untouched unless it opens as XML.
#[must_use]
pub fn as_html(text: &str) -> Cow<'_, str> {
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml") {
        return Cow::Borrowed(text);
    }
    let closed = EMPTY.replace_all(text, |found: &Captures<'_>| {
        let whole = found.get(0).map_or("", |m| m.as_str());
        let (name, attributes) = (found.get(1).map_or("", |m| m.as_str()), found.get(2).map_or("", |m| m.as_str()));
        if VOID.contains(&name.to_lowercase().as_str()) {
            whole.to_owned()
        } else {
            format!("<{name}{}></{name}>", attributes.trim_end())
        }
    });
    let plain = CDATA.replace_all(&closed, |found: &Captures<'_>| {
        found.get(1).map_or("", |m| m.as_str()).replace('&', "&amp;").replace('<', "&lt;")
    });
    Cow::Owned(plain.into_owned())
}

#[cfg(test)]
mod tests {
    use super::as_html;

    #[test]
    fn closes_what_is_empty_in_xml() {
        let page = "<?xml version='1.0'?><html><script src='a/b.js'/><br/><a id=\"x\" />y<![CDATA[1 < 2]]></html>";
        assert_eq!(
            as_html(page),
            "<?xml version='1.0'?><html><script src='a/b.js'></script><br/><a id=\"x\"></a>y1 &lt; 2</html>"
        );
        assert_eq!(as_html("<p/>"), "<p/>");
    }
}
