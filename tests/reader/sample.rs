//! An invented review and its codings, and a window with nothing but the reader in it.

use deepdive::model::{Look, Polarity};
use deepdive::text::{BlockKind, SourceBuilder, SourceText, TextRange};
use deepdive::ui::reader::{Mark, MarkKey, MarkLayer, ReaderDocument, ReaderEvents, ReaderView};
use deepdive::ui::style::{self, Appearance, ThemeChoice};
use egui_kittest::Harness;
use std::sync::Arc;

/// What the window of a test holds.
pub struct Desk {
    pub view: ReaderView,
    pub source: Arc<SourceText>,
    pub marks: Arc<MarkLayer>,
    pub highlights: Vec<TextRange>,
    pub revision: u64,
    /// Whether something else can have the keyboard.
    pub has_button: bool,
    /// Everything that happened, newest last.
    pub log: Vec<ReaderEvents>,
}

impl Desk {
    pub fn new(source: SourceText, marks: Vec<Mark>) -> Self {
        let marks = Arc::new(MarkLayer::new(&source, marks));
        Self {
            view: ReaderView::default(),
            source: Arc::new(source),
            marks,
            highlights: Vec::new(),
            revision: 0,
            has_button: false,
            log: Vec::new(),
        }
    }

    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let document = ReaderDocument {
            title: "Child B, practice review",
            source: Arc::clone(&self.source),
            marks: Arc::clone(&self.marks),
            revision: self.revision,
            highlights: &self.highlights,
        };
        if self.has_button {
            egui::Panel::bottom("beside").show(ui, |ui| ui.button("Beside"));
        }
        let events = self.view.ui(ui, &document);
        self.log.push(events);
    }

    pub fn selected(&self) -> &str {
        self.view.selection().map(|r| self.source.quote(r)).unwrap_or_default()
    }

    pub fn document(&self) -> ReaderDocument<'static> {
        let (source, marks) = (Arc::clone(&self.source), Arc::clone(&self.marks));
        ReaderDocument { title: "Child B, practice review", source, marks, revision: self.revision, highlights: &[] }
    }

    pub fn happened<T>(&self, what: impl Fn(&ReaderEvents) -> Option<T>) -> Option<T> {
        self.log.iter().rev().find_map(what)
    }
}

/// A window with a reader, two frames old.
pub fn window(desk: Desk, size: [f32; 2], theme: ThemeChoice) -> Harness<'static, Desk> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(60)
        .with_theme(if theme == ThemeChoice::Dark { egui::Theme::Dark } else { egui::Theme::Light })
        .allow_missing_glyphs()
        .with_context_setup(move |ctx| style::install(ctx, Appearance { theme, reduced_motion: true, ..Appearance::default() }))
        .build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
    harness.run();
    harness
}

fn text(b: &mut SourceBuilder, kind: BlockKind, level: u8, label: Option<&str>, words: &str) {
    if let Some(block) = b.push(kind, level, words) {
        block.label = label.map(str::to_owned);
    }
}

pub fn paragraphs(texts: &[&str]) -> SourceText {
    let mut b = SourceBuilder::new("test/1");
    for words in texts {
        b.push(BlockKind::Paragraph, 0, words);
    }
    b.build()
}

pub const P12: &str = "By the new birth visit a man was living in the home. The health visitor wrote “partner present, quiet, holding baby” but did not ask his name or his relationship to Child B. He was known to the police for an assault on a former partner in 2019, and to probation. Neither fact was known to anyone who visited.";
pub const P13: &str = "There was good practice too. The community nursery nurse weighed Child B undressed, saw a small bruise to the left forearm at seven weeks, and rang the duty line within the hour. She asked who cared for the baby at night and wrote the answer down in the family’s own words.";
pub const P14: &str = "The midwife had set out her worry about Mother’s low mood on a form. It reached the health visitors’ shared inbox on 4 June 2021 and was not opened until after the injury. The GP did not know that a form existed. Three services each held one part of the same concern.";
const P15: &str = "The call was logged as a request for advice. No strategy discussion was held, and the bruising protocol, which asks for a paediatric opinion on the same day, was not followed. The account given, that the baby had rolled onto a toy, was accepted at face value.";

