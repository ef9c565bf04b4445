//! An access check of Word documents: what a screen reader, and Word's own checker, need.
//!
//! It reads the package back as another program would, and gives its faults as sentences; none means that it passes.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// A start tag: its name and attributes, and how deep it stands.
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
    depth: usize,
}

impl Tag {
    fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// The parts of a package by name; pictures as nothing.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    (0..archive.len())
        .map(|i| {
            let mut file = archive.by_index(i).expect("an entry");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("whole");
            (file.name().expect("a name").into_owned(), String::from_utf8(content).unwrap_or_default())
        })
        .collect()
}

fn tag(start: &BytesStart<'_>, depth: usize) -> Tag {
    let attributes = start
        .attributes()
        .map(|a| {
            let a = a.expect("well-formed");
            let value = String::from_utf8_lossy(&a.value).replace("&#39;", "'").replace("&quot;", "\"");
            let value = value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            (String::from_utf8_lossy(a.key.as_ref()).into_owned(), value)
        })
        .collect();
    Tag { name: String::from_utf8_lossy(start.name().as_ref()).into_owned(), attributes, depth }
}

/// Every start tag of a part in order.
fn tags(xml: &str) -> Vec<Tag> {
    let (mut reader, mut depth, mut tags) = (Reader::from_str(xml), 0, Vec::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                tags.push(tag(&start, depth));
                depth += 1;
            }
            Event::Empty(start) => tags.push(tag(&start, depth)),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element ends");
    tags
}

/// The tags inside the tag at a place.
fn inside(tags: &[Tag], at: usize) -> &[Tag] {
    let rest = &tags[at + 1..];
    let end = rest.iter().position(|t| t.depth <= tags[at].depth).unwrap_or(rest.len());
    &rest[..end]
}

/// Places of all tags of a name.
fn all<'a>(tags: &'a [Tag], name: &'a str) -> impl Iterator<Item = usize> + 'a {
    tags.iter().enumerate().filter(move |(_, t)| t.name == name).map(|(i, _)| i)
}

/// Faults of a document whose marking, and words of whose footers, are known.
pub fn faults(bytes: &[u8], marking: &str, origin: &[&str]) -> Vec<String> {
    let parts = parts(bytes);
    let part = |name: &str| parts.get(name).map_or("", String::as_str);
    let mut faults = Vec::new();
    for (name, xml) in parts.iter().filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels")) {
        if tags(xml).is_empty() {
            faults.push(format!("{name} is empty"));
        }
    }
    let document = tags(part("word/document.xml"));
    if !part("word/styles.xml").contains("<w:lang w:val=\"en-GB\"") || !part("docProps/core.xml").contains("<dc:language>en-GB<")
    {
        faults.push("the language is not set".to_owned());
    }
    if !part("docProps/core.xml").contains("<dc:title>") || part("docProps/core.xml").contains("<dc:title></dc:title>") {
        faults.push("the title is not among the properties".to_owned());
    }
    headings(&document, &mut faults);
    tables(&document, &mut faults);
    pictures(&document, &mut faults);
    sections(&document, &parts, (marking, origin), &mut faults);
    references(&document, &parts, &mut faults);
    faults
}

fn headings(document: &[Tag], faults: &mut Vec<String>) {
    let styles: Vec<&str> = all(document, "w:pStyle").map(|i| document[i].get("w:val")).collect();
    let titles = styles.iter().filter(|s| ["Title", "CoverTitle"].contains(s)).count();
    if titles != 1 {
        faults.push(format!("{titles} titles"));
    }
    let mut before = 0;
    for level in styles.iter().filter_map(|s| s.strip_prefix("Heading")?.parse::<u32>().ok()) {
        if level > before + 1 {
            faults.push(format!("a heading of level {level} follows one of level {before}"));
        }
        before = level;
    }
}

