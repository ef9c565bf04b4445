//! What a group may change and its end restores.

/// Where the words of a group go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Dest {
    /// Into the text.
    #[default]
    Body,
    /// Nowhere.
    Skip,
    /// Nowhere, but a group inside may hold text: a drawing, an object, a pair of wordings.
    Husk,
    /// Nowhere: the properties of a drawing, among which may be a picture.
    Property,
    /// Into the font table.
    Fonts,
    /// Into the style sheet.
    Styles,
    /// Into the printed number of a list item.
    Label,
    /// Into the instruction of a field.
    Instruction,
    /// Nowhere: the settings of a form field.
    Form,
    /// Into the entries of a form field.
    FormEntry,
}

/// Formatting of a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub struct Par {
    /// Number of its style.
    pub style: i32,
    /// Outline level, counted from 0.
    pub outline: Option<i32>,
    /// It stands in a table.
    pub in_table: bool,
    /// How deep, when said.
    pub depth: usize,
    /// List level, counted from 0.
    pub list_level: u8,
}

impl Par {
    /// How deep in tables it stands; 0 for outside.
    #[must_use]
    pub fn table_depth(&self) -> usize {
        if self.in_table { self.depth.max(1) } else { 0 }
    }
}

/// What a group may change.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// Where words go.
    pub dest: Dest,
    /// This group opened a story of its own: a note, a header, a text box.
    pub story: bool,
    /// Number of the font.
    pub font: Option<i32>,
    /// Bytes that stand in for each `\u`.
    pub fallback: usize,
    /// Bold.
    pub bold: bool,
    /// Raised.
    pub raised: bool,
    /// Not shown.
    pub hidden: bool,
    /// A tracked deletion.
    pub deleted: bool,
    /// A tracked insertion.
    pub inserted: bool,
    /// Inside the definition of a nested table.
    pub nested_row: bool,
    /// Formatting of the paragraph.
    pub par: Par,
}

impl Default for State {
    fn default() -> Self {
        Self {
            dest: Dest::Body,
            story: false,
            font: None,
            fallback: 1,
            bold: false,
            raised: false,
            hidden: false,
            deleted: false,
            inserted: false,
            nested_row: false,
            par: Par::default(),
        }
    }
}

impl State {
    /// Forgets the formatting of letters.
    pub const fn plain(&mut self) {
        self.font = None;
        self.bold = false;
        self.raised = false;
        self.hidden = false;
        self.deleted = false;
        self.inserted = false;
    }
}
