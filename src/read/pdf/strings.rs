//! Text strings of a PDF outside its pages: titles of bookmarks, comments, prefixes of page numbers.

/// A text string: UTF-16 or UTF-8 with a mark, else nearly Latin-1.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let big = |pair: &[u8]| pair.iter().fold(0u16, |n, b| n << 8 | u16::from(*b));
    match bytes {
        [0xfe, 0xff, rest @ ..] => char::decode_utf16(rest.chunks_exact(2).map(big)).map(|c| c.unwrap_or('\u{fffd}')).collect(),
        [0xff, 0xfe, rest @ ..] => {
            let little = rest.chunks_exact(2).map(|p| big(p).swap_bytes());
            char::decode_utf16(little).map(|c| c.unwrap_or('\u{fffd}')).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}
