//! XML as small trees, for the parts of office files.
//!
//! Three things are refused because hostile files use them: document types (and with them entities of one's
//! own), nesting beyond `MAX_DEPTH`, and trees of millions of elements. A document body is handed out child by
//! child, so that a long report is never a tree as a whole. Namespaces matter: `a:t` in a drawing is not `w:t`.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};
use std::borrow::Cow;

/// Elements nested deeper than this are left out; Word itself stops far earlier.
pub const MAX_DEPTH: usize = 256;
/// More elements than this in one paragraph or table are an attack on memory, not a document.
const MAX_ELEMENTS: usize = 2_000_000;

/// Below this the parser itself loses count (it counts levels in 16 bits), so reading stops.
const MAX_LEVELS: usize = 50_000;

/// The namespaces that readers tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ns {
    /// WordprocessingML, transitional or strict.
    Word,
    /// Markup compatibility: `AlternateContent`.
    Compat,
    /// Formulas.
    Math,
    /// OpenDocument.
    Odf(Odf),
    /// Anything else.
    Other,
}

/// The namespaces of OpenDocument; each has elements of the same names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odf {
    /// The document, its body, annotations.
    Office,
    /// Paragraphs, lists, notes, fields.
    Text,
    /// Tables.
    Table,
    /// Frames and shapes.
    Draw,
    /// Styles.
    Style,
    /// Marks of fields in forms.
    Field,
    /// What LibreOffice adds.
    Extension,
}

/// An element with its attributes (by local name) and children.
#[derive(Debug)]
pub struct Element {
    /// Namespace of the element.
    pub ns: Ns,
    /// Local name, without prefix.
    pub name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    /// Children in order.
    pub children: Vec<Node>,
}

/// A child of an element.
#[derive(Debug)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text between tags, references resolved.
    Text(String),
}

/// Why XML could not be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XmlError {
    /// It declares a document type, which office files never do.
    #[error("it declares entities of its own")]
    Entities,
    /// It is cut off or not well-formed.
    #[error("it is not well-formed")]
    Damaged,
    /// It is nested deeper than the parser can follow.
    #[error("it is nested too deeply")]
    TooDeep,
    /// One tree has more elements than any document.
    #[error("it has too many elements")]
    TooBig,
}

impl Element {
    /// Whether this is the WordprocessingML element `name`.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.ns == Ns::Word && &*self.name == name
    }

    /// An attribute by local name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| &**n == name).map(|(_, v)| &**v)
    }

    /// The attribute `val`, which carries most of WordprocessingML's settings.
    #[must_use]
    pub fn val(&self) -> Option<&str> {
        self.attribute("val")
    }

    /// A number in the attribute `val`.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        self.val()?.trim().parse().ok()
    }

    /// Whether a switch such as `w:vanish` is on: present, and not said to be off.
    #[must_use]
    pub fn is_on(&self) -> bool {
        !matches!(self.val(), Some("0" | "false" | "off" | "none"))
    }

    /// Child elements in order.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|n| match n {
            Node::Element(e) => Some(e),
            Node::Text(_) => None,
        })
    }

    /// The first WordprocessingML child called `name`.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|e| e.is(name))
    }

    /// The first child `name` in a namespace of OpenDocument.
    #[must_use]
    pub fn odf(&self, ns: Odf, name: &str) -> Option<&Self> {
        self.elements().find(|e| e.is_odf(ns, name))
    }

    /// Whether this is the element `name` in a namespace of OpenDocument.
    #[must_use]
    pub fn is_odf(&self, ns: Odf, name: &str) -> bool {
        self.ns == Ns::Odf(ns) && &*self.name == name
    }

    /// The first child of any namespace with the local name `name`.
    #[must_use]
    pub fn child_any(&self, name: &str) -> Option<&Self> {
        self.elements().find(|e| &*e.name == name)
    }

    /// Whether the switch `name` is a child of this element, and on or off.
    #[must_use]
    pub fn switch(&self, name: &str) -> Option<bool> {
        self.child(name).map(Self::is_on)
    }

    /// The text directly inside this element.
    #[must_use]
    pub fn own_text(&self) -> String {
        self.children
            .iter()
            .filter_map(|n| match n {
                Node::Text(t) => Some(t.as_str()),
                Node::Element(_) => None,
            })
            .collect()
    }
}

