//! How long a frame of the reader takes on a large document, without a window.
//!
//! `cargo bench --bench reader` prints milliseconds of processor time on one thread for laying out, listening, painting
//! and tessellating: 60,000 words, 1,500 paragraphs, 3,000 codings, 1280 × 900 points. The aim is under 1 ms idle
//! and scrolling, and under 50 ms for the first frame. Figures with a screen reader attached are printed as well.

use deepdive::model::Polarity;
use deepdive::text::{BlockKind, SourceBuilder, SourceText, TextRange};
use deepdive::ui::reader::{Mark, MarkKey, MarkLayer, ReaderDocument, ReaderView};
use deepdive::ui::style::{self, Appearance};
use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, pos2, vec2};
use std::sync::Arc;
use std::time::Instant;

const WORDS: usize = 60_000;
const PARAGRAPHS: usize = 1_500;
const CODINGS: usize = 3_000;

struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as usize % count.max(1)
    }
}

fn document(random: &mut Random) -> SourceText {
    const SYLLABLES: [&str; 16] =
        ["the", "ba", "by", "was", "not", "seen", "con", "cern", "fa", "ther", "re", "view", "pro", "tect", "ion", "effi"];
    let mut b = SourceBuilder::new("bench/1");
    for number in 0..PARAGRAPHS {
        b.set_page(Some(1 + number as u32 / 6));
        let count = WORDS / PARAGRAPHS / 3 + random.below(WORDS / PARAGRAPHS * 4 / 3 + 1);
        let mut text = format!("{}.{} ", number / 40, number % 40);
        for word in 0..count {
            for _ in 0..=random.below(3) {
                text.push_str(SYLLABLES.get(random.below(SYLLABLES.len())).unwrap_or(&"a"));
            }
            text.push_str(if word % 14 == 13 { ". " } else { " " });
        }
        let label = format!("{}.{}", number / 40, number % 40);
        if let Some(block) = b.push(BlockKind::Paragraph, 0, &text) {
            block.label = Some(label);
        }
    }
    b.build()
}

fn codings(random: &mut Random, source: &SourceText) -> Vec<Mark> {
    let mark = |number: usize| {
        let start = random.below(source.text.len() - 1000);
        let range = TextRange::within(&source.text, start, start + 20 + random.below(900)).ok()?;
        let group = random.below(9);
        let polarity = Polarity::ALL.get(number % 3).copied().unwrap_or_default();
        let (code, name) = (format!("B{}", number % 9), "Man or new partner not identified".to_owned());
        Some(Mark {
            key: MarkKey(number as u128),
            range,
            code,
            name,
            look: deepdive::model::Look::of_group(group),
            polarity,
            coder: "RP".to_owned(),
            memo: None,
        })
    };
    (0..CODINGS).filter_map(mark).collect()
}

struct Bench {
    ctx: Context,
    view: ReaderView,
    source: Arc<SourceText>,
    marks: Arc<MarkLayer>,
    time: f64,
}

