//! The sentences for files that are not read: what it is, why it cannot be used, what to do.

use super::sniff::{Content, extension};
use super::{Outcome, Refusal};

/// Why content of this kind is not read.
#[must_use]
pub fn refuse(content: Content, file_name: &str) -> Refusal {
    use Outcome::{Corrupt, Password, Unsupported, WrongType};
    let (outcome, reason) = match content {
        Content::Odt => (
            Unsupported,
            "This is an OpenDocument text, which is not read yet; save it as .docx in LibreOffice or Word and add that",
        ),
        Content::Rtf => {
            (Unsupported, "This is a Rich Text document, which is not read yet; open it in Word, save it as .docx and add that")
        }
        Content::Html if promises_another_type(file_name) => {
            return Refusal::new(
                WrongType,
                format!(
                    "This is a web page although its name ends in .{}, so it is probably an error page of the website; download the document again",
                    extension(file_name)
                ),
            );
        }
        Content::Html => {
            (Unsupported, "This is a web page, which is not read yet; open it in Word, save it as .docx and add that")
        }
        Content::Email => (
            Unsupported,
            "This is an e-mail, which is not read yet; save its text as .docx and its attachments as files of their own, and add those",
        ),
        Content::OutlookMessage => (
            Unsupported,
            "This is an Outlook message, which cannot be read here; save its text as .txt or .docx and its attachments as files of their own, and add those",
        ),
        Content::Spreadsheet | Content::OldExcel => (
            Unsupported,
            "This is a spreadsheet, which is not read as a document; copy its table into Word, save it as .docx and add that",
        ),
        Content::Csv => (
            Unsupported,
            "This is a list of values, which is not read as a document; copy its table into Word, save it as .docx and add that",
        ),
        Content::Slides | Content::OldPowerPoint => (
            Unsupported,
            "This is a slide show, which cannot be read here; save its outline as .docx or .rtf in PowerPoint and add the .docx",
        ),
        Content::OldWord => (
            Unsupported,
            "This is a Word document of before 2007, which cannot be read here; open it in Word, save it as .docx and add that",
        ),
        Content::OldOffice => (
            Unsupported,
            "This is a file of an old office program, which cannot be read here; open it in that program, save it as .docx or PDF and add that",
        ),
        Content::Image => (
            Unsupported,
            "This is a picture, and words in pictures cannot be read here; make a PDF with recognised text of it and add that",
        ),
        Content::EncryptedOffice => (
            Password,
            "This document is protected by a password; open it in Word, remove the password under File, Info, Protect Document, and add that copy",
        ),
        Content::Zip => (WrongType, "This is an archive of files and not a document; unpack it and add the documents inside"),
        Content::Program => (WrongType, "This is a program and not a document; do not open it, and ask the sender what it is"),
        Content::Xml => {
            (WrongType, "This is a file for programs (XML) and not a document for people; add the document it was made from")
        }
        Content::Text => {
            return Refusal::new(
                WrongType,
                format!(
                    "This is plain text although its name ends in .{}; if it really is the document, rename it to .txt and add it again",
                    extension(file_name)
                ),
            );
        }
        Content::Empty => (Corrupt, "This file is empty, so there is nothing to read; ask for a fresh copy"),
        Content::Blank => {
            (Corrupt, "This file holds nothing but zero bytes, as a copy does that was broken off; ask for a fresh copy")
        }
        Content::Unknown | Content::Pdf | Content::Docx | Content::Markdown => (
            WrongType,
            "This is not a document of any kind known here; open it in the program that made it, save it as .docx or PDF and add that",
        ),
    };
    Refusal::new(outcome, reason)
}

/// Whether the name says that the file is a document of a kind that is never plain text.
#[must_use]
pub fn promises_another_type(file_name: &str) -> bool {
    let kinds = ["pdf", "docx", "docm", "doc", "odt", "xlsx", "xls", "pptx", "ppt", "msg", "png", "jpg", "jpeg"];
    kinds.contains(&extension(file_name).as_str())
}

/// A document that was read and has no words in it.
#[must_use]
pub fn no_text(partial: Option<String>) -> Refusal {
    partial.map_or_else(
        || {
            Refusal::new(
                Outcome::Scanned,
                "This document holds no words, only pictures or nothing at all; ask for a version with text in it",
            )
        },
        |reason| Refusal::new(Outcome::Corrupt, reason),
    )
}
