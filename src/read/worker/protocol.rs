//! What the program and its worker say to each other: a length of four bytes, then that much JSON.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use std::path::PathBuf;

/// Longer messages are not answers but accidents.
const MAX_MESSAGE: u32 = 512 << 20;

/// One file to read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    /// Where it lies.
    pub path: PathBuf,
    /// Memory the child may use, in bytes.
    pub memory_bytes: u64,
}

/// Writes one message.
pub fn send(out: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_vec(message)?;
    let length = u32::try_from(json.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&json)?;
    out.flush()
}

/// Reads one message; `None` when the other side has closed.
pub fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Ok(()) => {}
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(e) => return Err(e),
    }
    let length = u32::from_le_bytes(length);
    if length > MAX_MESSAGE {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a message too long to be true"));
    }
    let mut json = Vec::new();
    from.take(length.into()).read_to_end(&mut json)?;
    serde_json::from_slice(&json).map(Some).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_and_nonsense_is_an_error() {
        let mut pipe = Vec::new();
        send(&mut pipe, &Request { path: "a\nb.pdf".into(), memory_bytes: 7 }).expect("writes");
        let back: Option<Request> = receive(&mut pipe.as_slice()).expect("reads");
        assert_eq!(back.map(|r| r.path), Some("a\nb.pdf".into()));
        assert!(receive::<Request>(&mut [].as_slice()).expect("closed").is_none());
        assert!(receive::<Request>(&mut [9, 0, 0, 0, b'{'].as_slice()).is_err());
        assert!(receive::<Request>(&mut [255; 8].as_slice()).is_err());
    }
}
