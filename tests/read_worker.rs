//! The worker under files that hang, die, eat memory and answer nonsense.
//!
//! This test is its own program (`harness = false`), because the worker must be a program that speaks the
//! protocol on standard output, where the usual test runner talks. Run with the argument `worker` it is the
//! child, with a way of reading that misbehaves on demand; nothing of that is in the program that ships.

#![expect(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

use deepdive::read::{Extraction, Limits, Outcome, Worker, extract, serve, serve_with};
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
    let tests: [(&str, fn()); 7] = [
        ("the_real_worker_opens_files", the_real_worker_opens_files),
        ("reads_file_after_file", reads_file_after_file),
        ("a_hanging_file_is_given_up", a_hanging_file_is_given_up),
        ("a_greedy_file_is_given_up", a_greedy_file_is_given_up),
        ("a_file_that_kills_the_child_harms_nobody_else", a_file_that_kills_the_child_harms_nobody_else),
        ("cancelling_ends_the_child", cancelling_ends_the_child),
        ("nonsense_from_the_child_is_an_outcome", nonsense_from_the_child_is_an_outcome),
    ];
    for (name, test) in tests {
        let started = Instant::now();
        test();
        println!("test {name} ... ok ({:.1} s)", started.elapsed().as_secs_f64());
    }
}

fn misbehave(path: &Path) -> Extraction {
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
