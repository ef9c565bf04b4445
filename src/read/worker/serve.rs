//! The child's side: reads one file after the other until the program closes the pipe.

use super::limits;
use super::protocol::{Request, receive, send};
use crate::read::{Extraction, Outcome, Refusal, extract};
use std::io::{self, Read};
use std::path::Path;

/// Enough for the deepest nesting that the readers allow.
const STACK_BYTES: usize = 64 << 20;
/// Larger files are refused unread; a review of 121 pages with scans stays far below.
const MAX_FILE_BYTES: u64 = 400 << 20;

/// The main function of a worker process: answers requests on standard input until it is closed.
///
/// # Errors
/// When a pipe breaks; the process should then end.
pub fn serve() -> io::Result<()> {
    serve_with(read_file)
}

/// `serve` with another way to read a file, for tests that need a child that hangs or dies.
///
/// # Errors
/// When a pipe breaks; the process should then end.
pub fn serve_with(read: fn(&Path) -> Extraction) -> io::Result<()> {
    // A panic of a reader is an outcome and not a message.
    std::panic::set_hook(Box::new(|_| {}));
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut limited = false;
    while let Some(request) = receive::<Request>(&mut input)? {
        if !limited {
            limits::apply(request.memory_bytes);
            limited = true;
        }
        let reading = std::thread::Builder::new().name("reading".to_owned()).stack_size(STACK_BYTES);
        let path = request.path;
        let extraction = match reading.spawn(move || read(&path)).map(std::thread::JoinHandle::join) {
            Ok(Ok(extraction)) => extraction,
            Ok(Err(_)) => stumbled().into(),
            Err(_) => {
                Refusal::new(Outcome::TooBig, "There was not enough memory to read this file; close other programs and try again")
                    .into()
            }
        };
        send(&mut output, &extraction)?;
    }
    Ok(())
}

/// The reader met something it was not made for.
pub fn stumbled() -> Refusal {
    Refusal::new(
        Outcome::Corrupt,
        "This file made the reader fail, so it is probably damaged; open it in the program that made it, save it again and add that copy",
    )
}

fn read_file(path: &Path) -> Extraction {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match file_bytes(path) {
        Ok(Some(bytes)) => extract(&bytes, &name),
        Ok(None) => Refusal::new(
            Outcome::TooBig,
            "This file is larger than 400 MB, which no document needs; save it with smaller pictures, or in parts, and add those",
        )
        .into(),
        Err(error) => Refusal::new(
            Outcome::Corrupt,
            format!("This file could not be opened ({}); check that it is still there and that you may read it", error.kind()),
        )
        .into(),
    }
}

fn file_bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    fs_err::File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MAX_FILE_BYTES).then_some(bytes))
}