fn tables(document: &[Tag], faults: &mut Vec<String>) {
    for (number, at) in (1..).zip(all(document, "w:tbl")) {
        let table = inside(document, at);
        let value = |name| all(table, name).next().map_or("", |i| table[i].get("w:val"));
        if value("w:tblCaption").is_empty() || value("w:tblDescription").is_empty() {
            faults.push(format!("table {number} has no caption or description"));
        }
        let look = all(table, "w:tblLook").next().map(|i| (table[i].get("w:firstRow"), table[i].get("w:firstColumn")));
        if look != Some(("1", "1")) {
            faults.push(format!("table {number} does not say that its first row and column are headers"));
        }
        let rows: Vec<&[Tag]> = all(table, "w:tr").map(|i| inside(table, i)).collect();
        let headers = rows.iter().map(|r| all(r, "w:tblHeader").count()).collect::<Vec<_>>();
        if headers.first() != Some(&1) || headers.iter().sum::<usize>() != 1 {
            faults.push(format!("table {number} has not just one header row that repeats"));
        }
        let columns = all(table, "w:gridCol").count();
        if rows.iter().any(|r| all(r, "w:tc").count() != columns) {
            faults.push(format!("table {number} has rows of unequal length"));
        }
        if all(table, "w:gridSpan").chain(all(table, "w:vMerge")).next().is_some() {
            faults.push(format!("table {number} has merged cells"));
        }
    }
}

fn pictures(document: &[Tag], faults: &mut Vec<String>) {
    let mut ids = Vec::new();
    for at in all(document, "w:drawing") {
        let shown = inside(document, at);
        let properties = all(shown, "wp:docPr").next().map(|i| &shown[i]);
        if properties.is_none_or(|p| p.get("descr").trim().is_empty()) {
            faults.push("a picture has no description".to_owned());
        }
        ids.extend(properties.map(|p| p.get("id").to_owned()));
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    if ids.len() != count {
        faults.push("two pictures have one number".to_owned());
    }
}

/// Where the links of the main part lead, by their ids.
fn targets(parts: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let links = tags(&parts["word/_rels/document.xml.rels"]);
    all(&links, "Relationship").map(|i| (links[i].get("Id").to_owned(), format!("word/{}", links[i].get("Target")))).collect()
}

fn sections(document: &[Tag], parts: &BTreeMap<String, String>, (marking, origin): (&str, &[&str]), faults: &mut Vec<String>) {
    let targets = targets(parts);
    let marking = marking.replace('&', "&amp;");
    if all(document, "w:sectPr").next().is_none() {
        faults.push("there is no section".to_owned());
    }
    for (number, at) in (1..).zip(all(document, "w:sectPr")) {
        let section = inside(document, at);
        let text = |name: &str| {
            let reference = all(section, name).find(|i| section[*i].get("w:type") == "default")?;
            parts.get(targets.get(section[reference].get("r:id"))?)
        };
        if text("w:headerReference").is_none_or(|t| !t.contains(&marking)) {
            faults.push(format!("section {number} has no header with the marking"));
        }
        let needed = origin.iter().map(|words| words.replace('&', "&amp;")).chain([" PAGE ".to_owned(), " NUMPAGES ".to_owned()]);
        for words in needed {
            if text("w:footerReference").is_none_or(|t| !t.contains(&words)) {
                faults.push(format!("section {number} has no footer with “{words}”"));
            }
        }
        if all(section, "w:titlePg").next().is_some() {
            faults.push(format!("section {number} has a first page without header"));
        }
    }
}

/// Everything that is named must be there: styles, lists, pictures, places in the text.
fn references(document: &[Tag], parts: &BTreeMap<String, String>, faults: &mut Vec<String>) {
    let targets = targets(parts);
    let bookmarks: Vec<&str> = all(document, "w:bookmarkStart").map(|i| document[i].get("w:name")).collect();
    let numbering = parts.get("word/numbering.xml").map_or("", String::as_str);
    let styles = &parts["word/styles.xml"];
    for tag in document {
        let is_there = match tag.name.as_str() {
            "w:pStyle" | "w:rStyle" | "w:tblStyle" => styles.contains(&format!("w:styleId=\"{}\"", tag.get("w:val"))),
            "w:numId" => numbering.contains(&format!("<w:num w:numId=\"{}\"", tag.get("w:val"))),
            "w:hyperlink" => bookmarks.contains(&tag.get("w:anchor")),
            "a:blip" => targets.get(tag.get("r:embed")).is_some_and(|t| parts.contains_key(t)),
            _ => true,
        };
        if !is_there {
            faults.push(format!("{} names what is not there: {:?}", tag.name, tag.attributes));
        }
    }
    let mut once = bookmarks.clone();
    once.sort_unstable();
    once.dedup();
    if once.len() != bookmarks.len() {
        faults.push("two places have one name".to_owned());
    }
    let content_types = &parts["[Content_Types].xml"];
    for name in parts.keys().filter(|name| name.ends_with(".xml") && *name != "[Content_Types].xml") {
        if !content_types.contains(&format!("PartName=\"/{name}\"")) {
            faults.push(format!("{name} has no content type"));
        }
    }
}
