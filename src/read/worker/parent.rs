//! The program's side: asks, waits, and ends a child that does not answer.

use super::limits::EXIT_MEMORY;
use super::protocol::{Answer, Asked, Render, Request, receive_answer, send};
use super::serve::{stumbled, undrawable};
use crate::read::{Extraction, Outcome, PageImage, Password, Refusal};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

/// How often a waiting program looks whether it was cancelled.
const LOOK_EVERY: Duration = Duration::from_millis(25);

/// What one file may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest time for one file.
    pub time: Duration,
    /// Most memory of the child, in bytes.
    pub memory_bytes: u64,
}

impl Default for Limits {
    /// 30 seconds and 1.5 GB: the largest real report seen takes one second and 60 MB.
    fn default() -> Self {
        Self { time: Duration::from_secs(30), memory_bytes: 1536 << 20 }
    }
}

/// Reads documents and draws their pages in a child process. Not shared: whoever reads on several threads keeps one for each.
#[derive(Debug)]
pub struct Worker {
    program: PathBuf,
    arguments: Vec<OsString>,
    limits: Limits,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    requests: ChildStdin,
    answers: Receiver<Answer>,
    #[cfg(windows)]
    _job: Option<win32job::Job>,
}

/// Why there was no answer.
enum Silence {
    Cancelled,
    TimeIsUp,
    Died,
}

impl Worker {
    /// A worker that runs this very program again with the hidden argument `worker`.
    ///
    /// # Errors
    /// When the system does not tell where the program lies.
    pub fn new() -> io::Result<Self> {
        Ok(Self::of_program(std::env::current_exe()?, ["worker".into()], Limits::default()))
    }

    /// A worker that runs another program, which must call `serve`.
    #[must_use]
    pub fn of_program(program: PathBuf, arguments: impl IntoIterator<Item = OsString>, limits: Limits) -> Self {
        Self { program, arguments: arguments.into_iter().collect(), limits, running: None }
    }

    /// Reads one file. `None` when `cancelled` said so; otherwise always an outcome, whatever the file does.
    pub fn extract(&mut self, path: &Path, cancelled: &dyn Fn() -> bool) -> Option<Extraction> {
        self.extract_with(path, None, cancelled)
    }

    /// As `extract`, with a password that is tried when the file is protected.
    pub fn extract_with(&mut self, path: &Path, password: Option<&Password>, cancelled: &dyn Fn() -> bool) -> Option<Extraction> {
        self.extract_inside(path, &[], password, cancelled)
    }

    /// Reads a file inside a file, such as an attachment, and hands it over too; see `read::extract_inside`.
    pub fn extract_inside(
        &mut self,
        path: &Path,
        inside: &[usize],
        password: Option<&Password>,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Extraction> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let request = Request::Extract { path, inside: inside.to_vec(), password: password.cloned() };
        Some(match self.request(request, cancelled)? {
            Ok(Answer::Read(extraction)) => *extraction,
            Ok(Answer::Drawn(_) | Answer::NotDrawn(_)) => self.misunderstood(stumbled()).into(),
            Err(refusal) => refusal.into(),
        })
    }

    /// Draws one page, counted from 1, of a PDF. `None` when `cancelled` said so.
    ///
    /// A point of the page as it is shown, counted from its top left corner, has `pixels_per_point` pixels of the
    /// picture: the coordinates of `text::PageBox`. The child keeps the last document open, so that the next page of
    /// the same file comes sooner.
    pub fn render(
        &mut self,
        path: &Path,
        password: Option<&Password>,
        page: u32,
        pixels_per_point: f32,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Result<PageImage, Refusal>> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let request = Request::Render(Render { path, password: password.cloned(), page, pixels_per_point });
        Some(match self.request(request, cancelled)? {
            Ok(Answer::Drawn(image)) => Ok(image),
            Ok(Answer::NotDrawn(refusal)) | Err(refusal) => Err(refusal),
            Ok(Answer::Read(_)) => Err(self.misunderstood(undrawable())),
        })
    }

    /// Asks for something, and says what came of it whatever the child does; `None` when it was cancelled.
    fn request(&mut self, request: Request, cancelled: &dyn Fn() -> bool) -> Option<Result<Answer, Refusal>> {
        let draws = matches!(request, Request::Render(_));
        let asked = Asked { memory_bytes: self.limits.memory_bytes, request };
        let answer = match self.ask(&asked) {
            Ok(()) => self.wait(cancelled),
            // A child that died between two files is replaced once; a second failure is the system's.
            Err(_) => match self.restart().and_then(|()| self.ask(&asked)) {
                Ok(()) => self.wait(cancelled),
                Err(_) => return Some(Err(no_child())),
            },
        };
        match answer {
            Ok(answer) => Some(Ok(answer)),
            Err(silence) => self.bury(&silence, draws).map(Err),
        }
    }

    /// The child answered something else than it was asked: what it says next would be the answer to this.
    fn misunderstood(&mut self, refusal: Refusal) -> Refusal {
        if let Some(running) = self.running.take() {
            running.kill();
        }
        refusal
    }

