//! What the program and its worker say to each other: a length of four bytes, then that much.
//!
//! A request is JSON. An answer starts with one byte that says whether JSON or a picture follows; a picture is two
//! numbers for its size, one for its scale, and then its pixels as they are, for as JSON they would be four times as long.

use crate::read::password::overwrite;
use crate::read::{Extraction, PageImage, Password, Refusal};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use std::path::PathBuf;

/// Longer messages are not answers but accidents.
const MAX_MESSAGE: u32 = 512 << 20;

const JSON: u8 = 0;
const PICTURE: u8 = 1;

/// Something for the worker to do, and what it may cost.
#[derive(Debug, Serialize, Deserialize)]
pub struct Asked {
    /// Memory the child may use, in bytes.
    pub memory_bytes: u64,
    /// What to do.
    pub request: Request,
}

/// Something for the worker to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read the text of a file.
    Extract {
        /// Where it lies.
        path: PathBuf,
        /// Which file inside it, each step counted from 0; empty for the file itself.
        inside: Vec<usize>,
        /// Tried when the file is protected.
        password: Option<Password>,
    },
    /// Draw one page of a PDF.
    Render(Render),
}

/// A page to draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Render {
    /// Where the file lies.
    pub path: PathBuf,
    /// Tried when the file is protected.
    pub password: Option<Password>,
    /// The page, counted from 1.
    pub page: u32,
    /// How large: 1 is 72 dots per inch.
    pub pixels_per_point: f32,
}

/// What the worker made of a request.
#[derive(Debug)]
pub enum Answer {
    /// A file was read, or not, with an outcome.
    Read(Box<Extraction>),
    /// A page was drawn.
    Drawn(PageImage),
    /// A page could not be drawn.
    NotDrawn(Refusal),
}

/// The answers that travel as JSON.
#[derive(Serialize, Deserialize)]
enum Said {
    Read(Box<Extraction>),
    NotDrawn(Refusal),
}

/// Writes a request.
pub fn send(out: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let mut json = serde_json::to_vec(message)?;
    let sent = write_length(out, json.len()).and_then(|()| out.write_all(&json)).and_then(|()| out.flush());
    // It may hold a password.
    overwrite(&mut json);
    sent
}

/// Reads a request; `None` when the other side has closed.
pub fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let Some(mut json) = read_message(from)? else { return Ok(None) };
    let message = serde_json::from_slice(&json).map(Some).map_err(io::Error::from);
    overwrite(&mut json);
    message
}

/// Writes an answer.
pub fn send_answer(out: &mut impl Write, answer: Answer) -> io::Result<()> {
    let said = match answer {
        Answer::Drawn(image) => return send_picture(out, &image),
        Answer::Read(extraction) => Said::Read(extraction),
        Answer::NotDrawn(refusal) => Said::NotDrawn(refusal),
    };
    let json = serde_json::to_vec(&said)?;
    write_length(out, json.len() + 1)?;
    out.write_all(&[JSON])?;
    out.write_all(&json)?;
    out.flush()
}

fn send_picture(out: &mut impl Write, image: &PageImage) -> io::Result<()> {
    write_length(out, 13 + image.rgba.len())?;
    out.write_all(&[PICTURE])?;
    out.write_all(&image.width.to_le_bytes())?;
    out.write_all(&image.height.to_le_bytes())?;
    out.write_all(&image.pixels_per_point.to_le_bytes())?;
    out.write_all(&image.rgba)?;
    out.flush()
}

/// Reads an answer; `None` when the other side has closed.
pub fn receive_answer(from: &mut impl Read) -> io::Result<Option<Answer>> {
    let Some(length) = read_length(from)? else { return Ok(None) };
    let kind = read_four(&mut from.take(1), 1)?[0];
    let rest = length.checked_sub(1).ok_or(io::ErrorKind::InvalidData)?;
    match kind {
        JSON => {
            let said = serde_json::from_slice(&read_exactly(from, rest)?)?;
            Ok(Some(match said {
                Said::Read(extraction) => Answer::Read(extraction),
                Said::NotDrawn(refusal) => Answer::NotDrawn(refusal),
            }))
        }
        PICTURE => receive_picture(from, rest).map(|image| Some(Answer::Drawn(image))),
        _ => Err(io::Error::new(io::ErrorKind::InvalidData, "an answer of no known kind")),
    }
}

