//! The text of a page: by its mark, by what it declares, by its bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// A declaration counts within this many bytes, as in browsers, but for long opening comments.
const DECLARED_WITHIN: usize = 4096;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static DECLARED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)<(?:meta[^>]+charset\s*=|\?xml[^>]+encoding\s*=)\s*["']?\s*([a-z0-9_:.-]+)"#).unwrap());

/// Text of a page; `outer` is an encoding that was declared beside it, as in an e-mail.
#[must_use]
pub fn decode(bytes: &[u8], outer: Option<&'static Encoding>) -> String {
    let head = bytes.get(..DECLARED_WITHIN.min(bytes.len())).unwrap_or_default();
    let encoding = match bytes {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        [0xef, 0xbb, 0xbf, ..] => UTF_8,
        _ => outer.or_else(|| declared(head)).unwrap_or_else(|| told(bytes)),
    };
    encoding.decode(bytes).0.into_owned()
}

/// A page that says it is UTF-16 in letters of one byte is wrong; browsers then read UTF-8.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let label = DECLARED.captures(head)?.get(1)?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn told(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn tells_the_encoding() {
        assert_eq!(
            decode(b"<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'>\xb1", None).pop(),
            Some('ą')
        );
        assert_eq!(decode(b"<META CHARSET=\"windows-1251\">\xcf", None).pop(), Some('П'));
        assert_eq!(decode(b"<?xml version='1.0' encoding='iso-8859-1'?>\xe9", None).pop(), Some('é'));
        assert_eq!(decode(b"<p>\x93", None).pop(), Some('“'));
        assert_eq!(decode(b"<meta charset=utf-16><p>\xc3\xa9", None).pop(), Some('é'));
        assert_eq!(decode(b"<\0p\0>\0\xe9\0", None).pop(), Some('é'));
    }
}
