//! The worker under files that hang, die, eat memory and answer nonsense.
//!
//! This test is its own program (`harness = false`), because the worker must be a program that speaks the
//! protocol on standard output, where the usual test runner talks. Run with the argument `worker` it is the
//! child, with a way of reading that misbehaves on demand; nothing of that is in the program that ships.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

use deepdive::read::{
    Answer, Extraction, Limits, Outcome, PageImage, Password, Refusal, Request, Worker, extract, serve, serve_with,
};
#[path = "read/paper.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod paper;

use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    if std::env::args().nth(1).as_deref() == Some("worker") {
        serve_with(misbehave).expect("the pipe holds");
        return;
    }
    if std::env::args().nth(1).as_deref() == Some("real-worker") {
        serve().expect("the pipe holds");
        return;
    }
    let tests: [(&str, fn()); 12] = [
        ("the_real_worker_opens_files", the_real_worker_opens_files),
        ("reads_file_after_file", reads_file_after_file),
        ("a_hanging_file_is_given_up", a_hanging_file_is_given_up),
        ("a_greedy_file_is_given_up", a_greedy_file_is_given_up),
        ("a_file_that_kills_the_child_harms_nobody_else", a_file_that_kills_the_child_harms_nobody_else),
        ("cancelling_ends_the_child", cancelling_ends_the_child),
        ("nonsense_from_the_child_is_an_outcome", nonsense_from_the_child_is_an_outcome),
        ("a_page_that_hangs_kills_or_eats_memory_is_given_up", a_page_that_hangs_kills_or_eats_memory_is_given_up),
        ("cancelling_a_page_ends_the_child", cancelling_a_page_ends_the_child),
        ("an_answer_to_another_question_is_no_answer", an_answer_to_another_question_is_no_answer),
        ("the_real_worker_draws_pages", the_real_worker_draws_pages),
        ("a_changed_file_is_opened_anew", a_changed_file_is_opened_anew),
    ];
    for (name, test) in tests {
        let started = Instant::now();
        test();
        println!("test {name} ... ok ({:.1} s)", started.elapsed().as_secs_f64());
    }
}

fn misbehave(request: &Request) -> Option<Answer> {
    match request {
        Request::Extract { path, .. } => Some(Answer::Read(Box::new(misread(path)))),
        Request::Render(page) => match page.path.file_name().and_then(|n| n.to_str()).unwrap_or_default() {
            "as text" => Some(Answer::Read(Box::new(misread(Path::new("words"))))),
            "fine" => Some(Answer::Drawn(PageImage { width: 1, height: 1, pixels_per_point: 1.0, rgba: vec![7; 4] })),
            _ => Some(Answer::Read(Box::new(misread(&page.path)))),
        },
    }
}

fn misread(path: &Path) -> Extraction {
    match path.file_name().and_then(|n| n.to_str()).unwrap_or_default() {
        "hang" => loop {
            std::thread::sleep(Duration::from_secs(1));
        },
        "abort" => std::process::abort(),
        "exit" => std::process::exit(0),
        "panic" => panic!("as a reader might"),
        "nonsense" => {
            use std::io::Write;
            // Another thread holds the lock of standard output, so this goes round it.
            std::fs::File::options()
                .write(true)
                .open("/dev/stdout")
                .and_then(|mut f| f.write_all(&[3, 0, 0, 0, b'x', b'y', b'z']))
                .ok();
            std::thread::sleep(Duration::from_secs(1));
            std::process::exit(0)
        }
        "deep" => std::thread::Builder::new()
            .stack_size(1 << 20)
            .spawn(|| extract(overflow(1).to_string().as_bytes(), "a.txt"))
            .expect("starts")
            .join()
            .expect("never joins"),
        "greedy" => {
            let mut hoard: Vec<Vec<u8>> = Vec::new();
            loop {
                hoard.push(vec![1; 16 << 20]);
            }
        }
        name => extract(format!("The words of {name}.").as_bytes(), "a.txt"),
    }
}

#[expect(unconditional_recursion, reason = "it is meant to use up the stack")]
fn overflow(n: u64) -> u64 {
    let more = std::hint::black_box([n; 64]);
    overflow(more[3] + 1) + more[5]
}