fn receive_picture(from: &mut impl Read, length: u32) -> io::Result<PageImage> {
    let width = u32::from_le_bytes(read_four(from, 4)?);
    let height = u32::from_le_bytes(read_four(from, 4)?);
    let pixels_per_point = f32::from_le_bytes(read_four(from, 4)?);
    let pixels = u64::from(width).checked_mul(u64::from(height)).and_then(|p| p.checked_mul(4));
    let is_true = pixels.and_then(|p| p.checked_add(12)) == Some(length.into()) && pixels_per_point > 0.0;
    if !is_true || pixels == Some(0) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a picture that is not of its size"));
    }
    Ok(PageImage { width, height, pixels_per_point, rgba: read_exactly(from, length.saturating_sub(12))? })
}

fn write_length(out: &mut impl Write, length: usize) -> io::Result<()> {
    let length = u32::try_from(length).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())
}

/// The first `count` bytes of four, the others 0.
fn read_four(from: &mut impl Read, count: usize) -> io::Result<[u8; 4]> {
    let mut bytes = [0; 4];
    from.read_exact(bytes.get_mut(..count).unwrap_or_default())?;
    Ok(bytes)
}

fn read_length(from: &mut impl Read) -> io::Result<Option<u32>> {
    let length = match read_four(from, 4) {
        Ok(bytes) => u32::from_le_bytes(bytes),
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(e) => return Err(e),
    };
    if length > MAX_MESSAGE {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a message too long to be true"));
    }
    Ok(Some(length))
}

fn read_message(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    read_length(from)?.map(|length| read_exactly(from, length)).transpose()
}

/// Grows with what really arrives, so that a lying length costs nothing.
fn read_exactly(from: &mut impl Read, length: u32) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = from.take(length.into()).read_to_end(&mut bytes)?;
    if read as u64 == u64::from(length) { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Asked {
        let password = Some(Password::new("geheim \"x\"".to_owned()));
        let render = Render { path: "a\nb.pdf".into(), password, page: 3, pixels_per_point: 1.5 };
        Asked { memory_bytes: 7, request: Request::Render(render) }
    }

    #[test]
    fn requests_survive_and_nonsense_is_an_error() {
        let mut pipe = Vec::new();
        send(&mut pipe, &request()).expect("writes");
        let back: Option<Asked> = receive(&mut pipe.as_slice()).expect("reads");
        assert_eq!(back.map(|a| a.request), Some(request().request));
        assert!(receive::<Asked>(&mut [].as_slice()).expect("closed").is_none());
        assert!(receive::<Asked>(&mut [9, 0, 0, 0, b'{'].as_slice()).is_err());
        assert!(receive::<Asked>(&mut [255; 8].as_slice()).is_err());
    }

    #[test]
    fn pictures_survive_byte_for_byte() {
        let image = PageImage { width: 2, height: 3, pixels_per_point: 1.25, rgba: (0..24).collect() };
        let mut pipe = Vec::new();
        send_answer(&mut pipe, Answer::Drawn(image.clone())).expect("writes");
        send_answer(&mut pipe, Answer::NotDrawn(Refusal::new(crate::read::Outcome::Corrupt, "no"))).expect("writes");
        let mut from = pipe.as_slice();
        assert!(matches!(receive_answer(&mut from), Ok(Some(Answer::Drawn(back))) if back == image));
        assert!(matches!(receive_answer(&mut from), Ok(Some(Answer::NotDrawn(back))) if back.reason == "no"));
        assert!(matches!(receive_answer(&mut from), Ok(None)));
    }

    #[test]
    fn a_lying_answer_is_an_error_at_every_byte() {
        let image = PageImage { width: 2, height: 3, pixels_per_point: 1.25, rgba: (0..24).collect() };
        let mut pipe = Vec::new();
        send_answer(&mut pipe, Answer::Drawn(image)).expect("writes");
        for keep in 4..pipe.len() {
            assert!(receive_answer(&mut &pipe[..keep]).is_err(), "{keep} bytes");
        }
        for (at, wrong) in [(0, 9), (4, 2), (5, 3), (9, 200), (12, 255)] {
            let mut lying = pipe.clone();
            lying[at] = wrong;
            assert!(receive_answer(&mut lying.as_slice()).is_err(), "byte {at}");
        }
    }
}
