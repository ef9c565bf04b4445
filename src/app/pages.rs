//! Pictures of pages of the deep dive's documents, drawn on a thread of their own.
//!
//! ```text
//! get(page) -> kept? ── yes ──> Ready
//!                └── no ──> asked for, newest first ─> [thread + child process] ─> kept ─> wake()
//! ```
//! Whoever shows a page asks for it in every frame; what nobody asks for any more is dropped from the waiting pages.

use super::import::{Extract, MakeExtract};
use super::passwords::Passwords;
use crate::model::SourceHash;
use crate::read::{Outcome, PageImage, Refusal};
use crate::store::folder::ProjectFolder;
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};

/// Bytes of pictures kept at most; the least recently used goes first.
const ROOM: usize = 128 << 20;

/// Most pages that wait: what is on the screen, and a page to each side.
const MOST_WAITING: usize = 4;

/// One page at one size.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WantedPage {
    /// The document's original.
    pub source: SourceHash,
    /// The page, counted from 1.
    pub page: u32,
    /// The size, in hundredths of a pixel per point, so that sizes can be compared.
    pub hundredths: u32,
}

impl WantedPage {
    /// A page at so many pixels per point (72 points are an inch).
    #[must_use]
    pub fn new(source: &SourceHash, page: u32, pixels_per_point: f32) -> Self {
        let hundredths = (pixels_per_point.clamp(0.05, 20.0) * 100.0).round();
        Self { source: source.clone(), page, hundredths: hundredths as u32 }
    }

    fn pixels_per_point(&self) -> f32 {
        let hundredths = self.hundredths as f32;
        hundredths / 100.0
    }
}

/// What there is of a page now.
#[derive(Clone, Debug, PartialEq)]
pub enum PagePicture {
    /// The picture.
    Ready(Arc<PageImage>),
    /// It is being drawn; until then the same page at another size, when there is one.
    Drawing(Option<Arc<PageImage>>),
    /// It cannot be drawn, and why. `Outcome::Password` when the original asks for its password: give it to
    /// `Passwords::keep` and call `try_again`.
    Refused(Refusal),
}

/// Draws and keeps pictures of one project's pages.
pub struct PagePictures {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    state: Mutex<State>,
    asked: Condvar,
}

#[derive(Default)]
struct State {
    kept: Kept,
    refused: BTreeMap<(SourceHash, u32), Refusal>,
    /// The newest at the end.
    waiting: Vec<WantedPage>,
    drawing: Option<WantedPage>,
    closing: bool,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PagePictures {
    /// Starts the thread that draws; `wake` is called after each picture.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        folder: &ProjectFolder,
        passwords: &Passwords,
        make: &MakeExtract,
        wake: &Arc<dyn Fn() + Send + Sync>,
    ) -> std::io::Result<Self> {
        let shared = Arc::new(Shared { state: Mutex::default(), asked: Condvar::new() });
        let draughtsman = Draughtsman {
            shared: Arc::clone(&shared),
            folder: folder.clone(),
            passwords: passwords.clone(),
            make: Arc::clone(make),
            wake: Arc::clone(wake),
        };
        let thread = Builder::new().name("page pictures".to_owned()).spawn(move || draughtsman.run())?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// What there is of a page; asks for its picture when there is none yet.
    #[must_use]
    pub fn get(&self, wanted: &WantedPage) -> PagePicture {
        let mut state = self.shared.state();
        if let Some(image) = state.kept.get(wanted) {
            return PagePicture::Ready(image);
        }
        if let Some(refusal) = state.refused.get(&(wanted.source.clone(), wanted.page)) {
            return PagePicture::Refused(refusal.clone());
        }
        if state.drawing.as_ref() != Some(wanted) {
            state.ask(wanted);
            self.shared.asked.notify_one();
        }
        PagePicture::Drawing(state.kept.of_another_size(wanted))
    }

    /// Forgets that pages of an original were refused: a password was given, or its file is back.
    pub fn try_again(&self, source: &SourceHash) {
        self.shared.state().refused.retain(|(refused, _), _| refused != source);
    }
}

impl std::fmt::Debug for PagePictures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PagePictures({} kept)", self.shared.state().kept.images.len())
    }
}

impl Drop for PagePictures {
    fn drop(&mut self) {
        self.shared.state().closing = true;
        self.shared.asked.notify_one();
        if self.thread.take().is_some_and(|t| t.join().is_err()) {
            tracing::error!("the thread that draws pages ended badly");
        }
    }
}

impl State {
    /// Puts a page before the others that wait, and drops those asked for longest ago.
    fn ask(&mut self, wanted: &WantedPage) {
        self.waiting.retain(|w| w != wanted);
        // The same page at a size that is no longer shown.
        self.waiting.retain(|w| (&w.source, w.page) != (&wanted.source, wanted.page));
        self.waiting.push(wanted.clone());
        let too_many = self.waiting.len().saturating_sub(MOST_WAITING);
        self.waiting.drain(..too_many);
    }
}

/// Pictures, up to `ROOM` bytes.
#[derive(Default)]
struct Kept {
    images: BTreeMap<WantedPage, (u64, Arc<PageImage>)>,
    bytes: usize,
    used: u64,
}

impl Kept {
    fn get(&mut self, wanted: &WantedPage) -> Option<Arc<PageImage>> {
        self.used += 1;
        let (used, image) = self.images.get_mut(wanted)?;
        *used = self.used;
        Some(Arc::clone(image))
    }

