//! What `import` and `extract` do only when asked: try a password, read pictures by text recognition.

use super::output::Failure;
use crate::app::import::Allowed;
use crate::read::{Password, Tesseract};
use std::io::BufRead;
use std::sync::Arc;

/// Flags for files that cannot be read just so.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// Read a password from the first line of standard input; it is tried on protected files only.
    #[arg(long)]
    password_stdin: bool,
    /// Read pages that are pictures with the program tesseract, when it is installed.
    #[arg(long)]
    ocr: bool,
}

impl Asked {
    /// What may be used for reading.
    ///
    /// # Errors
    /// When there is no password to read, or no text recognition.
    pub(super) fn allowed(&self) -> Result<Allowed, Failure> {
        let password = self.password_stdin.then(|| first_line(&mut std::io::stdin().lock())).transpose()?;
        let find = || Tesseract::find().map(Arc::new).map_err(|absent| Failure::not_done(absent.to_string()));
        Ok(Allowed { password, recognition: self.ocr.then(find).transpose()? })
    }

    /// Says on standard error that there is a way to read pictures, when files have some and it was not asked for.
    pub(super) fn hint(&self, with_pictures: usize) {
        if with_pictures == 0 || self.ocr {
            return;
        }
        let files = if with_pictures == 1 { "1 file has".to_owned() } else { format!("{with_pictures} files have") };
        eprintln!("Note: {files} pages that are pictures; with --ocr the program tesseract reads them, when it is installed.");
    }
}

fn first_line(from: &mut impl BufRead) -> Result<Password, Failure> {
    let unreadable =
        |e: std::io::Error| Failure::not_done(format!("no password could be read from standard input: {}", e.kind()));
    let mut line = String::new();
    from.read_line(&mut line).map_err(unreadable)?;
    let end = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(end);
    if line.is_empty() {
        return Err(Failure::not_done("--password-stdin was given, but the first line of standard input is empty"));
    }
    Ok(Password::new(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_without_its_end_is_the_password() {
        assert_eq!(first_line(&mut "pass wörd \r\nmore\n".as_bytes()).expect("a line").reveal(), "pass wörd ");
        assert_eq!(first_line(&mut "pass".as_bytes()).expect("a line").reveal(), "pass");
        assert!(first_line(&mut "\n".as_bytes()).is_err() && first_line(&mut "".as_bytes()).is_err());
        assert!(first_line(&mut [0xff, 0xfe, b'\n'].as_slice()).is_err());
    }
}
