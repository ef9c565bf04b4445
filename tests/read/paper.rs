//! The plainest PDF there is, written by tests: two standard fonts, no compression, so that a failing test can be read.

use deepdive::read::{PdfText, Refusal, read_pdf};
use std::fmt::Write as _;

/// A file in the making: pages of drawing operators, and more objects for tags and bookmarks.
#[derive(Default)]
pub struct Paper {
    pub pages: Vec<String>,
    pub page_extra: String,
    pub catalog: String,
    pub more: Vec<String>,
    /// Entries of each page's list of pictures, beside `/I`.
    pub pictures: String,
}

/// Number of the first object that `Paper::more` holds: after catalog, page tree, two fonts and a picture.
pub const FIRST_MORE: usize = 6;

impl Paper {
    pub fn of(pages: &[&str]) -> Self {
        Self { pages: pages.iter().map(|p| (*p).to_owned()).collect(), ..Self::default() }
    }

    /// Number of the page object with the given index.
    pub fn page_object(&self, index: usize) -> usize {
        FIRST_MORE + self.more.len() + 2 * index
    }

    pub fn bytes(&self) -> Vec<u8> {
        let kids: String = (0..self.pages.len()).map(|i| format!("{} 0 R ", self.page_object(i))).collect();
        let font = |name: &str| format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>");
        let mut objects = vec![
            format!("<</Type/Catalog/Pages 2 0 R {}>>", self.catalog),
            format!("<</Type/Pages/Kids[{kids}]/Count {}>>", self.pages.len()),
            font("Helvetica"),
            font("Helvetica-Bold"),
            "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n0\nendstream"
                .to_owned(),
        ];
        objects.extend(self.more.iter().cloned());
        for (i, content) in self.pages.iter().enumerate() {
            objects.push(format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources<</Font<</R 3 0 R/B 4 0 R>>\
                 /XObject<</I 5 0 R {}>>>> {}>>",
                self.page_object(i) + 1,
                self.pictures,
                self.page_extra
            ));
            objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
        }
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            places.push(out.len());
            out.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
        }
        let start = out.len();
        let mut tail = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for place in places {
            writeln!(tail, "{place:010} 00000 n ").expect("writes");
        }
        write!(tail, "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).expect("writes");
        out.extend(tail.bytes());
        out
    }

    pub fn read(&self) -> PdfText {
        read_pdf(self.bytes(), None).expect("has text")
    }

    pub fn refusal(&self) -> Refusal {
        read_pdf(self.bytes(), None).expect_err("has no text")
    }
}

/// Operators that write text at a place: `y` counts from the top of the page.
pub fn text(font: &str, size: f64, x: f64, y: f64, words: &str) -> String {
    let words = words.replace('(', "\\(").replace(')', "\\)");
    format!("BT /{font} {size} Tf 1 0 0 1 {x} {} Tm ({words}) Tj ET\n", 842.0 - y)
}

/// Lines of body text, 14 points apart.
pub fn body(x: f64, y: f64, lines: &[&str]) -> String {
    lines.iter().enumerate().map(|(i, l)| text("R", 11.0, x, 14.0f64.mul_add(i as f64, y), l)).collect()
}

pub fn rule(x0: f64, y0: f64, x1: f64, y1: f64) -> String {
    format!("{x0} {} m {x1} {} l S\n", 842.0 - y0, 842.0 - y1)
}

pub const LONG: [&str; 3] = [
    "The health visitor saw the baby at home and wrote down what she had been told by the",
    "family. The mark was small and round and on the left cheek, and no one asked how a baby",
    "who could not yet roll over had come by it.",
];
