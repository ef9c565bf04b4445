//! The ink of one page: letters, drawn lines, dark boxes and pictures, with their places.
//!
//! hayro walks the page and calls this device; nothing is painted. Ligatures are unfolded here, and text that is
//! filled and then stroked arrives twice, which must not double it.

use super::actual::replace;
use super::pictures::Picture;
use super::rules::{Rule, rules_of};
use super::strings::decoded;
use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, Name, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};
use std::collections::{HashMap, HashSet};

/// More lines than this on a page are a drawing, not a table.
const MOST_RULES: usize = 6_000;
/// More letters than this on a page are not a page.
const MOST_GLYPHS: usize = 400_000;

/// What the marked content around a letter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Mark {
    /// Nothing.
    #[default]
    None,
    /// Not part of the text: header, footer, decoration.
    Artifact,
    /// A piece of the structure tree, by its number on the page.
    Id(u32),
}

/// One letter; `x` and `y` run rightwards and downwards in the direction of reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) c: char,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// Baseline.
    pub(super) y: f64,
    /// Height of the em, in points.
    pub(super) size: f64,
    /// Quarter turns of the baseline: 0 runs to the right, 1 upwards, 2 to the left, 3 downwards.
    pub(super) turn: u8,
    /// Page, counted from 1.
    pub(super) page: u32,
    pub(super) mark: Mark,
    pub(super) bold: bool,
    pub(super) dark: bool,
}

/// A box filled with a dark colour.
#[derive(Clone, Copy, Debug)]
pub(super) struct DarkBox {
    pub(super) rect: Rect,
    /// How many letters had been drawn before it.
    pub(super) after: usize,
}

/// Everything on one page.
#[derive(Debug, Default)]
pub(super) struct PageInk {
    /// Counted from 1.
    pub(super) number: u32,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) boxes: Vec<DarkBox>,
    /// Letters without a known character.
    pub(super) unknown: usize,
    /// Letters drawn, those without a known character included.
    pub(super) drawn: usize,
    /// Letters that are not painted: the layer that text recognition lays over a scan.
    pub(super) unseen: usize,
    /// Letters that stand outside the visible page.
    pub(super) outside: usize,
    /// Share of the page that the largest picture covers, 0 to 1.
    pub(super) picture: f64,
    /// Pictures and drawn shapes that are not marked as decoration.
    pub(super) pictures: Vec<Picture>,
    /// The page has content that cannot be decoded.
    pub(super) damaged: bool,
    /// The page has more content than any page has; it was not looked at.
    pub(super) oversize: bool,
    /// Marked-content numbers that were opened more than once.
    pub(super) reopened: Vec<u32>,
}

/// Collects the ink of one page; fonts are remembered over pages.
pub(super) struct Collector<'f> {
    pub(super) ink: PageInk,
    marks: Vec<Mark>,
    /// For each open mark, the text that the file gives for it and the first of its letters.
    stated: Vec<Option<(usize, String)>>,
    opened: HashSet<u32>,
    clips: Vec<Rect>,
    fonts: &'f mut FontWeights,
    last_run: Option<(char, f64, f64)>,
}

/// Whether the fonts met so far are bold, by the letter's outline.
#[derive(Debug, Default)]
pub(super) struct FontWeights {
    by_outline: HashMap<u128, bool>,
}

/// What a run of letters has in common.
struct Look {
    bold: bool,
    symbol: bool,
    dark: bool,
}

impl<'f> Collector<'f> {
    /// Starts a page, counted from 1, of the given size in points.
    pub(super) fn new(number: u32, width: f64, height: f64, fonts: &'f mut FontWeights) -> Self {
        let ink = PageInk { number, width, height, ..PageInk::default() };
        Self { ink, marks: Vec::new(), stated: Vec::new(), opened: HashSet::new(), clips: Vec::new(), fonts, last_run: None }
    }

    fn mark(&self) -> Mark {
        self.marks.iter().rev().copied().find(|m| *m != Mark::None).unwrap_or_default()
    }

    fn visible(&self, rect: Rect) -> Rect {
        let page = Rect::new(0.0, 0.0, self.ink.width, self.ink.height);
        self.clips.iter().fold(rect.intersect(page), |r, clip| r.intersect(*clip))
    }

    fn add(&mut self, drawn: &DrawnGlyph<'_>, at: Affine, mark: Mark, look: &Look) {
        self.ink.drawn += 1;
        let Some(mut glyph) = placed(drawn, at) else { return };
        let (w, h) = (self.ink.width, self.ink.height);
        let origin = at * Point::ZERO;
        if origin.x < -2.0 || origin.y < -2.0 || origin.x > w + 2.0 || origin.y > h + 2.0 {
            self.ink.outside += 1;
            return;
        }
        (glyph.mark, glyph.bold, glyph.dark, glyph.page) = (mark, look.bold, look.dark, self.ink.number);
        match drawn.as_unicode() {
            None => {
                self.ink.unknown += 1;
                self.push(glyph, '\u{fffd}', look);
            }
            Some(BfString::Char(c)) => match unfolded(c) {
                "" => self.push(glyph, c, look),
                letters => self.spread(glyph, letters, look),
            },
            Some(BfString::String(s)) => self.spread(glyph, &s, look),
        }
    }

