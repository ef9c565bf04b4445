//! A chart as a picture: alone with its title, or in a paper whose caption has the title; as SVG and as PNG.
//!
//! Only the program's own fonts are used, so the same chart makes the same picture on every computer.

use super::measure::{BOLD, REGULAR};
use super::pen::{Anchor, Area, Colour, Fill, Pen, Type, number};
use super::{Chart, ChartKind, coverage, frequency, grid, periods};
use crate::write::WriteError;
use crate::write::xml::{escaped, put};
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, OnceLock};

/// Font families of pages: the program's own if it is there, else what everybody has.
const FAMILY: &str = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, Arial, Helvetica, sans-serif";
const MARGIN: f64 = 16.0;
/// Pixels of a PNG for each unit of the picture.
const SCALE: f32 = 2.0;

/// What goes into a picture beside the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::write) enum Dress {
    /// Title, note and white ground: a file of its own.
    Alone,
    /// Nothing: a paper says the rest. The name makes ids unique in a page.
    Within(String),
}

/// A picture of a chart.
pub(in crate::write) struct Picture {
    /// The SVG.
    pub(in crate::write) svg: String,
    /// Width in units; 96 of them are an inch.
    pub(in crate::write) width: f64,
    /// Height in units.
    pub(in crate::write) height: f64,
}

impl Chart {
    /// The chart as an SVG file with title, note and description.
    #[must_use]
    pub fn svg(&self) -> String {
        self.picture(&Dress::Alone, &self.alt_text()).svg
    }

    /// The same as a PNG file with two pixels to a unit.
    ///
    /// # Errors
    /// When the picture is too large to be drawn.
    pub fn png(&self) -> Result<Vec<u8>, WriteError> {
        self.picture(&Dress::Alone, &self.alt_text()).png()
    }

    pub(in crate::write) fn picture(&self, dress: &Dress, alt_text: &str) -> Picture {
        let prefix = match dress {
            Dress::Alone => "chart".to_owned(),
            Dress::Within(name) => name.clone(),
        };
        let mut pen = Pen::new(prefix.clone());
        let room = plot_width(&self.kind);
        let (margin, mut y) = match dress {
            Dress::Alone => (MARGIN, MARGIN),
            Dress::Within(_) => (0.0, 0.0),
        };
        let heading = |pen: &mut Pen, text: &str, style: Type, most: usize, y: &mut f64| {
            for line in style.wrapped(text, room, most) {
                *y += style.size;
                pen.text((0.0, *y), &line, style, Anchor::Start);
                *y += style.size * 0.3;
            }
        };
        if *dress == Dress::Alone {
            heading(&mut pen, &self.title, Type::TITLE, 3, &mut y);
            y += 12.0;
        }
        y = draw(&mut pen, &self.kind, room, y);
        if *dress == Dress::Alone && !self.note.is_empty() {
            y += 10.0;
            heading(&mut pen, &self.note, Type::SMALL, 8, &mut y);
        }
        let (width, height) = (room + 2.0 * margin, y + margin);
        let (w, h) = (number(width), number(height));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"{} 0 {w} {h}\" role=\"img\" \
             class=\"chart\" font-family=\"{FAMILY}\" aria-labelledby=\"{prefix}-title {prefix}-desc\">\n",
            number(-margin)
        );
        put(&mut svg, format_args!("<title id=\"{prefix}-title\">{}</title>\n", escaped(&self.title)));
        put(&mut svg, format_args!("<desc id=\"{prefix}-desc\">{}</desc>\n", escaped(alt_text)));
        if *dress == Dress::Alone {
            let ground = Area::new(-margin, 0.0, width, height);
            let mut sheet = Pen::new(String::new());
            sheet.rect(ground, Fill::Solid(Colour::Ground));
            svg.push_str(&sheet.finish());
        }
        svg.push_str(&pen.finish());
        svg.push_str("</svg>\n");
        Picture { svg, width, height }
    }
}

/// Draws a chart from a height downwards; returns where it ends.
fn draw(pen: &mut Pen, kind: &ChartKind, room: f64, top: f64) -> f64 {
    match kind {
        ChartKind::Frequency(chart) => frequency::draw(pen, chart, room, top),
        ChartKind::Periods(chart) => periods::draw(pen, chart, room, top),
        ChartKind::CoOccurrence(chart) => grid::draw_square(pen, chart, top),
        ChartKind::Coverage(chart) => coverage::draw(pen, chart, room, top),
        ChartKind::Heat(chart) => grid::draw_heat(pen, chart, top),
    }
}

/// As wide as an upright page, but for grids, which are as wide as they need.
fn plot_width(kind: &ChartKind) -> f64 {
    const UPRIGHT: f64 = 640.0;
    match kind {
        ChartKind::Frequency(_) | ChartKind::Coverage(_) => UPRIGHT,
        ChartKind::Periods(chart) => periods::width(chart).max(UPRIGHT),
        ChartKind::CoOccurrence(chart) => grid::square_width(chart).max(UPRIGHT),
        ChartKind::Heat(chart) => grid::heat_width(chart).max(UPRIGHT),
    }
}

impl Picture {
    /// The picture as PNG on white ground.
    pub(in crate::write) fn png(&self) -> Result<Vec<u8>, WriteError> {
        let refused = |reason: String| WriteError::Refused("PNG", reason);
        let options =
            usvg::Options { font_family: "Atkinson Hyperlegible Next".to_owned(), fontdb: fonts(), ..usvg::Options::default() };
        let tree = usvg::Tree::from_str(&self.svg, &options).map_err(|e| refused(e.to_string()))?;
        let size = tree.size().to_int_size().scale_by(SCALE).ok_or_else(|| refused("it is too large".to_owned()))?;
        let mut pixels =
            tiny_skia::Pixmap::new(size.width(), size.height()).ok_or_else(|| refused("it is too large".to_owned()))?;
        pixels.fill(tiny_skia::Color::WHITE);
        resvg::render(&tree, tiny_skia::Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
        encoded(&pixels).map_err(|e| refused(e.to_string()))
    }
}

/// The pixels as a file. All are opaque, so they need no change; flat areas are smallest and soonest without a filter.
fn encoded(pixels: &tiny_skia::Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_deflate_compression(png::DeflateCompression::Level(4));
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels.data())?;
    writer.finish()?;
    Ok(out)
}

fn fonts() -> Arc<usvg::fontdb::Database> {
    static FONTS: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut fonts = usvg::fontdb::Database::new();
        for font in [REGULAR, BOLD] {
            fonts.load_font_data(font.to_vec());
        }
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(load))
}
