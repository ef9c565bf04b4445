//! Plain text, Markdown and value lists: the first byte chooses, because only the name parts them.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: deepdive_fuzz::start(), |input: &[u8]| {
    if let Some((first, rest)) = input.split_first() {
        deepdive_fuzz::check(rest, ["a.txt", "a.md", "a.csv", "Child B RR 2021.txt"][usize::from(*first) % 4]);
    }
});
