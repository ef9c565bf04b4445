//! AES with its three lengths of key, the four hashes of Office, and the many rounds between password and key.

use super::Locked;
use aes::cipher::generic_array::GenericArray;
use aes::cipher::{BlockDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// Bytes of a block of AES.
pub(super) const BLOCK: usize = 16;

/// A key that decrypts block by block.
pub(super) enum Key {
    Short(Box<Aes128>),
    Middle(Box<Aes192>),
    Long(Box<Aes256>),
}

impl Key {
    /// A key of 16, 24 or 32 bytes.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Locked> {
        let unknown = |_| Locked::UnknownWay;
        match bytes.len() {
            16 => Aes128::new_from_slice(bytes).map(|k| Self::Short(Box::new(k))).map_err(unknown),
            24 => Aes192::new_from_slice(bytes).map(|k| Self::Middle(Box::new(k))).map_err(unknown),
            32 => Aes256::new_from_slice(bytes).map(|k| Self::Long(Box::new(k))).map_err(unknown),
            _ => Err(Locked::UnknownWay),
        }
    }

    fn decrypt_block(&self, block: &mut [u8; BLOCK]) {
        let block = GenericArray::from_mut_slice(block);
        match self {
            Self::Short(key) => key.decrypt_block(block),
            Self::Middle(key) => key.decrypt_block(block),
            Self::Long(key) => key.decrypt_block(block),
        }
    }

    /// Decrypts whole blocks, each by itself (ECB); a rest that is no block is damage.
    pub(super) fn each_block(&self, encrypted: &[u8]) -> Result<Vec<u8>, Locked> {
        let (blocks, []) = encrypted.as_chunks::<BLOCK>() else { return Err(Locked::Damaged) };
        let mut plain = blocks.to_vec();
        plain.iter_mut().for_each(|block| self.decrypt_block(block));
        Ok(plain.into_flattened())
    }

    /// Decrypts whole blocks, each mixed with the one before (CBC), the first with `first`.
    pub(super) fn chained(&self, encrypted: &[u8], first: &[u8; BLOCK]) -> Result<Vec<u8>, Locked> {
        let (blocks, []) = encrypted.as_chunks::<BLOCK>() else { return Err(Locked::Damaged) };
        let mut before = *first;
        let mut plain = Vec::with_capacity(encrypted.len());
        for block in blocks {
            let mut out = *block;
            self.decrypt_block(&mut out);
            plain.extend(out.iter().zip(before).map(|(a, b)| a ^ b));
            before = *block;
        }
        Ok(plain)
    }
}

/// A hash that Office uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// By the name that stands in the file.
    pub(super) fn named(name: &str) -> Result<Self, Locked> {
        match name {
            "SHA1" | "SHA-1" => Ok(Self::Sha1),
            "SHA256" | "SHA-256" => Ok(Self::Sha256),
            "SHA384" | "SHA-384" => Ok(Self::Sha384),
            "SHA512" | "SHA-512" => Ok(Self::Sha512),
            _ => Err(Locked::UnknownWay),
        }
    }

    /// The hash of two byte strings, one after the other.
    pub(super) fn of(self, first: &[u8], second: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => Sha1::new().chain_update(first).chain_update(second).finalize().to_vec(),
            Self::Sha256 => Sha256::new().chain_update(first).chain_update(second).finalize().to_vec(),
            Self::Sha384 => Sha384::new().chain_update(first).chain_update(second).finalize().to_vec(),
            Self::Sha512 => Sha512::new().chain_update(first).chain_update(second).finalize().to_vec(),
        }
    }

    /// Hashes salt and password, then that with the number of the round, `rounds` times: slow on purpose.
    pub(super) fn rounds(self, salt: &[u8], password: &[u8], rounds: u32) -> Vec<u8> {
        (0..rounds).fold(self.of(salt, password), |hash, round| self.of(&round.to_le_bytes(), &hash))
    }
}

/// Cut to a length, or filled up to it with 0x36, as Office does.
pub(super) fn fit(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, 0x36);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aes_and_hashes_as_published() {
        // FIPS 197, appendix C.
        let plain: Vec<u8> = (0..16).map(|i| i * 0x11).collect();
        let encrypted = [0x69, 0xc4, 0xe0, 0xd8, 0x6a, 0x7b, 0x04, 0x30, 0xd8, 0xcd, 0xb7, 0x80, 0x70, 0xb4, 0xc5, 0x5a];
        let key = Key::of(&(0..16).collect::<Vec<u8>>()).expect("a key");
        assert_eq!(key.each_block(&encrypted), Ok(plain.clone()));
        let first = [0xff; BLOCK];
        let mixed: Vec<u8> = plain.iter().map(|b| b ^ 0xff).collect();
        assert_eq!(key.chained(&encrypted, &first), Ok(mixed));
        assert_eq!(key.each_block(&encrypted[1..]), Err(Locked::Damaged));
        assert!(Key::of(&[0; 17]).is_err());
        // FIPS 180: "abc".
        assert_eq!(Hash::Sha1.of(b"a", b"bc")[..4], [0xa9, 0x99, 0x3e, 0x36]);
        assert_eq!(Hash::Sha512.of(b"ab", b"c")[..4], [0xdd, 0xaf, 0x35, 0xa1]);
        assert_eq!(fit(vec![1, 2, 3], 2), [1, 2]);
        assert_eq!(fit(vec![1], 3), [1, 0x36, 0x36]);
    }
}
