//! The main part of a Word document, written from top to bottom.
//!
//! Everything begins with a paragraph, so a new page or the space below a table is said there and no empty paragraphs
//! are needed. The contents are put in last, since they name the pages of what follows them.

use super::contents::{bookmark, contents};
use super::pages::Pages;
use super::style::Style;
use crate::write::chart::{Dress, Picture, Tone};
use crate::write::docx::package::run;
use crate::write::paper::outline::Outline;
use crate::write::paper::{Block, Callout, Figure, Heading, Level, Quotation, Run};
use crate::write::xml::{escaped, put};

/// How pages lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Upright,
    Landscape,
}

impl Side {
    /// Width between the margins in twentieths of a point.
    pub(super) const fn width(self) -> usize {
        match self {
            Self::Upright => 9_072,
            Self::Landscape => 14_570,
        }
    }

    /// Width and height between the margins in points.
    const fn room(self) -> (f64, f64) {
        match self {
            Self::Upright => (453.6, 700.0),
            Self::Landscape => (728.5, 465.0),
        }
    }

    fn section(self) -> String {
        let (footer, size, margin) = match self {
            Self::Upright => ("rId5", "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>", 1417),
            Self::Landscape => ("rId6", "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>", 1134),
        };
        format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"default\" r:id=\"{footer}\"/>\
             <w:type w:val=\"nextPage\"/>{size}<w:pgMar w:top=\"1418\" w:right=\"{margin}\" w:bottom=\"1304\" w:left=\"{margin}\" \
             w:header=\"680\" w:footer=\"624\" w:gutter=\"0\"/></w:sectPr>"
        )
    }
}

/// What a paragraph is beside its words.
pub(super) struct Shape {
    pub(super) style: Style,
    pub(super) is_kept: bool,
    pub(super) number: Option<usize>,
    pub(super) border: String,
    pub(super) bookmarks: Vec<String>,
}

impl Shape {
    pub(super) const fn of(style: Style) -> Self {
        Self { style, is_kept: false, number: None, border: String::new(), bookmarks: Vec::new() }
    }
}

/// What was written.
pub(super) struct Written {
    pub(super) xml: String,
    pub(super) pictures: Vec<Picture>,
    pub(super) numbered_lists: usize,
}

/// A document in the making.
pub(super) struct Body<'a> {
    pub(super) xml: String,
    pub(super) outline: &'a Outline<'a>,
    pub(super) side: Side,
    pub(super) pages: Pages,
    /// Whether the section has nothing in it yet.
    is_fresh: bool,
    breaks_page: bool,
    /// Whether a table came just before, and space is due.
    pub(super) is_below_table: bool,
    heading_pages: Vec<usize>,
    /// Where contents go, and whether they begin a page.
    contents_at: Vec<(usize, bool)>,
    bookmarks: usize,
    numbered_lists: usize,
    callouts: usize,
    pictures: Vec<Picture>,
}

impl<'a> Body<'a> {
    pub(super) fn new(outline: &'a Outline<'a>) -> Self {
        let (width, height) = Side::Upright.room();
        Self {
            xml: String::new(),
            outline,
            side: Side::Upright,
            pages: Pages::new(width, height),
            is_fresh: true,
            breaks_page: false,
            is_below_table: false,
            heading_pages: Vec::new(),
            contents_at: Vec::new(),
            bookmarks: 0,
            numbered_lists: 0,
            callouts: 0,
            pictures: Vec::new(),
        }
    }

