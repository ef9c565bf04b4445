//! The styles of papers of one or two pages: the same ones, a little smaller and closer together.
//!
//! Their pages are never estimated, since such papers have no contents; so `style::Style` need not know them.

/// What one style becomes: half points of its letters, twentieths of a point before and after it.
struct Closer {
    style: &'static str,
    size: &'static str,
    before: &'static str,
    after: &'static str,
}

const fn closer(style: &'static str, size: &'static str, before: &'static str, after: &'static str) -> Closer {
    Closer { style, size, before, after }
}

const CLOSER: [Closer; 9] = [
    closer("BodyText", "20", "0", "100"),
    closer("Title", "34", "0", "40"),
    closer("Heading1", "26", "200", "60"),
    closer("Heading2", "22", "140", "20"),
    closer("ListBullet", "20", "0", "40"),
    closer("ListNumber", "20", "0", "40"),
    closer("Quote", "20", "60", "0"),
    closer("Citation", "17", "20", "80"),
    closer("Caption", "19", "140", "60"),
];

/// Every style, those of running text closer together.
pub(super) fn compact(styles: &str) -> String {
    CLOSER.iter().fold(styles.to_owned(), |styles, closer| {
        let Some((head, rest)) = styles.split_once(&format!("w:styleId=\"{}\"", closer.style)) else { return styles };
        let Some((style, tail)) = rest.split_once("</w:style>") else { return styles };
        let changes = [
            ("<w:sz w:val", closer.size),
            ("<w:szCs w:val", closer.size),
            ("w:before", closer.before),
            ("w:after", closer.after),
            ("w:line", "259"),
        ];
        let style = changes.iter().fold(style.to_owned(), |style, (name, value)| set(&style, name, value));
        format!("{head}w:styleId=\"{}\"{style}</w:style>{tail}", closer.style)
    })
}

/// Another value for the first attribute of a name.
fn set(xml: &str, name: &str, value: &str) -> String {
    let Some((head, rest)) = xml.split_once(&format!("{name}=\"")) else { return xml.to_owned() };
    let Some((_, tail)) = rest.split_once('"') else { return xml.to_owned() };
    format!("{head}{name}=\"{value}\"{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_named_here_is_there_and_comes_closer() {
        let styles = include_str!("styles.xml");
        let close = compact(styles);
        assert_eq!(styles.matches("<w:style ").count(), close.matches("<w:style ").count());
        for closer in &CLOSER {
            let (_, style) = close.split_once(&format!("w:styleId=\"{}\"", closer.style)).expect("there");
            let (style, _) = style.split_once("</w:style>").expect("ends");
            for (name, value) in [("w:sz w:val", closer.size), ("w:before", closer.before), ("w:after", closer.after)] {
                assert!(style.contains(&format!("{name}=\"{value}\"")), "{}: {style}", closer.style);
            }
        }
    }
}
