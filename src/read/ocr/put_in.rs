//! Puts recognised pages at their place among the pages that were read, marked as read by a machine.

use super::PageRead;
use super::paragraphs::{Paragraph, percent};
use super::shape::Shapes;
use super::tesseract::Tesseract;
use crate::read::pdf::{IS_PICTURE, named};
use crate::read::{Extraction, Outcome, Pictures, Read, Refusal, finish, note_of_protection};
use crate::text::{Block, SourceBuilder, SourceText, Warning};

/// A page below this confidence is named on its own: about one word in four may be wrong.
const DOUBTFUL: u8 = 75;

/// The document with the recognised pages in it.
pub(super) fn put_in(
    before: Extraction,
    pictures: &Pictures,
    pages: &[PageRead],
    tesseract: &Tesseract,
    file_name: &str,
) -> Extraction {
    let unlocked = before.unlocked;
    let unread = unread(pictures, pages);
    let new = before.source.is_none();
    let old = before.source.unwrap_or_default();
    let reader = if old.shape.reader.is_empty() { "pdf-pictures/1" } else { &old.shape.reader };
    let mut builder = SourceBuilder::new(&format!("{reader}+{}", tesseract.id()));
    builder.set_pages(pictures.of_pages);
    builder.set_page_labels(old.shape.page_labels.clone());
    fill(&mut builder, &old, pages);
    if builder.is_empty() {
        return Extraction { unlocked, ..nothing_found(pages).into() };
    }
    let mut source = builder.build();
    source.shape.warnings = kept_warnings(&old, pages).chain(warnings(pages, tesseract)).collect();
    if new && unlocked {
        source.shape.warnings.push(note_of_protection());
    }
    let partial = [failures(pages), pictures.besides.clone()].into_iter().flatten().reduce(|a, b| format!("{a}; {b}"));
    Extraction { unlocked, ..finish(Read { source, partial, pictures: unread }, file_name) }
}

/// The pages that are pictures still.
fn unread(pictures: &Pictures, pages: &[PageRead]) -> Option<Pictures> {
    let left: Vec<u32> = pages.iter().filter(|p| p.found.is_err()).map(|p| p.page).collect();
    (!left.is_empty()).then(|| Pictures { pages: left, ..pictures.clone() })
}

/// Blocks in the order of pages; a recognised page comes before the first block of a later page.
fn fill(builder: &mut SourceBuilder, old: &SourceText, pages: &[PageRead]) {
    let shapes = Shapes::of(old, pages);
    let mut waiting = pages.iter().peekable();
    for block in &old.shape.blocks {
        while let Some(page) = waiting.next_if(|p| block.page.is_some_and(|of_block| p.page < of_block)) {
            push_page(builder, page, &shapes);
        }
        if let Some(copied) = builder.copy(old, block) {
            // Found anew with the recognised headings there.
            copied.zone = None;
        }
    }
    for page in waiting {
        push_page(builder, page, &shapes);
    }
}

fn push_page(builder: &mut SourceBuilder, page: &PageRead, shapes: &Shapes) {
    builder.set_page(Some(page.page));
    let Ok(paragraphs) = &page.found else { return };
    for paragraph in paragraphs {
        let (kind, level) = shapes.kind_of(paragraph);
        if let Some(block) = builder.push(kind, level, &shapes.text_of(paragraph)) {
            mark(block, paragraph);
        }
    }
}

/// Marks a block as read by a machine.
fn mark(block: &mut Block, paragraph: &Paragraph) {
    block.confidence = percent(paragraph.confidence());
    block.boxes = vec![paragraph.page_box()];
}

/// What the reader noticed, without what is no longer true.
fn kept_warnings<'a>(old: &'a SourceText, pages: &'a [PageRead]) -> impl Iterator<Item = Warning> + 'a {
    let read = |page| pages.iter().any(|p| p.found.is_ok() && Some(p.page) == page);
    old.shape.warnings.iter().filter(move |w| !(w.what.ends_with(IS_PICTURE) && read(w.page))).cloned()
}

fn confidence(page: &PageRead) -> (f32, u32) {
    let paragraphs = page.found.as_deref().unwrap_or_default();
    paragraphs.iter().map(Paragraph::confidence).fold((0.0, 0), |(a, b), (c, d)| (a + c, b + d))
}

