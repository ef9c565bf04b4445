//! Pages as pictures: drawn at their place, read by text recognition when asked for, and opened with a password.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

#[path = "read/scan.rs"]
mod scan;

use deepdive::app::action::CodebookChoice;
use deepdive::app::create::create;
use deepdive::app::import::{Allowed, ImportJob, MakeExtract};
use deepdive::app::ocr::Recognition;
use deepdive::app::pages::{PagePicture, PagePictures, WantedPage};
use deepdive::app::passwords::Passwords;
use deepdive::app::places::Places;
use deepdive::app::session::Session;
use deepdive::model::Analyst;
use deepdive::read::{Limits, MOST_PIXELS, Outcome, PageImage, Password, Tesseract, Worker, extract, extract_with, render_page};
use deepdive::text::{Concern, SourceText};
use scan::paper::Paper;
use scan::{FIRST_LINE, Sheet, pdf};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

const TYPED: &[&str] = &["The first page was typed and says that he was seen.", "Nothing on it is a picture."];
const SCANNED: &[&str] = &["The health visitor saw the baby at home.", "Nobody asked the mother about the mark."];
const LAST: &[&str] = &["The third page was typed as well, by another hand."];

fn mixed() -> Vec<u8> {
    pdf(&[Sheet::Typed(TYPED), Sheet::Scanned(SCANNED), Sheet::Typed(LAST)])
}

fn put(path: &Path, bytes: &[u8]) {
    std::fs::File::create(path).and_then(|mut f| std::io::Write::write_all(&mut f, bytes)).expect("writes");
}

struct Desk {
    session: Session,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let places = Places { settings: folder.path().join("settings"), cache: folder.path().join("cache") };
        let project = folder.path().join("p.deepdive");
        let session = create(&project, "p", &CodebookChoice::Empty, &places, &Analyst::named("Ros Parry")).expect("made");
        Self { session, folder }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        put(&path, bytes);
        path
    }

    /// Reads a file through a child process of the real program.
    fn import(&self, path: &Path, allowed: &Allowed) -> deepdive::app::accept::FileRead {
        let paths = [path.to_owned()];
        let mut job = ImportJob::start_with(&paths, allowed, self.session.folder(), &Arc::default(), &program(), &nobody())
            .expect("starts");
        job.wait().expect("one file")
    }
}

fn program() -> MakeExtract {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_deepdive"));
    Arc::new(move || Box::new(Worker::of_program(program.clone(), ["worker".into()], Limits::default())))
}

fn nobody() -> Arc<dyn Fn() + Send + Sync> {
    Arc::new(|| {})
}

/// The dark part of a picture in points: left, top, right, bottom.
fn dark(image: &PageImage) -> [f32; 4] {
    let mut found = [f32::MAX, f32::MAX, 0.0, 0.0];
    for (i, pixel) in image.rgba.chunks_exact(4).enumerate().filter(|(_, p)| p[0] < 128) {
        assert_eq!(pixel[3], 255);
        let (x, y) = ((i % image.width as usize) as f32, (i / image.width as usize) as f32);
        found = [found[0].min(x), found[1].min(y), found[2].max(x + 1.0), found[3].max(y + 1.0)];
    }
    found.map(|pixels| pixels / image.pixels_per_point)
}

/// A page with a dark box 100 to 180 points from the left and 600 to 640 from the bottom of its own space.
fn boxed(extra: &str) -> Vec<u8> {
    Paper { pages: vec!["0 g 100 600 80 40 re f".to_owned()], page_extra: extra.to_owned(), ..Paper::default() }.bytes()
}

#[test]
fn a_dark_box_is_found_where_a_page_box_would_say() {
    for (extra, size, place) in [
        ("", (595, 842), [100.0, 202.0, 180.0, 242.0]),
        ("/CropBox[50 100 450 700]", (400, 600), [50.0, 60.0, 130.0, 100.0]),
        ("/Rotate 90", (842, 595), [600.0, 100.0, 640.0, 180.0]),
        ("/Rotate 180", (595, 842), [415.0, 600.0, 495.0, 640.0]),
        ("/Rotate 270", (842, 595), [202.0, 415.0, 242.0, 495.0]),
        ("/Rotate 90/CropBox[50 100 450 700]", (600, 400), [500.0, 50.0, 540.0, 130.0]),
    ] {
        for scale in [1.0, 1.5, 300.0 / 72.0] {
            let image = render_page(boxed(extra), None, 1, scale).expect("draws");
            let full = |points: i32| (f64::from(points) * f64::from(scale)) as i64;
            assert!((i64::from(image.width) - full(size.0)).abs() <= 1, "{extra} {image:?}");
            assert!((i64::from(image.height) - full(size.1)).abs() <= 1, "{extra} {image:?}");
            assert_eq!(image.rgba.len(), (image.width * image.height * 4) as usize);
            let found = dark(&image);
            assert!(found.iter().zip(place).all(|(f, p)| (f - p).abs() <= 1.0), "{extra} at {scale}: {found:?}");
        }
    }
}

