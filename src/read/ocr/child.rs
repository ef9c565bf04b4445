//! Runs another program on bytes in memory, with a limit of time, and without a file or a window.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const LOOK_EVERY: Duration = Duration::from_millis(10);

/// More output is an accident: a dense page has some 100 KB.
const MOST_OUTPUT: u64 = 64 << 20;

/// Why there is no output.
#[derive(Debug)]
pub(super) enum Failed {
    /// Whoever asked does not want it any more.
    Cancelled,
    /// It took longer than allowed.
    TimeIsUp,
    /// It could not be started, or ended with an error.
    Broken(String),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Broken(error.kind().to_string())
    }
}

/// Runs a program to its end and returns what it printed.
pub(super) fn run(
    program: &Path,
    arguments: &[&str],
    input: Vec<u8>,
    limit: Duration,
    cancelled: &dyn Fn() -> bool,
) -> Result<Vec<u8>, Failed> {
    let mut command = Command::new(program);
    // Pages are read one beside the other, so that threads within a page only get in each other's way.
    command.args(arguments).env("OMP_THREAD_LIMIT", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(windows)]
    {
        // CREATE_NO_WINDOW: no console flashes up beside the window.
        std::os::windows::process::CommandExt::creation_flags(&mut command, 0x0800_0000);
    }
    let mut child = command.spawn()?;
    let threads = pipes(&mut child, input);
    let ended = threads.and_then(|(written, output)| {
        let ended = wait(&mut child, limit, cancelled);
        if ended.is_err() {
            child.kill().ok();
        }
        // A program that does not read all it is given may still have said everything.
        drop(written.join());
        let output = output.join().map_err(|_panicked| Failed::Broken("unreadable output".to_owned()))??;
        ended.map(|()| output)
    });
    if ended.is_err() {
        child.kill().ok();
    }
    child.wait().ok();
    ended
}

type Written = JoinHandle<io::Result<()>>;
type Output = JoinHandle<io::Result<Vec<u8>>>;

/// Fills one pipe while the other is emptied: a program that waits for both would wait for ever.
fn pipes(child: &mut Child, input: Vec<u8>) -> Result<(Written, Output), Failed> {
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Failed::Broken("no pipes".to_owned()));
    };
    let written = std::thread::Builder::new().name("page to be read".to_owned()).spawn(move || stdin.write_all(&input))?;
    let output = std::thread::Builder::new().name("words of a page".to_owned()).spawn(move || {
        let mut bytes = Vec::new();
        stdout.take(MOST_OUTPUT).read_to_end(&mut bytes).map(|_| bytes)
    })?;
    Ok((written, output))
}

fn wait(child: &mut Child, limit: Duration, cancelled: &dyn Fn() -> bool) -> Result<(), Failed> {
    let until = Instant::now() + limit;
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(Failed::Broken(status.to_string())),
            None if cancelled() => return Err(Failed::Cancelled),
            None if Instant::now() >= until => return Err(Failed::TimeIsUp),
            None => std::thread::sleep(LOOK_EVERY),
        }
    }
}
