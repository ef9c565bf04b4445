//! The sentences for files that are not read: what it is, why it cannot be used, what to do.

use super::sniff::{Content, extension};
use super::{Outcome, Refusal};

/// Why content of this kind is not read.
#[must_use]
pub fn refuse(content: Content, file_name: &str) -> Refusal {
    let ending = extension(file_name);
    match content {
        Content::Html if promises_another_type(file_name) => Refusal::new(
            Outcome::WrongType,
            format!(
                "This is a web page although its name ends in .{ending}, so it is probably an error page of the website; download the document again"
            ),
        ),
        Content::Text | Content::Csv => Refusal::new(
            Outcome::WrongType,
            format!(
                "This is plain text although its name ends in .{ending}; if it really is the document, rename it to .txt and add it again"
            ),
        ),
        other => Refusal::new(outcome(other), sentence(other)),
    }
}

const fn outcome(content: Content) -> Outcome {
    match content {
        Content::EncryptedOffice => Outcome::Password,
        Content::Empty | Content::Blank => Outcome::Corrupt,
        Content::Zip | Content::Program | Content::Xml | Content::Unknown => Outcome::WrongType,
        Content::Odt
        | Content::Rtf
        | Content::Html
        | Content::Email
        | Content::Mailbox
        | Content::WebArchive
        | Content::OutlookMessage
        | Content::Spreadsheet
        | Content::OldExcel
        | Content::Csv
        | Content::Slides
        | Content::OldPowerPoint
        | Content::OldWord
        | Content::OldOffice
        | Content::Image
        | Content::Text
        | Content::Pdf
        | Content::Docx
        | Content::Markdown => Outcome::Unsupported,
    }
}

#[rustfmt::skip]
const fn sentence(content: Content) -> &'static str {
    match content {
        Content::OutlookMessage => "This is an Outlook message, which cannot be read here; in Outlook choose File, Save As and HTML, save its attachments as files of their own, and add those",
        Content::Mailbox => "This is a mailbox of many e-mails, which cannot be read here; save the e-mails that matter as .eml files and add those",
        Content::WebArchive => "This is a web archive, which cannot be read here; open it in a browser or Word, save it as PDF or as a web page without pictures (.html), and add that",
        Content::Slides | Content::OldPowerPoint => "This is a slide show, which cannot be read here; open it in PowerPoint, save it as PDF and add that",
        Content::OldWord => "This is a Word document of before 2007, which cannot be read here; open it in Word, save it as .docx and add that",
        Content::OldOffice => "This is a file of an old office program, which cannot be read here; open it in that program, save it as .docx or PDF and add that",
        Content::Image => "This is a picture, and words in pictures cannot be read here; make a PDF with recognised text of it and add that",
        Content::EncryptedOffice => "This document is protected by a password; give the password when adding it, or open it in Word, remove the password under File, Info, Protect Document, and add that copy",
        Content::Zip => "This is an archive of files and not a document; unpack it and add the documents inside",
        Content::Program => "This is a program and not a document; do not open it, and ask the sender what it is",
        Content::Xml => "This is a file for programs (XML) and not a document for people; add the document it was made from",
        Content::Empty => "This file is empty, so there is nothing to read; ask for a fresh copy",
        Content::Blank => "This file holds nothing but zero bytes, as a copy does that was broken off; ask for a fresh copy",
        Content::Unknown | Content::Text | Content::Csv | Content::Pdf | Content::Docx | Content::Odt | Content::Rtf | Content::Html | Content::Email | Content::Spreadsheet | Content::OldExcel | Content::Markdown => {
            "This is not a document of any kind known here; open it in the program that made it, save it as .docx or PDF and add that"
        }
    }
}

/// Whether the name says that the file is a document of a kind that is never plain text or a web page.
///
/// Programs that export tables and letters write web pages and lists under the old names of Office.
#[must_use]
pub fn promises_another_type(file_name: &str) -> bool {
    let kinds = ["pdf", "docx", "docm", "odt", "xlsx", "pptx", "ppt", "msg", "png", "jpg", "jpeg"];
    kinds.contains(&extension(file_name).as_str())
}

/// Whether the name says that the file is no plain text; of lists and web pages it may still be one.
#[must_use]
pub fn promises_no_text(file_name: &str) -> bool {
    promises_another_type(file_name) || ["doc", "xls"].contains(&extension(file_name).as_str())
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
