//! The child's side: answers one request after the other until the program closes the pipe.
//!
//! Work is done on a thread of its own with a large stack. It lives on between requests, so that turning the pages of
//! one document does not open it anew; when a reader panics it ends, and the next request gets another.

use super::limits;
use super::protocol::{Answer, Asked, Render, Request, receive, send_answer};
use crate::read::{Extraction, Outcome, Password, Refusal, extract_inside, render};
use hayro::RenderCache;
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::SystemTime;

/// Enough for the deepest nesting that the readers allow.
const STACK_BYTES: usize = 64 << 20;
/// Larger files are refused unread; a review of 121 pages with scans stays far below.
const MAX_FILE_BYTES: u64 = 400 << 20;

/// A look at a request before it is worked on: an answer, and it is not.
type Before = fn(&Request) -> Option<Answer>;

/// The main function of a worker process: answers requests on standard input until it is closed.
///
/// # Errors
/// When a pipe breaks; the process should then end.
pub fn serve() -> io::Result<()> {
    serve_with(|_| None)
}

/// `serve` with a look at every request first, for tests that need a child that hangs or dies.
///
/// # Errors
/// When a pipe breaks; the process should then end.
pub fn serve_with(before: Before) -> io::Result<()> {
    // A panic of a reader is an outcome and not a message.
    std::panic::set_hook(Box::new(|_| {}));
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut limited = false;
    let mut desk: Option<Desk> = None;
    while let Some(asked) = receive::<Asked>(&mut input)? {
        if !limited {
            limits::apply(asked.memory_bytes);
            limited = true;
        }
        let draws = matches!(asked.request, Request::Render(_));
        let answer = match desk.take().map_or_else(|| Desk::new(before, asked.memory_bytes), Ok) {
            Ok(working) => match working.answer(asked.request) {
                Some(answer) => {
                    desk = Some(working);
                    answer
                }
                None => refused(draws, if draws { undrawable() } else { stumbled() }),
            },
            Err(_) => refused(draws, no_room()),
        };
        send_answer(&mut output, answer)?;
    }
    Ok(())
}

fn refused(draws: bool, refusal: Refusal) -> Answer {
    if draws { Answer::NotDrawn(refusal) } else { Answer::Read(Box::new(refusal.into())) }
}

/// The reader met something it was not made for.
pub fn stumbled() -> Refusal {
    Refusal::new(
        Outcome::Corrupt,
        "This file made the reader fail, so it is probably damaged; open it in the program that made it, save it again and add that copy",
    )
}

/// The renderer met something it was not made for.
pub fn undrawable() -> Refusal {
    Refusal::new(Outcome::Corrupt, "This page made the renderer fail, so it cannot be shown; open the original in a PDF program")
}

fn no_room() -> Refusal {
    Refusal::new(Outcome::TooBig, "There was not enough memory to read this file; close other programs and try again")
}

/// The thread that works.
struct Desk {
    requests: SyncSender<Request>,
    answers: Receiver<Answer>,
}

impl Desk {
    fn new(before: Before, memory_bytes: u64) -> io::Result<Self> {
        let (requests, asked) = sync_channel(1);
        let (answer, answers) = sync_channel(1);
        let work = Work { requests: asked, answers: answer, before, memory_bytes };
        std::thread::Builder::new().name("reading".to_owned()).stack_size(STACK_BYTES).spawn(move || work.go_on())?;
        Ok(Self { requests, answers })
    }

    /// None when the thread panicked over it.
    fn answer(&self, request: Request) -> Option<Answer> {
        self.requests.send(request).ok()?;
        self.answers.recv().ok()
    }
}

/// What the thread that works has at hand.
struct Work {
    requests: Receiver<Request>,
    answers: SyncSender<Answer>,
    before: Before,
    memory_bytes: u64,
}

impl Work {
    fn go_on(self) {
        let mut next = self.requests.recv().ok();
        while let Some(request) = next.take() {
            next = match ((self.before)(&request), request) {
                (Some(answer), _) => self.hand_over(answer),
                (None, Request::Extract { path, inside, password }) => {
                    self.hand_over(Answer::Read(Box::new(read_file(&path, &inside, password.as_ref()))))
                }
                (None, Request::Render(wanted)) => self.draw_pages(wanted),
            };
        }
    }

    /// Hands over an answer and waits for the next request; none when the program has gone.
    fn hand_over(&self, answer: Answer) -> Option<Request> {
        self.answers.send(answer).ok()?;
        self.requests.recv().ok()
    }

    /// Draws pages of one file as long as they are asked for; returns the first request for something else.
    fn draw_pages(&self, first: Render) -> Option<Request> {
        let state = state_of(&first.path);
        let name = first.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let opened = file_bytes(&first.path)
            .map_err(|e| unopened(&e))
            .and_then(|bytes| bytes.ok_or_else(too_large))
            .and_then(|bytes| render::open(bytes, &name, first.password.as_ref()));
        let pdf = match opened {
            Ok(pdf) => pdf,
            Err(refusal) => return self.hand_over(Answer::NotDrawn(refusal)),
        };
        let cache = RenderCache::new();
        let mut wanted = first;
        loop {
            let drawn = render::draw(&pdf, &cache, wanted.page, wanted.pixels_per_point);
            let next = self.hand_over(drawn.map_or_else(Answer::NotDrawn, Answer::Drawn))?;
            match next {
                Request::Render(next)
                    if next.path == wanted.path
                        && next.password == wanted.password
                        && state_of(&next.path) == state
                        && self.has_room() =>
                {
                    wanted = next;
                }
                other => return Some(other),
            }
        }
    }

    /// Whether what is kept of the open document leaves most of the memory for the next page.
    fn has_room(&self) -> bool {
        memory_stats::memory_stats().is_none_or(|m| (m.physical_mem as u64) < self.memory_bytes / 3)
    }
}

/// What tells whether a file is still the one that was opened.
fn state_of(path: &Path) -> Option<(u64, SystemTime)> {
    let metadata = fs_err::metadata(path).ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}

fn read_file(path: &Path, inside: &[usize], password: Option<&Password>) -> Extraction {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match file_bytes(path) {
        Ok(Some(bytes)) => extract_inside(&bytes, &name, inside, password),
        Ok(None) => too_large().into(),
        Err(error) => unopened(&error).into(),
    }
}

fn too_large() -> Refusal {
    Refusal::new(
        Outcome::TooBig,
        "This file is larger than 400 MB, which no document needs; save it with smaller pictures, or in parts, and add those",
    )
}

fn unopened(error: &io::Error) -> Refusal {
    Refusal::new(
        Outcome::Corrupt,
        format!("This file could not be opened ({}); check that it is still there and that you may read it", error.kind()),
    )
}

fn file_bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    fs_err::File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MAX_FILE_BYTES).then_some(bytes))
}
