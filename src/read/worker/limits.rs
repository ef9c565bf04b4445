//! Limits of memory for the child, by what each system offers.
//!
//! | system | hard limit | why the watch beside it |
//! |---|---|---|
//! | Linux | `RLIMIT_AS`: allocation fails at once | catches nothing more, but is tested here for the others |
//! | macOS | none: it accepts `RLIMIT_AS` and ignores it | the watch is the limit |
//! | Windows | job object: working set bounded, child ends with the program | a job of this kind bounds memory in use, not memory asked for |
//!
//! The watch is a thread that looks at the process's own memory every few milliseconds. A counting allocator
//! would be exact, but it would have to be the whole program's allocator, window and all.

use std::time::Duration;

/// Exit code of a child that used more memory than it may.
pub const EXIT_MEMORY: i32 = 86;

const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Bounds the memory of this process, once; call it in the child only.
pub fn apply(memory_bytes: u64) {
    bound(memory_bytes);
    // Without the watch the hard limit still stands, so a failure to start it is no reason to stop.
    drop(std::thread::Builder::new().name("memory watch".to_owned()).spawn(move || watch(memory_bytes)));
}

fn watch(memory_bytes: u64) {
    #[cfg(unix)]
    let parent = rustix::process::getppid();
    loop {
        // On Windows `virtual_mem` is the memory asked for; elsewhere it counts what is only mapped.
        let used = memory_stats::memory_stats().map_or(0, |m| if cfg!(windows) { m.virtual_mem } else { m.physical_mem });
        if used as u64 > memory_bytes {
            std::process::exit(EXIT_MEMORY);
        }
        #[cfg(unix)]
        if rustix::process::getppid() != parent {
            // The program is gone, and nobody else would end a child that hangs.
            std::process::exit(0);
        }
        std::thread::sleep(LOOK_EVERY);
    }
}

#[cfg(unix)]
fn bound(memory_bytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let both = |value| Rlimit { current: Some(value), maximum: Some(value) };
    // Where a limit is refused (macOS, a tighter limit already set) the watch remains.
    setrlimit(Resource::As, both(memory_bytes)).ok();
    // A core dump would write the document's text to disk.
    setrlimit(Resource::Core, both(0)).ok();
}

#[cfg(windows)]
fn bound(memory_bytes: u64) {
    use win32job::{ExtendedLimitInfo, Job};
    let most = usize::try_from(memory_bytes).unwrap_or(usize::MAX);
    let mut limits = ExtendedLimitInfo::new();
    limits.limit_working_memory(1 << 20, most);
    if let Ok(job) = Job::create_with_limit_info(&limits)
        && job.assign_current_process().is_ok()
    {
        // The job must outlive this function; it ends with the process.
        std::mem::forget(job);
    }
}

#[cfg(not(any(unix, windows)))]
fn bound(_memory_bytes: u64) {}
