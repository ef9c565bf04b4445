//! The parts of an OpenDocument file: an archive, or one flat XML file that holds them all.

use crate::read::archive::Archive;
use crate::read::xml::{self, Element, Node};
use crate::read::{Outcome, Refusal};
use std::collections::BTreeMap;

/// Most embedded objects that are looked into; only formulas are read.
const MAX_OBJECTS: usize = 500;

/// Content of an object larger than this is no formula.
const MAX_OBJECT: usize = 4 << 20;

/// What an embedded object is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    /// A formula, in one line.
    Formula(String),
    /// A chart.
    Chart,
}

/// An OpenDocument file.
#[derive(Debug)]
pub enum Package<'a> {
    /// A zip archive of parts.
    Zip(Archive<'a>),
    /// One XML file.
    Flat(&'a [u8]),
}

impl<'a> Package<'a> {
    /// Opens a file.
    ///
    /// # Errors
    /// `Password` when it is encrypted, and what opening an archive may end in.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if !bytes.starts_with(b"PK") {
            return Ok(Self::Flat(bytes));
        }
        let mut archive = Archive::open(bytes)?;
        let manifest = archive.part("META-INF/manifest.xml")?.unwrap_or_default();
        if xml::decode(&manifest).contains("encryption-data") {
            return Err(Refusal::new(
                Outcome::Password,
                "This document is protected by a password; open it in LibreOffice, save a copy without the password and add that copy",
            ));
        }
        Ok(Self::Zip(archive))
    }

    /// The part that holds the text.
    ///
    /// # Errors
    /// When it is a bomb or damaged.
    pub fn content(&mut self) -> Result<Option<Vec<u8>>, Refusal> {
        match self {
            Self::Zip(archive) => archive.part("content.xml"),
            Self::Flat(bytes) => Ok(Some(bytes.to_vec())),
        }
    }

    /// The part that holds the common styles, when it is one of its own.
    ///
    /// # Errors
    /// When it is a bomb.
    pub fn styles(&mut self) -> Result<Option<Vec<u8>>, Refusal> {
        match self {
            Self::Zip(archive) => match archive.part("styles.xml") {
                Err(refusal) if refusal.outcome != Outcome::TooBig => Ok(None),
                other => other,
            },
            Self::Flat(_) => Ok(None),
        }
    }

    /// The number of pages that the document's statistics state.
    pub fn stated_pages(&mut self) -> Option<u32> {
        let meta = match self {
            Self::Zip(archive) => archive.part("meta.xml").ok()??,
            Self::Flat(bytes) => bytes.get(..bytes.len().min(1 << 16))?.to_vec(),
        };
        let text = xml::decode(&meta);
        let (_, after) = text.split_once("page-count=")?;
        let number: String = after.chars().skip(1).take_while(char::is_ascii_digit).collect();
        number.parse().ok().filter(|n| *n > 0)
    }

    /// The formulas and charts among the embedded objects, by the path that the text refers to.
    pub fn objects(&mut self) -> BTreeMap<String, Object> {
        let mut out = BTreeMap::new();
        let Self::Zip(archive) = self else { return out };
        let paths = archive.names().filter_map(|n| n.strip_suffix("/content.xml").map(ToOwned::to_owned));
        for path in paths.take(MAX_OBJECTS).collect::<Vec<_>>() {
            let part = archive.part(&format!("{path}/content.xml")).ok().flatten().filter(|p| p.len() <= MAX_OBJECT);
            if let Some(object) = part.and_then(|bytes| xml::parse(&bytes).ok()).as_ref().and_then(object) {
                out.insert(path, object);
            }
        }
        out
    }
}

/// What the root of an object's content says that it is.
#[must_use]
pub fn object(root: &Element) -> Option<Object> {
    if &*root.name == "math" {
        let mut line = String::new();
        formula(root, &mut line);
        return Some(Object::Formula(line));
    }
    let body = root.child_any("body")?;
    body.child_any("chart").map(|_| Object::Chart)
}

/// A formula in one line: `a/b`, `x^2`, `√(x)`.
fn formula(element: &Element, out: &mut String) {
    let (open, between, close) = match &*element.name {
        "annotation" => return,
        "mfrac" => ("", "/", ""),
        "msup" => ("", "^", ""),
        "msub" => ("", "_", ""),
        "msqrt" => ("√(", "", ")"),
        _ => ("", "", ""),
    };
    out.push_str(open);
    let mut parts = 0;
    for node in &element.children {
        match node {
            Node::Text(text) => out.push_str(text.trim()),
            Node::Element(child) => {
                out.push_str(if parts > 0 { between } else { "" });
                formula(child, out);
                parts += 1;
            }
        }
    }
    out.push_str(close);
}
