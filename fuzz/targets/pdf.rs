//! Bytes read as `a.pdf`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: deepdive_fuzz::start(), |input: &[u8]| deepdive_fuzz::check(input, "a.pdf"));
