//! A codebook as a file: the themes of a deep dive without their ids, so that one can start from another's.
//!
//! A file holds a tree, the project a flat table. `to_themes` gives every theme a fresh id, so that two
//! deep dives that start from the same file never share a theme by accident.

use super::{Id, Project, Theme, ThemeColour, ThemePattern, ThemeTree};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The asset that ships with the program.
const NAI_UNDER_ONES: &str = include_str!("../../assets/codebook-nai-under-ones.ron");

/// A titled tree of themes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codebook {
    /// What it is for.
    pub title: String,
    /// Advice to the coder, one sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Groups, each with its themes; a theme may also stand here alone.
    pub themes: Vec<CodebookTheme>,
}

/// One theme of a codebook with the themes under it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodebookTheme {
    /// Short code, such as "B1"; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Its name, unique among its siblings.
    pub name: String,
    /// What it means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// What to code here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub include: String,
    /// What to code elsewhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub exclude: String,
    /// Words that often stand in its passages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<String>,
    /// Ids in other frames.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crosswalk: Vec<String>,
    /// Agencies that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<String>,
    /// Its colour, when one was chosen. Examples are left out: they are passages of this deep dive's documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<ThemeColour>,
    /// The form of its lines, when one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<ThemePattern>,
    /// Whether it belongs to the set suggested to begin with.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub starter: bool,
    /// The themes under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Self>,
}

/// Why a file is no codebook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodebookError {
    /// The file is not RON, or not of this form.
    #[error("this file is not a codebook: {0}")]
    Form(String),
    /// A theme has no name.
    #[error("this codebook has a theme without a name, under “{0}”")]
    NoName(String),
    /// Two themes have the same code.
    #[error("this codebook has two themes with the code {0}")]
    SameCode(String),
    /// It could not be written as RON.
    #[error("the codebook could not be written: {0}")]
    Writing(String),
}

impl Codebook {
    /// Reads a codebook from RON.
    ///
    /// # Errors
    /// When the text is not a codebook, a theme has no name, or two share a code.
    pub fn parse(text: &str) -> Result<Self, CodebookError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let book: Self = ron::from_str(text).map_err(|e| CodebookError::Form(e.to_string()))?;
        check(&book.themes, &book.title, &mut Vec::new())?;
        Ok(book)
    }

    /// The codebook that ships with the program: non-accidental injury in under-ones.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the asset is part of the program, and a test parses it")]
    pub fn default_nai() -> Self {
        Self::parse(NAI_UNDER_ONES).expect("the codebook asset parses")
    }

    /// The themes as records, parents before children, each placed among its siblings in the order of the file.
    pub fn to_themes(&self, mut make_id: impl FnMut() -> Id<Theme>) -> Vec<Theme> {
        let mut records = Vec::new();
        add_records(&self.themes, None, &mut make_id, &mut records);
        records
    }

    /// The codebook of a project as it stands; hidden themes are left out.
    #[must_use]
    pub fn of_project(project: &Project, title: &str) -> Self {
        let tree = ThemeTree::of(project);
        let mut book = Self { title: title.to_owned(), ..Self::default() };
        for node in tree.nodes() {
            let Some(theme) = project.themes().get(node.id) else { continue };
            add_under_last(&mut book.themes, node.depth, CodebookTheme::of(theme));
        }
        book
    }

    /// A codebook of themes that stand in the order of a tree, parents before children, such as a frozen version.
    #[must_use]
    pub fn of_themes(themes: &[Theme], title: &str) -> Self {
        let mut book = Self { title: title.to_owned(), ..Self::default() };
        let mut depths: BTreeMap<Id<Theme>, usize> = BTreeMap::new();
        for theme in themes {
            let depth = theme.parent.and_then(|parent| depths.get(&parent)).map_or(0, |above| above + 1);
            depths.insert(theme.id, depth);
            add_under_last(&mut book.themes, depth, CodebookTheme::of(theme));
        }
        book
    }

    /// The codebook as RON that `parse` reads back.
    ///
    /// # Errors
    /// When RON refuses it, which no known codebook causes.
    pub fn to_ron(&self) -> Result<String, CodebookError> {
        let pretty = ron::ser::PrettyConfig::default().new_line("\n");
        let mut text = ron::ser::to_string_pretty(self, pretty).map_err(|e| CodebookError::Writing(e.to_string()))?;
        text.push('\n');
        Ok(text)
    }
}

