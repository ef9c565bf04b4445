//! Documents inserted as files (`w:altChunk`): read by their own readers and put in their place.
//!
//! Programs that keep case records export so: a Word file around a web page. A file may carry itself, so what stands
//! inside an inserted document is not followed further.

use super::{Depth, Docx};
use crate::read::Reader;
use crate::read::odt::Odt;
use crate::read::plain::PlainText;
use crate::read::refuse::refuse;
use crate::read::sniff::{Content, sniff};
use crate::text::{Concern, SourceBuilder, SourceText};
use std::collections::BTreeMap;

/// Reads every inserted document of a kind that can be read; `files` are paths and bytes by id.
pub fn read_all(files: &BTreeMap<String, (String, Vec<u8>)>) -> BTreeMap<String, SourceText> {
    files.iter().filter_map(|(id, (path, bytes))| Some((id.clone(), read(bytes, path)?))).collect()
}

fn read(bytes: &[u8], path: &str) -> Option<SourceText> {
    let read = match sniff(bytes, path) {
        Content::Docx => Docx.read_at(bytes, Depth::Inner),
        Content::Odt => Odt.read(bytes, path),
        Content::Text => PlainText.read(bytes, path),
        other => Err(refuse(other, path)),
    };
    // Half a document in the place of a whole one would not be noticed.
    let (source, partial) = read.ok()?;
    (partial.is_none() && !source.shape.blocks.is_empty()).then_some(source)
}

/// Adds the blocks of an inserted document, and what its reader noticed.
pub fn insert(out: &mut SourceBuilder, inserted: &SourceText) {
    let mut tables: BTreeMap<u32, u32> = BTreeMap::new();
    for block in &inserted.shape.blocks {
        let added = if block.cells.is_empty() {
            out.push(block.kind, block.level, inserted.block_text(block))
        } else {
            let table = *tables.entry(block.table).or_insert_with(|| out.begin_table());
            let mut cells: Vec<(&str, u16)> = Vec::new();
            let mut column = 0;
            for (i, cell) in block.cells.iter().enumerate() {
                let in_order = (u16::try_from(i).unwrap_or(u16::MAX), 1);
                let (first, span) = block.columns.get(i).copied().unwrap_or(in_order);
                cells.extend((column..first).map(|_| ("", 1)));
                cells.push((inserted.quote(*cell), span));
                column = first.saturating_add(span);
            }
            out.push_spanned_row(table, &cells)
        };
        if let Some(added) = added {
            added.label.clone_from(&block.label);
        }
    }
    for warning in &inserted.shape.warnings {
        match warning.concern {
            Concern::Check => out.warn(warning.what.clone(), None),
            Concern::LeftOut => out.leave_out(warning.what.clone(), None),
            Concern::Note => out.note(warning.what.clone(), None),
        }
    }
}