#[test]
fn the_page_outside_the_box_is_white() {
    let image = render_page(boxed(""), None, 1, 1.0).expect("draws");
    assert_eq!(image.rgba[..4], [255; 4]);
    assert!(image.rgba.ends_with(&[255; 4]));
}

#[test]
fn a_huge_page_or_scale_is_drawn_smaller() {
    for (extra, scale) in [("", 1e9), ("", f32::INFINITY), ("/CropBox[0 0 595 1]", 400.0), ("", f32::NAN), ("", -1.0), ("", 0.0)]
    {
        let image = render_page(boxed(extra), None, 1, scale).expect("draws");
        assert!(image.width >= 1 && image.height >= 1, "{scale}");
        assert!(f64::from(image.width) * f64::from(image.height) <= f64::from(MOST_PIXELS), "{scale}");
    }
}

#[test]
fn a_file_without_pages_is_refused_with_a_sentence() {
    let refused = |bytes: &[u8], page| render_page(bytes.to_vec(), None, page, 1.0).expect_err("no picture");
    assert_eq!(refused(b"Just words.", 1).outcome, Outcome::Unsupported);
    assert!(refused(b"Just words.", 1).reason.contains("Only PDF"));
    assert_eq!(refused(b"%PDF-1.7\nnothing", 1).outcome, Outcome::Corrupt);
    assert!(refused(&boxed(""), 0).reason.contains("no page 0"));
    assert!(refused(&boxed(""), 2).reason.contains("no page 2"));
}

#[test]
fn pages_that_are_pictures_are_named() {
    let mixed = extract(&mixed(), "a.pdf");
    assert_eq!(mixed.outcome, Outcome::Partial);
    let pictures = mixed.pictures.expect("one page");
    assert_eq!((pictures.pages.as_slice(), pictures.of_pages, pictures.besides), ([2].as_slice(), 3, None));
    let scan = extract(&pdf(&[Sheet::Scanned(SCANNED)]), "a.pdf");
    assert_eq!(scan.outcome, Outcome::Scanned);
    assert_eq!(scan.pictures.expect("one page").pages, [1]);
    assert_eq!(extract(&pdf(&[Sheet::Typed(TYPED)]), "a.pdf").pictures, None);
}

/// A `tesseract` of a few lines of shell, for computers without the real one.
#[cfg(unix)]
fn pretended(folder: &Path, page: &str) -> Tesseract {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join("tesseract");
    let script = format!(
        "#!/bin/sh\ncase \"$1\" in\n--version) echo 'tesseract 5.3.0';;\n--list-langs) printf 'List of languages:\\neng\\nosd\\n';;\n\
         stdin) {page};;\nesac\n"
    );
    put(&path, script.as_bytes());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("allowed");
    Tesseract::find_in(std::iter::once(folder.to_owned())).expect("found")
}

#[cfg(unix)]
const PRINT_WORDS: &str = "cat >/dev/null; printf 'level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n5\\t1\\t1\\t1\\t1\\t1\\t300\\t400\\t100\\t50\\t88\\tSeen\\n5\\t1\\t1\\t1\\t1\\t2\\t410\\t400\\t100\\t50\\t90\\talone.\\n'";