/// What a person should know about the recognised pages.
fn warnings(pages: &[PageRead], tesseract: &Tesseract) -> Vec<Warning> {
    let mut builder = SourceBuilder::default();
    let sure: Vec<(u32, u8)> = pages.iter().filter_map(|p| Some((p.page, percent(confidence(p))?))).collect();
    let all = pages.iter().map(confidence).fold((0.0, 0), |(a, b), (c, d)| (a + c, b + d));
    if let (Some(mean), Some((worst, least))) = (percent(all), sure.iter().min_by_key(|(_, sure)| *sure)) {
        let read: Vec<u32> = sure.iter().map(|(page, _)| *page).collect();
        let (was, pictures) = if read.len() == 1 { ("was", "a picture") } else { ("were", "pictures") };
        let least = if read.len() == 1 { String::new() } else { format!(", least certain page {worst} ({least} %)") };
        let what = format!(
            "{} {was} read by a machine from {pictures}, with mistakes to be expected: mean confidence {mean} %{least}",
            named(&read)
        );
        builder.warn(what, read.first().copied());
        builder.note(
            format!(
                "pictures were read by tesseract {} in English; tables come out line by line, and words over two lines keep their hyphen unless the document has them in one",
                tesseract.version()
            ),
            None,
        );
    }
    for (page, sure) in sure.iter().filter(|(_, sure)| *sure < DOUBTFUL) {
        builder.warn(
            format!("page {page} was hard to read for the machine (confidence {sure} %): compare it with the picture"),
            Some(*page),
        );
    }
    for page in pages {
        match &page.found {
            Ok(found) if found.is_empty() => {
                builder.warn(format!("no words were found on the picture of page {}", page.page), Some(page.page));
            }
            Ok(_) => {}
            Err(why) => {
                let what = format!("page {} is a picture that could not be read: {why}", page.page);
                builder.leave_out(what, Some(page.page));
            }
        }
    }
    builder.build().shape.warnings
}

/// The sentence about pages that could not be recognised; none when all were.
fn failures(pages: &[PageRead]) -> Option<String> {
    let failed: Vec<u32> = pages.iter().filter(|p| p.found.is_err()).map(|p| p.page).collect();
    let why = pages.iter().find_map(|p| p.found.as_ref().err())?;
    Some(format!("Text recognition failed on {}: {why}", named(&failed)))
}

fn nothing_found(pages: &[PageRead]) -> Refusal {
    let reason = failures(pages).unwrap_or_else(|| {
        "Text recognition found no words on the pictures of this document; ask for the original or for a better scan".to_owned()
    });
    Refusal::new(Outcome::Scanned, reason)
}

#[cfg(test)]
mod tests {
    use super::super::shape::is_furniture;
    use super::super::tsv::Word;
    use super::super::{PageRead, paragraphs};
    use super::*;
    use crate::text::{BlockKind, Concern};

    fn page(number: u32, lines: &[(&str, f32)]) -> PageRead {
        let words = (1..).zip(lines).flat_map(|(i, (line, confidence))| {
            line.split(' ').map(move |w| Word {
                text: w.to_owned(),
                confidence: *confidence,
                paragraph: (i, 1),
                line: 1,
                place: [100, i * 100, 900, i * 100 + 40],
            })
        });
        PageRead { page: number, found: Ok(paragraphs::of(number, words.collect(), 4.0)) }
    }

    fn tesseract() -> Tesseract {
        Tesseract::stated("/none", "5.3.0")
    }

    fn old() -> SourceText {
        let mut builder = SourceBuilder::new("pdf-layout/2");
        builder.set_pages(3);
        builder.set_page(Some(1));
        builder.push(BlockKind::Paragraph, 0, "The first page was typed and says that he was seen.");
        let table = builder.begin_table();
        builder.push_row(table, &["", "5 June", "Home visit"]);
        builder.set_page(Some(3));
        builder.push(BlockKind::Paragraph, 0, "The third page was typed as well.");
        builder.warn(format!("page 2 {IS_PICTURE}"), Some(2));
        builder.warn("page 1 is odd", Some(1));
        builder.build()
    }

    fn mixed(pages: &[PageRead]) -> Extraction {
        let pictures = Pictures { pages: vec![2], of_pages: 3, besides: None };
        let before = Extraction {
            outcome: Outcome::Partial,
            reason: Some("Page 2 cannot be read".to_owned()),
            source: Some(old()),
            pictures: Some(pictures.clone()),
            unlocked: false,
            attachments: Vec::new(),
            original: None,
        };
        put_in(before, &pictures, pages, &tesseract(), "a.pdf")
    }

