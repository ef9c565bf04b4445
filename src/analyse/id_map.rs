//! A map from ids to numbers that is asked twice for each of 200,000 codings.
//!
//! Ids are UUIDs, mostly random already, and come from the project's own people, not from an attacker. So a
//! multiplication (Fibonacci hashing, Knuth 6.4) does what the standard library's safer hash does several times slower.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Numbers by id.
pub(super) type IdMap<K> = HashMap<K, usize, BuildHasherDefault<IdHasher>>;

/// 2^64 divided by the golden ratio.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

#[derive(Clone, Copy, Default)]
pub(super) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for word in bytes.chunks(8) {
            let word = word.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
            self.write_u64(word);
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(GOLDEN);
    }

    fn write_usize(&mut self, _length: usize) {
        // Every id is equally long.
    }
}