#[cfg(unix)]
#[test]
fn a_scan_is_read_when_asked_for_and_added_like_any_file() {
    let mut desk = Desk::new();
    let path = desk.file("scan.pdf", &pdf(&[Sheet::Scanned(SCANNED), Sheet::Scanned(LAST)]));
    let refused = desk.import(&path, &Allowed::default());
    assert_eq!(refused.outcome, Outcome::Scanned);
    assert_eq!(refused.pictures.as_ref().map(|p| p.pages.as_slice()), Some([1, 2].as_slice()));
    let bin = tempfile::tempdir().expect("a folder");
    let tesseract = pretended(bin.path(), PRINT_WORDS);
    let job = Recognition::start(&path, None, &tesseract, desk.session.folder(), &program(), &nobody()).expect("starts");
    let read = job.wait().expect("read");
    assert_eq!(job.progress(), (2, 2));
    assert_eq!((read.outcome, read.reason.as_deref()), (Outcome::Ok, None));
    let source = read.source.as_ref().expect("a text");
    assert_eq!(source.text, "Seen alone.\n\nSeen alone.\n");
    assert_eq!(source.shape.blocks[1].confidence, Some(89));
    assert_eq!(source.shape.blocks[1].boxes[0].left, 72);
    assert_eq!(source.shape.reader, "pdf-pictures/1+tesseract-5");
    assert!(desk.session.accept(&read).expect("accepted").document.is_some());
    let stored = desk.session.folder().source_text(read.hash.as_ref().expect("a hash"), 1).expect("stored");
    assert_eq!(&stored, source.as_ref());
}

#[cfg(unix)]
#[test]
fn text_recognition_that_hangs_can_be_cancelled_and_one_that_fails_is_said() {
    let desk = Desk::new();
    let path = desk.file("scan.pdf", &pdf(&[Sheet::Scanned(SCANNED)]));
    let bin = tempfile::tempdir().expect("a folder");
    let hanging = pretended(bin.path(), "exec sleep 60");
    let job = Recognition::start(&path, None, &hanging, desk.session.folder(), &program(), &nobody()).expect("starts");
    let started = Instant::now();
    while job.progress().1 == 0 && started.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(10));
    }
    job.cancel();
    assert!(job.wait().is_none() && started.elapsed() < Duration::from_secs(40));
    let failing = pretended(bin.path(), "exit 3");
    let job = Recognition::start(&path, None, &failing, desk.session.folder(), &program(), &nobody()).expect("starts");
    let read = job.wait().expect("an outcome");
    assert_eq!((read.outcome, read.source.is_none()), (Outcome::Scanned, true));
    assert!(read.reason.expect("a sentence").contains("Text recognition failed on page 1"));
    let nonsense = pretended(bin.path(), "echo hello");
    let job = Recognition::start(&path, None, &nonsense, desk.session.folder(), &program(), &nobody()).expect("starts");
    assert!(job.wait().expect("an outcome").reason.expect("a sentence").contains("not a list of words"));
}

fn locked() -> &'static Path {
    Path::new("tests/read/locked.pdf")
}

fn allowed(password: &str) -> Allowed {
    Allowed { password: Some(Password::new(password.to_owned())), recognition: None }
}

#[test]
fn a_password_opens_a_protected_file_and_is_kept_for_its_pages() {
    let mut desk = Desk::new();
    let without = desk.import(locked(), &Allowed::default());
    assert_eq!((without.outcome, without.path.as_path()), (Outcome::Password, locked()));
    let wrong = desk.import(locked(), &allowed("open sesam"));
    assert_eq!((wrong.outcome, wrong.password.is_none()), (Outcome::Password, true));
    assert!(wrong.reason.expect("a sentence").contains("does not open"));
    let read = desk.import(locked(), &allowed("open sesame"));
    assert_eq!(read.outcome, Outcome::Ok);
    let source = read.source.clone().expect("a text");
    assert!(source.text.contains("Nobody asked the mother"));
    let note = source.shape.warnings.iter().find(|w| w.concern == Concern::Note && w.what.contains("password")).expect("a note");
    assert!(note.what.contains("kept as it came") && !note.what.contains("sesame"));
    desk.session.accept(&read).expect("accepted");
    let hash = read.hash.clone().expect("a hash");
    assert!(desk.session.folder().original_is_intact(&hash).expect("there"), "the original stays protected");
    let passwords = Passwords::default();
    let pictures = PagePictures::start(desk.session.folder(), &passwords, &program(), &nobody()).expect("starts");
    let wanted = WantedPage::new(&hash, 1, 1.0);
    let PagePicture::Refused(refusal) = wait_for(&pictures, &wanted) else { panic!("it is protected") };
    assert_eq!(refusal.outcome, Outcome::Password);
    passwords.keep_of(&read);
    pictures.try_again(&hash);
    assert!(matches!(wait_for(&pictures, &wanted), PagePicture::Ready(_)));
}

