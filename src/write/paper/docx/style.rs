//! Paragraph styles: their names in the Word file, and their measures, from which pages are estimated.
//!
//! The measures repeat `styles.xml`; a test compares the two.

/// A paragraph style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Body,
    Title,
    CoverTitle,
    Subtitle,
    Heading1,
    Heading2,
    Heading3,
    ContentsHeading,
    Toc1,
    Toc2,
    Bullet,
    Number,
    Quote,
    Citation,
    Caption,
    Picture,
    Note,
    Fact,
    CalloutStatement,
    CalloutDetail,
    Cell,
}

/// Points.
pub(super) struct Measures {
    pub(super) size: f64,
    pub(super) before: f64,
    pub(super) after: f64,
    /// The height of a line as a share of the usual one.
    pub(super) leading: f64,
    /// What is set in, on both sides together.
    pub(super) indent: f64,
}

impl Style {
    #[cfg(test)]
    pub(super) const ALL: [Self; 21] = [
        Self::Body,
        Self::Title,
        Self::CoverTitle,
        Self::Subtitle,
        Self::Heading1,
        Self::Heading2,
        Self::Heading3,
        Self::ContentsHeading,
        Self::Toc1,
        Self::Toc2,
        Self::Bullet,
        Self::Number,
        Self::Quote,
        Self::Citation,
        Self::Caption,
        Self::Picture,
        Self::Note,
        Self::Fact,
        Self::CalloutStatement,
        Self::CalloutDetail,
        Self::Cell,
    ];

    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Body => "BodyText",
            Self::Title => "Title",
            Self::CoverTitle => "CoverTitle",
            Self::Subtitle => "Subtitle",
            Self::Heading1 => "Heading1",
            Self::Heading2 => "Heading2",
            Self::Heading3 => "Heading3",
            Self::ContentsHeading => "TOCHeading",
            Self::Toc1 => "TOC1",
            Self::Toc2 => "TOC2",
            Self::Bullet => "ListBullet",
            Self::Number => "ListNumber",
            Self::Quote => "Quote",
            Self::Citation => "Citation",
            Self::Caption => "Caption",
            Self::Picture => "Picture",
            Self::Note => "Note",
            Self::Fact => "Fact",
            Self::CalloutStatement => "CalloutStatement",
            Self::CalloutDetail => "CalloutDetail",
            Self::Cell => "Cell",
        }
    }

    pub(super) const fn measures(self) -> Measures {
        let (size, before, after, leading, indent) = match self {
            Self::Body => (10.5, 0.0, 7.0, 1.2, 0.0),
            Self::Title => (22.0, 0.0, 4.0, 1.05, 0.0),
            Self::CoverTitle => (32.0, 150.0, 12.0, 1.05, 0.0),
            Self::Subtitle => (14.0, 0.0, 16.0, 1.15, 0.0),
            Self::Heading1 => (19.0, 26.0, 8.0, 1.1, 0.0),
            Self::Heading2 => (14.0, 20.0, 6.0, 1.1, 0.0),
            Self::Heading3 => (11.5, 14.0, 4.0, 1.1, 0.0),
            Self::ContentsHeading => (19.0, 0.0, 12.0, 1.1, 0.0),
            Self::Toc1 => (10.5, 6.0, 2.0, 1.15, 0.0),
            Self::Toc2 => (10.5, 0.0, 2.0, 1.15, 16.0),
            Self::Bullet | Self::Number => (10.5, 0.0, 4.0, 1.2, 18.0),
            Self::Quote => (10.5, 8.0, 0.0, 1.2, 30.0),
            Self::Citation => (9.0, 2.0, 9.0, 1.15, 30.0),
            Self::Caption => (10.0, 14.0, 5.0, 1.15, 0.0),
            Self::Picture => (10.5, 2.0, 6.0, 1.0, 0.0),
            Self::Note => (9.0, 0.0, 8.0, 1.15, 0.0),
            Self::Fact => (10.5, 0.0, 3.0, 1.15, 100.0),
            Self::CalloutStatement => (17.0, 10.0, 0.0, 1.1, 28.0),
            Self::CalloutDetail => (10.5, 2.0, 12.0, 1.2, 28.0),
            Self::Cell => (9.0, 2.0, 2.0, 1.1, 0.0),
        };
        Measures { size, before, after, leading, indent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An attribute's number inside the first element of a name.
    fn attribute(xml: &str, element: &str, name: &str) -> Option<f64> {
        let (_, rest) = xml.split_once(&format!("<w:{element} "))?;
        let (tag, _) = rest.split_once("/>")?;
        tag.split_once(&format!("w:{name}=\""))?.1.split_once('"')?.0.parse().ok()
    }

    #[test]
    fn measures_are_those_of_the_styles() {
        let styles = include_str!("styles.xml");
        for style in Style::ALL {
            let (_, rest) = styles.split_once(&format!("w:styleId=\"{}\"", style.id())).expect("there");
            let (xml, _) = rest.split_once("</w:style>").expect("ends");
            let measures = style.measures();
            let is = |element, name, unit: f64| attribute(xml, element, name).unwrap_or(0.0) / unit;
            assert_eq!(attribute(xml, "sz", "val").unwrap_or(21.0) / 2.0, measures.size, "{style:?} size");
            assert_eq!(is("spacing", "before", 20.0), measures.before, "{style:?} before");
            assert_eq!(is("spacing", "after", 20.0), measures.after, "{style:?} after");
            assert_eq!(is("spacing", "line", 240.0), measures.leading, "{style:?} leading");
            assert_eq!(is("ind", "left", 20.0) + is("ind", "right", 20.0), measures.indent, "{style:?} indent");
        }
    }
}
