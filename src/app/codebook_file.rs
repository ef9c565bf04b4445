//! Codebooks as files: RON, CSV and workbooks, out of a deep dive and into one.
//!
//! A table goes by the heads of its columns, in any order; only `theme` must be there. A spreadsheet that people made
//! themselves may call it "name" or "code name" and have nothing else.

use super::session::Session;
use crate::model::{Codebook, CodebookError, CodebookTheme, CodebookVersion, ThemeColour, ThemePattern};
use crate::store::durable;
use crate::write::{CODEBOOK_COLUMNS, WriteError, codebook_csv, codebook_xlsx};
use calamine::{Data, Reader};
use std::path::{Path, PathBuf};

/// Largest codebook file that is read, in bytes.
const LARGEST: u64 = 20 << 20;

/// Why a codebook could not be read or written; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CodebookFileError {
    /// The file cannot be read or written.
    #[error(
        "{path} cannot be used ({source}); check that it is there, that you may use it and that no other program has it open"
    )]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is no codebook.
    #[error("{path} is not a codebook: {why}")]
    Form {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// It could not be made.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// It could not be made.
    #[error(transparent)]
    Book(#[from] CodebookError),
}

/// Saves the codebook of a deep dive; the ending of the name says as what: `.csv`, `.xlsx`, otherwise RON.
///
/// # Errors
/// `CodebookFileError`; an older file of that name is then untouched.
pub fn save_codebook(session: &Session, path: &Path) -> Result<(), CodebookFileError> {
    save(&Codebook::of_project(session.project(), session.title()), path)
}

/// Saves a frozen version of the codebook, as `save_codebook` saves the present one.
///
/// # Errors
/// As `save_codebook`.
pub fn save_version(version: &CodebookVersion, path: &Path) -> Result<(), CodebookFileError> {
    save(&Codebook::of_themes(&version.themes, &version.name), path)
}

fn save(book: &Codebook, path: &Path) -> Result<(), CodebookFileError> {
    let bytes = match ending(path).as_str() {
        "csv" => codebook_csv(book)?,
        "xlsx" => codebook_xlsx(book)?,
        _ => book.to_ron()?.into_bytes(),
    };
    durable::save(path, &bytes).map_err(|source| CodebookFileError::Io { path: path.to_owned(), source })
}

/// Reads a codebook from RON, CSV or a workbook (its first sheet).
///
/// # Errors
/// `CodebookFileError` with a sentence.
pub fn load_codebook(path: &Path) -> Result<Codebook, CodebookFileError> {
    let io = |source| CodebookFileError::Io { path: path.to_owned(), source };
    let form = |why: String| CodebookFileError::Form { path: path.to_owned(), why };
    if fs_err::metadata(path).map_err(io)?.len() > LARGEST {
        return Err(form("it is larger than 20 MB".to_owned()));
    }
    let bytes = fs_err::read(path).map_err(io)?;
    let rows = match ending(path).as_str() {
        "csv" | "tsv" => table_of_values(&bytes, if ending(path) == "tsv" { b'\t' } else { b',' }).map_err(form)?,
        "xlsx" | "xlsm" | "ods" | "xls" => table_of_sheet(bytes).map_err(form)?,
        _ => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            return Codebook::parse(&text).map_err(|e| form(e.to_string()));
        }
    };
    let title = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    book_of(&title, &rows).map_err(form)
}

fn ending(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn table_of_values(bytes: &[u8], comma: u8) -> Result<Vec<Vec<String>>, String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_old) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    let text = text.trim_start_matches('\u{feff}');
    // Spreadsheets of many countries write semicolons.
    let first = text.lines().next().unwrap_or_default();
    let comma = if comma == b',' && first.matches(';').count() > first.matches(',').count() { b';' } else { comma };
    let mut reader = csv::ReaderBuilder::new().delimiter(comma).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows: Result<Vec<csv::StringRecord>, csv::Error> = reader.records().collect();
    // Our own exports guard what a spreadsheet would take for a formula with an apostrophe.
    let guarded = |field: &str| field.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).map(str::to_owned);
    let plain = |field: &str| guarded(field).unwrap_or_else(|| field.to_owned()).trim().to_owned();
    Ok(rows.map_err(|e| e.to_string())?.iter().map(|row| row.iter().map(plain).collect()).collect())
}

fn table_of_sheet(bytes: Vec<u8>) -> Result<Vec<Vec<String>>, String> {
    let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let sheet = book.worksheet_range_at(0).ok_or("it has no sheets")?.map_err(|e| e.to_string())?;
    let text = |cell: &Data| if matches!(cell, Data::Empty) { String::new() } else { cell.to_string().trim().to_owned() };
    Ok(sheet.rows().map(|row| row.iter().map(text).collect()).collect())
}

/// Where each column of ours stands in a table.
struct Columns(Vec<Option<usize>>);