    #[test]
    fn a_recognised_page_stands_between_its_neighbours() {
        let read = mixed(&[page(2, &[("Nobody asked the mother.", 91.0), ("He was not seen.", 71.0)])]);
        assert_eq!((read.outcome, read.reason, read.pictures), (Outcome::Ok, None, None));
        let source = read.source.expect("a text");
        assert_eq!(
            source.text,
            "The first page was typed and says that he was seen.\n\n5 June\tHome visit\n\n\
             Nobody asked the mother.\n\nHe was not seen.\n\nThe third page was typed as well.\n"
        );
        let shape = &source.shape;
        assert_eq!(shape.reader, "pdf-layout/2+tesseract-5");
        assert_eq!(shape.blocks.iter().map(|b| b.confidence).collect::<Vec<_>>(), [None, None, Some(91), Some(71), None]);
        assert_eq!(shape.blocks.iter().filter_map(|b| b.page).collect::<Vec<_>>(), [1, 1, 2, 2, 3]);
        assert_eq!(shape.blocks[1].columns, [(1, 1), (2, 1)]);
        assert_eq!(source.quote(shape.blocks[1].cells[1]), "Home visit");
        assert_eq!(shape.blocks[2].boxes[0].top, 25);
        assert!(SourceText::from_parts(source.text.clone(), shape.clone()).is_ok());
    }

    #[test]
    fn the_warnings_say_how_sure_the_machine_was() {
        let source = mixed(&[page(2, &[("Nobody asked the mother.", 91.0), ("He was not seen.", 51.0)])]).source.expect("a text");
        let said: Vec<(Concern, &str)> = source.shape.warnings.iter().map(|w| (w.concern, w.what.as_str())).collect();
        assert_eq!(said[0], (Concern::Check, "page 1 is odd"));
        assert!(
            said[1].1.starts_with("page 2 was read by a machine from a picture") && said[1].1.ends_with("mean confidence 71 %")
        );
        assert_eq!(said[2].0, Concern::Note);
        assert!(said[3].1.starts_with("page 2 was hard to read"));
        assert_eq!(said.len(), 4);
    }

    #[test]
    fn a_page_that_failed_stays_a_picture_and_is_said() {
        let failed = PageRead { page: 2, found: Err("text recognition took longer than two minutes".to_owned()) };
        let read = mixed(&[failed]);
        assert_eq!(read.outcome, Outcome::Partial);
        assert!(read.reason.expect("a sentence").starts_with("Text recognition failed on page 2: text recognition took"));
        assert_eq!(read.pictures.expect("still").pages, [2]);
        let warnings = read.source.expect("a text").shape.warnings;
        assert!(warnings.iter().any(|w| w.what.ends_with(IS_PICTURE)));
        assert!(warnings.iter().any(|w| w.concern == Concern::LeftOut && w.page == Some(2)));
    }

    #[test]
    fn a_scan_without_words_is_refused_with_a_sentence() {
        let pictures = Pictures { pages: vec![1], of_pages: 1, besides: None };
        let before = Extraction { pictures: Some(pictures.clone()), ..Refusal::new(Outcome::Scanned, "a scan").into() };
        let read = put_in(before, &pictures, &[page(1, &[])], &tesseract(), "a.pdf");
        assert_eq!((read.outcome, read.source), (Outcome::Scanned, None));
        assert!(read.reason.expect("a sentence").contains("no words"));
    }

    #[test]
    fn a_protected_scan_says_so_once() {
        let pictures = Pictures { pages: vec![1, 2], of_pages: 2, besides: None };
        let refused = Extraction::from(Refusal::new(Outcome::Scanned, "a scan"));
        let before = Extraction { pictures: Some(pictures.clone()), unlocked: true, ..refused };
        let pages = [page(1, &[("Seen alone.", 90.0)]), page(2, &[("Not seen.", 80.0)])];
        let read = put_in(before, &pictures, &pages, &tesseract(), "a.pdf");
        assert!(read.unlocked);
        let shape = read.source.expect("a text").shape;
        assert_eq!((shape.reader.as_str(), shape.pages), ("pdf-pictures/1+tesseract-5", 2));
        assert_eq!(shape.warnings.iter().filter(|w| w.what.contains("password")).count(), 1);
        assert!(shape.warnings[0].what.contains("pages 1–2 were read by a machine from pictures"));
        assert!(shape.warnings[0].what.ends_with("mean confidence 85 %, least certain page 2 (80 %)"));
    }

    #[test]
    fn page_numbers_are_furniture() {
        let kinds = |p: &PageRead| {
            let shapes = Shapes::of(&SourceText::default(), std::slice::from_ref(p));
            p.found.as_ref().expect("words").iter().map(|q| shapes.kind_of(q).0).collect::<Vec<_>>()
        };
        let kind = kinds(&page(2, &[("He was seen at home by the nurse.", 90.0), ("Page 2 of 9", 90.0)]));
        assert_eq!(kind, [BlockKind::Paragraph, BlockKind::Furniture]);
        assert!(is_furniture("7") && is_furniture("– 7 –") && is_furniture("Page 7 of 43") && !is_furniture("7 June"));
    }
}
