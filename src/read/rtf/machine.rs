//! The machine that a Rich Text file drives: a list of groups, a list of stories, and bytes waiting to be letters.

use super::End;
use super::code_page::CodePage;
use super::header::Header;
use super::lexer::{Lexer, Token};
use super::signs;
use super::state::{Dest, State};
use super::story::{Role, Story};
use super::tally::Tally;
use crate::read::docx::symbol;
use crate::read::flow::Flow;
use crate::text::{BlockKind, SourceText};

/// Groups nested deeper than this are counted and not followed.
const MAX_GROUPS: usize = 5_000;
/// Instructions of fields are short.
const MAX_INSTRUCTION: usize = 4_000;

/// Reads a file token by token.
#[derive(Debug)]
pub struct Machine {
    flow: Flow,
    /// The state of the group that is open.
    pub(super) state: State,
    groups: Vec<State>,
    /// Groups open below the deepest one that is followed.
    buried: usize,
    was_buried: bool,
    /// The group has opened and nothing stood in it yet.
    pub(super) fresh: bool,
    /// The group opened with `\*`: what is not known in it is to be left out.
    pub(super) starred: bool,
    /// Fonts and styles.
    pub(super) header: Header,
    /// The document's own code page.
    pub(super) page: CodePage,
    /// The document's own font.
    pub(super) default_font: i32,
    bytes: Vec<u8>,
    /// Bytes and words still to be passed over after `\u`.
    skip: usize,
    half: Option<u16>,
    /// What is being told, outermost first.
    pub(super) stories: Vec<Story>,
    furniture: Vec<String>,
    /// What a field is to do.
    pub(super) instruction: String,
    /// The form field being declared.
    pub(super) form: Form,
    /// Counts for the report.
    pub(super) tally: Tally,
    /// Footnotes and endnotes so far.
    pub(super) notes: [usize; 2],
    rank: u8,
    tables: usize,
    /// What the words before were: deleted, inserted, hidden.
    before: [bool; 3],
}

/// A form field.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// What it shows; 25 for what it shows by default.
    pub result: i32,
    /// What it shows by default.
    pub default: i32,
    /// Entries to choose from.
    pub entries: Vec<String>,
}

impl Machine {
    /// A machine that has read nothing.
    #[must_use]
    pub fn new(reader: &str) -> Self {
        Self {
            flow: Flow::new(reader),
            state: State::default(),
            groups: Vec::new(),
            buried: 0,
            was_buried: false,
            fresh: false,
            starred: false,
            header: Header::default(),
            page: CodePage::DEFAULT,
            default_font: 0,
            bytes: Vec::new(),
            skip: 0,
            half: None,
            stories: vec![Story::default()],
            furniture: Vec::new(),
            instruction: String::new(),
            form: Form::default(),
            tally: Tally::default(),
            notes: [0; 2],
            rank: 1,
            tables: 0,
            before: [false; 3],
        }
    }

    /// Reads a file up to the end of its outermost group.
    pub fn run(&mut self, bytes: &[u8]) {
        for token in Lexer::new(bytes) {
            self.token(token);
            if token == Token::Close && self.groups.is_empty() && self.buried == 0 {
                break;
            }
        }
    }

    /// Ends the text and says what was met.
    #[must_use]
    pub fn finish(mut self) -> (SourceText, End) {
        let end = match (self.was_buried, self.groups.is_empty()) {
            (true, _) => End::TooDeep,
            (false, true) => End::Whole,
            (false, false) => End::CutOff,
        };
        self.settle();
        while !self.groups.is_empty() {
            self.close();
        }
        let par = self.state.par;
        if let Some(main) = self.stories.first_mut() {
            main.finish(par, &self.header, &mut self.rank, &mut self.tables);
        }
        self.hand_over();
        if !self.flow.out.is_empty() {
            for text in std::mem::take(&mut self.furniture) {
                self.flow.out.push(BlockKind::Furniture, 0, &text);
            }
        }
        self.tally.tell(&mut self.flow.out);
        (self.flow.out.build(), end)
    }

    fn token(&mut self, token: Token<'_>) {
        match token {
            Token::Bytes(bytes) => {
                let skipped = self.skip.min(bytes.len());
                self.skip -= skipped;
                self.bytes.extend_from_slice(bytes.get(skipped..).unwrap_or_default());
                self.fresh = false;
            }
            Token::Byte(byte) => {
                if self.skip > 0 {
                    self.skip -= 1;
                } else {
                    self.bytes.push(byte);
                }
                self.fresh = false;
            }
            Token::Open => {
                self.settle();
                self.open();
            }
            Token::Close => {
                self.settle();
                self.close();
            }
            Token::Word("bin", _) => {}
            Token::Word("u", Some(unit)) => {
                self.letters();
                self.unit(unit);
                self.skip = self.state.fallback;
                self.fresh = false;
            }
            Token::Word(..) | Token::Symbol(_) if self.skip > 0 => self.skip -= 1,
            Token::Word(name, value) => {
                self.settle();
                self.word(name, value);
            }
            Token::Symbol(b'*') => self.starred = true,
            // They may be the second byte of a letter.
            Token::Symbol(sign @ (b'\\' | b'{' | b'}')) => {
                self.bytes.push(sign);
                self.fresh = false;
            }
            Token::Symbol(b'\n' | b'\r') => {
                self.settle();
                self.end_paragraph();
            }
            Token::Symbol(symbol) => {
                self.settle();
                if let Some(sign) = signs::symbol(symbol) {
                    self.say(sign);
                }
            }
        }
    }

