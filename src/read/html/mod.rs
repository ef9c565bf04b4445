//! Web pages: what a reader of the page sees, in order, with menus and footers kept apart.
//!
//! ```text
//! encoding ─> xhtml ─> tree (html5ever) ─> walk ─┬─> table   one row, one block
//!                                                └─> list    the numbers that items print
//! ```

mod encoding;
mod list;
mod notes;
mod seen;
mod table;
mod tree;
mod walk;
mod xhtml;

use super::{Outcome, Reader, Refusal};
use crate::text::SourceText;
use encoding_rs::Encoding;
use tree::Tree;
use walk::Walk;

/// The reader of web pages.
#[derive(Clone, Copy, Debug, Default)]
pub struct Html;

impl Reader for Html {
    fn id(&self) -> &'static str {
        "html/1"
    }

    fn read(&self, bytes: &[u8], _file_name: &str) -> Result<(SourceText, Option<String>), Refusal> {
        let text = encoding::decode(bytes, None);
        let tree = Tree::of(&xhtml::as_html(&text));
        let mut walk = Walk::new(&tree, self.id());
        walk.run();
        let flow = walk.finish();
        if tree.is_cut && flow.out.is_empty() {
            return Err(Refusal::new(
                Outcome::TooBig,
                "This web page is nested deeper or has more parts than any document, so it was not read; open it in a browser, save it as PDF and add that",
            ));
        }
        Ok((flow.out.build(), tree.is_cut.then(cut)))
    }
}

/// Reads a page that is part of something else, such as an e-mail, into the blocks of `flow`.
pub fn read_into(flow: super::flow::Flow, bytes: &[u8], outer: Option<&'static Encoding>) -> (super::flow::Flow, bool) {
    let tree = Tree::of(&xhtml::as_html(&encoding::decode(bytes, outer)));
    let mut walk = Walk::with(&tree, flow);
    walk.run();
    (walk.finish(), tree.is_cut)
}

/// What to say of a page of which only the first part was read.
pub fn cut() -> String {
    "This web page is nested deeper or has more parts than any document, so only the part before that was read; open it in a browser, save it as PDF and add that".to_owned()
}
