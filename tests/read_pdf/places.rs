//! Where blocks stand: the boxes must frame what hayro draws, on turned and cropped pages too.

use super::paper::{LONG, Paper, body, text};
use super::{block, grid, kinds, tagged};
use deepdive::read::PdfText;
use deepdive::text::{Block, BlockKind, PageBox};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

/// The smallest box around everything painted on a page, in points, and the size of the page.
fn painted(paper: &Paper, page: usize) -> ([u16; 4], [u16; 2]) {
    let pdf = Pdf::new(paper.bytes()).unwrap();
    let (cache, interpreter) = (RenderCache::new(), InterpreterSettings::default());
    let pixels = hayro::render(&pdf.pages()[page], &cache, &interpreter, &RenderSettings::default(), &PixmapSettings::default());
    let (width, height) = (pixels.width(), pixels.height());
    let dark = pixels.data_as_u8_slice().chunks(4).enumerate().filter(|(_, p)| p[3] > 100).map(|(i, _)| i);
    let places: Vec<(u16, u16)> =
        dark.map(|i| (u16::try_from(i % usize::from(width)).unwrap(), u16::try_from(i / usize::from(width)).unwrap())).collect();
    let (xs, ys) = (|| places.iter().map(|p| p.0), || places.iter().map(|p| p.1));
    ([xs().min().unwrap(), ys().min().unwrap(), xs().max().unwrap() + 1, ys().max().unwrap() + 1], [width, height])
}

/// The one box of a block.
fn only(block: &Block) -> PageBox {
    assert_eq!(block.boxes.len(), 1, "{block:?}");
    block.boxes[0]
}

/// The box holds all that is painted, and not much more.
fn frames(found: PageBox, painted: [u16; 4]) {
    let [left, top, right, bottom] = painted;
    let close = |a: u16, b: u16| a.abs_diff(b) <= 5;
    assert!(
        found.left <= left + 1 && found.top <= top + 1 && found.right + 1 >= right && found.bottom + 1 >= bottom,
        "{found:?} {painted:?}"
    );
    assert!(
        close(found.left, left) && close(found.top, top) && close(found.right, right) && close(found.bottom, bottom),
        "{found:?} {painted:?}"
    );
}

fn one_paragraph(pdf: &PdfText) -> &Block {
    assert_eq!(kinds(pdf), [(BlockKind::Paragraph, LONG.join(" ").as_str())]);
    &pdf.source.shape.blocks[0]
}

#[test]
fn boxes_frame_what_is_drawn() {
    let upright = Paper::of(&[&body(72.0, 100.0, &LONG)]);
    let pdf = upright.read();
    frames(only(one_paragraph(&pdf)), painted(&upright, 0).0);
    assert_eq!(only(one_paragraph(&pdf)).page, 1);
}

#[test]
fn boxes_frame_what_is_drawn_on_turned_and_cropped_pages() {
    for turn in [90, 180, 270] {
        let paper = Paper { page_extra: format!("/Rotate {turn}"), ..Paper::of(&[&body(72.0, 100.0, &LONG)]) };
        let (ink, size) = painted(&paper, 0);
        assert_eq!(size == [842, 595], turn != 180, "{turn}: {size:?}");
        frames(only(one_paragraph(&paper.read())), ink);
    }
    for extra in ["/CropBox[40 300 560 800]", "/CropBox[40 300 560 800]/Rotate 90"] {
        let paper = Paper { page_extra: extra.to_owned(), ..Paper::of(&[&body(72.0, 100.0, &LONG)]) };
        frames(only(one_paragraph(&paper.read())), painted(&paper, 0).0);
    }
    let sideways: String =
        LONG.iter().enumerate().map(|(i, l)| format!("BT /R 11 Tf 0 1 -1 0 {} 72 Tm ({l}) Tj ET\n", 100 + 14 * i)).collect();
    let paper = Paper::of(&[&sideways]);
    frames(only(one_paragraph(&paper.read())), painted(&paper, 0).0);
}

#[test]
fn a_block_over_two_pages_has_a_box_on_each() {
    let first =
        body(72.0, 700.0, &["The conference was told that the mother had asked for help and that the health visitor had then"]);
    let second = body(72.0, 100.0, &["written to the school."]);
    let pdf = Paper::of(&[&first, &second]).read();
    let boxes = &pdf.source.shape.blocks[0].boxes;
    assert_eq!(boxes.iter().map(|b| b.page).collect::<Vec<_>>(), [1, 2]);
    assert!(boxes[0].top > 600 && boxes[1].bottom < 200, "{boxes:?}");
}

#[test]
fn every_block_has_a_box_on_both_paths() {
    let footer = text("R", 9.0, 250.0, 810.0, "Page 1 of 1");
    let table = grid(&[150.0, 180.0, 210.0], &[["Date", "Event", "Action"], ["5 June", "Mother rang", "Advice"]]);
    let place = Paper::of(&[&(body(72.0, 60.0, &["The events are set out here."]) + &table + &footer)]).read();
    for pdf in [place, tagged().read()] {
        assert!(pdf.source.shape.blocks.iter().all(|b| b.boxes.len() == 1), "{:?}", pdf.source.shape.blocks);
    }
    let row = only(block(&tagged().read(), "5 June"));
    assert!(row.left <= 72 && row.right >= 260 && row.top < 230 && row.bottom > 230, "{row:?}");
}