    fn open(&mut self) {
        if self.groups.len() >= MAX_GROUPS {
            self.buried += 1;
            self.was_buried = true;
            return;
        }
        self.groups.push(self.state);
        self.state.story = false;
        self.fresh = true;
        self.starred = false;
    }

    fn close(&mut self) {
        if self.buried > 0 {
            self.buried -= 1;
            return;
        }
        let Some(outer) = self.groups.pop() else { return };
        let inner = std::mem::replace(&mut self.state, outer);
        self.fresh = false;
        self.starred = false;
        if inner.story {
            self.end_story(inner);
        }
        if inner.dest == Dest::Instruction && outer.dest != Dest::Instruction {
            self.obey();
        }
    }

    /// Begins a note, a header or a text box.
    pub(super) fn begin_story(&mut self, role: Role) {
        self.state.story = true;
        self.state.dest = Dest::Body;
        self.state.par = super::state::Par::default();
        self.state.plain();
        self.stories.push(Story::new(role));
    }

    fn end_story(&mut self, inner: State) {
        if self.stories.len() < 2 {
            return;
        }
        let Some(mut story) = self.stories.pop() else { return };
        story.finish(inner.par, &self.header, &mut self.rank, &mut self.tables);
        let one_text = || {
            let mut text = String::new();
            story.ready.iter().for_each(|piece| match &piece.row {
                Some((_, cells)) => {
                    let row = cells.iter().map(|(cell, _)| cell.trim()).filter(|c| !c.is_empty()).collect::<Vec<_>>().join(" ");
                    crate::read::flow::Piece::text(BlockKind::Paragraph, 0, row).add_to_cell(&mut text);
                }
                None => piece.add_to_cell(&mut text),
            });
            text
        };
        let pieces = match &story.role {
            Role::Main | Role::Frame => std::mem::take(&mut story.ready),
            Role::Furniture => {
                let text = one_text();
                if !text.is_empty() && !self.furniture.contains(&text) {
                    self.furniture.push(text);
                }
                return;
            }
            Role::Note(label) => {
                let piece = crate::read::flow::Piece::text(BlockKind::Footnote, 0, one_text());
                vec![crate::read::flow::Piece { label: Some(label.clone()).filter(|l| !l.is_empty()), ..piece }]
            }
            Role::Comment => vec![crate::read::flow::Piece::text(BlockKind::Comment, 0, one_text())],
        };
        if let Some(outer) = self.stories.last_mut() {
            outer.later.extend(pieces);
        }
    }

