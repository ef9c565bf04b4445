//! How blocks, zones and sheets are called: in the gutter, on the picture, and to a screen reader.

use crate::model::ZoneChoice;
use crate::text::{Block, BlockKind, SourceText, Zone};

/// Below this a machine is not sure enough of what it read, in percent.
pub(super) const UNSURE: u8 = 80;

/// Words of a block that are spoken after what it is.
const SPOKEN_WORDS: usize = 12;

/// What a block is: "Heading level 2", "Table row".
pub(super) fn kind_words(block: &Block) -> String {
    match block.kind {
        BlockKind::Heading => format!("Heading level {}", block.level.max(1)),
        BlockKind::Paragraph => "Paragraph".to_owned(),
        BlockKind::ListItem if block.level > 1 => format!("List item, depth {}", block.level),
        BlockKind::ListItem => "List item".to_owned(),
        BlockKind::TableRow => "Table row".to_owned(),
        BlockKind::Footnote => "Footnote".to_owned(),
        BlockKind::Caption => "Caption".to_owned(),
        BlockKind::Furniture => "Header or footer".to_owned(),
        BlockKind::Comment => "Comment".to_owned(),
    }
}

/// The same in a letter or two, for the small label on the picture.
pub(super) fn kind_mark(block: &Block) -> String {
    match block.kind {
        BlockKind::Heading => format!("H{}", block.level.max(1)),
        BlockKind::Paragraph => "P".to_owned(),
        BlockKind::ListItem => "L".to_owned(),
        BlockKind::TableRow => "T".to_owned(),
        BlockKind::Footnote => "N".to_owned(),
        BlockKind::Caption => "C".to_owned(),
        BlockKind::Furniture => "–".to_owned(),
        BlockKind::Comment => "K".to_owned(),
    }
}

/// A part of a review with a capital.
pub(in crate::ui) const fn zone_title(zone: Option<Zone>) -> &'static str {
    match zone {
        None => "No part",
        Some(Zone::Cover) => "Cover",
        Some(Zone::Contents) => "Contents",
        Some(Zone::Method) => "Method",
        Some(Zone::Family) => "Family",
        Some(Zone::Narrative) => "Narrative",
        Some(Zone::Analysis) => "Analysis",
        Some(Zone::Findings) => "Findings",
        Some(Zone::Recommendations) => "Recommendations",
        Some(Zone::Appendix) => "Appendix",
        Some(Zone::Glossary) => "Glossary",
        Some(Zone::Boilerplate) => "Boilerplate",
    }
}

/// What may be said of a run of blocks, in the order of the list: every part, none, as the reader found it.
pub(in crate::ui) fn zone_choices() -> Vec<(ZoneChoice, &'static str)> {
    let parts = Zone::ALL.into_iter().map(|zone| (ZoneChoice::Part(zone), zone_title(Some(zone))));
    parts.chain([(ZoneChoice::NoPart, "No part"), (ZoneChoice::AsFound, "As it was found")]).collect()
}

/// What a screen reader says of a block: "Heading level 2, page 7, Findings, 4.12, …first words".
pub(super) fn spoken(source: &SourceText, block: &Block) -> String {
    let mut parts = vec![kind_words(block)];
    let page = block.boxes.first().map(|b| b.page).or(block.page);
    parts.extend(page.map(|page| format!("page {page}")));
    parts.extend(block.zone.map(|zone| zone_title(Some(zone)).to_owned()));
    parts.extend(block.confidence.map(|sure| format!("read by a machine, {sure} % sure")));
    parts.extend(block.label.clone());
    parts.push(first_words(source.block_text(block), SPOKEN_WORDS));
    parts.join(", ")
}

/// The first words of a text, with … when there are more.
pub(in crate::ui) fn first_words(text: &str, most: usize) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(most).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    format!("{}{more}", first.join(" "))
}

/// The words of a block as they are shown: cells of a table row parted by a bar.
pub(super) fn shown_text(source: &SourceText, block: &Block) -> String {
    if block.cells.len() < 2 {
        return source.block_text(block).to_owned();
    }
    let cells = block.cells.iter().map(|cell| source.quote(*cell).trim());
    cells.collect::<Vec<_>>().join("  |  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceBuilder;

    #[test]
    fn a_block_is_spoken_with_kind_page_part_number_and_first_words() {
        let mut builder = SourceBuilder::new("pdf-layout/2");
        builder.set_page(Some(7));
        if let Some(block) = builder.push(BlockKind::Heading, 2, "Finding 2. Nobody held the whole picture of the family") {
            block.zone = Some(Zone::Findings);
            block.label = Some("4.12".to_owned());
        }
        let source = builder.build();
        let heading = source.shape.blocks.first().expect("a block");
        let words = "Heading level 2, page 7, Findings, 4.12, Finding 2. Nobody held the whole picture of the family";
        assert_eq!(spoken(&source, heading), words);
        assert_eq!(first_words("one two three", 2), "one two…");
    }

    #[test]
    fn a_block_read_by_a_machine_says_how_sure_it_is() {
        let mut builder = SourceBuilder::new("pdf-layout/2+tesseract-5");
        builder.set_page(Some(1));
        if let Some(block) = builder.push(BlockKind::Paragraph, 0, "Strategy rneeting") {
            block.confidence = Some(61);
        }
        let source = builder.build();
        let block = source.shape.blocks.first().expect("a block");
        assert_eq!(spoken(&source, block), "Paragraph, page 1, read by a machine, 61 % sure, Strategy rneeting");
    }
}
