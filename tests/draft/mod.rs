//! A project that a test builds step by step, with ids that are the same in every run.

use deepdive::analyse::{Axis, CellKind, Matrix, MatrixRequest};
use deepdive::model::{
    Analyst, Case, Cell, Change, Coding, Document, DocumentKind, Edit, Id, Judgement, Polarity, Progress, Project, SourceHash,
    Step, Theme, WriterId, fold,
};
use deepdive::text::{BlockKind, QuoteHash, SourceBuilder, SourceText, TextRange};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Default)]
pub struct Draft {
    steps: Vec<Step>,
    analysts: BTreeMap<WriterId, Analyst>,
    ids: u128,
}

impl Draft {
    fn id<R>(&mut self) -> Id<R> {
        self.ids += 1;
        Id::from_uuid(Uuid::from_u128(self.ids))
    }

    pub fn analyst(&mut self, writer: &str, name: &str) {
        self.analysts.insert(WriterId::new(writer).expect("a writer"), Analyst::named(name));
    }

    pub fn step(&mut self, writer: &str, change: Change) {
        let clock = self.steps.len() as u64 + 1;
        let writer = WriterId::new(writer).expect("a writer");
        let at = jiff::Timestamp::from_second(1_780_000_000).expect("a time");
        self.steps.push(Step { clock, writer, seq: clock, at, label: String::new(), undoes: None, changes: vec![change] });
    }

    pub fn case(&mut self, name: &str, attributes: &[(&str, &str)]) -> Id<Case> {
        let id = self.id();
        let attributes = attributes.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        self.step("mk", Change::Case(Edit::Add(Box::new(Case { id, name: name.to_owned(), attributes }))));
        id
    }

    pub fn document(&mut self, title: &str, case: Id<Case>, progress: Progress) -> Id<Document> {
        let id = self.id();
        let document = Document {
            id,
            source: SourceHash::of(title.as_bytes()),
            file_name: format!("{title}.pdf"),
            bytes: 1,
            text_version: 1,
            particulars: std::collections::BTreeMap::new(),
            pages: 1,
            words: 1,
            title: title.to_owned(),
            kind: DocumentKind::Lcspr,
            case,
            dated: None,
            confirmed: true,
            progress,
        };
        self.step("mk", Change::Document(Edit::Add(Box::new(document))));
        id
    }

    pub fn theme(&mut self, code: &str, name: &str, parent: Option<Id<Theme>>) -> Id<Theme> {
        let id = self.id();
        let place = self.steps.len() as i64;
        let theme = Theme { id, code: code.to_owned(), place, ..Theme::new(name, parent) };
        self.step("mk", Change::Theme(Edit::Add(Box::new(theme))));
        id
    }

    pub fn code(&mut self, by: &str, theme: Id<Theme>, document: Id<Document>, range: (u32, u32), as_: Polarity) -> Id<Coding> {
        let id = self.id();
        let range = TextRange::new(range.0, range.1).expect("ordered");
        let coding = Coding {
            id,
            theme,
            document,
            range,
            quote: QuoteHash::of(""),
            text_version: 1,
            polarity: as_,
            query: None,
            suggested: false,
        };
        self.step(by, Change::Coding(Edit::Add(Box::new(coding))));
        id
    }

    pub fn judge(&mut self, theme: Id<Theme>, case: Id<Case>, judgement: Judgement, summary: &str) {
        let cell = Cell { judgement, summary: summary.to_owned(), ..Cell::new(theme, case) };
        self.step("mk", Change::Cell(Edit::Add(Box::new(cell))));
    }

    pub fn project(self) -> Project {
        fold(self.steps, self.analysts)
    }
}

/// A text of one paragraph on page 23, numbered 4.12.
pub fn text(words: &str) -> Arc<SourceText> {
    let mut builder = SourceBuilder::new("test/1");
    builder.set_page(Some(23));
    if let Some(block) = builder.push(BlockKind::Paragraph, 0, words) {
        block.label = Some("4.12".to_owned());
    }
    Arc::new(builder.build())
}

pub fn matrix(project: &Project, words: &str, rows: &str, columns: &str, cells: CellKind) -> Matrix {
    let axis = |name: &str| name.parse::<Axis>().expect("an axis");
    let request = MatrixRequest::new(axis(rows), axis(columns), cells).expect("goes together");
    let text = text(words);
    Matrix::of(project, &request, &|_, _| Some(Arc::clone(&text))).expect("computes")
}
