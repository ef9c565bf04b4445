//! The program `tesseract`: where it is, which it is, and a page read by it.

use super::child::{Failed, run};
use super::tsv::{self, Word};
use crate::read::PageImage;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The language in which reviews are written.
const LANGUAGE: &str = "eng";

/// A dense page takes some five seconds on a slow computer.
const PAGE_LIMIT: Duration = Duration::from_secs(120);
const QUESTION_LIMIT: Duration = Duration::from_secs(10);

/// A `tesseract` that is installed and knows English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tesseract {
    program: PathBuf,
    version: String,
}

/// Why there is no text recognition; the sentence says what to install.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Absent {
    /// The program is not there.
    #[error("Reading pictures needs the program tesseract, which is not installed: {}", how_to_install())]
    NotInstalled,
    /// It does not know the language.
    #[error("The program tesseract is installed, but not its English: {}", how_to_install())]
    NoEnglish,
    /// It is there and does not answer.
    #[error("The program tesseract is installed but does not work: remove it, and then {}", how_to_install())]
    Broken,
}

const fn how_to_install() -> &'static str {
    if cfg!(windows) {
        "install “Tesseract-OCR” (winget install UB-Mannheim.TesseractOCR), and try again"
    } else if cfg!(target_os = "macos") {
        "install it with Homebrew (brew install tesseract), and try again"
    } else {
        "install the packages tesseract-ocr and tesseract-ocr-eng (on Fedora tesseract and tesseract-langpack-eng), and try again"
    }
}

impl Tesseract {
    /// Looks for the program in the search path and in the usual places; takes some milliseconds.
    ///
    /// # Errors
    /// `Absent`, with a sentence that says what to install.
    pub fn find() -> Result<Self, Absent> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        Self::find_in(std::env::split_paths(&path).chain(usual_folders()))
    }

    /// Looks for the program in some folders.
    ///
    /// # Errors
    /// `Absent`, with a sentence that says what to install.
    pub fn find_in(folders: impl Iterator<Item = PathBuf>) -> Result<Self, Absent> {
        let name = if cfg!(windows) { "tesseract.exe" } else { "tesseract" };
        // A relative folder would mean whatever lies beside the documents.
        let mut programs = folders.filter(|f| f.is_absolute()).map(|f| f.join(name));
        let program = programs.find(|p| p.is_file()).ok_or(Absent::NotInstalled)?;
        let said = ask(&program, "--version")?;
        let version = version_in(&said).ok_or(Absent::Broken)?;
        let languages = ask(&program, "--list-langs")?;
        if !languages.lines().any(|l| l.trim() == LANGUAGE) {
            return Err(Absent::NoEnglish);
        }
        Ok(Self { program, version })
    }

    #[cfg(test)]
    pub(super) fn stated(program: &str, version: &str) -> Self {
        Self { program: program.into(), version: version.to_owned() }
    }

    /// Its version, such as `5.3.0`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Its name in the id of a reader, such as `tesseract-5`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("tesseract-{}", self.version.split('.').next().unwrap_or_default())
    }

    /// The words on a page; none when it was cancelled, otherwise the words or the reason why not.
    pub(super) fn read(&self, image: &PageImage, cancelled: &dyn Fn() -> bool) -> Option<Result<Vec<Word>, String>> {
        let Ok(png) = grey_png(image) else { return Some(Err("its picture could not be handed over".to_owned())) };
        let dots = format!("{:.0}", image.pixels_per_point * 72.0);
        let arguments = ["stdin", "stdout", "--psm", "3", "--dpi", &dots, "-l", LANGUAGE, "tsv"];
        match run(&self.program, &arguments, png, PAGE_LIMIT, cancelled) {
            Ok(output) => Some(tsv::words(&String::from_utf8_lossy(&output)).map_err(str::to_owned)),
            Err(Failed::Cancelled) => None,
            Err(Failed::TimeIsUp) => Some(Err("text recognition took longer than two minutes".to_owned())),
            Err(Failed::Broken(how)) => Some(Err(format!("text recognition failed ({how})"))),
        }
    }
}

/// Asks the program something about itself.
fn ask(program: &Path, question: &str) -> Result<String, Absent> {
    let said = run(program, &[question], Vec::new(), QUESTION_LIMIT, &|| false).map_err(|_silent| Absent::Broken)?;
    Ok(String::from_utf8_lossy(&said).into_owned())
}

/// "5.3.0" of "tesseract 5.3.0" or "tesseract v5.0.1.20220118".
fn version_in(said: &str) -> Option<String> {
    let version = said.lines().find_map(|l| l.strip_prefix("tesseract "))?.trim().trim_start_matches('v');
    version.starts_with(|c: char| c.is_ascii_digit()).then(|| version.to_owned())
}

/// Where installers put it without telling the search path.
fn usual_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
        .iter()
        .filter(|_| cfg!(windows))
        .filter_map(std::env::var_os)
        .flat_map(|f| [PathBuf::from(&f).join("Tesseract-OCR"), PathBuf::from(&f).join("Programs").join("Tesseract-OCR")])
        .collect();
    if cfg!(unix) {
        folders.extend(["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/opt/local/bin", "/snap/bin"].map(PathBuf::from));
    }
    folders
}

/// A page as tesseract wants it: a quarter of the bytes, and every build of it reads PNG.
fn grey_png(image: &PageImage) -> Result<Vec<u8>, png::EncodingError> {
    let grey: Vec<u8> = image.rgba.as_chunks::<4>().0.iter().map(|[r, g, b, _]| luma(*r, *g, *b)).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, image.width, image.height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fastest);
    encoder.write_header()?.write_image_data(&grey)?;
    Ok(bytes)
}

/// How bright a colour is (ITU-R BT.601).
fn luma(r: u8, g: u8, b: u8) -> u8 {
    let sum = u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114;
    u8::try_from(sum / 1000).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_as_builds_print_them() {
        assert_eq!(version_in("tesseract 5.3.0\n leptonica-1.82.0\n").as_deref(), Some("5.3.0"));
        assert_eq!(version_in("tesseract v5.0.1.20220118\n").as_deref(), Some("5.0.1.20220118"));
        assert_eq!(version_in("command not found"), None);
    }

    #[test]
    fn nothing_installed_is_one_sentence_naming_the_package() {
        let folder = tempfile::tempdir().expect("a folder");
        let absent = Tesseract::find_in([folder.path().to_owned()].into_iter()).expect_err("is not there");
        assert_eq!(absent, Absent::NotInstalled);
        let sentence = absent.to_string();
        assert!(sentence.contains("tesseract") && sentence.contains("install") && sentence.ends_with("try again"), "{sentence}");
    }

    #[test]
    fn a_relative_folder_is_never_searched() {
        assert_eq!(Tesseract::find_in([PathBuf::from(".")].into_iter()), Err(Absent::NotInstalled));
    }

    #[test]
    fn grey_is_as_bright_as_the_colour() {
        let image = PageImage { width: 2, height: 1, pixels_per_point: 1.0, rgba: vec![255, 255, 255, 255, 255, 0, 0, 255] };
        let bytes = grey_png(&image).expect("encodes");
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a picture");
        let mut pixels = [0; 2];
        reader.next_frame(&mut pixels).expect("decodes");
        assert_eq!(pixels, [255, 76]);
    }
}
