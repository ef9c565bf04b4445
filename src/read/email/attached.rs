//! Attachments: named in the report, and handed out to be read as documents of their own.

use crate::text::SourceBuilder;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::collections::BTreeSet;

/// More files than this hang on no e-mail that a person wrote.
const MAX_ATTACHMENTS: usize = 200;
/// Names are cut at this many characters.
const MAX_NAME_CHARS: usize = 120;
/// As many names are said in the report.
const MAX_SAID: usize = 12;

/// A file that came with an e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, without folders; no two attachments of an e-mail have the same.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The files that came with an e-mail, in order; none when it is no e-mail.
#[must_use]
pub fn attachments(bytes: &[u8]) -> Vec<Attachment> {
    let Some(message) = MessageParser::default().parse(bytes) else { return Vec::new() };
    let named = named(&message).into_iter().take(MAX_ATTACHMENTS);
    named.map(|(name, part)| Attachment { name, bytes: content(part) }).collect()
}

/// Says which attachments there are.
pub fn tell(out: &mut SourceBuilder, message: &Message<'_>) {
    let names: Vec<String> = named(message).into_iter().map(|(name, _)| name).collect();
    let said = match names.as_slice() {
        [] => None,
        [one] => Some(format!("1 attachment, {one}, is not in the text; it is a document of its own.")),
        [first @ .., last] if names.len() <= MAX_SAID => Some(format!(
            "{} attachments, {} and {last}, are not in the text; they are documents of their own.",
            names.len(),
            first.join(", ")
        )),
        _ => Some(format!(
            "{} attachments, {} and others, are not in the text; they are documents of their own.",
            names.len(),
            names.get(..MAX_SAID).unwrap_or_default().join(", ")
        )),
    };
    if let Some(said) = said {
        out.leave_out(said, None);
    }
    if names.len() > MAX_ATTACHMENTS {
        out.leave_out(
            format!("Only the first {MAX_ATTACHMENTS} attachments are added; save the others as files and add those."),
            None,
        );
    }
    let pictures = message.attachments().filter(|part| is_inline_picture(part)).count();
    if pictures > 0 {
        let what =
            format!("Pictures without text: {pictures}. What they show, such as a chart or a genogram, cannot be searched.");
        out.warn(what, None);
    }
}

/// Pictures that stand in the text, such as a logo in a signature, are no documents.
fn is_inline_picture(part: &MessagePart<'_>) -> bool {
    let picture = part.content_type().is_some_and(|t| t.ctype().eq_ignore_ascii_case("image"));
    let hangs = part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment);
    picture && !hangs && part.content_id().is_some()
}

/// All attachments under names that differ.
fn named<'m>(message: &'m Message<'_>) -> Vec<(String, &'m MessagePart<'m>)> {
    let mut taken = BTreeSet::new();
    let mut out = Vec::new();
    for part in message.attachments().filter(|part| !is_inline_picture(part)) {
        let name = name_of(part, out.len() + 1);
        let (stem, ending) = name.rsplit_once('.').map_or((name.as_str(), String::new()), |(s, e)| (s, format!(".{e}")));
        let numbered = (2..).map(|n| format!("{stem} ({n}){ending}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|n| !taken.contains(&n.to_lowercase()));
        let name = free.unwrap_or(name);
        taken.insert(name.to_lowercase());
        out.push((name, part));
    }
    out
}

fn name_of(part: &MessagePart<'_>, number: usize) -> String {
    let given = match &part.body {
        PartType::Message(message) => {
            let subject = part.attachment_name().or_else(|| message.subject()).unwrap_or("message").to_owned();
            if subject.to_lowercase().ends_with(".eml") { subject } else { format!("{subject}.eml") }
        }
        _ => part.attachment_name().unwrap_or_default().to_owned(),
    };
    // A name is only a name: no folders, nothing a system would obey.
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().map(|c| if c.is_control() || "<>:\"|?*".contains(c) { ' ' } else { c }).collect();
    let clean = clean.trim().trim_start_matches('.');
    if clean.is_empty() {
        return format!("attachment {number}{}", ending_of(part));
    }
    let count = clean.chars().count();
    if count <= MAX_NAME_CHARS {
        return clean.to_owned();
    }
    // The end of a name says what the file is.
    let ending: String = clean.chars().skip(count - 10).collect();
    clean.chars().take(MAX_NAME_CHARS - 10).chain(ending.chars()).collect()
}

fn ending_of(part: &MessagePart<'_>) -> &'static str {
    match (&part.body, part.content_type().and_then(mail_parser::ContentType::subtype)) {
        (PartType::Text(_), Some("csv")) => ".csv",
        (PartType::Text(_), Some("calendar")) => ".ics",
        (PartType::Text(_), _) => ".txt",
        (PartType::Html(_), _) => ".html",
        (_, Some("pdf")) => ".pdf",
        _ => "",
    }
}

fn content(part: &MessagePart<'_>) -> Vec<u8> {
    match &part.body {
        PartType::Message(message) => message.raw_message().to_vec(),
        PartType::Text(_) | PartType::Html(_) | PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Multipart(_) => {
            part.contents().to_vec()
        }
    }
}