impl CodebookTheme {
    /// One record without its place in the tree.
    fn of(theme: &Theme) -> Self {
        Self {
            code: theme.code.clone(),
            name: theme.name.clone(),
            definition: theme.definition.clone(),
            include: theme.include.clone(),
            exclude: theme.exclude.clone(),
            phrases: theme.phrases.clone(),
            crosswalk: theme.crosswalk.clone(),
            agencies: theme.agencies.clone(),
            colour: theme.colour,
            pattern: theme.pattern,
            starter: false,
            themes: Vec::new(),
        }
    }
}

/// Adds a theme `depth` levels down. Parents come first, so the theme above is always the last one on its level.
fn add_under_last(themes: &mut Vec<CodebookTheme>, depth: usize, theme: CodebookTheme) {
    match themes.last_mut() {
        Some(above) if depth > 0 => add_under_last(&mut above.themes, depth - 1, theme),
        Some(_) | None => themes.push(theme),
    }
}

fn check<'a>(themes: &'a [CodebookTheme], above: &str, codes: &mut Vec<&'a str>) -> Result<(), CodebookError> {
    for theme in themes {
        if theme.name.trim().is_empty() {
            return Err(CodebookError::NoName(above.to_owned()));
        }
        if !theme.code.is_empty() {
            if codes.contains(&theme.code.as_str()) {
                return Err(CodebookError::SameCode(theme.code.clone()));
            }
            codes.push(&theme.code);
        }
        check(&theme.themes, &theme.name, codes)?;
    }
    Ok(())
}

fn add_records(
    themes: &[CodebookTheme],
    parent: Option<Id<Theme>>,
    make_id: &mut impl FnMut() -> Id<Theme>,
    records: &mut Vec<Theme>,
) {
    for (place, theme) in (0..).zip(themes) {
        let id = make_id();
        records.push(Theme {
            id,
            code: theme.code.clone(),
            place,
            definition: theme.definition.clone(),
            include: theme.include.clone(),
            exclude: theme.exclude.clone(),
            phrases: theme.phrases.clone(),
            crosswalk: theme.crosswalk.clone(),
            agencies: theme.agencies.clone(),
            colour: theme.colour,
            pattern: theme.pattern,
            ..Theme::new(&theme.name, parent)
        });
        add_records(&theme.themes, Some(id), make_id, records);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_shipped_codebook_has_nine_groups_and_sixty_themes_each_defined() {
        let book = Codebook::default_nai();
        let records = book.to_themes(Id::fresh);
        let groups: Vec<&str> = records.iter().filter(|t| t.parent.is_none()).map(|t| t.code.as_str()).collect();
        assert_eq!(groups, ["A", "B", "C", "D", "E", "F", "G", "H", "I"]);
        assert_eq!(records.len() - groups.len(), 60);
        assert_eq!(records.iter().map(|t| &t.code).collect::<BTreeSet<_>>().len(), 69);
        assert!(records.iter().all(|t| !t.definition.is_empty()), "every theme says what it means");
        assert!(records.iter().filter(|t| t.parent.is_some()).all(|t| !t.include.is_empty() && !t.phrases.is_empty()));
        assert_eq!(book.themes.iter().flat_map(|g| &g.themes).filter(|t| t.starter).count(), 31);
        for theme in &records {
            let parent = records.iter().find(|t| Some(t.id) == theme.parent);
            assert!(parent.is_none_or(|p| theme.code.starts_with(&p.code)), "{} stands in its group", theme.code);
        }
    }

    #[test]
    fn a_codebook_survives_being_written_and_read() {
        let book = Codebook::default_nai();
        assert_eq!(Codebook::parse(&book.to_ron().expect("writes")), Ok(book));
    }

    #[test]
    fn themes_in_the_order_of_a_tree_make_the_same_codebook() {
        let book = Codebook::default_nai();
        let themes = book.to_themes(Id::fresh);
        let again = Codebook::of_themes(&themes, &book.title);
        let names =
            |book: &Codebook| book.to_themes(Id::fresh).iter().map(|t| (t.code.clone(), t.name.clone())).collect::<Vec<_>>();
        assert_eq!(names(&again), names(&book));
        assert_eq!(again.themes[1].themes.len(), book.themes[1].themes.len());
    }

    #[test]
    fn refuses_what_is_no_codebook() {
        assert!(matches!(Codebook::parse("name,definition"), Err(CodebookError::Form(_))));
        let twice = r#"(title: "T", themes: [(code: "A", name: "One", themes: [(code: "A", name: "Two")])])"#;
        assert_eq!(Codebook::parse(twice), Err(CodebookError::SameCode("A".to_owned())));
        let blank = r#"(title: "T", themes: [(name: "One", themes: [(name: " ")])])"#;
        assert_eq!(Codebook::parse(blank), Err(CodebookError::NoName("One".to_owned())));
    }
}