    /// Does what a field shows beside its result: boxes, lists to choose from, symbols.
    fn obey(&mut self) {
        let instruction = std::mem::take(&mut self.instruction);
        let form = std::mem::take(&mut self.form);
        let shown = if form.result == 25 { form.default } else { form.result };
        let mut words = instruction.split_whitespace();
        match words.next().unwrap_or_default().to_uppercase().as_str() {
            "FORMCHECKBOX" => self.say(if shown == 1 { "☒" } else { "☐" }),
            "FORMDROPDOWN" => {
                let entry = usize::try_from(shown).ok().and_then(|i| form.entries.get(i)).cloned();
                if let Some(story) = self.stories.last_mut().filter(|_| self.state.dest == Dest::Body) {
                    story.choice = entry;
                }
            }
            "SYMBOL" => {
                let code = words.next().and_then(|c| c.parse::<u32>().ok());
                let font = instruction.split_once("\\f").and_then(|(_, f)| f.split('"').nth(1)).unwrap_or_default().to_owned();
                if let Some(sign) = code.and_then(|c| symbol(&font, c)) {
                    self.say(sign.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    /// Ends whatever was waiting for more bytes.
    pub(super) fn settle(&mut self) {
        self.letters();
        self.skip = 0;
    }

    /// Turns the waiting bytes into letters.
    fn letters(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        self.half = None;
        if matches!(self.state.dest, Dest::Skip | Dest::Husk | Dest::Property | Dest::Form) {
            // Pictures are megabytes of digits.
            self.bytes.clear();
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let page = match self.state.dest {
            Dest::Fonts => self
                .header
                .fonts
                .get(&self.header.font)
                .and_then(super::header::Font::code_page)
                .filter(|p| *p != CodePage::Symbol),
            _ => self.header.fonts.get(&self.state.font.unwrap_or(self.default_font)).and_then(super::header::Font::code_page),
        };
        let text = page.unwrap_or(self.page).decode(&bytes);
        if page == Some(CodePage::Symbol) {
            let shown = self.symbols(&text);
            self.say(&shown);
        } else {
            self.say(&text);
        }
    }

    /// The signs at the places of a symbol font.
    fn symbols(&self, places: &str) -> String {
        let font = self.header.fonts.get(&self.state.font.unwrap_or(self.default_font));
        let name = font.map(|f| f.name.trim().trim_end_matches(';').to_owned()).unwrap_or_default();
        // Whatever ornament stands before a list item is its bullet.
        let bullet = (self.state.dest == Dest::Label).then_some('•');
        places.chars().filter_map(|c| if c.is_whitespace() { Some(c) } else { symbol(&name, u32::from(c)).or(bullet) }).collect()
    }

    /// One unit of UTF-16.
    fn unit(&mut self, value: i32) {
        let code = if value < 0 { value + 65_536 } else { value };
        let Ok(code) = u32::try_from(code) else { return };
        let unit = u16::try_from(code).ok();
        if let Some(high) = unit.filter(|u| (0xd800..0xdc00).contains(u)) {
            self.half = Some(high);
            return;
        }
        let high = self.half.take();
        let letter = match (high, unit) {
            (Some(high), Some(low)) if (0xdc00..0xe000).contains(&low) => {
                char::decode_utf16([high, low]).next().and_then(Result::ok)
            }
            _ => char::from_u32(code),
        };
        let Some(letter) = letter else { return };
        if (0xf020..=0xf0ff).contains(&code) {
            let shown = self.symbols(letter.encode_utf8(&mut [0; 4]));
            return self.say(&shown);
        }
        self.say(letter.encode_utf8(&mut [0; 4]));
    }

    /// Words, for whatever the group is about.
    pub(super) fn say(&mut self, text: &str) {
        match self.state.dest {
            Dest::Body => self.say_in_story(text),
            Dest::Label => {
                if let Some(story) = self.stories.last_mut() {
                    story.label.push_str(text);
                }
            }
            Dest::Fonts => self.header.name_font(text),
            Dest::Styles => self.header.name_style(text),
            Dest::Instruction if self.instruction.len() < MAX_INSTRUCTION => self.instruction.push_str(text),
            Dest::FormEntry => {
                if let Some(entry) = self.form.entries.last_mut() {
                    entry.push_str(text);
                }
            }
            Dest::Skip | Dest::Husk | Dest::Property | Dest::Form | Dest::Instruction => {}
        }
    }

    fn say_in_story(&mut self, text: &str) {
        let State { deleted, inserted, hidden, bold, raised, .. } = self.state;
        if text.trim().is_empty() && (deleted || hidden) {
            return;
        }
        let now = [deleted, inserted, hidden];
        let [was_deleted, was_inserted, was_hidden] = std::mem::replace(&mut self.before, now);
        self.tally.deletions += usize::from(deleted && !was_deleted);
        self.tally.insertions += usize::from(inserted && !deleted && !was_inserted);
        self.tally.hidden += usize::from(hidden && !deleted && !was_hidden);
        if deleted || hidden {
            return;
        }
        if let Some(story) = self.stories.last_mut() {
            story.push(text, bold, raised);
        }
    }

    /// Ends the paragraph.
    pub(super) fn end_paragraph(&mut self) {
        if self.state.dest != Dest::Body {
            return;
        }
        let par = self.state.par;
        if let Some(story) = self.stories.last_mut() {
            story.end_paragraph(par, &self.header, &mut self.rank, &mut self.tables);
        }
        self.hand_over();
    }

    /// Ends a cell or a row.
    pub(super) fn end_cell(&mut self, depth: usize, row: bool) {
        if self.state.dest != Dest::Body {
            return;
        }
        let mut par = self.state.par;
        (par.in_table, par.depth) = (true, depth);
        let Some(story) = self.stories.last_mut() else { return };
        if row {
            if story.has_words() {
                story.end_paragraph(par, &self.header, &mut self.rank, &mut self.tables);
            }
            story.end_row(depth, &mut self.tables);
        } else {
            story.end_paragraph(par, &self.header, &mut self.rank, &mut self.tables);
            story.end_cell(depth, &mut self.tables);
        }
    }

    /// Writes out what the document itself has ready.
    fn hand_over(&mut self) {
        if let [main] = self.stories.as_mut_slice() {
            for piece in std::mem::take(&mut main.ready) {
                self.flow.push(&piece);
            }
        }
    }
}