#[test]
fn a_password_opens_a_protected_word_file() {
    let desk = Desk::new();
    let path = Path::new("tests/read/locked.docx");
    assert_eq!(desk.import(path, &Allowed::default()).outcome, Outcome::Password);
    let wrong = desk.import(path, &allowed("open sesam"));
    assert_eq!((wrong.outcome, wrong.source.is_none()), (Outcome::Password, true));
    assert!(wrong.reason.expect("a sentence").contains("does not open"));
    let read = desk.import(path, &allowed("open sesame"));
    assert_eq!((read.outcome, read.password.is_some()), (Outcome::Ok, true));
    let source = read.source.expect("a text");
    assert_eq!(source.text, "Notes of the rapid review\n\nNobody asked the mother about the mark on his cheek.\n");
    assert!(source.shape.warnings.iter().any(|w| w.what.contains("protected by a password")));
}

#[test]
fn a_damaged_protected_word_file_is_an_outcome() {
    let whole = std::fs::read("tests/read/locked.docx").expect("the test's own file");
    let password = Password::new("open sesame".to_owned());
    let outcome = |bytes: &[u8]| extract_with(bytes, "a.docx", Some(&password)).outcome;
    assert_eq!(outcome(&whole), Outcome::Ok);
    for keep in (600..whole.len()).step_by(whole.len() / 12) {
        outcome(&whole[..keep]);
    }
    for at in (0..whole.len()).step_by(whole.len() / 12) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x5a;
        outcome(&bytes);
    }
}

#[test]
fn a_password_is_tried_on_protected_files_only() {
    let desk = Desk::new();
    let read = desk.import(&desk.file("open.txt", b"Seen alone."), &allowed("open sesame"));
    assert_eq!((read.outcome, read.password), (Outcome::Ok, None));
    assert!(read.source.expect("a text").shape.warnings.iter().all(|w| !w.what.contains("password")));
}

fn wait_for(pictures: &PagePictures, wanted: &WantedPage) -> PagePicture {
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        match pictures.get(wanted) {
            PagePicture::Drawing(_) if Instant::now() < until => std::thread::sleep(Duration::from_millis(5)),
            other => return other,
        }
    }
}

#[test]
fn pictures_of_stored_documents_are_drawn_in_any_size() {
    let mut desk = Desk::new();
    let path = desk.file("typed.pdf", &pdf(&[Sheet::Typed(TYPED), Sheet::Typed(LAST)]));
    let read = desk.import(&path, &Allowed::default());
    desk.session.accept(&read).expect("accepted");
    let hash = read.hash.expect("a hash");
    let pictures = PagePictures::start(desk.session.folder(), &Passwords::default(), &program(), &nobody()).expect("starts");
    for (page, scale, width) in [(1, 1.0, 595), (2, 2.0, 1190), (1, 2.0, 1190)] {
        let PagePicture::Ready(image) = wait_for(&pictures, &WantedPage::new(&hash, page, scale)) else { panic!("a picture") };
        assert_eq!(image.width, width);
        let [left, ..] = dark(&image);
        assert!((left - FIRST_LINE.0 as f32).abs() < 3.0, "{left}");
    }
    assert!(matches!(pictures.get(&WantedPage::new(&hash, 1, 1.0)), PagePicture::Ready(_)), "kept");
    let PagePicture::Drawing(Some(small)) = pictures.get(&WantedPage::new(&hash, 1, 3.0)) else { panic!("another size") };
    assert_eq!(small.width, 1190);
    let PagePicture::Refused(refusal) = wait_for(&pictures, &WantedPage::new(&hash, 3, 1.0)) else { panic!("no such page") };
    assert!(refusal.reason.contains("no page 3"));
    let gone = WantedPage::new(&deepdive::model::SourceHash::of(b"gone"), 1, 1.0);
    let PagePicture::Refused(refusal) = wait_for(&pictures, &gone) else { panic!("not there") };
    assert!(refusal.reason.contains("missing"));
}