impl Columns {
    fn of(head: &[String]) -> Option<Self> {
        let plain = |name: &str| name.to_lowercase().replace([' ', '-'], "_");
        let also = |wanted: &str, name: &str| match wanted {
            "theme" => matches!(name, "name" | "code_name" | "theme_name" | "label"),
            "theme_group" => matches!(name, "group" | "parent"),
            "definition" => matches!(name, "description" | "meaning"),
            _ => false,
        };
        let place = |wanted: &str| {
            let exact = head.iter().position(|h| plain(h) == wanted);
            exact.or_else(|| head.iter().position(|h| also(wanted, &plain(h))))
        };
        let places: Vec<Option<usize>> = CODEBOOK_COLUMNS.iter().map(|wanted| place(wanted)).collect();
        places.get(1).copied().flatten().is_some().then_some(Self(places))
    }

    fn has(&self, name: &str) -> bool {
        CODEBOOK_COLUMNS.iter().zip(&self.0).any(|(wanted, place)| *wanted == name && place.is_some())
    }

    fn get<'r>(&self, row: &'r [String], name: &str) -> &'r str {
        let place = CODEBOOK_COLUMNS.iter().zip(&self.0).find(|(wanted, _)| **wanted == name).and_then(|(_, place)| *place);
        place.and_then(|i| row.get(i)).map_or("", String::as_str)
    }
}

fn book_of(title: &str, rows: &[Vec<String>]) -> Result<Codebook, String> {
    let (head, rows) = rows.split_first().ok_or("it has no lines")?;
    let columns = Columns::of(head).ok_or("none of its columns is called “theme”, so its themes cannot be told")?;
    let mut book = Codebook { title: title.to_owned(), ..Codebook::default() };
    for row in rows {
        let name = columns.get(row, "theme");
        if name.is_empty() {
            continue;
        }
        let path: Vec<&str> = if columns.has("under") {
            columns.get(row, "under").split(" / ").map(str::trim).filter(|p| !p.is_empty()).collect()
        } else {
            Some(columns.get(row, "theme_group")).filter(|g| !g.is_empty() && *g != name).into_iter().collect()
        };
        let list =
            |name: &str| columns.get(row, name).split(';').map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect();
        let theme = CodebookTheme {
            code: columns.get(row, "code").to_owned(),
            name: name.to_owned(),
            definition: columns.get(row, "definition").to_owned(),
            include: columns.get(row, "include").to_owned(),
            exclude: columns.get(row, "exclude").to_owned(),
            phrases: list("phrases"),
            crosswalk: list("crosswalk"),
            agencies: list("agencies"),
            // What other programs write there, such as "#BB4347", is none of ours and left out.
            colour: ThemeColour::named(columns.get(row, "colour")),
            pattern: ThemePattern::named(columns.get(row, "pattern")),
            ..CodebookTheme::default()
        };
        put(&mut book.themes, &path, theme);
    }
    if book.themes.is_empty() { Err("it has no themes".to_owned()) } else { Ok(book) }
}

/// Puts a theme under a path; a theme of the path that has no line of its own is made.
fn put(themes: &mut Vec<CodebookTheme>, path: &[&str], theme: CodebookTheme) {
    let Some((first, rest)) = path.split_first() else {
        match themes.iter_mut().find(|t| t.name == theme.name) {
            // It was made for its children before its own line came.
            Some(there) => *there = CodebookTheme { themes: std::mem::take(&mut there.themes), ..theme },
            None => themes.push(theme),
        }
        return;
    };
    let at = themes.iter().position(|t| t.name == *first).unwrap_or_else(|| {
        themes.push(CodebookTheme { name: (*first).to_owned(), ..CodebookTheme::default() });
        themes.len() - 1
    });
    if let Some(above) = themes.get_mut(at) {
        put(&mut above.themes, rest, theme);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a table cannot hold.
    fn bare(mut book: Codebook) -> Codebook {
        fn strip(themes: &mut [CodebookTheme]) {
            for theme in themes {
                theme.starter = false;
                strip(&mut theme.themes);
            }
        }
        strip(&mut book.themes);
        book.notes.clear();
        book.title = "book".to_owned();
        book
    }

    #[test]
    fn a_codebook_survives_csv_and_a_workbook() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut book = bare(Codebook::default_nai());
        book.themes[1].colour = Some(ThemeColour::Teal);
        book.themes[1].themes[0].pattern = Some(ThemePattern::Double);
        for (name, bytes) in
            [("book.csv", codebook_csv(&book).expect("writes")), ("book.xlsx", codebook_xlsx(&book).expect("writes"))]
        {
            let path = folder.path().join(name);
            durable::save(&path, &bytes).expect("saved");
            assert_eq!(load_codebook(&path).expect(name), book, "{name}");
        }
    }

    #[test]
    fn a_list_that_people_made_themselves_is_read() {
        let rows = table_of_values(b"Group;Code name;Description\r\nFathers;Not asked;Nobody asked\r\n;Alone;\r\n", b',')
            .expect("reads");
        let book = book_of("mine", &rows).expect("a codebook");
        assert_eq!(book.themes.len(), 2);
        assert_eq!((book.themes[0].name.as_str(), book.themes[0].themes[0].definition.as_str()), ("Fathers", "Nobody asked"));
        assert!(book_of("none", &[vec!["a".to_owned()], vec!["b".to_owned()]]).is_err_and(|e| e.contains("theme")));
    }
}