fn worker(time: Duration) -> Worker {
    let limits = Limits { time, memory_bytes: 600 << 20 };
    Worker::of_program(std::env::current_exe().expect("known"), ["worker".into()], limits)
}

fn ask(worker: &mut Worker, name: &str) -> Extraction {
    worker.extract(Path::new(name), &|| false).expect("not cancelled")
}

fn assert_still_works(worker: &mut Worker) {
    let extraction = ask(worker, "next");
    assert_eq!(extraction.outcome, Outcome::Ok);
    assert_eq!(extraction.source.map(|s| s.text).as_deref(), Some("The words of next.\n"));
}

fn the_real_worker_opens_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Child Q – notes.txt");
    std::fs::File::create(&path).and_then(|mut f| std::io::Write::write_all(&mut f, b"Seen alone.")).expect("writes");
    let mut worker = Worker::of_program(std::env::current_exe().expect("known"), ["real-worker".into()], Limits::default());
    let read = worker.extract(&path, &|| false).expect("not cancelled");
    assert_eq!(read.outcome, Outcome::Ok);
    assert!(read.source.expect("a text").shape.proposals.iter().any(|p| p.value == "Child Q"));
    let missing = worker.extract(&folder.path().join("none.txt"), &|| false).expect("not cancelled");
    assert_eq!(missing.outcome, Outcome::Corrupt);
    assert!(missing.reason.expect("a sentence").contains("could not be opened"));
}

fn reads_file_after_file() {
    let mut worker = worker(Duration::from_secs(20));
    for _ in 0..20 {
        assert_still_works(&mut worker);
    }
    let extraction = ask(&mut worker, "panic");
    assert_eq!(extraction.outcome, Outcome::Corrupt);
    assert_still_works(&mut worker);
}

fn a_hanging_file_is_given_up() {
    let mut worker = worker(Duration::from_secs(1));
    let extraction = ask(&mut worker, "hang");
    assert_eq!(extraction.outcome, Outcome::TooBig);
    assert!(extraction.reason.expect("a sentence").contains("longer than 1 seconds"));
    assert_still_works(&mut worker);
}

fn a_greedy_file_is_given_up() {
    let mut worker = worker(Duration::from_secs(20));
    let extraction = ask(&mut worker, "greedy");
    assert_eq!(extraction.outcome, Outcome::TooBig);
    assert!(extraction.reason.expect("a sentence").contains("more memory"));
    assert_still_works(&mut worker);
}

fn a_file_that_kills_the_child_harms_nobody_else() {
    let mut worker = worker(Duration::from_secs(20));
    for (name, outcome) in [("abort", Outcome::TooBig), ("exit", Outcome::Corrupt), ("deep", Outcome::TooBig)] {
        let extraction = ask(&mut worker, name);
        assert_eq!(extraction.outcome, outcome, "{name}");
        assert!(extraction.source.is_none() && extraction.reason.is_some());
        assert_still_works(&mut worker);
    }
}

fn cancelling_ends_the_child() {
    let mut worker = worker(Duration::from_secs(60));
    let started = Instant::now();
    let answer = worker.extract(Path::new("hang"), &|| started.elapsed() > Duration::from_millis(200));
    assert!(answer.is_none() && started.elapsed() < Duration::from_secs(5));
    assert_still_works(&mut worker);
}

fn nonsense_from_the_child_is_an_outcome() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let mut worker = worker(Duration::from_secs(20));
    assert_eq!(ask(&mut worker, "nonsense").outcome, Outcome::Corrupt);
    assert_still_works(&mut worker);
}

fn draw(worker: &mut Worker, name: &str) -> Result<PageImage, Refusal> {
    worker.render(Path::new(name), None, 1, 1.0, &|| false).expect("not cancelled")
}

