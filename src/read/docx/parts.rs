//! The parts of a Word file and how they refer to each other.

use crate::read::Refusal;
use crate::read::archive::Archive;
use crate::read::xml::{self, Element};
use std::collections::BTreeMap;

/// One reference from the document to another part.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Last word of the relation's type: `styles`, `footnotes`, `header` …
    pub kind: String,
    /// Path of the part inside the archive.
    pub target: String,
}

/// A Word file opened at its main part.
#[derive(Debug)]
pub struct Parts<'a> {
    archive: Archive<'a>,
    /// Path of the main part.
    main: String,
    relations: BTreeMap<String, Relation>,
    /// Path of the part with the document's statistics.
    properties: Option<String>,
    /// Parts that are there and could not be read.
    damaged: Vec<&'static str>,
}

impl<'a> Parts<'a> {
    /// Opens the archive and finds the main part through the package's relations.
    ///
    /// # Errors
    /// When the archive cannot be opened.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut archive = Archive::open(bytes)?;
        let root = relations(&mut archive, "_rels/.rels", "")?;
        let main = root.values().find(|r| r.kind == "officeDocument").map_or("word/document.xml", |r| &r.target).to_owned();
        let properties =
            root.values().find(|r| r.kind == "extended-properties" || r.kind == "extendedProperties").map(|r| r.target.clone());
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
        let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let relations = relations(&mut archive, &path, folder)?;
        Ok(Self { archive, main, relations, properties, damaged: Vec::new() })
    }

    /// The bytes of the main part.
    ///
    /// # Errors
    /// When it is a bomb, encrypted or damaged.
    pub fn main(&mut self) -> Result<Option<Vec<u8>>, Refusal> {
        self.archive.part(&self.main)
    }

    /// The number of pages that the document's statistics state.
    #[must_use]
    pub fn stated_pages(&mut self) -> Option<u32> {
        let path = self.properties.clone()?;
        let root = xml::parse(&self.archive.part(&path).ok()??).ok()?;
        root.child_any("Pages")?.own_text().trim().parse().ok().filter(|n| *n > 0)
    }

    /// The only part of a kind, as a tree. A part that cannot be read is noted and left out.
    ///
    /// # Errors
    /// Only when the archive is a bomb.
    pub fn tree(&mut self, kind: &'static str) -> Result<Option<Element>, Refusal> {
        let Some(target) = self.relations.values().find(|r| r.kind == kind).map(|r| r.target.clone()) else { return Ok(None) };
        self.tree_at(&target, kind)
    }

    /// Every part of a kind, as trees, in the order of their names.
    ///
    /// # Errors
    /// Only when the archive is a bomb.
    pub fn trees(&mut self, kind: &'static str) -> Result<Vec<Element>, Refusal> {
        let mut targets: Vec<String> = self.relations.values().filter(|r| r.kind == kind).map(|r| r.target.clone()).collect();
        targets.sort();
        targets.dedup();
        let mut trees = Vec::new();
        for target in targets {
            trees.extend(self.tree_at(&target, kind)?);
        }
        Ok(trees)
    }

    /// Every part of a kind, as trees, by the name under which the document refers to it.
    ///
    /// # Errors
    /// Only when the archive is a bomb.
    pub fn by_id(&mut self, kind: &'static str) -> Result<BTreeMap<String, Element>, Refusal> {
        let found: Vec<(String, String)> =
            self.relations.iter().filter(|(_, r)| r.kind == kind).map(|(id, r)| (id.clone(), r.target.clone())).collect();
        let mut trees = BTreeMap::new();
        for (id, target) in found {
            trees.extend(self.tree_at(&target, kind)?.map(|tree| (id, tree)));
        }
        Ok(trees)
    }

    /// The bytes of every part of a kind that can be unpacked, by the name under which the document refers to it.
    ///
    /// # Errors
    /// Only when the archive is a bomb.
    pub fn bytes_by_id(&mut self, kind: &str) -> Result<BTreeMap<String, (String, Vec<u8>)>, Refusal> {
        let found: Vec<(String, String)> =
            self.relations.iter().filter(|(_, r)| r.kind == kind).map(|(id, r)| (id.clone(), r.target.clone())).collect();
        let mut out = BTreeMap::new();
        for (id, target) in found {
            match self.archive.part(&target) {
                Ok(bytes) => out.extend(bytes.map(|bytes| (id, (target, bytes)))),
                Err(refusal) if refusal.outcome == crate::read::Outcome::TooBig => return Err(refusal),
                // The text says where it is missing.
                Err(_) => {}
            }
        }
        Ok(out)
    }

    /// What could not be read, in words for people.
    #[must_use]
    pub fn damaged(&self) -> &[&'static str] {
        &self.damaged
    }

    fn tree_at(&mut self, target: &str, kind: &'static str) -> Result<Option<Element>, Refusal> {
        let bytes = match self.archive.part(target) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(None),
            Err(refusal) if refusal.outcome == crate::read::Outcome::TooBig => return Err(refusal),
            Err(_) => {
                self.damaged.push(kind);
                return Ok(None);
            }
        };
        let tree = xml::parse(&bytes).ok();
        if tree.is_none() {
            self.damaged.push(kind);
        }
        Ok(tree)
    }
}

fn relations(archive: &mut Archive<'_>, path: &str, folder: &str) -> Result<BTreeMap<String, Relation>, Refusal> {
    let mut out = BTreeMap::new();
    let Some(root) = archive.part(path)?.and_then(|bytes| xml::parse(&bytes).ok()) else { return Ok(out) };
    for relation in root.elements().filter(|e| e.attribute("TargetMode") != Some("External")) {
        if let (Some(id), Some(kind), Some(target)) =
            (relation.attribute("Id"), relation.attribute("Type"), relation.attribute("Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            out.insert(id.to_owned(), Relation { kind, target: resolve(folder, target) });
        }
    }
    Ok(out)
}

/// A target relative to its folder, with `..` worked out.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let start = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = start.split('/').filter(|s| !s.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    #[test]
    fn targets_are_resolved() {
        assert_eq!(super::resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(super::resolve("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(super::resolve("word", "../custom/a.xml"), "custom/a.xml");
    }
}