    /// Shares the width of a glyph among the letters it stands for.
    fn spread(&mut self, glyph: Glyph, letters: &str, look: &Look) {
        let count = letters.chars().count().max(1);
        let step = (glyph.x1 - glyph.x0) / count as f64;
        for (i, c) in letters.chars().enumerate() {
            let x0 = step.mul_add(i as f64, glyph.x0);
            self.push(Glyph { x0, x1: x0 + step, ..glyph }, c, look);
        }
    }

    fn push(&mut self, glyph: Glyph, c: char, look: &Look) {
        if self.ink.glyphs.len() < MOST_GLYPHS {
            let c = if look.symbol { symbol(c) } else { c };
            self.ink.glyphs.push(Glyph { c, ..glyph });
        }
    }

    fn shape(&mut self, bounds: Rect, props: &DrawProps<'_>, mode: &DrawMode, segments: Option<&BezPath>) {
        if self.ink.rules.len() < MOST_RULES {
            rules_of(bounds, props.transform, mode, segments, &mut self.ink.rules);
        }
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) && is_dark(&props.paint) {
            let rect = self.visible(props.transform.transform_rect_bbox(bounds));
            if rect.width() >= 8.0 && rect.height() >= 5.0 && self.ink.boxes.len() < MOST_RULES {
                self.ink.boxes.push(DarkBox { rect, after: self.ink.glyphs.len() });
            }
        }
    }
}

impl Collector<'_> {
    fn picture(&mut self, rect: Rect, drawn: bool) {
        if rect.width() > 1.0 && rect.height() > 1.0 && self.mark() != Mark::Artifact {
            self.ink.pictures.push(Picture { rect, drawn });
        }
    }
}

impl Device<'_> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        // A dark shape with curves or many corners is a drawing, not a bar over words.
        if path.elements().len() <= 12 || matches!(mode, DrawMode::Stroke(_)) {
            self.shape(path.bounding_box(), &props, mode, Some(path));
        }
        let curved = || path.elements().iter().any(|e| matches!(e, PathEl::CurveTo(..) | PathEl::QuadTo(..)));
        if (path.elements().len() > 6 || curved()) && self.ink.pictures.len() < MOST_RULES {
            let rect = self.visible(props.transform.transform_rect_bbox(path.bounding_box()));
            self.picture(rect, true);
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'_>, mode: &DrawMode) {
        self.shape(*rect, &props, mode, None);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.clips.push(clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.clips.push(*rect);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        let Some(first) = run.glyphs().first() else { return };
        let place = props.transform * first.transform() * Point::ZERO;
        let key = (letter(first), place.x, place.y);
        let again = matches!(mode, DrawMode::Stroke(_)) && self.last_run == Some(key);
        self.last_run = Some(key);
        if again {
            return;
        }
        if matches!(mode, DrawMode::Invisible) {
            self.ink.unseen += run.glyphs().len();
        }
        let mark = self.mark();
        let (bold, symbol) = self.fonts.look(run);
        let look = Look { bold, symbol, dark: is_dark(&props.paint) };
        for glyph in run.glyphs() {
            self.add(glyph, props.transform * glyph.transform(), mark, &look);
        }
    }

    fn draw_image(&mut self, image: Image<'_, '_>, props: ImageDrawProps<'_>) {
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let rect = self.visible(props.transform.transform_rect_bbox(pixels));
        let area = rect.area();
        if image.width().min(image.height()) > 16 && self.ink.pictures.len() < MOST_RULES {
            self.picture(rect, false);
        }
        let page = (self.ink.width * self.ink.height).max(1.0);
        self.ink.picture = self.ink.picture.max(area / page);
    }

    fn begin_marked_content(&mut self, tag: &[u8], props: Option<&Dict<'_>>) {
        let text = props.and_then(|p| p.get::<PdfString<'_>>("ActualText")).map(|t| decoded(t.as_bytes()));
        self.stated.push(text.map(|t| (self.ink.glyphs.len(), t)));
        let id = props.and_then(|p| p.get::<i32>("MCID")).and_then(|id| u32::try_from(id).ok());
        self.marks.push(match id {
            Some(id) => {
                if !self.opened.insert(id) {
                    self.ink.reopened.push(id);
                }
                Mark::Id(id)
            }
            None if tag == b"Artifact" || is_pagination(props) => Mark::Artifact,
            None => Mark::None,
        });
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
        if let Some((from, text)) = self.stated.pop().flatten() {
            let unknown = |glyphs: &[Glyph]| glyphs.iter().skip(from).filter(|g| g.c == '\u{fffd}').count();
            let before = unknown(&self.ink.glyphs);
            replace(&mut self.ink.glyphs, from, &text);
            self.ink.unknown = (self.ink.unknown + unknown(&self.ink.glyphs)).saturating_sub(before);
        }
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {}
}

impl FontWeights {
    /// Whether a run is bold, and whether its font holds signs instead of letters.
    fn look(&mut self, run: &GlyphRun<'_, '_>) -> (bool, bool) {
        let outlines = run.glyphs().iter().filter_map(|g| match &**g {
            DrawnGlyph::Outline(o) => Some(o),
            DrawnGlyph::Type3(_) => None,
        });
        let mut votes = (0, 0);
        for outline in outlines {
            if let Some(font) = outline.font_data() {
                let name = font.postscript_name.unwrap_or_default();
                let named = ["Bold", "Black", "Heavy", "Demi", "bold"].iter().any(|b| name.contains(b));
                let family = name.split_once('+').map_or(name.as_str(), |(_, family)| family);
                let symbol = ["Wingdings", "Symbol", "Webdings", "ZapfDingbats"].iter().any(|b| family.starts_with(b));
                return (named || font.weight.is_some_and(|w| w >= 600), symbol);
            }
            if outline.as_unicode().is_some_and(|c| matches!(c, BfString::Char(c) if c.is_alphanumeric())) {
                let key = hayro_interpret::CacheKey::cache_key(&outline.identifier());
                let bold = *self.by_outline.entry(key).or_insert_with(|| has_thick_strokes(&outline.outline()));
                votes = if bold { (votes.0 + 1, votes.1) } else { (votes.0, votes.1 + 1) };
            }
            if votes.0 + votes.1 > 6 {
                break;
            }
        }
        (votes.0 > votes.1, false)
    }
}

/// Whether the strokes of a letter are those of a bold face.
///
/// A stroke of width `w` and length `l` has area `wl` and outline `2(w + l)`; so `2 × area ÷ outline` is a little
/// below `w`, in thousandths of an em: about 70 for Helvetica, 55 for Times, 90 and more for bold faces.
fn has_thick_strokes(outline: &BezPath) -> bool {
    let length = outline.perimeter(1.0);
    length > 0.0 && 2.0 * outline.area().abs() / length > 84.0
}

fn is_pagination(props: Option<&Dict<'_>>) -> bool {
    props.and_then(|p| p.get::<Name<'_>>("Type")).is_some_and(|n| n.as_ref() == b"Pagination")
}

fn is_dark(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, a] = color.to_rgba().components();
            a > 0.9 && 0.3f32.mul_add(r, 0.6f32.mul_add(g, 0.1 * b)) < 0.2
        }
        Paint::Pattern(_) => false,
    }
}

