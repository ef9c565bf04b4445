//! Random documents under random hands: nothing stops the program, and a selection always lies on letters.

use crate::sample::{Desk, window};
use deepdive::model::Polarity;
use deepdive::text::{BlockKind, SourceBuilder, SourceText, TextRange};
use deepdive::ui::reader::{Mark, MarkKey};
use deepdive::ui::style::ThemeChoice;
use egui::accesskit::Role;
use egui::{Key, Modifiers, pos2};
use egui_kittest::kittest::Queryable;
use proptest::prelude::*;

const WORDS: [&str; 14] =
    ["the", "office", "e\u{301}té", "👩‍👧", "العربية", "שלום", "नमस्ते", "日本", "\u{ad}", "a\u{200d}b", "4.12", "x\ny", "(a)", "•"];

fn blocks() -> impl Strategy<Value = SourceText> {
    let words = prop::collection::vec(0..WORDS.len(), 0..60);
    prop::collection::vec((0..8_u8, words), 0..14).prop_map(|blocks| {
        let mut b = SourceBuilder::new("test/1");
        let table = b.begin_table();
        for (number, (kind, words)) in blocks.into_iter().enumerate() {
            let text: Vec<&str> = words.iter().map(|w| WORDS[*w]).collect();
            b.set_page(Some(1 + number as u32 / 3));
            let kind = match kind {
                0 => BlockKind::Heading,
                1 => BlockKind::ListItem,
                2 => BlockKind::Footnote,
                3 => BlockKind::Furniture,
                4 => BlockKind::Comment,
                5 => {
                    b.push_row(table, &text.chunks(7).map(|c| c.join(" ")).collect::<Vec<_>>());
                    continue;
                }
                _ => BlockKind::Paragraph,
            };
            if let Some(block) = b.push(kind, number as u8, &text.join(" ")) {
                block.label = (number % 2 == 0).then(|| "4.12".to_owned());
            }
        }
        b.build()
    })
}

#[derive(Clone, Debug)]
enum Hand {
    Drag((f32, f32), (f32, f32)),
    Press(Key, bool, bool),
    Scroll(f32),
    Size(f32),
}

fn hands() -> impl Strategy<Value = Vec<Hand>> {
    let point = || (0.0..760.0_f32, -40.0..540.0_f32);
    let key = prop::sample::select(vec![
        Key::ArrowDown,
        Key::ArrowUp,
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::Home,
        Key::End,
        Key::PageDown,
        Key::PageUp,
        Key::S,
        Key::P,
        Key::A,
        Key::C,
        Key::N,
        Key::T,
        Key::CloseBracket,
        Key::OpenBracket,
        Key::Escape,
    ]);
    let hand = prop_oneof![
        (point(), point()).prop_map(|(a, b)| Hand::Drag(a, b)),
        (key, any::<bool>(), any::<bool>()).prop_map(|(k, s, c)| Hand::Press(k, s, c)),
        (-600.0..600.0_f32).prop_map(Hand::Scroll),
        (200.0..1300.0_f32).prop_map(Hand::Size),
    ];
    prop::collection::vec(hand, 1..14)
}

fn random_marks(source: &SourceText, ends: &[(usize, usize)]) -> Vec<Mark> {
    let snap = |i: usize| (0..=i % (source.text.len() + 1)).rev().find(|i| source.text.is_char_boundary(*i)).unwrap_or(0);
    let mark = |(i, (a, b)): (usize, &(usize, usize))| {
        let (a, b) = (snap(*a), snap(*b));
        let range = TextRange::within(&source.text, a.min(b), a.max(b)).ok()?;
        let polarity = Polarity::ALL[i % 3];
        let (code, name, coder) = (format!("B{i}"), "Name".to_owned(), "RP".to_owned());
        Some(Mark {
            key: MarkKey(i as u128),
            range,
            code,
            name,
            look: deepdive::model::Look::of_group(i),
            polarity,
            coder,
            memo: (i % 2 == 0).then(|| "Memo".repeat(i)),
        })
    };
    ends.iter().enumerate().filter_map(mark).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn hands_cannot_break_it(source in blocks(), hands in hands(), ends in prop::collection::vec((0..4000_usize, 0..4000_usize), 0..12)) {
        let marks = random_marks(&source, &ends);
        let mut w = window(Desk::new(source, marks), [760.0, 500.0], ThemeChoice::Light);
        w.get_by_role(Role::Document).focus();
        for hand in hands {
            match hand {
                Hand::Drag(from, to) => {
                    w.drag_at(pos2(from.0, from.1));
                    w.hover_at(pos2(to.0, to.1));
                    w.run_steps(2);
                    w.drop_at(pos2(to.0, to.1));
                }
                Hand::Press(key, shift, ctrl) => {
                    w.key_press_modifiers(Modifiers { shift, ctrl, command: ctrl, ..Modifiers::NONE }, key);
                }
                Hand::Scroll(by) => w.event(egui::Event::MouseWheel {
                    unit: egui::MouseWheelUnit::Point,
                    delta: egui::vec2(0.0, by),
                    phase: egui::TouchPhase::Move,
                    source: egui::MouseWheelSource::Wheel,
                    modifiers: Modifiers::NONE,
                }),
                Hand::Size(width) => { w.set_size(egui::vec2(width, 500.0)); }
            }
            w.run_steps(3);
            let desk = w.state();
            if let Some(range) = desk.view.selection() {
                prop_assert!(range.fits(&desk.source.text));
            }
            if let Some(caret) = desk.view.caret() {
                prop_assert!(desk.source.text.is_char_boundary(caret));
            }
            for events in &desk.log {
                if let Some(tag) = events.tag {
                    prop_assert!(tag.range.fits(&desk.source.text));
                }
            }
        }
    }
}