/// Runs the program with a line on standard input: exit code, standard output, standard error.
fn deepdive(home: &Path, arguments: &[&str], line: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepdive"));
    command.args(arguments).env("DEEPDIVE_HOME", home);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    if let Some(mut stdin) = child.stdin.take() {
        // A program that needs no password may have ended already.
        std::io::Write::write_all(&mut stdin, line.as_bytes()).ok();
    }
    let ended = child.wait_with_output().expect("ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (ended.status.code().unwrap_or(-1), text(ended.stdout), text(ended.stderr))
}

#[test]
fn the_command_line_takes_a_password_from_standard_input() {
    let home = tempfile::tempdir().expect("a folder");
    let file = "tests/read/locked.pdf";
    let (code, out, err) = deepdive(home.path(), &["extract", file, "--password-stdin"], "open sesame\n");
    assert_eq!((code, out.contains("Nobody asked the mother")), (0, true), "{err}");
    let (code, out, err) = deepdive(home.path(), &["extract", file, "--password-stdin", "--json"], "guess\n");
    assert_eq!((code, out.contains("\"outcome\":\"password\""), err.contains("does not open")), (1, true, true), "{out}{err}");
    assert!(!out.contains("guess") && !err.contains("guess"));
    let (code, _, err) = deepdive(home.path(), &["extract", file, "--password-stdin"], "\n");
    assert_eq!((code, err.contains("first line of standard input is empty")), (1, true), "{err}");
    let project = home.path().join("p.deepdive").display().to_string();
    assert_eq!(deepdive(home.path(), &["new", &project, "--codebook", "empty"], "").0, 0);
    let (code, out, _) = deepdive(home.path(), &["import", &project, file], "");
    assert_eq!((code, out.contains("left out (password)")), (3, true), "{out}");
    let (code, out, err) = deepdive(home.path(), &["import", &project, file, "--password-stdin", "--json"], "open sesame\n");
    assert_eq!((code, out.contains("\"status\":\"imported\"")), (0, true), "{out}{err}");
}

/// Words of the scanned page that tesseract must find.
fn assert_scan_read(source: &SourceText) {
    assert!(source.text.contains("health visitor saw the baby at home"), "{}", source.text);
    let at = |words: &str| source.text.find(words).expect("read");
    assert!(at("first page was typed") < at("health visitor") && at("health visitor") < at("third page was typed"));
    let block = source.shape.blocks.iter().find(|b| source.block_text(b).contains("health visitor")).expect("a block");
    assert_eq!(block.page, Some(2));
    assert!(block.confidence.is_some_and(|c| c > 70), "{block:?}");
    let place = block.boxes[0];
    assert!(place.left.abs_diff(72) <= 3 && place.top.abs_diff(91) <= 4, "{place:?}");
    assert!(source.shape.reader.contains("+tesseract-"));
    assert!(source.shape.warnings.iter().any(|w| w.concern == Concern::Check && w.what.contains("read by a machine")));
}

#[test]
#[ignore = "needs the program tesseract with its English"]
fn tesseract_reads_the_scanned_page_of_a_mixed_document() {
    let desk = Desk::new();
    let path = desk.file("mixed.pdf", &mixed());
    let tesseract = Tesseract::find().expect("installed");
    let allowed = Allowed { password: None, recognition: Some(Arc::new(tesseract)) };
    let read = desk.import(&path, &allowed);
    assert_eq!((read.outcome, read.reason.as_deref()), (Outcome::Ok, None));
    assert_scan_read(&read.source.expect("a text"));
}

#[test]
#[ignore = "needs the program tesseract with its English"]
fn the_command_line_reads_pictures_only_when_asked() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("scan.pdf");
    put(&path, &pdf(&[Sheet::Scanned(SCANNED)]));
    let path = path.display().to_string();
    let (code, _, err) = deepdive(home.path(), &["extract", &path], "");
    assert_eq!(
        (code, err.contains("scan"), err.contains("1 file has pages that are pictures; with --ocr")),
        (1, true, true),
        "{err}"
    );
    let (code, out, err) = deepdive(home.path(), &["extract", &path, "--ocr", "--json"], "");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("health visitor") && out.contains("\"confidence\":"), "{out}");
    let project = home.path().join("p.deepdive").display().to_string();
    assert_eq!(deepdive(home.path(), &["new", &project, "--codebook", "empty"], "").0, 0);
    assert_eq!(deepdive(home.path(), &["import", &project, &path], "").0, 3);
    let (code, out, err) = deepdive(home.path(), &["import", &project, &path, "--ocr"], "");
    assert_eq!((code, out.contains("1 added, 0 left out")), (0, true), "{out}{err}");
}