fn letter(glyph: &DrawnGlyph<'_>) -> char {
    match glyph.as_unicode() {
        Some(BfString::Char(c)) => c,
        Some(BfString::String(s)) => s.chars().next().unwrap_or_default(),
        None => '\u{fffd}',
    }
}

/// Where a glyph lies, turned so that its baseline runs to the right.
fn placed(drawn: &DrawnGlyph<'_>, at: Affine) -> Option<Glyph> {
    let (advance, em) = match drawn {
        DrawnGlyph::Outline(o) => (f64::from(o.advance_width().unwrap_or(500.0)), 1000.0),
        DrawnGlyph::Type3(t) => (f64::from(t.advance_width().unwrap_or(0.5)), 1.0),
    };
    let origin = at * Point::ZERO;
    let mut along = at * Point::new(advance, 0.0) - origin;
    let mut size = (at * Point::new(0.0, em) - origin).hypot();
    if !(origin.x.is_finite() && origin.y.is_finite() && size.is_finite()) || size <= 0.01 {
        return None;
    }
    let width = along.hypot();
    // The glyph space of a type 3 font is its own: guess the size from the width.
    if em < 2.0 && (size < width || size > 8.0 * width) {
        size = width * 2.0;
    }
    if width == 0.0 {
        along = at * Point::new(em, 0.0) - origin;
    }
    let turn = match (along.x.abs() >= along.y.abs(), along.x >= 0.0, along.y < 0.0) {
        (true, true, _) => 0,
        (true, false, _) => 2,
        (false, _, true) => 1,
        (false, _, false) => 3,
    };
    let at = turned(origin, turn);
    Some(Glyph { c: ' ', x0: at.x, x1: at.x + width, y: at.y, size, turn, page: 0, mark: Mark::None, bold: false, dark: false })
}

/// A point of the page in the frame of text turned by quarter turns.
pub(super) fn turned(p: Point, turn: u8) -> Point {
    match turn {
        1 => Point::new(-p.y, p.x),
        2 => Point::new(-p.x, -p.y),
        3 => Point::new(p.y, -p.x),
        _ => p,
    }
}

/// The letters of a ligature; empty for every other character.
const fn unfolded(c: char) -> &'static str {
    match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => "",
    }
}

/// A sign of a picture font such as Wingdings: ticks and boxes keep their meaning, the rest are bullets.
fn symbol(c: char) -> char {
    let low = match c {
        '\u{f000}'..='\u{f0ff}' => char::from_u32(c as u32 - 0xf000).unwrap_or(c),
        other => other,
    };
    match low {
        ' ' | '\u{a0}' => ' ',
        'ü' => '✓',
        'þ' => '☑',
        'û' => '✗',
        'ý' => '☒',
        '\u{a8}' | 'o' => '☐',
        'à' => '→',
        '!'..='ÿ' => '•',
        other => other,
    }
}