    fn ask(&mut self, asked: &Asked) -> io::Result<()> {
        if self.running.is_none() {
            self.restart()?;
        }
        let running = self.running.as_mut().ok_or(io::ErrorKind::NotConnected)?;
        send(&mut running.requests, asked)
    }

    fn restart(&mut self) -> io::Result<()> {
        self.stop();
        self.running = Some(Running::start(&self.program, &self.arguments)?);
        Ok(())
    }

    fn wait(&self, cancelled: &dyn Fn() -> bool) -> Result<Answer, Silence> {
        let running = self.running.as_ref().ok_or(Silence::Died)?;
        let until = Instant::now() + self.limits.time;
        loop {
            match running.answers.recv_timeout(LOOK_EVERY) {
                Ok(answer) => return Ok(answer),
                Err(RecvTimeoutError::Disconnected) => return Err(Silence::Died),
                Err(RecvTimeoutError::Timeout) if cancelled() => return Err(Silence::Cancelled),
                Err(RecvTimeoutError::Timeout) if Instant::now() >= until => return Err(Silence::TimeIsUp),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Ends a silent child and says what its file did; nothing when it was cancelled.
    fn bury(&mut self, silence: &Silence, draws: bool) -> Option<Refusal> {
        let hangs = matches!(silence, Silence::TimeIsUp | Silence::Cancelled);
        let status = self.running.take().and_then(|r| if hangs { r.kill() } else { r.stop() });
        let too_big = |what: String| {
            let way = if draws {
                "open the original in a PDF program to see it"
            } else {
                "open it in the program that made it, save it again or in parts, and add those"
            };
            Some(Refusal::new(Outcome::TooBig, format!("{what}; {way}")))
        };
        let what = if draws { "Drawing this page" } else { "Reading this file" };
        match silence {
            Silence::Cancelled => None,
            Silence::TimeIsUp => {
                let seconds = self.limits.time.as_secs_f64().ceil();
                too_big(format!("{what} took longer than {seconds} seconds and was stopped"))
            }
            Silence::Died if ran_out(status) => {
                too_big(format!("{what} needs more memory than one document may take, so it was stopped"))
            }
            Silence::Died => Some(if draws { undrawable() } else { stumbled() }),
        }
    }

    fn stop(&mut self) -> Option<ExitStatus> {
        self.running.take().and_then(Running::stop)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Running {
    fn start(program: &Path, arguments: &[OsString]) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        #[cfg(windows)]
        {
            // CREATE_NO_WINDOW: no console flashes up beside the window.
            std::os::windows::process::CommandExt::creation_flags(&mut command, 0x0800_0000);
        }
        let mut child = command.spawn()?;
        let (Some(requests), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (sender, answers) = sync_channel(1);
        std::thread::Builder::new().name("worker answers".to_owned()).spawn(move || {
            // An answer that cannot be read ends the channel just as a dead child does.
            while let Ok(Some(answer)) = receive_answer(&mut output) {
                if sender.send(answer).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self {
            #[cfg(windows)]
            _job: ends_with_us(&child),
            child,
            requests,
            answers,
        })
    }

    /// How the child ended of itself; nothing when it had to be ended.
    fn stop(mut self) -> Option<ExitStatus> {
        // A child that already ended keeps its own exit status; give it a moment to be seen.
        for _ in 0..40 {
            match self.child.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) => std::thread::sleep(Duration::from_millis(5)),
                Err(_) => break,
            }
        }
        self.kill()
    }

    fn kill(mut self) -> Option<ExitStatus> {
        // It may have ended in between, which is no error; nothing can be done about any other.
        self.child.kill().ok();
        self.child.wait().ok();
        None
    }
}

/// On Windows a child outlives its parent unless a job ties them together.
#[cfg(windows)]
fn ends_with_us(child: &Child) -> Option<win32job::Job> {
    let mut limits = win32job::ExtendedLimitInfo::new();
    limits.limit_kill_on_job_close();
    let job = win32job::Job::create_with_limit_info(&limits).ok()?;
    job.assign_process(std::os::windows::io::AsRawHandle::as_raw_handle(child) as isize).ok()?;
    Some(job)
}

/// Whether a child ended for want of memory: by its watch, or by the abort that follows a failed allocation.
fn ran_out(status: Option<ExitStatus>) -> bool {
    const ABORTED_ON_WINDOWS: i32 = 0xc000_0409_u32.cast_signed();
    let Some(status) = status else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        // SIGABRT and the kernel's SIGKILL.
        if matches!(status.signal(), Some(6 | 9)) {
            return true;
        }
    }
    matches!(status.code(), Some(EXIT_MEMORY | ABORTED_ON_WINDOWS))
}

fn no_child() -> Refusal {
    Refusal::new(
        Outcome::TooBig,
        "The part of the program that reads documents could not be started; restart the program and add this file again",
    )
}
