//! What stands together: the blocks of each page, with what is to be looked at there.
//!
//! A format without pages is cut into parts of equal length, so that turning them is the same. A block that goes on over
//! a page stands on both.

use super::words::UNSURE;
use crate::text::{Concern, SourceText, Warning};
use std::collections::BTreeMap;

/// Blocks in a part of a document that has no pages.
const A_PART: usize = 40;

/// One page, or one part of a document that has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    /// The page, counted from 1; none for a part.
    pub(super) page: Option<u32>,
    /// Indices of its blocks, in text order.
    pub(super) blocks: Vec<usize>,
    /// What the reader noticed here.
    pub(super) warnings: Vec<Warning>,
    /// Blocks of which a machine was not sure.
    pub(super) unsure: usize,
}

impl Sheet {
    /// Whether a person should look at it.
    pub(super) fn is_to_look_at(&self) -> bool {
        self.unsure > 0 || self.warnings.iter().any(|w| w.concern != Concern::Note)
    }
}

/// All pages or parts of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheets {
    pub(super) list: Vec<Sheet>,
    /// Whether pictures of the pages can be drawn.
    pub(super) has_pictures: bool,
    /// The pages as printed, by page; empty where they are not known.
    labels: Vec<String>,
    /// The first sheet of each block.
    home: Vec<usize>,
}

impl Sheets {
    pub(super) fn of(source: &SourceText) -> Self {
        let shape = &source.shape;
        let has_pictures = shape.reader.starts_with("pdf");
        let is_paged = has_pictures || shape.blocks.iter().any(|b| b.page.is_some());
        let mut sheets = if is_paged { Self::by_page(source) } else { Self::by_part(source) };
        sheets.has_pictures = has_pictures;
        sheets.labels.clone_from(&shape.page_labels);
        for warning in &shape.warnings {
            let at = warning.page.and_then(|page| sheets.list.iter().position(|s| s.page == Some(page))).unwrap_or_default();
            if let Some(sheet) = sheets.list.get_mut(at) {
                sheet.warnings.push(warning.clone());
            }
        }
        for sheet in &mut sheets.list {
            let sure = sheet.blocks.iter().filter_map(|i| shape.blocks.get(*i)?.confidence);
            sheet.unsure = sure.filter(|sure| *sure < UNSURE).count();
        }
        sheets.home = vec![0; shape.blocks.len()];
        for (at, sheet) in sheets.list.iter().enumerate().rev() {
            for block in &sheet.blocks {
                if let Some(home) = sheets.home.get_mut(*block) {
                    *home = at;
                }
            }
        }
        sheets
    }

    fn by_page(source: &SourceText) -> Self {
        let blocks = &source.shape.blocks;
        let mut pages: BTreeMap<u32, Vec<usize>> = (1..=source.shape.pages).map(|page| (page, Vec::new())).collect();
        let mut before = 1;
        for (index, block) in blocks.iter().enumerate() {
            let mut on: Vec<u32> = block.boxes.iter().map(|b| b.page).collect();
            if on.is_empty() {
                on.push(block.page.unwrap_or(before));
            }
            on.dedup();
            before = on.last().copied().unwrap_or(before);
            for page in on {
                pages.entry(page.max(1)).or_default().push(index);
            }
        }
        let list = pages.into_iter().map(|(page, blocks)| Sheet { page: Some(page), blocks, ..Sheet::default() }).collect();
        Self { list, ..Self::default() }
    }

    fn by_part(source: &SourceText) -> Self {
        let all: Vec<usize> = (0..source.shape.blocks.len()).collect();
        let list = all.chunks(A_PART).map(|blocks| Sheet { blocks: blocks.to_vec(), ..Sheet::default() }).collect();
        Self { list, ..Self::default() }
    }

    /// The sheet on which a block begins.
    pub(super) fn home_of(&self, block: usize) -> usize {
        self.home.get(block).copied().unwrap_or_default()
    }

    /// The next sheet with something to look at, or the one before; it goes round.
    pub(super) fn to_look_at(&self, from: usize, forward: bool) -> Option<usize> {
        let count = self.list.len();
        let step = |by: usize| if forward { (from + by) % count } else { (from + count - by % count) % count };
        (1..=count).map(step).find(|at| self.list.get(*at).is_some_and(Sheet::is_to_look_at))
    }

