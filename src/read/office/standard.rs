//! "Standard" encryption, of Office 2007: AES block by block, SHA-1, numbers at fixed places.

use super::cipher::{Hash, Key};
use super::{Locked, package_parts, take, take_u32, utf16};
use crate::read::Password;

/// AES with keys of 128, 192 and 256 bits.
const AES: [u32; 3] = [0x660e, 0x660f, 0x6610];
const ROUNDS: u32 = 50_000;
/// Bytes of a SHA-1.
const HASH: usize = 20;

/// Decrypts a package; `how` starts with the size of its header.
pub(super) fn open(how: &[u8], package: &[u8], password: &Password) -> Result<Vec<u8>, Locked> {
    let mut rest = how;
    let header_size = take_u32(&mut rest)? as usize;
    let mut header = take(&mut rest, header_size)?;
    take(&mut header, 8)?;
    let (cipher, hash, key_bits) = (take_u32(&mut header)?, take_u32(&mut header)?, take_u32(&mut header)?);
    // 0 stands for SHA-1, as 0x8004 does.
    if !AES.contains(&cipher) || !matches!(hash, 0 | 0x8004) || !matches!(key_bits, 128 | 192 | 256) {
        return Err(Locked::UnknownWay);
    }
    let salt_size = take_u32(&mut rest)? as usize;
    let salt = take(&mut rest, salt_size)?;
    let input = take(&mut rest, 16)?;
    take_u32(&mut rest)?;
    let value = take(&mut rest, 32)?;
    let key = Key::of(&key_of(salt, password, key_bits as usize / 8))?;
    if !key.each_block(value)?.starts_with(&Hash::Sha1.of(&key.each_block(input)?, &[])) {
        return Err(Locked::WrongPassword);
    }
    let (size, encrypted) = package_parts(package)?;
    // Some programs add bytes after the last whole block.
    let whole = encrypted.get(..encrypted.len() / 16 * 16).ok_or(Locked::Damaged)?;
    let mut plain = key.each_block(whole)?;
    plain.truncate(size);
    Ok(plain)
}

fn key_of(salt: &[u8], password: &Password, length: usize) -> Vec<u8> {
    let hashed = Hash::Sha1.of(&Hash::Sha1.rounds(salt, &utf16(password), ROUNDS), &0_u32.to_le_bytes());
    let half = |filler: u8| {
        let mut block = [filler; 64];
        block.iter_mut().zip(&hashed).for_each(|(to, from)| *to ^= from);
        Hash::Sha1.of(&block, &[])
    };
    let mut key = half(0x36);
    key.extend(half(0x5c));
    debug_assert_eq!(key.len(), 2 * HASH);
    key.truncate(length);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use aes::Aes128;
    use aes::cipher::generic_array::GenericArray;
    use aes::cipher::{BlockEncrypt, KeyInit};

    /// A file as Office 2007 writes it, by the rules read the other way.
    fn locked(password: &str, content: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let salt = [7; 16];
        let key = key_of(&salt, &Password::new(password.to_owned()), 16);
        let aes = Aes128::new_from_slice(&key).expect("a key");
        let encrypt = |bytes: &[u8]| -> Vec<u8> {
            let mut blocks: Vec<u8> = bytes.to_vec();
            blocks.resize(bytes.len().div_ceil(16) * 16, 0);
            blocks.chunks_mut(16).for_each(|b| aes.encrypt_block(GenericArray::from_mut_slice(b)));
            blocks
        };
        let mut how = Vec::new();
        for number in [32_u32, 0x24, 0, 0x660e, 0x8004, 128, 0x18, 0, 0, 16] {
            how.extend(number.to_le_bytes());
        }
        how.extend(salt);
        let input = [9; 16];
        how.extend(encrypt(&input));
        how.extend(20_u32.to_le_bytes());
        how.extend(encrypt(&Hash::Sha1.of(&input, &[])));
        let mut package = (content.len() as u64).to_le_bytes().to_vec();
        package.extend(encrypt(content));
        (how, package)
    }

    #[test]
    fn opens_with_the_password_and_only_with_it() {
        let content = b"PK and more bytes than two blocks hold";
        let (how, package) = locked("Straße 9", content);
        let open = |password: &str| open(&how, &package, &Password::new(password.to_owned()));
        assert_eq!(open("Straße 9"), Ok(content.to_vec()));
        assert_eq!(open("strasse 9"), Err(Locked::WrongPassword));
        assert_eq!(open(""), Err(Locked::WrongPassword));
    }

    #[test]
    fn a_cut_or_lying_file_is_damaged() {
        let password = Password::new("a".to_owned());
        let (how, package) = locked("a", b"some content");
        for keep in 0..how.len() {
            assert_eq!(open(&how[..keep], &package, &password), Err(Locked::Damaged), "{keep} bytes");
        }
        let mut lying = package.clone();
        lying[6] = 1;
        assert_eq!(open(&how, &lying, &password), Err(Locked::Damaged));
        let mut unknown = how.clone();
        unknown[12] = 1;
        assert_eq!(open(&unknown, &package, &password), Err(Locked::UnknownWay));
    }
}