    /// The largest picture of the same page.
    fn of_another_size(&self, wanted: &WantedPage) -> Option<Arc<PageImage>> {
        let from = WantedPage { hundredths: 0, ..wanted.clone() };
        let to = WantedPage { hundredths: u32::MAX, ..wanted.clone() };
        self.images.range(from..=to).next_back().map(|(_, (_, image))| Arc::clone(image))
    }

    fn put(&mut self, page: WantedPage, image: Arc<PageImage>, room: usize) {
        self.used += 1;
        self.bytes += image.rgba.len();
        if let Some((_, before)) = self.images.insert(page, (self.used, image)) {
            self.bytes -= before.rgba.len();
        }
        // The newest stays, however large.
        while self.bytes > room && self.images.len() > 1 {
            let Some(oldest) = self.images.iter().min_by_key(|(_, (used, _))| *used).map(|(page, _)| page.clone()) else { break };
            if let Some((_, gone)) = self.images.remove(&oldest) {
                self.bytes -= gone.rgba.len();
            }
        }
    }
}

/// The thread that draws.
struct Draughtsman {
    shared: Arc<Shared>,
    folder: ProjectFolder,
    passwords: Passwords,
    make: MakeExtract,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Draughtsman {
    fn run(self) {
        let mut reader = (self.make)();
        while let Some(wanted) = self.next() {
            let drawn = self.draw(&wanted, reader.as_mut());
            let mut state = self.shared.state();
            state.drawing = None;
            match drawn {
                Some(Ok(image)) => state.kept.put(wanted, Arc::new(image), ROOM),
                Some(Err(refusal)) => {
                    state.refused.insert((wanted.source, wanted.page), refusal);
                }
                None => {}
            }
            drop(state);
            (self.wake)();
        }
    }

    /// Waits for a page to draw; none when the program closes the deep dive.
    fn next(&self) -> Option<WantedPage> {
        let mut state = self.shared.state();
        loop {
            if state.closing {
                return None;
            }
            if let Some(wanted) = state.waiting.pop() {
                state.drawing = Some(wanted.clone());
                return Some(wanted);
            }
            state = self.shared.asked.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn draw(&self, wanted: &WantedPage, reader: &mut dyn Extract) -> Option<Result<PageImage, Refusal>> {
        let path = match self.folder.original_path(&wanted.source) {
            Ok(path) => path,
            Err(e) => return Some(Err(Refusal::new(Outcome::Corrupt, e.to_string()))),
        };
        let password = self.passwords.of(&wanted.source);
        let is_cancelled = || {
            let state = self.shared.state();
            // Somebody looks at another document now: a page that takes long must not keep them waiting.
            state.closing || state.waiting.last().is_some_and(|newest| newest.source != wanted.source)
        };
        reader.render(&path, password.as_ref(), wanted.page, wanted.pixels_per_point(), &is_cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str, page: u32, pixels_per_point: f32) -> WantedPage {
        WantedPage::new(&SourceHash::of(name.as_bytes()), page, pixels_per_point)
    }

    fn image(bytes: usize) -> Arc<PageImage> {
        Arc::new(PageImage { width: 1, height: 1, pixels_per_point: 1.0, rgba: vec![0; bytes] })
    }

    #[test]
    fn the_least_recently_used_picture_goes_first() {
        let mut kept = Kept::default();
        for number in 1..=3 {
            kept.put(page("a", number, 1.0), image(30), 100);
        }
        assert!(kept.get(&page("a", 1, 1.0)).is_some());
        kept.put(page("a", 4, 1.0), image(30), 100);
        let there: Vec<bool> = (1..=4).map(|n| kept.get(&page("a", n, 1.0)).is_some()).collect();
        assert_eq!(there, [true, false, true, true]);
        assert_eq!(kept.bytes, 90);
        kept.put(page("a", 3, 1.0), image(50), 200);
        assert_eq!(kept.bytes, 110, "the same page again replaces its picture");
        kept.put(page("a", 9, 1.0), image(1000), 100);
        assert_eq!((kept.images.len(), kept.bytes), (1, 1000), "the newest stays, however large");
    }

    #[test]
    fn another_size_serves_until_the_right_one_is_there() {
        let mut kept = Kept::default();
        kept.put(page("a", 1, 1.0), image(4), 100);
        kept.put(page("a", 1, 2.0), image(8), 100);
        kept.put(page("a", 2, 3.0), image(12), 100);
        kept.put(page("b", 1, 3.0), image(12), 100);
        assert_eq!(kept.of_another_size(&page("a", 1, 1.5)).map(|i| i.rgba.len()), Some(8));
        assert_eq!(kept.of_another_size(&page("a", 3, 1.5)), None);
    }

    #[test]
    fn the_newest_request_comes_first_and_old_ones_are_dropped() {
        let mut state = State::default();
        for number in 1..=6 {
            state.ask(&page("a", number, 1.0));
        }
        state.ask(&page("a", 4, 1.0));
        state.ask(&page("a", 5, 2.0));
        let waiting: Vec<(u32, u32)> = state.waiting.iter().map(|w| (w.page, w.hundredths)).collect();
        assert_eq!(waiting, [(3, 100), (6, 100), (4, 100), (5, 200)]);
    }

    #[test]
    fn sizes_are_compared_and_bounded() {
        assert_eq!(page("a", 1, 1.333_3), page("a", 1, 1.333_4));
        assert!((page("a", 1, 1.5).pixels_per_point() - 1.5).abs() < 1e-6);
        assert_eq!(page("a", 1, f32::INFINITY).hundredths, 2000);
        assert_eq!(page("a", 1, -1.0).hundredths, 5);
    }
}
