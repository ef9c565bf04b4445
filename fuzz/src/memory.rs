//! Memory in use, counted at every request: more than 1.5 GB at one moment is a finding.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The program's own limit for the process that reads, less what is not asked for here.
const MOST: usize = 1_450 << 20;

static USED: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator with a counter.
pub struct Counted;

// SAFETY: every call is handed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        USED.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        take(size);
        USED.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

fn take(size: usize) {
    let used = USED.fetch_add(size, Ordering::Relaxed).saturating_add(size);
    if used > MOST {
        USED.store(0, Ordering::Relaxed);
        eprintln!("MEMORY {used} bytes in use, {size} asked for last");
        std::process::abort();
    }
}