    /// How many sheets have something to look at.
    pub(super) fn count_to_look_at(&self) -> usize {
        self.list.iter().filter(|s| s.is_to_look_at()).count()
    }

    /// "Page 7 of 46", "Page 9 (printed 7) of 46", "About page 3 of 12", "Part 2 of 5".
    pub(super) fn name(&self, at: usize) -> String {
        let count = self.list.len();
        let Some(page) = self.list.get(at).and_then(|s| s.page) else { return format!("Part {} of {count}", at + 1) };
        if !self.has_pictures {
            return format!("About page {page} of {count}");
        }
        let printed = usize::try_from(page).ok().and_then(|page| self.labels.get(page.checked_sub(1)?));
        match printed.filter(|printed| !printed.is_empty() && **printed != page.to_string()) {
            Some(printed) => format!("Page {page} (printed {printed}) of {count}"),
            None => format!("Page {page} of {count}"),
        }
    }

    /// The sheet that was asked for by number, or by the number printed on it.
    pub(super) fn find(&self, typed: &str) -> Option<usize> {
        let typed = typed.trim().trim_start_matches("page").trim_start_matches("p.").trim();
        let by_page = typed.parse::<u32>().ok().and_then(|number| match self.list.first()?.page {
            Some(_) => self.list.iter().position(|s| s.page == Some(number)),
            None => usize::try_from(number).ok()?.checked_sub(1).filter(|at| *at < self.list.len()),
        });
        by_page.or_else(|| self.labels.iter().position(|l| !l.is_empty() && l.eq_ignore_ascii_case(typed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BlockKind, PageBox, SourceBuilder};

    fn boxed(page: u32) -> PageBox {
        PageBox { page, left: 70, top: 70, right: 500, bottom: 90 }
    }

    #[test]
    fn a_block_over_two_pages_stands_on_both_and_pages_without_words_are_there() {
        let mut builder = SourceBuilder::new("pdf-layout/2");
        builder.set_pages(4);
        for (words, pages) in [("one", vec![1]), ("two", vec![1, 2]), ("four", vec![4])] {
            if let Some(block) = builder.push(BlockKind::Paragraph, 0, words) {
                block.boxes = pages.into_iter().map(boxed).collect();
            }
        }
        builder.warn("a picture holds text that could not be read", Some(3));
        let mut source = builder.build();
        source.shape.page_labels = vec!["i".into(), "ii".into(), "1".into(), "2".into()];
        let sheets = Sheets::of(&source);
        let blocks: Vec<&[usize]> = sheets.list.iter().map(|s| s.blocks.as_slice()).collect();
        assert_eq!(blocks, [&[0, 1][..], &[1], &[], &[2]]);
        assert_eq!((sheets.home_of(1), sheets.home_of(2)), (0, 3));
        assert_eq!(sheets.name(1), "Page 2 (printed ii) of 4");
        assert_eq!((sheets.find("ii"), sheets.find("p. 4"), sheets.find("9")), (Some(1), Some(3), None));
        assert_eq!(
            (sheets.to_look_at(0, true), sheets.to_look_at(0, false), sheets.to_look_at(2, true)),
            (Some(2), Some(2), Some(2))
        );
    }

    #[test]
    fn a_format_without_pages_is_cut_into_parts() {
        let mut builder = SourceBuilder::new("plain/1");
        for i in 0..95 {
            builder.push(BlockKind::Paragraph, 0, &format!("paragraph {i}"));
        }
        let sheets = Sheets::of(&builder.build());
        assert_eq!(sheets.list.iter().map(|s| s.blocks.len()).collect::<Vec<_>>(), [40, 40, 15]);
        assert_eq!((sheets.name(2).as_str(), sheets.find("3"), sheets.find("4")), ("Part 3 of 3", Some(2), None));
        assert_eq!(sheets.to_look_at(0, true), None);
        assert_eq!(Sheets::default().to_look_at(0, true), None);
    }
}
