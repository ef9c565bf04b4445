//! A PDF whose pages are typed or scanned: a scan is a typed page drawn and put in as a picture.

use deepdive::read::render_page;
use std::fmt::Write as _;

#[path = "paper.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
pub mod paper;

use paper::{Paper, text};

/// One page of a file.
pub enum Sheet {
    /// Lines of text that the file holds.
    Typed(&'static [&'static str]),
    /// Lines of text as a picture only.
    Scanned(&'static [&'static str]),
}

/// Where the first line's letters stand on the baseline, in points from the top left.
pub const FIRST_LINE: (f64, f64) = (72.0, 100.0);

fn operators(lines: &[&str]) -> String {
    let line = |(i, words): (usize, &&str)| text("R", 12.0, FIRST_LINE.0, 20.0f64.mul_add(i as f64, FIRST_LINE.1), words);
    lines.iter().enumerate().map(line).collect()
}

/// A picture object at 150 dots an inch, in letters that every tool can look at.
fn picture(lines: &[&str]) -> String {
    let page = Paper { pages: vec![operators(lines)], ..Paper::default() };
    let image = render_page(page.bytes(), None, 1, 150.0 / 72.0).expect("draws");
    let mut hex = String::new();
    for pixel in image.rgba.chunks_exact(4) {
        write!(hex, "{:02x}", pixel[0]).expect("writes");
    }
    format!(
        "<</Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/ASCIIHexDecode\
         /Length {}>>\nstream\n{hex}>\nendstream",
        image.width,
        image.height,
        hex.len() + 1
    )
}

/// The file's bytes.
pub fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    let kids: String = (0..sheets.len()).map(|i| format!("{} 0 R ", 4 + 3 * i)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", sheets.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (i, sheet) in sheets.iter().enumerate() {
        let number = 4 + 3 * i;
        let (content, image) = match sheet {
            Sheet::Typed(lines) => (operators(lines), "null".to_owned()),
            Sheet::Scanned(lines) => ("q 595 0 0 842 0 0 cm /I Do Q".to_owned(), picture(lines)),
        };
        let resources = format!("<</Font<</R 3 0 R>>/XObject<</I {} 0 R>>>>", number + 2);
        objects
            .push(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources{resources}>>", number + 1));
        objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
        objects.push(image);
    }
    let mut out = String::from("%PDF-1.7\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (i, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", out.len()).expect("writes");
        writeln!(out, "{} 0 obj\n{object}\nendobj", i + 1).expect("writes");
    }
    let start = out.len();
    write!(out, "{table}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).expect("writes");
    out.into_bytes()
}
