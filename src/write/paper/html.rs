//! A paper as one web page that needs nothing else: charts inside it, landmarks, light and dark, and a print form.
//!
//! Printed, every page carries the marking above and the origin below; they are written as style, which is why
//! they are escaped twice over.

use super::outline::{Outline, facts};
use super::{Block, Callout, Figure, Heading, LANGUAGE, Level, Paper, PaperCell, PaperRow, PaperTable, Quotation, Run};
use crate::write::Provenance;
use crate::write::chart::{Dress, Tone};
use crate::write::xml::{escaped, put};

const STYLE: &str = include_str!("paper.css");

/// The page.
pub(super) fn html(paper: &Paper, about: &Provenance) -> String {
    let outline = Outline::of(paper);
    let mut page = Page { html: String::new(), outline: &outline, headings: 0, tables: 0, figures: 0 };
    page.head(paper, about);
    page.front(paper, about);
    page.blocks(&paper.blocks);
    page.html.push_str("</main>\n<footer>\n");
    let (origin, marking) = (escaped(&about.foot()), escaped(&about.marking));
    put(&mut page.html, format_args!("<p>{origin}</p>\n<p class=\"marking\">{marking}</p>\n"));
    page.html.push_str("</footer>\n</body>\n</html>\n");
    page.html
}

/// A page in the making.
struct Page<'a> {
    html: String,
    outline: &'a Outline<'a>,
    headings: usize,
    tables: usize,
    figures: usize,
}