impl Bench {
    fn new(source: &Arc<SourceText>, marks: &Arc<MarkLayer>, spoken: bool) -> Self {
        let ctx = Context::default();
        style::install(&ctx, Appearance::default());
        if spoken {
            ctx.enable_accesskit();
        }
        // Fonts count from the second frame.
        let mut output = ctx.run_ui(RawInput::default(), |_| {});
        output.textures_delta.clear();
        Self { ctx, view: ReaderView::default(), source: Arc::clone(source), marks: Arc::clone(marks), time: 0.0 }
    }

    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 900.0)));
        let input = RawInput {
            screen_rect,
            time: Some(self.time),
            predicted_dt: 1.0 / 60.0,
            events,
            focused: true,
            ..RawInput::default()
        };
        let document = ReaderDocument {
            title: "Bench",
            source: Arc::clone(&self.source),
            marks: Arc::clone(&self.marks),
            revision: 0,
            highlights: &[],
        };
        let start = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| {
            self.view.ui(ui, &document);
        });
        let shapes = std::mem::take(&mut output.shapes);
        let meshes = self.ctx.tessellate(shapes, output.pixels_per_point);
        let took = start.elapsed().as_secs_f64() * 1e3;
        std::hint::black_box(meshes);
        output.textures_delta.clear();
        took
    }

    /// Prints the median and the slowest of `count` frames, and the mean of the time that the processor spent on them,
    /// which is the figure to trust when other programs run.
    fn run(&mut self, name: &str, count: usize, mut events: impl FnMut(&mut Self, usize) -> Vec<Event>) {
        let mut times: Vec<f64> = Vec::with_capacity(count);
        let before = processor_ms();
        for number in 0..count {
            let events = events(self, number);
            times.push(self.frame(events));
        }
        let own = before.zip(processor_ms()).map_or("unknown".to_owned(), |(a, b)| format!("{:.2}", (b - a) / count as f64));
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times.get(((count - 1) as f64 * share) as usize).copied().unwrap_or_default();
        println!("  {name:<26} processor {own:>7}   median {:>7.2}   p99 {:>7.2}   most {:>7.2}", at(0.5), at(0.99), at(1.0));
    }
}

/// Milliseconds that the processor has spent on this thread; Linux only, exact to a tick.
fn processor_ms() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse::<f64>().ok().map(|nanos| nanos / 1e6)
}

fn wheel(points: f32) -> Event {
    Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

fn measure(source: &Arc<SourceText>, marks: &Arc<MarkLayer>, spoken: bool) {
    println!("{}", if spoken { "with a screen reader" } else { "without a screen reader" });
    let mut b = Bench::new(source, marks, spoken);
    b.run("first frame", 1, |_, _| Vec::new());
    b.run("scroll, heights unknown", 200, |_, _| vec![wheel(-60.0)]);
    let start = Instant::now();
    let mut frames = 0;
    while !b.view.is_measured() && frames < 1000 {
        b.frame(Vec::new());
        frames += 1;
    }
    println!("  heights of all paragraphs: {frames} idle frames, {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    b.run("idle", 300, |_, _| Vec::new());
    b.frame(vec![Event::PointerMoved(pos2(600.0, 400.0))]);
    b.run("scroll 60 points a frame", 600, |_, _| vec![wheel(-60.0)]);
    b.run("fling 900 points a frame", 200, |_, _| vec![wheel(900.0)]);
    let mut random = Random(5);
    b.run("jump to a random passage", 200, |b, _| {
        let at = b.source.shape.blocks.get(random.below(PARAGRAPHS)).map(|block| block.range);
        if let Some(range) = at {
            b.view.scroll_to(range);
        }
        Vec::new()
    });
    let from = pos2(500.0, 200.0);
    b.frame(vec![Event::PointerMoved(from), button(from, true)]);
    b.run("drag", 300, |_, n| vec![Event::PointerMoved(pos2(450.0 + (n % 200) as f32, 200.0 + n as f32 * 2.0))]);
    b.run("drag past the edge", 300, |_, _| vec![Event::PointerMoved(pos2(500.0, 960.0))]);
    b.frame(vec![button(pos2(500.0, 960.0), false)]);
    b.run("Shift and arrow", 300, |_, _| {
        let (key, modifiers) = (Key::ArrowRight, Modifiers::SHIFT);
        vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]
    });
    b.run("hover over codings", 300, |_, n| vec![Event::PointerMoved(pos2(450.0, 100.0 + (n % 300) as f32 * 2.0))]);
}

fn main() {
    let mut random = Random(7);
    let source = Arc::new(document(&mut random));
    let start = Instant::now();
    let marks = Arc::new(MarkLayer::new(&source, codings(&mut random, &source)));
    let layer = start.elapsed().as_secs_f64() * 1e3;
    println!(
        "{} words, {} paragraphs, {} codings; layer of codings made in {layer:.2} ms",
        source.shape.words,
        PARAGRAPHS,
        marks.marks().len()
    );
    measure(&source, &marks, false);
    measure(&source, &marks, true);
}
