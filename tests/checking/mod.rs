//! A review of three pages with a block of every kind, and pictures of its pages, for tests of the check page.

use crate::rich::{Bench, add, bare};
use deepdive::app::pages::{PagePicture, WantedPage};
use deepdive::model::{Document, Id};
use deepdive::read::{PageImage, Refusal};
use deepdive::text::{BlockKind, PageBox, SourceBuilder, SourceText, Zone};
use deepdive::ui::check_page::CheckPage;
use deepdive::ui::view::PageSource;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Kind, level, page, top, height, zone, words.
pub type Row = (BlockKind, u8, u32, u16, u16, Option<Zone>, &'static str);

pub const ROWS: [Row; 14] = [
    (BlockKind::Heading, 1, 1, 90, 28, Some(Zone::Cover), "Child B, local child safeguarding practice review"),
    (BlockKind::Paragraph, 0, 1, 140, 30, Some(Zone::Cover), "Independent author: A. Writer. Published on 14 March 2022."),
    (BlockKind::Furniture, 0, 1, 800, 12, None, "OFFICIAL-SENSITIVE 1"),
    (BlockKind::Heading, 2, 2, 80, 22, Some(Zone::Findings), "Finding 2. Nobody held the whole picture"),
    (
        BlockKind::Paragraph,
        0,
        2,
        120,
        64,
        Some(Zone::Findings),
        "By the new birth visit a man was living in the home. The health visitor wrote “partner present, quiet, holding \
         baby” but did not ask his name or his relationship to Child B. He was known to the police for an assault on a \
         former partner in 2019, and to probation.",
    ),
    (BlockKind::ListItem, 1, 2, 200, 16, Some(Zone::Findings), "The midwife’s worry was written on a form that nobody opened."),
    (BlockKind::ListItem, 1, 2, 222, 16, Some(Zone::Findings), "The nursery nurse rang the duty line within the hour."),
    (BlockKind::Caption, 0, 2, 260, 14, Some(Zone::Narrative), "Table 1. Contacts with services"),
    (BlockKind::Footnote, 0, 2, 740, 12, Some(Zone::Narrative), "3  The record of this visit was made two days later."),
    (BlockKind::Furniture, 0, 2, 800, 12, None, "OFFICIAL-SENSITIVE 2"),
    (BlockKind::Heading, 2, 3, 80, 22, Some(Zone::Recommendations), "Recommendations"),
    (
        BlockKind::Paragraph,
        0,
        3,
        120,
        48,
        Some(Zone::Recommendations),
        "The partnership should seek assurance that fathers are asked about.",
    ),
    (BlockKind::Paragraph, 0, 3, 190, 32, None, "Strategy rneeting was heId without health."),
    (BlockKind::Furniture, 0, 3, 800, 12, None, "OFFICIAL-SENSITIVE 3"),
];

/// Three pages with words of every kind, a table, and a page that is to be looked at.
pub fn review() -> SourceBuilder {
    let mut builder = SourceBuilder::new("pdf-layout/2");
    builder.set_pages(3);
    builder.set_page_labels(vec!["i".into(), "1".into(), "2".into()]);
    for (index, (kind, level, page, top, height, zone, words)) in ROWS.into_iter().enumerate() {
        builder.set_page(Some(page));
        builder.set_zone(zone);
        let place = |top: u16, height: u16| PageBox { page, left: 72, top, right: 523, bottom: top + height };
        if index == 8 {
            for (row, cells) in [["Date", "Who", "What"], ["2 June 2021", "Health visitor", "New birth visit"]].iter().enumerate()
            {
                let at = 284 + 20 * u16::try_from(row).unwrap();
                builder.push_row(1, cells).unwrap().boxes = vec![place(at, 18)];
            }
        }
        let block = builder.push(kind, level, words).unwrap();
        block.boxes = vec![place(top, height)];
        if words.contains("rneeting") {
            block.confidence = Some(61);
        }
    }
    builder.warn("the picture at the foot of the page holds words that were not read", Some(3));
    builder.leave_out("a comment of the file is not part of the text", Some(2));
    builder
}

/// Draws every page as bars where its blocks are; notes what was asked for.
struct Drawn {
    text: SourceText,
    asked: Rc<RefCell<Vec<WantedPage>>>,
    refusal: Option<Refusal>,
}

impl PageSource for Drawn {
    fn picture(&self, wanted: &WantedPage) -> PagePicture {
        self.asked.borrow_mut().push(wanted.clone());
        if let Some(refusal) = &self.refusal {
            return PagePicture::Refused(refusal.clone());
        }
        let scale = wanted.hundredths as f32 / 100.0;
        let (width, height) = ((595.0 * scale) as u32, (842.0 * scale) as u32);
        let mut rgba = vec![255; (width * height * 4) as usize];
        for place in self.text.shape.blocks.iter().flat_map(|b| &b.boxes).filter(|b| b.page == wanted.page) {
            bars(&mut rgba, width, place, scale);
        }
        PagePicture::Ready(Arc::new(PageImage { width, height, pixels_per_point: scale, rgba }))
    }
}

/// Grey lines in place of words.
fn bars(rgba: &mut [u8], width: u32, place: &PageBox, scale: f32) {
    for line in (place.top..place.bottom).step_by(14) {
        let (top, bottom) = (f32::from(line) + 3.0, (f32::from(line) + 10.0).min(f32::from(place.bottom)));
        for y in (top * scale) as u32..(bottom * scale) as u32 {
            for x in (f32::from(place.left) * scale) as u32..(f32::from(place.right) * scale) as u32 {
                let at = ((y * width + x) * 4) as usize;
                rgba[at..at + 3].fill(150);
            }
        }
    }
}

pub struct Made {
    pub bench: Bench<CheckPage>,
    pub id: Id<Document>,
    pub asked: Rc<RefCell<Vec<WantedPage>>>,
}

pub fn made_of(builder: SourceBuilder, file: &str, refusal: Option<Refusal>) -> Made {
    let (folder, mut session) = bare();
    let id = add(&mut session, file, builder, Vec::new());
    let text = (*session.text(id).unwrap()).clone();
    let asked = Rc::new(RefCell::new(Vec::new()));
    let mut bench = Bench::<CheckPage>::new((folder, session));
    bench.pictures = Some(Box::new(Drawn { text, asked: Rc::clone(&asked), refusal }));
    bench.page.open(id, None);
    Made { bench, id, asked }
}

pub fn made() -> Made {
    made_of(review(), "child-b.pdf", None)
}
