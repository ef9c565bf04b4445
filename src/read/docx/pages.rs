//! About which page: Word stores no pages, only where breaks fell when it last showed the document.

/// Counts pages while the document is walked.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    /// Breaks that Word rendered are stored; then breaks put in by hand are among them.
    rendered: bool,
    known: bool,
    stated: Option<u32>,
    current: u32,
    /// Where the block that is being read has its first text.
    first: Option<u32>,
}

impl Pages {
    /// Decides what to count. `stated` is the number of pages in the document's properties.
    #[must_use]
    pub fn new(document: &[u8], stated: Option<u32>) -> Self {
        let count = |needle: &[u8]| document.windows(needle.len()).filter(|w| *w == needle).count();
        let rendered = count(b"lastRenderedPageBreak") > 0;
        let by_hand = u32::try_from(count(b"type=\"page\"")).unwrap_or(u32::MAX);
        // Programs other than Word often leave the template's "1 page" in the properties of a long document.
        let stated = stated.filter(|pages| letters(document) <= u64::from(*pages) * FULLEST_PAGE);
        // Counting only breaks put in by hand is right when they are all there are.
        let known = rendered || stated == Some(by_hand.saturating_add(1)) || stated.is_none() && by_hand > 0;
        Self { rendered, known, stated, current: 1, first: None }
    }

    /// A break put in by hand.
    pub const fn hard_break(&mut self) {
        if !self.rendered {
            self.current = self.current.saturating_add(1);
        }
    }

    /// A break where Word last turned the page.
    pub const fn rendered_break(&mut self) {
        self.current = self.current.saturating_add(1);
    }

    /// Text stands here; the first such place is the block's page.
    pub fn text_here(&mut self) {
        self.first.get_or_insert(self.current);
    }

    /// A new block begins.
    pub const fn begin_block(&mut self) {
        self.first = None;
    }

    /// The page of the block that was begun last; none where pages are not known.
    #[must_use]
    pub fn of_block(&self) -> Option<u32> {
        self.known.then(|| self.first.unwrap_or(self.current))
    }

    /// The number of pages, 0 where it is not known.
    #[must_use]
    pub fn total(&self) -> u32 {
        let stated = self.stated.unwrap_or(0);
        if self.known { stated.max(self.current) } else { stated }
    }
}

/// More letters than this do not go on one page of A4, however small the type.
const FULLEST_PAGE: u64 = 8_000;

/// Letters of a part outside its tags.
fn letters(document: &[u8]) -> u64 {
    let mut inside = false;
    let mut count = 0;
    for byte in document {
        match byte {
            b'<' => inside = true,
            b'>' => inside = false,
            _ if !inside => count += 1,
            _ => {}
        }
    }
    count
}
