//! Office files as the fuzzer sees them: their parts one after the other, unpacked, so that it changes XML and not zip.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MARK: &[u8] = b"\n=#=#= ";

/// Parts and names out of one input: `\n=#=#= name\ncontent`.
#[must_use]
fn split(input: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut from = 0;
    while let Some(at) = input.get(from..).and_then(|rest| rest.windows(MARK.len()).position(|w| w == MARK)) {
        starts.push(from + at);
        from += at + MARK.len();
    }
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for (i, start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(input.len());
        let part = &input[start + MARK.len()..end];
        let line = part.iter().position(|b| *b == b'\n').unwrap_or(part.len());
        let name = String::from_utf8_lossy(&part[..line]).into_owned();
        if !parts.iter().any(|(n, _)| *n == name) {
            parts.push((name, part.get(line + 1..).unwrap_or_default().to_vec()));
        }
    }
    parts
}

/// The zip of an input's parts; none when there are no parts or a name is refused.
#[must_use]
pub fn packed(input: &[u8]) -> Option<Vec<u8>> {
    let parts = split(input);
    if parts.is_empty() {
        return None;
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(name, options).ok()?;
        writer.write_all(&content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
