//! Opens Word and Excel files that are protected by a password (ECMA-376, as Office has written them since 2007).
//!
//! Such a file is an OLE container with two streams: how it is encrypted, and the encrypted ZIP package. The rules are
//! those of Microsoft's [MS-OFFCRYPTO], sections 2.3.4.4 to 2.3.4.15. The crate `office-crypto` does the same, but knows
//! only one of the four hashes (Word's own file here uses another) and cannot tell that a password is wrong.
//!
//! The check of integrity (an HMAC over the package) is left out: each part of the ZIP has its own check sum.

mod agile;
mod cipher;
mod standard;

use super::render::wrong_password;
use super::{Outcome, Password, Refusal};
use std::io::{Cursor, Read};

/// How many rounds of hashing a file may ask for: [MS-OFFCRYPTO] allows ten million, Office asks for 100,000.
const MOST_ROUNDS: u32 = 10_000_000;

/// Why a protected file does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Locked {
    WrongPassword,
    UnknownWay,
    Damaged,
}

/// The package inside a protected file.
///
/// # Errors
/// A refusal with one plain sentence: the password is wrong, the way of encryption is not known, the file is damaged.
pub fn unlock(bytes: &[u8], password: &Password) -> Result<Vec<u8>, Refusal> {
    open(bytes, password).map_err(|locked| match locked {
        Locked::WrongPassword => wrong_password(),
        Locked::UnknownWay => Refusal::new(
            Outcome::Unsupported,
            "This document is protected in a way that is not known here; open it in Word, remove the password under File, Info, Protect Document, and add that copy",
        ),
        Locked::Damaged => Refusal::new(
            Outcome::Corrupt,
            "This document is protected by a password and also damaged, so it cannot be opened; ask for a fresh copy",
        ),
    })
}

fn open(bytes: &[u8], password: &Password) -> Result<Vec<u8>, Locked> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_damaged| Locked::Damaged)?;
    let mut stream = |name: &str| {
        let mut content = Vec::new();
        let most = bytes.len() as u64;
        let read = container.open_stream(name).and_then(|s| s.take(most).read_to_end(&mut content));
        read.map(|_| content).map_err(|_damaged| Locked::Damaged)
    };
    let how = stream("/EncryptionInfo")?;
    let package = stream("/EncryptedPackage")?;
    match how.get(..4).ok_or(Locked::Damaged)? {
        [4, 0, 4, 0] => agile::open(how.get(8..).ok_or(Locked::Damaged)?, &package, password),
        [2..=4, 0, 2, 0] => standard::open(how.get(8..).ok_or(Locked::Damaged)?, &package, password),
        _ => Err(Locked::UnknownWay),
    }
}

/// The encrypted bytes of a package and the size of what is in them.
fn package_parts(package: &[u8]) -> Result<(usize, &[u8]), Locked> {
    let (size, encrypted) = package.split_first_chunk::<8>().ok_or(Locked::Damaged)?;
    let size = usize::try_from(u64::from_le_bytes(*size)).map_err(|_too_large| Locked::Damaged)?;
    // A lying size would cut off nothing or ask for memory that is not there.
    if size > encrypted.len() { Err(Locked::Damaged) } else { Ok((size, encrypted)) }
}

/// The four bytes of a number from the front.
fn take_u32(from: &mut &[u8]) -> Result<u32, Locked> {
    let (number, rest) = from.split_first_chunk::<4>().ok_or(Locked::Damaged)?;
    *from = rest;
    Ok(u32::from_le_bytes(*number))
}

/// The first `count` bytes.
fn take<'a>(from: &mut &'a [u8], count: usize) -> Result<&'a [u8], Locked> {
    let (taken, rest) = from.split_at_checked(count).ok_or(Locked::Damaged)?;
    *from = rest;
    Ok(taken)
}

/// The password as Office hashes it.
fn utf16(password: &Password) -> Vec<u8> {
    password.reveal().encode_utf16().flat_map(u16::to_le_bytes).collect()
}
