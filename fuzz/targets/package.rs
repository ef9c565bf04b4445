//! Word, OpenDocument and Excel files, changed inside their zip.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: deepdive_fuzz::start(), |input: &[u8]| {
    if let Some(bytes) = deepdive_fuzz::packed(input) {
        deepdive_fuzz::check(&bytes, "a.docx");
    }
});
