//! About which page: where the program last broke pages by itself, and where the author did.

use crate::text::SourceText;

/// Counts pages while the document is walked.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    /// Whether a break that the program made by itself is stored.
    rendered: bool,
    current: u32,
    /// Where the block that is being read has its first text.
    first: Option<u32>,
    /// Whether any paragraph came before; a break in front of the first one makes no page.
    begun: bool,
}

impl Default for Pages {
    fn default() -> Self {
        Self { rendered: false, current: 1, first: None, begun: false }
    }
}

impl Pages {
    /// A break made by the program.
    pub const fn soft_break(&mut self) {
        self.rendered = true;
        self.current = self.current.saturating_add(1);
    }

    /// A break put in by the author.
    pub const fn hard_break(&mut self) {
        if self.begun {
            self.current = self.current.saturating_add(1);
        }
    }

    /// A new block begins.
    pub const fn begin_block(&mut self) {
        self.first = None;
        self.begun = true;
    }

    /// Text stands here; the first such place is the block's page.
    pub fn text_here(&mut self) {
        self.first.get_or_insert(self.current);
    }

    /// The page of the block that was begun last.
    #[must_use]
    pub fn of_block(&self) -> u32 {
        self.first.unwrap_or(self.current)
    }

    /// Ends the count: pages that cannot be right are taken off again.
    ///
    /// A file from a program that never stores its own breaks has pages only where the author's breaks are as many
    /// as its statistics say.
    pub fn settle(&self, stated: Option<u32>, source: &mut SourceText) {
        if self.rendered || stated == Some(self.current) {
            source.shape.pages = stated.unwrap_or(0).max(self.current);
            return;
        }
        source.shape.pages = stated.unwrap_or(0);
        for block in &mut source.shape.blocks {
            block.page = None;
        }
    }
}
