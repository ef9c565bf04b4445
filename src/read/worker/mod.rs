//! The worker: a child process that reads documents, so that a hostile file cannot take the program with it.
//!
//! ```text
//!  program                                child (the program run again as `deepdive worker`)
//!  Worker::extract ── length, JSON ──>    serve: reads the file on a thread with a large stack
//!     waits, looks at the clock   <────   length, JSON of the Extraction
//!  Worker::render  ── length, JSON ──>    draws a page, and keeps the document open for the next
//!     waits, looks at the clock   <────   length, size, pixels
//! ```
//!
//! One child serves many files. When it dies, hangs, or answers nonsense, the file gets an outcome that says so
//! and the next file gets a fresh child. Nothing of a document ever goes to a log: the child's standard error
//! is closed and core dumps are off. A password travels in the request and nowhere else.

mod limits;
mod parent;
mod protocol;
mod serve;

pub use parent::{Limits, Worker};
pub use protocol::{Answer, Render, Request};
pub use serve::{serve, serve_with};