fn a_page_that_hangs_kills_or_eats_memory_is_given_up() {
    let mut impatient = worker(Duration::from_secs(1));
    let refusal = draw(&mut impatient, "hang").expect_err("no picture");
    assert_eq!(refusal.outcome, Outcome::TooBig);
    assert!(refusal.reason.contains("Drawing this page took longer than 1 seconds"), "{}", refusal.reason);
    assert!(draw(&mut impatient, "fine").is_ok());
    let mut worker = worker(Duration::from_secs(20));
    for (name, outcome, says) in [
        ("abort", Outcome::TooBig, "Drawing this page needs more memory"),
        ("greedy", Outcome::TooBig, "Drawing this page needs more memory"),
        ("exit", Outcome::Corrupt, "cannot be shown"),
        ("panic", Outcome::Corrupt, "cannot be shown"),
    ] {
        let refusal = draw(&mut worker, name).expect_err("no picture");
        assert_eq!(refusal.outcome, outcome, "{name}");
        assert!(refusal.reason.contains(says), "{name}: {}", refusal.reason);
        assert_eq!(draw(&mut worker, "fine").map(|i| i.rgba), Ok(vec![7; 4]));
    }
    assert_still_works(&mut worker);
}

fn cancelling_a_page_ends_the_child() {
    let mut worker = worker(Duration::from_secs(60));
    let started = Instant::now();
    let answer = worker.render(Path::new("hang"), None, 1, 1.0, &|| started.elapsed() > Duration::from_millis(200));
    assert!(answer.is_none() && started.elapsed() < Duration::from_secs(10));
    assert!(draw(&mut worker, "fine").is_ok());
}

fn an_answer_to_another_question_is_no_answer() {
    let mut worker = worker(Duration::from_secs(20));
    assert_eq!(draw(&mut worker, "as text").expect_err("no picture").outcome, Outcome::Corrupt);
    assert_still_works(&mut worker);
}

fn real() -> Worker {
    Worker::of_program(std::env::current_exe().expect("known"), ["real-worker".into()], Limits::default())
}

/// Each page has a dark square of 100 points whose left edge is 100 points times the page's number from the left.
fn squares(pages: u32) -> Vec<u8> {
    let page = |n: u32| format!("0 g {} 600 100 100 re f", n * 100);
    let pages: Vec<String> = (1..=pages).map(page).collect();
    paper::Paper { pages, ..paper::Paper::default() }.bytes()
}

/// The left edge of what is dark in the row 200 points from the top.
fn dark_from(image: &PageImage) -> Option<u32> {
    let row = (200.0 * image.pixels_per_point) as usize * image.width as usize;
    (0..image.width).find(|x| image.rgba[(row + *x as usize) * 4] < 128)
}

fn the_real_worker_draws_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("squares.pdf");
    put(&path, &squares(3));
    let mut worker = real();
    for page in [1, 2, 3, 2] {
        let image = worker.render(&path, None, page, 2.0, &|| false).expect("not cancelled").expect("drawn");
        assert_eq!((image.width, image.height), (1190, 1684));
        assert_eq!(dark_from(&image), Some(page * 200));
    }
    let refusal = worker.render(&path, None, 4, 2.0, &|| false).expect("not cancelled").expect_err("no such page");
    assert!(refusal.reason.contains("3 pages and no page 4"));
    assert_eq!(worker.extract(&path, &|| false).expect("not cancelled").outcome, Outcome::Corrupt, "a text between pages");
    assert!(worker.render(&path, None, 1, 1.0, &|| false).expect("not cancelled").is_ok());
    let locked = Path::new("tests/read/locked.pdf");
    let wrong = Password::new("open sesam".to_owned());
    for password in [None, Some(&wrong)] {
        let refusal = worker.render(locked, password, 1, 1.0, &|| false).expect("not cancelled").expect_err("locked");
        assert_eq!(refusal.outcome, Outcome::Password);
        assert!(!refusal.reason.contains("sesam"));
    }
    let right = Password::new("open sesame".to_owned());
    assert!(worker.render(locked, Some(&right), 1, 1.0, &|| false).expect("not cancelled").is_ok());
}

fn a_changed_file_is_opened_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("squares.pdf");
    put(&path, &squares(1));
    let mut worker = real();
    assert!(worker.render(&path, None, 1, 1.0, &|| false).expect("not cancelled").is_ok());
    put(&path, &squares(2));
    let image = worker.render(&path, None, 2, 1.0, &|| false).expect("not cancelled").expect("drawn");
    assert_eq!(dark_from(&image), Some(200));
}

fn put(path: &Path, bytes: &[u8]) {
    std::fs::File::create(path).and_then(|mut f| std::io::Write::write_all(&mut f, bytes)).expect("writes");
}
