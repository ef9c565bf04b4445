//! E-mails (.eml): who wrote to whom and when, then the words; attachments are documents of their own.

mod attached;
mod body;

pub use attached::{Attachment, attachments};

use super::flow::{Flow, Piece};
use super::{Outcome, Reader, Refusal};
use crate::text::SourceText;
use mail_parser::{Address, DateTime, Message, MessageParser, MimeHeaders};

/// The reader of e-mails.
#[derive(Clone, Copy, Debug, Default)]
pub struct Email;

impl Reader for Email {
    fn id(&self) -> &'static str {
        "email/1"
    }

    fn read(&self, bytes: &[u8], _file_name: &str) -> Result<(SourceText, Option<String>), Refusal> {
        let message = MessageParser::default().parse(bytes).ok_or_else(damaged)?;
        if is_encrypted(&message) {
            return Err(Refusal::new(
                Outcome::Password,
                "This e-mail is encrypted, so its text cannot be read here; open it in Outlook, save its text as .docx and its attachments as files of their own, and add those",
            ));
        }
        let mut flow = Flow::new(self.id());
        for (name, value) in head(&message) {
            flow.push(&Piece::row(0, vec![(name.to_owned(), 1), (value, 1)]));
        }
        let (mut flow, is_cut) = body::read(flow, &message);
        attached::tell(&mut flow.out, &message);
        Ok((flow.out.build(), is_cut.then(super::html::cut)))
    }
}

fn damaged() -> Refusal {
    Refusal::new(
        Outcome::Corrupt,
        "This e-mail is damaged and cannot be read; open it in Outlook, save it again and add that copy",
    )
}

fn is_encrypted(message: &Message<'_>) -> bool {
    let encrypted = |part: &mail_parser::MessagePart<'_>| {
        let Some(kind) = part.content_type() else { return false };
        match (kind.ctype(), kind.subtype().unwrap_or_default()) {
            (of, "encrypted") => of.eq_ignore_ascii_case("multipart"),
            (_, "pkcs7-mime" | "x-pkcs7-mime") => kind.attribute("smime-type").is_none_or(|t| t.contains("enveloped")),
            _ => false,
        }
    };
    message.parts.iter().take(3).any(encrypted)
}

/// The lines above the words, as a program for e-mail shows them.
fn head(message: &Message<'_>) -> Vec<(&'static str, String)> {
    let people = |address: Option<&Address<'_>>| address.map(people).unwrap_or_default();
    let mut out = vec![
        ("From", people(message.from())),
        ("To", people(message.to())),
        ("Cc", people(message.cc())),
        ("Date", message.date().filter(|d| d.is_valid()).map(day).unwrap_or_default()),
        ("Subject", message.subject().unwrap_or_default().to_owned()),
    ];
    out.retain(|(_, value)| !value.trim().is_empty());
    out
}

fn people(address: &Address<'_>) -> String {
    let shown = address.iter().map(|person| match (person.name(), person.address()) {
        (Some(name), Some(address)) if name != address => format!("{name} <{address}>"),
        (Some(one), _) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    });
    shown.filter(|s| !s.is_empty()).collect::<Vec<_>>().join("; ")
}

/// The sender's own day and time.
fn day(date: &DateTime) -> String {
    let DateTime { year, month, day, hour, minute, tz_before_gmt, tz_hour, tz_minute, .. } = date;
    let zone = match (tz_hour, tz_minute) {
        (0, 0) => "UTC".to_owned(),
        _ => format!("{}{tz_hour:02}:{tz_minute:02}", if *tz_before_gmt { '-' } else { '+' }),
    };
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} {zone}")
}