impl Page<'_> {
    fn head(&mut self, paper: &Paper, about: &Provenance) {
        let (title, project, marking) = (escaped(&paper.title), escaped(&about.project), escaped(&about.marking));
        let page = &mut self.html;
        put(page, format_args!("<!DOCTYPE html>\n<html lang=\"{LANGUAGE}\">\n<head>\n<meta charset=\"utf-8\">\n"));
        page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        put(page, format_args!("<title>{title} – {project} – {marking}</title>\n<style>\n{STYLE}"));
        put(
            page,
            format_args!(
                "@page {{ @top-center {{ content: {}; }} @bottom-left {{ content: {}; }} }}\n</style>\n</head>\n<body>\n",
                quoted(&about.marking),
                quoted(&about.foot())
            ),
        );
        page.push_str("<a class=\"skip\" href=\"#content\">Skip to the content</a>\n");
        put(
            page,
            format_args!("<header>\n<p class=\"marking\">{marking}</p>\n</header>\n<main id=\"content\" tabindex=\"-1\">\n"),
        );
    }

    fn front(&mut self, paper: &Paper, about: &Provenance) {
        let page = &mut self.html;
        put(page, format_args!("<div class=\"front\">\n<h1>{}</h1>\n", escaped(&paper.title)));
        if !paper.subtitle.is_empty() {
            put(page, format_args!("<p class=\"subtitle\">{}</p>\n", escaped(&paper.subtitle)));
        }
        page.push_str("<dl class=\"facts\">\n");
        for (name, fact) in facts(paper, about) {
            put(page, format_args!("<div><dt>{name}</dt><dd>{}</dd></div>\n", escaped(&fact)));
        }
        page.push_str("</dl>\n</div>\n");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => self.heading(heading),
                Block::Paragraph(runs) => self.paragraph("p", "", runs),
                Block::List { is_numbered, items } => self.list(if *is_numbered { "ol" } else { "ul" }, items),
                Block::Quote(quotation) => self.quote(quotation),
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                Block::Contents => self.contents(),
                Block::PageBreak => self.html.push_str("<div class=\"break\"></div>\n"),
                Block::Landscape(blocks) => {
                    self.html.push_str("<div class=\"wide\">\n");
                    self.blocks(blocks);
                    self.html.push_str("</div>\n");
                }
                Block::KeyFacts(facts) => self.facts(facts),
                Block::Callout(callout) => self.callout(callout),
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.headings += 1;
        let (element, number) = (element(heading.level), self.headings);
        let target =
            self.outline.target(heading.anchor.as_deref()).map(|t| format!("<span id=\"{t}\"></span>")).unwrap_or_default();
        put(&mut self.html, format_args!("<{element} id=\"s{number}\">{target}{}</{element}>\n", escaped(&heading.text)));
    }

    fn paragraph(&mut self, element: &str, attributes: &str, runs: &[Run]) {
        put(&mut self.html, format_args!("<{element}{attributes}>"));
        self.runs(runs);
        put(&mut self.html, format_args!("</{element}>\n"));
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            let mut words = escaped(&run.text).replace('\n', "<br>");
            if run.is_italic {
                words = format!("<em>{words}</em>");
            }
            if run.is_bold {
                words = format!("<strong>{words}</strong>");
            }
            if let Some(target) = self.outline.target(run.link.as_deref()) {
                words = format!("<a href=\"#{target}\">{words}</a>");
            }
            self.html.push_str(&words);
        }
    }

    fn list(&mut self, element: &str, items: &[Vec<Run>]) {
        put(&mut self.html, format_args!("<{element}>\n"));
        for item in items {
            self.paragraph("li", "", item);
        }
        put(&mut self.html, format_args!("</{element}>\n"));
    }

    fn quote(&mut self, quotation: &Quotation) {
        let (class, words) = (class(quotation.tone), escaped(&quotation.words));
        put(&mut self.html, format_args!("<blockquote class=\"{class}\">\n<p>“{words}”</p>\n<footer>"));
        if !quotation.label.is_empty() {
            put(&mut self.html, format_args!("<strong>{}</strong> ", escaped(&quotation.label)));
        }
        put(&mut self.html, format_args!("<cite>{}</cite></footer>\n</blockquote>\n", escaped(&quotation.citation)));
    }

    fn facts(&mut self, facts: &[(String, Vec<Run>)]) {
        self.html.push_str("<dl class=\"facts\">\n");
        for (name, fact) in facts {
            put(&mut self.html, format_args!("<div><dt>{}</dt>", escaped(name)));
            self.paragraph("dd", "", fact);
            self.html.push_str("</div>\n");
        }
        self.html.push_str("</dl>\n");
    }

    fn callout(&mut self, callout: &Callout) {
        let (class, statement) = (class(callout.tone), escaped(&callout.statement));
        put(&mut self.html, format_args!("<div class=\"callout {class}\">\n<p class=\"statement\">{statement}</p>\n"));
        if !callout.detail.is_empty() {
            self.paragraph("p", "", &callout.detail);
        }
        self.html.push_str("</div>\n");
    }

    /// Two levels of links; sections under no part stand in the outer list.
    fn contents(&mut self) {
        self.html.push_str("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ul>\n");
        let mut is_inner = false;
        let mut is_open = false;
        for (number, heading) in (1..).zip(&self.outline.headings) {
            let wants_inner = match heading.level {
                Level::One => false,
                Level::Two => is_open,
                Level::Three => continue,
            };
            self.html.push_str(match (is_open, is_inner, wants_inner) {
                (false, ..) => "",
                (true, false, true) => "\n<ul>\n",
                (true, true, true) | (true, false, false) => "</li>\n",
                (true, true, false) => "</li>\n</ul>\n</li>\n",
            });
            put(&mut self.html, format_args!("<li><a href=\"#s{number}\">{}</a>", escaped(&heading.text)));
            (is_inner, is_open) = (wants_inner, true);
        }
        self.html.push_str(match (is_open, is_inner) {
            (false, _) => "",
            (true, false) => "</li>\n",
            (true, true) => "</li>\n</ul>\n</li>\n",
        });
        self.html.push_str("</ul>\n</nav>\n");
    }

    fn figure(&mut self, figure: &Figure) {
        self.figures += 1;
        let picture = figure.chart.picture(&Dress::Within(format!("figure{}", self.figures)), &figure.shown_alt_text());
        let id = self.outline.target(figure.anchor.as_deref()).map(|t| format!(" id=\"{t}\"")).unwrap_or_default();
        let caption = escaped(figure.shown_caption());
        put(&mut self.html, format_args!("<figure{id}>\n<figcaption>{caption}</figcaption>\n{}</figure>\n", picture.svg));
        if !figure.chart.note.is_empty() {
            put(&mut self.html, format_args!("<p class=\"note\">{}</p>\n", escaped(&figure.chart.note)));
        }
        self.table(&figure.table());
    }

    fn table(&mut self, table: &PaperTable) {
        self.tables += 1;
        let caption = format!("t{}", self.tables);
        let id = self.outline.target(table.anchor.as_deref()).map(|t| format!(" id=\"{t}\"")).unwrap_or_default();
        let class = if table.is_wide { "scroll wide" } else { "scroll" };
        let page = &mut self.html;
        put(
            page,
            format_args!(
                "<div class=\"{class}\" role=\"region\" aria-labelledby=\"{caption}\" tabindex=\"0\">\n<table{id}>\n<caption id=\"{caption}\">{}",
                escaped(&table.caption)
            ),
        );
        if !table.description.is_empty() {
            put(page, format_args!("<span class=\"ear\">. {}</span>", escaped(&table.description)));
        }
        page.push_str("</caption>\n<thead>\n<tr>");
        for column in &table.columns {
            let class = if column.is_number { " class=\"number\"" } else { "" };
            put(page, format_args!("<th scope=\"col\"{class}>{}</th>", escaped(&column.name)));
        }
        page.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.row(table, row);
        }
        self.html.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn row(&mut self, table: &PaperTable, row: &PaperRow) {
        self.html.push_str(if row.is_group { "<tr class=\"group\">" } else { "<tr>" });
        let empty = PaperCell::default();
        for (i, column) in table.columns.iter().enumerate() {
            let cell = row.cells.get(i).unwrap_or(&empty);
            let (element, attributes) = if i == 0 {
                ("th", format!(" scope=\"row\" class=\"depth{}\"", row.depth.min(3)))
            } else {
                let number = if column.is_number { "number " } else { "" };
                ("td", format!(" class=\"{number}{}\"", class(cell.tone)))
            };
            put(&mut self.html, format_args!("<{element}{attributes}>"));
            for (i, runs) in cell.paragraphs.iter().enumerate() {
                if i > 0 {
                    self.html.push_str("<br>");
                }
                self.runs(runs);
            }
            put(&mut self.html, format_args!("</{element}>"));
        }
        self.html.push_str("</tr>\n");
    }
}

/// The title is the only `h1`.
const fn element(level: Level) -> &'static str {
    match level {
        Level::One => "h2",
        Level::Two => "h3",
        Level::Three => "h4",
    }
}

const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Concern => "concern",
        Tone::GoodPractice => "good",
    }
}

/// A string of CSS: everything but letters, digits, blanks and a few signs by number.
fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, ' ' | '-' | ',' | '.' | ':') {
            out.push(c);
        } else if !c.is_control() {
            put(&mut out, format_args!("\\{:x} ", u32::from(c)));
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_marking_cannot_leave_its_string() {
        assert_eq!(quoted("OFFICIAL-SENSITIVE"), "\"OFFICIAL-SENSITIVE\"");
        assert_eq!(quoted("\"}</style>"), "\"\\22 \\7d \\3c \\2f style\\3e \"");
    }
}