/// Text of an XML part: UTF-8, UTF-16 with or without a mark, or the encoding it declares.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => UTF_16LE,
        [0xfe, 0xff, ..] | [0, b'<', ..] => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => declared(bytes).unwrap_or(UTF_8),
    };
    encoding.decode(bytes).0
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..200.min(bytes.len()))?).into_owned();
    let after = head.split_once("encoding=")?.1;
    let quote = after.chars().next()?;
    Encoding::for_label(after.get(1..)?.split(quote).next()?.as_bytes())
}

/// Reads a whole part as one tree.
///
/// # Errors
/// See `XmlError`.
pub fn parse(bytes: &[u8]) -> Result<Element, XmlError> {
    let mut root = None;
    Trees { inside: Some(0), ..Trees::new((Ns::Other, "")) }.read(&decode(bytes), &mut |e| root = root.take().or(Some(e)))?;
    root.ok_or(XmlError::Damaged)
}

/// Hands out each child of the first element `container` (namespace and local name), whole, in order.
///
/// When the part is damaged, what stood before the damage has been handed out. Returns how many elements were
/// left out because they were nested too deeply.
///
/// # Errors
/// See `XmlError`.
pub fn each_child(bytes: &[u8], container: (Ns, &str), on_child: &mut dyn FnMut(Element)) -> Result<usize, XmlError> {
    Trees::new(container).read(&decode(bytes), on_child)
}

/// The state of building trees from a stream of tags.
struct Trees<'a> {
    container: (Ns, &'a str),
    /// Depth of the container's children while inside it.
    inside: Option<usize>,
    depth: usize,
    open: Vec<Element>,
    elements: usize,
    /// Levels open below the deepest one that is kept.
    buried: usize,
    too_deep: usize,
}

