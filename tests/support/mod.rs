//! What the promise tests share: a disk in memory, a disk that fails, a small deep dive, and one analyst's copy of it.

#![allow(dead_code, reason = "each test file uses another part")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "in a test a surprise should stop it")]

pub mod acts;
pub mod faulty;
pub mod folder;
pub mod memory;
pub mod replica;
pub mod sample;
pub mod study_acts;