    /// Blocks that choose their own pages.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for (i, block) in blocks.iter().enumerate() {
            // A heading goes with what it heads.
            let headed = blocks.get(i..).unwrap_or_default().iter().find(|b| !matches!(b, Block::Heading(_)));
            let is_wide = headed.is_some_and(is_wide);
            self.lie(if is_wide { Side::Landscape } else { Side::Upright });
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(runs) => self.paragraph(&Shape::of(Style::Body), runs),
            Block::List { is_numbered, items } => self.list(*is_numbered, items),
            Block::Quote(quotation) => self.quote(quotation),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Contents => self.start_contents(),
            Block::PageBreak => self.break_page(),
            Block::Landscape(blocks) => blocks.iter().for_each(|block| self.block(block)),
            Block::KeyFacts(facts) => facts.iter().for_each(|(name, fact)| self.fact(name, fact)),
            Block::Callout(callout) => self.callout(callout),
        }
    }

    pub(super) fn break_page(&mut self) {
        if !self.is_fresh && !self.breaks_page {
            self.breaks_page = true;
            self.pages.turn();
        }
    }

    /// Goes on with pages that lie so; the section before ends with its own header and footer.
    fn lie(&mut self, side: Side) {
        if side == self.side {
            return;
        }
        if !self.is_fresh {
            let section = self.side.section();
            put(&mut self.xml, format_args!("<w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/>{section}</w:pPr></w:p>"));
            let (width, height) = side.room();
            // A page break that was due has already been counted.
            if self.breaks_page { self.pages.resize(width, height) } else { self.pages.reshape(width, height) }
        }
        self.side = side;
        (self.is_fresh, self.breaks_page, self.is_below_table) = (true, false, false);
    }

    /// Opens a paragraph and writes its properties.
    fn open(&mut self, shape: &Shape) {
        put(&mut self.xml, format_args!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", shape.style.id()));
        if shape.is_kept {
            self.xml.push_str("<w:keepNext/>");
        }
        if std::mem::take(&mut self.breaks_page) {
            self.xml.push_str("<w:pageBreakBefore/>");
        }
        if let Some(list) = shape.number {
            put(&mut self.xml, format_args!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>"));
        }
        self.xml.push_str(&shape.border);
        if std::mem::take(&mut self.is_below_table) && shape.style.measures().before < 14.0 {
            self.xml.push_str("<w:spacing w:before=\"280\"/>");
            self.pages.whole(14.0, 0.0);
        }
        self.xml.push_str("</w:pPr>");
        self.is_fresh = false;
        for name in &shape.bookmarks {
            self.bookmarks += 1;
            let id = self.bookmarks;
            put(&mut self.xml, format_args!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{id}\"/>"));
        }
    }

    pub(super) fn paragraph(&mut self, shape: &Shape, runs: &[Run]) {
        self.open(shape);
        self.runs(runs);
        self.xml.push_str("</w:p>");
        self.pages.paragraph(shape.style, &words(runs));
    }

    /// Words of a paragraph or cell.
    pub(super) fn runs(&mut self, runs: &[Run]) {
        for words in runs {
            let link = self.outline.target(words.link.as_deref());
            let mut look = String::new();
            if link.is_some() {
                look.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
            }
            look.push_str(if words.is_bold { "<w:b/><w:bCs/>" } else { "" });
            look.push_str(if words.is_italic { "<w:i/><w:iCs/>" } else { "" });
            if let Some(target) = &link {
                put(&mut self.xml, format_args!("<w:hyperlink w:anchor=\"{target}\" w:history=\"1\">"));
            }
            for (i, line) in words.text.split('\n').enumerate() {
                if i > 0 {
                    self.xml.push_str("<w:r><w:br/></w:r>");
                }
                self.xml.push_str(&run(line, &look));
            }
            if link.is_some() {
                self.xml.push_str("</w:hyperlink>");
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let style = match heading.level {
            Level::One => Style::Heading1,
            Level::Two => Style::Heading2,
            Level::Three => Style::Heading3,
        };
        let number = self.heading_pages.len() + 1;
        let bookmarks = std::iter::once(bookmark(number)).chain(self.outline.target(heading.anchor.as_deref())).collect();
        self.paragraph(&Shape { bookmarks, ..Shape::of(style) }, &[Run::plain(&heading.text)]);
        self.heading_pages.push(self.pages.page());
    }

    fn list(&mut self, is_numbered: bool, items: &[Vec<Run>]) {
        let (style, number) = if is_numbered {
            self.numbered_lists += 1;
            (Style::Number, self.numbered_lists + 1)
        } else {
            (Style::Bullet, 1)
        };
        for item in items {
            self.paragraph(&Shape { number: Some(number), ..Shape::of(style) }, item);
        }
    }

    fn quote(&mut self, quotation: &Quotation) {
        let border = rule(quotation.tone);
        let words = format!("“{}”", quotation.words);
        self.paragraph(&Shape { border: border.clone(), ..Shape::of(Style::Quote) }, &[Run::plain(words)]);
        let mut runs = Vec::new();
        if !quotation.label.is_empty() {
            runs.push(Run::bold(&quotation.label));
            runs.push(Run::plain("  "));
        }
        runs.push(Run::plain(&quotation.citation));
        self.paragraph(&Shape { border, ..Shape::of(Style::Citation) }, &runs);
    }

    /// A name and what it is, side by side.
    pub(super) fn fact(&mut self, name: &str, fact: &[Run]) {
        self.open(&Shape::of(Style::Fact));
        put(&mut self.xml, format_args!("{}<w:r><w:tab/></w:r>", run(name, "<w:b/><w:bCs/>")));
        self.runs(fact);
        self.xml.push_str("</w:p>");
        self.pages.paragraph(Style::Fact, &words(fact));
    }

    fn callout(&mut self, callout: &Callout) {
        self.callouts += 1;
        let border = box_rule(callout.tone, self.callouts);
        let shape = |style| Shape { border: border.clone(), ..Shape::of(style) };
        self.paragraph(&shape(Style::CalloutStatement), &[Run::plain(&callout.statement)]);
        if !callout.detail.is_empty() {
            self.paragraph(&shape(Style::CalloutDetail), &callout.detail);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        const POINTS: f64 = 453.6 / 640.0;
        let alt_text = figure.shown_alt_text();
        let picture = figure.chart.picture(&Dress::Within("chart".to_owned()), &alt_text);
        let bookmarks = self.outline.target(figure.anchor.as_deref()).into_iter().collect();
        self.paragraph(&Shape { bookmarks, ..Shape::of(Style::Caption) }, &[Run::plain(figure.shown_caption())]);
        let (room, height) = self.side.room();
        let scale = POINTS.min(room / picture.width).min((height - 90.0) / picture.height);
        let (width, height) = (picture.width * scale, picture.height * scale);
        self.pictures.push(picture);
        let has_note = !figure.chart.note.is_empty();
        self.open(&Shape { is_kept: has_note, ..Shape::of(Style::Picture) });
        self.drawing(width, height, &alt_text);
        self.xml.push_str("</w:p>");
        self.pages.whole(height + 8.0, 20.0);
        if has_note {
            self.paragraph(&Shape::of(Style::Note), &[Run::plain(&figure.chart.note)]);
        }
        self.table(&figure.table());
    }

    /// The last picture, in points.
    fn drawing(&mut self, width: f64, height: f64, alt_text: &str) {
        let i = self.pictures.len();
        let extent = |points: f64| format!("{:.0}", points * 12_700.0);
        let (cx, cy, alt_text) = (extent(width), extent(height), escaped(alt_text));
        put(
            &mut self.xml,
            format_args!(
                "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/>\
                 <wp:docPr id=\"{i}\" name=\"Chart {i}\" descr=\"{alt_text}\"/><a:graphic>\
                 <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
                 <pic:nvPicPr><pic:cNvPr id=\"{i}\" name=\"chart{i}.png\" descr=\"{alt_text}\"/><pic:cNvPicPr/></pic:nvPicPr>\
                 <pic:blipFill><a:blip r:embed=\"picture{i}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
                 <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm>\
                 <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
            ),
        );
    }

    fn start_contents(&mut self) {
        self.contents_at.push((self.xml.len(), std::mem::take(&mut self.breaks_page)));
        (self.is_fresh, self.is_below_table) = (false, false);
        self.pages.paragraph(Style::ContentsHeading, "Contents");
        for heading in self.outline.headings.iter().filter(|h| is_in_contents(h.level)) {
            let style = if heading.level == Level::One { Style::Toc1 } else { Style::Toc2 };
            self.pages.paragraph(style, &heading.text);
        }
    }

    pub(super) fn finish(mut self) -> Written {
        for (at, breaks_page) in self.contents_at.iter().rev() {
            self.xml.insert_str(*at, &contents(&self.outline.headings, &self.heading_pages, *breaks_page));
        }
        if self.is_below_table {
            self.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/></w:pPr></w:p>");
        }
        self.xml.push_str(&self.side.section());
        Written { xml: self.xml, pictures: self.pictures, numbered_lists: self.numbered_lists }
    }
}

/// Whether a block wants pages that lie on their side.
fn is_wide(block: &Block) -> bool {
    match block {
        Block::Table(table) => table.is_wide,
        Block::Figure(figure) => figure.table().is_wide,
        Block::Landscape(_) => true,
        Block::Heading(_)
        | Block::Paragraph(_)
        | Block::List { .. }
        | Block::Quote(_)
        | Block::Contents
        | Block::PageBreak
        | Block::KeyFacts(_)
        | Block::Callout(_) => false,
    }
}

/// Whether headings of a level stand in the contents.
pub(super) const fn is_in_contents(level: Level) -> bool {
    match level {
        Level::One | Level::Two => true,
        Level::Three => false,
    }
}

/// All words of some runs.
pub(super) fn words(runs: &[Run]) -> String {
    runs.iter().map(|r| r.text.as_str()).collect()
}

/// The rule on the left of words: solid for concern, broken for good practice, dotted for context.
fn rule(tone: Tone) -> String {
    let (kind, colour) = match tone {
        Tone::Plain => ("dotted", "5F6A73"),
        Tone::Concern => ("single", "96382A"),
        Tone::GoodPractice => ("dashed", "226338"),
    };
    format!("<w:pBdr><w:left w:val=\"{kind}\" w:sz=\"18\" w:space=\"10\" w:color=\"{colour}\"/></w:pBdr>")
}

/// The edges of a box. Word joins boxes whose edges are equal, so those of every other box are one step further apart.
fn box_rule(tone: Tone, number: usize) -> String {
    let (kind, size, colour) = match tone {
        Tone::Plain => ("single", 36, "1D5C87"),
        Tone::Concern => ("single", 36, "96382A"),
        Tone::GoodPractice => ("double", 12, "226338"),
    };
    let edge = |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"{}\" w:color=\"F3F2ED\"/>", 5 + number % 2);
    let left = format!("<w:left w:val=\"{kind}\" w:sz=\"{size}\" w:space=\"10\" w:color=\"{colour}\"/>");
    format!("<w:pBdr>{}{left}{}</w:pBdr>", edge("top"), edge("bottom"))
}