pub fn review() -> SourceText {
    use BlockKind::{Caption, Comment, Footnote, Furniture, Heading, ListItem, Paragraph};
    let mut b = SourceBuilder::new("test/1");
    b.set_page(Some(23));
    text(&mut b, Heading, 2, Some("Finding 2"), "Finding 2. Nobody held the whole picture");
    text(&mut b, Paragraph, 0, Some("4.12"), &format!("4.12 {P12}"));
    text(&mut b, Furniture, 0, None, "Practice review, page 23");
    b.set_page(Some(24));
    text(&mut b, Paragraph, 0, Some("4.13"), P13);
    text(&mut b, Paragraph, 0, Some("4.14"), &format!("4.14. {P14}"));
    text(&mut b, Paragraph, 0, Some("4.15"), P15);
    text(
        &mut b,
        ListItem,
        1,
        None,
        "• A rota has since been agreed, and the form now asks for an answer within two working days.",
    );
    text(&mut b, ListItem, 1, None, "• The shared inbox has a named owner.");
    text(
        &mut b,
        ListItem,
        2,
        None,
        "(a) including during the summer holidays, when two of the three posts stood empty and nobody looked;",
    );
    b.set_page(Some(25));
    text(&mut b, Heading, 3, None, "What happened when");
    let table = b.begin_table();
    b.push_row(table, &["Date", "What happened", "Who knew"]);
    b.push_row(
        table,
        &["4 June 2021", "The form reached the shared inbox and was not opened until after the injury.", "Midwife"],
    );
    b.push_row(
        table,
        &[
            "21 July 2021",
            "A small bruise to the left forearm was seen; the duty line was rung within the hour.",
            "Nursery nurse, duty social worker",
        ],
    );
    text(&mut b, Caption, 0, None, "Table 3. The seven weeks before the injury");
    text(&mut b, Footnote, 0, None, "7 The Bruising Protocol was revised in 2022, after the period of this review.");
    text(&mut b, Comment, 0, None, "Panel: please check the date with the GP practice before publication.");
    text(&mut b, Paragraph, 0, Some("4.16"), "4.16 Each had assumed that somebody else was in touch with the father.");
    b.build()
}

pub fn mark(source: &SourceText, key: u128, code: &str, name: &str, polarity: Polarity, ends: (&str, &str)) -> Mark {
    let start = source.text.find(ends.0).expect("start stands in the text");
    let end = start + source.text[start..].find(ends.1).expect("end stands in the text") + ends.1.len();
    Mark {
        key: MarkKey(key),
        range: TextRange::within(&source.text, start, end).expect("fits"),
        code: code.to_owned(),
        name: name.to_owned(),
        look: Look::of_group(code.bytes().next().map_or(0, |b| usize::from(b - b'A'))),
        polarity,
        coder: "RP".to_owned(),
        memo: (key == 1).then(|| "Asked again at six weeks?".to_owned()),
    }
}

pub fn codings(s: &SourceText) -> Vec<Mark> {
    use Polarity::{Concern, Context, GoodPractice};
    vec![
        mark(s, 1, "B1", "Man or new partner not identified", Concern, ("By the new birth", "Child B")),
        mark(s, 2, "F1", "Professional curiosity", Concern, ("did not ask", "Child B")),
        mark(s, 3, "B3", "Father’s known risk not joined up", Concern, ("He was known", "who visited")),
        mark(s, 4, "D5", "Police and front door", Concern, ("known to the police", "probation")),
        mark(s, 5, "F8", "Good practice", GoodPractice, ("The community", "within the hour")),
        mark(s, 6, "A4", "Bruise in a non-mobile baby", Context, ("a small bruise", "seven weeks")),
        mark(s, 7, "A1", "Lived experience of the infant", GoodPractice, ("She asked", "own words")),
        mark(s, 8, "C1", "Maternal mental health", Context, ("worry about", "low mood")),
        mark(s, 9, "D1", "Midwifery to health visiting", Concern, ("It reached", "after the injury")),
        mark(s, 10, "D3", "Midwifery and GP", Concern, ("The GP", "form existed")),
        mark(s, 11, "E5", "Strategy discussion and section 47", Concern, ("No strategy", "was held")),
        mark(s, 12, "E7", "Bruising protocol not used", Concern, ("the bruising protocol", "not followed")),
        mark(s, 13, "A6", "Explanation implausible", Concern, ("The account given", "face value")),
        mark(s, 14, "I2", "Action taken", GoodPractice, ("A rota", "working days")),
        mark(s, 15, "D1", "Midwifery to health visiting", Concern, ("The form reached", "injury")),
    ]
}