impl<'a> Trees<'a> {
    const fn new(container: (Ns, &'a str)) -> Self {
        Self { container, inside: None, depth: 0, open: Vec::new(), elements: 0, buried: 0, too_deep: 0 }
    }

    fn read(mut self, text: &str, on_child: &mut dyn FnMut(Element)) -> Result<usize, XmlError> {
        let mut reader = NsReader::from_str(text);
        loop {
            let (ns, event) = match reader.read_resolved_event() {
                Ok((found, event)) => (namespace(&found), event),
                Err(_) => return self.give_up(XmlError::Damaged, on_child),
            };
            if self.depth >= MAX_LEVELS {
                return self.give_up(XmlError::TooDeep, on_child);
            }
            match event {
                Event::Start(tag) => self.start(ns, &tag)?,
                Event::Empty(tag) => {
                    self.start(ns, &tag)?;
                    self.end(on_child);
                }
                Event::End(_) => self.end(on_child),
                Event::Text(t) => self.text(&t.decode().unwrap_or_default()),
                Event::CData(t) => self.text(&t.decode().unwrap_or_default()),
                Event::GeneralRef(r) => self.text(&reference(&r)),
                Event::DocType(_) => return Err(XmlError::Entities),
                Event::Eof if self.depth > 0 => return self.give_up(XmlError::Damaged, on_child),
                Event::Eof => return Ok(self.too_deep),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        }
    }

    fn start(&mut self, ns: Ns, tag: &BytesStart<'_>) -> Result<(), XmlError> {
        self.depth += 1;
        let name = String::from_utf8_lossy(tag.local_name().into_inner()).into_owned();
        if self.inside.is_none() {
            if (ns, name.as_str()) == self.container {
                self.inside = Some(self.depth);
            }
            return Ok(());
        }
        if self.open.len() >= MAX_DEPTH {
            self.too_deep += usize::from(self.buried == 0);
            self.buried += 1;
            return Ok(());
        }
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err(XmlError::TooBig);
        }
        self.open.push(Element { ns, name: name.into(), attributes: attributes(tag), children: Vec::new() });
        Ok(())
    }

    fn end(&mut self, on_child: &mut dyn FnMut(Element)) {
        self.depth = self.depth.saturating_sub(1);
        if self.inside.is_some_and(|inside| self.depth < inside) && self.open.is_empty() {
            self.inside = None;
            // A second container of that name is never read: bodies do not come twice.
            self.container = (Ns::Other, "\0");
            return;
        }
        if self.buried > 0 {
            self.buried -= 1;
            return;
        }
        let Some(done) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(done)),
            None => {
                self.elements = 0;
                on_child(done);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.buried > 0 || text.is_empty() {
            return;
        }
        if let Some(parent) = self.open.last_mut() {
            if let Some(Node::Text(before)) = parent.children.last_mut() {
                before.push_str(text);
            } else {
                parent.children.push(Node::Text(text.to_owned()));
            }
        }
    }

    /// Closes what is open, so that the words before the damage are not lost.
    fn give_up(mut self, error: XmlError, on_child: &mut dyn FnMut(Element)) -> Result<usize, XmlError> {
        self.buried = 0;
        while !self.open.is_empty() {
            self.end(on_child);
        }
        Err(error)
    }
}

fn attributes(tag: &BytesStart<'_>) -> Vec<(Box<str>, Box<str>)> {
    let mut out = Vec::new();
    for attribute in tag.attributes().with_checks(false).flatten() {
        let name = String::from_utf8_lossy(attribute.key.local_name().into_inner()).into_owned();
        // Revision ids are a third of a Word file and say nothing.
        if !name.starts_with("rsid") {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
            out.push((name.into(), value.into()));
        }
    }
    out
}

fn reference(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = reference.decode().unwrap_or_default();
    quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default().to_owned()
}

fn namespace(found: &ResolveResult<'_>) -> Ns {
    let ResolveResult::Bound(Namespace(uri)) = found else { return Ns::Other };
    match *uri {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main" | b"http://purl.oclc.org/ooxml/wordprocessingml/main" => {
            Ns::Word
        }
        b"http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Compat,
        b"http://schemas.openxmlformats.org/officeDocument/2006/math" | b"http://purl.oclc.org/ooxml/officeDocument/math" => {
            Ns::Math
        }
        b"urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0" => Ns::Odf(Odf::Field),
        b"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" => Ns::Odf(Odf::Extension),
        other => open_document(other),
    }
}

fn open_document(uri: &[u8]) -> Ns {
    match uri.strip_prefix(b"urn:oasis:names:tc:opendocument:xmlns:") {
        Some(b"office:1.0") => Ns::Odf(Odf::Office),
        Some(b"text:1.0") => Ns::Odf(Odf::Text),
        Some(b"table:1.0") => Ns::Odf(Odf::Table),
        Some(b"drawing:1.0") => Ns::Odf(Odf::Draw),
        Some(b"style:1.0") => Ns::Odf(Odf::Style),
        _ => Ns::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_entities_and_keeps_what_stood_before_damage() {
        assert_eq!(parse(b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>").unwrap_err(), XmlError::Entities);
        let mut seen = Vec::new();
        let cut = each_child(b"<d><body><p>one</p><p>tw", (Ns::Other, "body"), &mut |e| seen.push(e.own_text()));
        assert_eq!((cut, seen), (Err(XmlError::Damaged), vec!["one".to_owned(), "tw".to_owned()]));
    }

    #[test]
    fn reads_references_and_utf_16() {
        assert_eq!(parse(b"<a>x &amp; y&#x2014;z</a>").map(|e| e.own_text()), Ok("x & y\u{2014}z".to_owned()));
        let wide: Vec<u8> =
            "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(parse(&wide).map(|e| e.own_text()), Ok("é".to_owned()));
    }

    #[test]
    fn leaves_out_what_is_nested_too_deeply() {
        let deep = format!("<d><body>{}x{}</body></d>", "<q>".repeat(5000), "</q>".repeat(5000));
        let mut children = 0;
        assert_eq!(each_child(deep.as_bytes(), (Ns::Other, "body"), &mut |_| children += 1), Ok(1));
        assert_eq!(children, 1);
    }
}
