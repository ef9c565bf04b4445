//! A zip archive opened with limits, for office files.
//!
//! Sizes that an archive claims are never believed: what is counted is what comes out. A small file that
//! unfolds into hundreds of megabytes is refused before it does harm.

use super::{Outcome, Refusal};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most entries an archive may have.
const MAX_ENTRIES: usize = 20_000;
/// Most bytes one part may unfold to.
const MAX_PART: u64 = 128 << 20;
/// Most bytes all parts that are read may unfold to.
const MAX_TOTAL: u64 = 256 << 20;
/// Unfolded bytes per packed byte beyond which a part is a bomb; text reaches about 60.
const MAX_RATIO: u64 = 200;
/// Parts smaller than this are not suspected.
const RATIO_FROM: u64 = 16 << 20;

/// An archive and how much it may still unfold to.
#[derive(Debug)]
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// `Corrupt` when its table of contents cannot be read, `TooBig` when it has too many entries.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_why| damaged())?;
        if zip.len() > MAX_ENTRIES {
            return Err(bomb());
        }
        Ok(Self { zip, left: MAX_TOTAL })
    }

    /// Names of all parts.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.zip.file_names_raw().map(|n| String::from_utf8_lossy(n).into_owned())
    }

    /// Reads one part; `None` when there is no such part.
    ///
    /// # Errors
    /// `TooBig` for a bomb, `Password` for an encrypted part, `Corrupt` when its bytes do not unfold.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let limit = MAX_PART.min(self.left);
        let part = match self.zip.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(why)) if why.contains("assword") => return Err(locked()),
            Err(_) => return Err(damaged()),
        };
        let packed = part.compressed_size().max(1);
        let allowed = limit.min(RATIO_FROM.max(packed.saturating_mul(MAX_RATIO)));
        let mut bytes = Vec::new();
        if part.take(allowed + 1).read_to_end(&mut bytes).is_err() {
            return Err(damaged());
        }
        let size = bytes.len() as u64;
        if size > allowed {
            return Err(bomb());
        }
        self.left = self.left.saturating_sub(size);
        Ok(Some(bytes))
    }

    /// Some writers use other letter case or backslashes than their own table says.
    fn index(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        self.zip
            .index_for_name(name)
            .or_else(|| self.names().position(|n| n.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(name)))
    }
}

fn damaged() -> Refusal {
    Refusal::new(
        Outcome::Corrupt,
        "This file is damaged or only partly copied, so its text cannot be unpacked; ask for a fresh copy, or open it in Word and save it again",
    )
}

fn bomb() -> Refusal {
    Refusal::new(
        Outcome::TooBig,
        "This small file unpacks to far more than any document holds, so it was not opened; ask the sender what it is",
    )
}

fn locked() -> Refusal {
    Refusal::new(
        Outcome::Password,
        "This file is protected by a password; open it in the program that made it, save a copy without the password and add that copy",
    )
}
