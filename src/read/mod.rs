//! Reading documents: bytes in, text with its shape out, or one plain sentence why not.
//!
//! Nothing here trusts a file. The program itself never calls a reader: it asks a `Worker`, a child process
//! with limits of time and memory, because a hostile file can exhaust both (see `worker`).

mod outcome;
mod pdf;

pub use outcome::{Extraction, Outcome, Refusal};
pub use pdf::{PdfText, read_pdf};
