//! "Agile" encryption, of Office 2010 and later: how it was done stands in a small XML.

use super::cipher::{BLOCK, Hash, Key, fit};
use super::{Locked, MOST_ROUNDS, package_parts, utf16};
use crate::read::Password;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Which key is made of the password: to check it, twice, and for the key of the package.
const CHECK_INPUT: [u8; 8] = [0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79];
const CHECK_VALUE: [u8; 8] = [0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e];
const PACKAGE_KEY: [u8; 8] = [0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6];

/// The package is encrypted in pieces of this size.
const SEGMENT: usize = 4096;

/// The attributes of one element.
struct Stated(BTreeMap<String, String>);

impl Stated {
    fn of(element: &BytesStart<'_>) -> Result<Self, Locked> {
        let mut stated = BTreeMap::new();
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|_damaged| Locked::Damaged)?;
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_damaged| Locked::Damaged);
            stated.insert(text(attribute.key.local_name().as_ref())?, text(&attribute.value)?);
        }
        Ok(Self(stated))
    }

    fn text(&self, name: &str) -> Result<&str, Locked> {
        self.0.get(name).map(String::as_str).ok_or(Locked::Damaged)
    }

    fn number(&self, name: &str) -> Result<u32, Locked> {
        self.text(name)?.parse().map_err(|_damaged| Locked::Damaged)
    }

    fn bytes(&self, name: &str) -> Result<Vec<u8>, Locked> {
        base64(self.text(name)?).ok_or(Locked::Damaged)
    }

    fn hash(&self) -> Result<Hash, Locked> {
        Hash::named(self.text("hashAlgorithm")?)
    }

    /// Bytes of the key; only AES in chained blocks is known.
    fn key_bytes(&self) -> Result<usize, Locked> {
        let known = self.text("cipherAlgorithm")? == "AES" && self.text("cipherChaining")? == "ChainingModeCBC";
        match self.number("keyBits")? {
            bits @ (128 | 192 | 256) if known => Ok(bits as usize / 8),
            _ => Err(Locked::UnknownWay),
        }
    }
}

/// Decrypts a package.
pub(super) fn open(xml: &[u8], package: &[u8], password: &Password) -> Result<Vec<u8>, Locked> {
    let (data, lock) = read(xml)?;
    let key = Key::of(&package_key(&lock, password, data.key_bytes()?)?)?;
    let (hash, salt) = (data.hash()?, data.bytes("saltValue")?);
    let (size, encrypted) = package_parts(package)?;
    let mut plain = Vec::with_capacity(encrypted.len());
    for (number, segment) in (0_u32..).zip(encrypted.chunks(SEGMENT)) {
        plain.extend(key.chained(segment, &first_block(hash.of(&salt, &number.to_le_bytes())))?);
    }
    plain.truncate(size);
    Ok(plain)
}

/// What the XML says of the package, and of the password's lock on its key.
fn read(xml: &[u8]) -> Result<(Stated, Stated), Locked> {
    let mut reader = Reader::from_reader(xml);
    let (mut data, mut lock) = (None, None);
    loop {
        match reader.read_event().map_err(|_damaged| Locked::Damaged)? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                b"keyData" => data = Some(Stated::of(&element)?),
                b"encryptedKey" if lock.is_none() => lock = Some(Stated::of(&element)?),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    // A lock without a password opens by a certificate.
    Ok((data.ok_or(Locked::Damaged)?, lock.ok_or(Locked::UnknownWay)?))
}

/// The key of the package, when the password is right.
fn package_key(lock: &Stated, password: &Password, length: usize) -> Result<Vec<u8>, Locked> {
    let (hash, salt, key_bytes) = (lock.hash()?, lock.bytes("saltValue")?, lock.key_bytes()?);
    let rounds = lock.number("spinCount")?;
    if rounds > MOST_ROUNDS {
        return Err(Locked::UnknownWay);
    }
    let hashed = hash.rounds(&salt, &utf16(password), rounds);
    let first = first_block(salt.clone());
    let opened = |name: &str, block: &[u8]| {
        let key = Key::of(&fit(hash.of(&hashed, block), key_bytes))?;
        key.chained(&lock.bytes(name)?, &first)
    };
    let input = opened("encryptedVerifierHashInput", &CHECK_INPUT)?;
    let value = opened("encryptedVerifierHashValue", &CHECK_VALUE)?;
    let expected = hash.of(input.get(..salt.len()).ok_or(Locked::Damaged)?, &[]);
    if !value.starts_with(&expected) {
        return Err(Locked::WrongPassword);
    }
    let mut key = opened("encryptedKeyValue", &PACKAGE_KEY)?;
    key.truncate(length);
    Ok(key)
}

fn first_block(bytes: Vec<u8>) -> [u8; BLOCK] {
    let mut block = [0x36; BLOCK];
    block.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    block
}

/// Decodes base64 with its padding; none for anything else.
fn base64(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.trim_end_matches('=');
    let mut bytes = Vec::new();
    let (mut bits, mut held) = (0_u32, 0);
    for c in digits.bytes() {
        let digit = u32::try_from(ALPHABET.iter().position(|a| *a == c)?).ok()?;
        bits = (bits << 6 | digit) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_every_length() {
        for (text, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar")] {
            assert_eq!(base64(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(base64("//79"), Some(vec![0xff, 0xfe, 0xfd]));
        assert_eq!(base64("Zm 9v"), None);
    }

    #[test]
    fn what_the_xml_lacks_is_damage_or_unknown() {
        let password = Password::new("pass".to_owned());
        let open = |xml: &str| open(xml.as_bytes(), &[0; 24], &password);
        assert_eq!(open("<encryption/>"), Err(Locked::Damaged));
        assert_eq!(open("<encryption><keyData/></encryption>"), Err(Locked::UnknownWay));
        let data = r#"<keyData keyBits="256" cipherAlgorithm="RC2" cipherChaining="ChainingModeCBC"/>"#;
        assert_eq!(open(&format!("<e>{data}<p:encryptedKey/></e>")), Err(Locked::UnknownWay));
        assert_eq!(open("<e"), Err(Locked::Damaged));
    }
}
