//! Whether the source keeps its own rules: arrows only downwards, the window's crates only in the window, small files.

#![expect(clippy::expect_used, reason = "in a test a surprise should stop it")]

use regex::Regex;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A folder of `src` and the folders it may use.
const ARROWS: [(&str, &[&str]); 12] = [
    ("text", &[]),
    ("model", &["text"]),
    ("read", &["model", "text"]),
    ("store", &["model", "text"]),
    ("search", &["model", "text"]),
    ("analyse", &["model", "text"]),
    ("suggest", &["search", "model", "text"]),
    ("disclose", &["model", "text"]),
    ("write", &["analyse", "disclose", "model", "text"]),
    ("app", &["suggest", "read", "store", "search", "analyse", "disclose", "write", "model", "text"]),
    ("cli", &["app", "suggest", "read", "store", "search", "analyse", "disclose", "write", "model", "text"]),
    ("ui", &["app", "suggest", "read", "store", "search", "analyse", "disclose", "write", "model", "text"]),
];
const LONGEST: usize = 500;

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    fn collect(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for entry in entries {
            let path = entry.expect("lists").path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push((path.clone(), std::fs::read_to_string(&path).expect("reads")));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(&root.join(folder), &mut found);
    found.iter_mut().for_each(|(path, _)| *path = path.strip_prefix(root).expect("inside").to_owned());
    found.sort();
    found
}

/// The source without comments, so that a doc link is no arrow. (`//` inside a string only hides the rest of that line.)
fn code(source: &str) -> String {
    source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Folders of the crate that a piece of source names, by `crate::x` or inside `use crate::{x::…, y}`.
fn uses(source: &str) -> BTreeSet<String> {
    let code = code(source);
    let paths = Regex::new(r"\b(?:crate|deepdive)::(?:r#)?([a-z_]+)").expect("a pattern");
    let mut used: BTreeSet<String> = paths.captures_iter(&code).map(|c| c[1].to_owned()).collect();
    let groups = Regex::new(r"\b(?:crate|deepdive)::\{").expect("a pattern");
    for group in groups.find_iter(&code) {
        used.extend(first_words(code.get(group.end()..).unwrap_or_default()));
    }
    used
}

/// The first word of every part at the top level of a `{…}` whose opening brace was just passed.
fn first_words(rest: &str) -> Vec<String> {
    let (mut depth, mut words, mut word, mut at_start) = (0, Vec::new(), String::new(), true);
    for c in rest.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            c if depth == 0 && at_start && (c.is_alphanumeric() || c == '_') => {
                word.push(c);
                continue;
            }
            _ => {}
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
            at_start = false;
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// The folder of `src` that a file belongs to; none for `lib.rs` and `main.rs`.
fn area(path: &Path) -> Option<String> {
    let mut parts = path.iter().skip(1).map(|p| p.to_string_lossy().into_owned());
    let first = parts.next()?;
    parts.next().map(|_| first)
}

/// What is wrong with one file's arrows.
fn wrong_arrows(area: &str, source: &str) -> Vec<String> {
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == area) else {
        return vec![format!("no arrows are stated for src/{area}")];
    };
    let known = |u: &&String| ARROWS.iter().any(|(name, _)| name == u);
    let up = |u: &&String| u.as_str() != area && !allowed.contains(&u.as_str());
    uses(source).iter().filter(known).filter(up).map(|u| format!("{area} uses {u}")).collect()
}

#[test]
fn arrows_point_down() {
    let mut wrong = Vec::new();
    for (path, source) in sources("src") {
        let Some(area) = area(&path) else { continue };
        wrong.extend(wrong_arrows(&area, &source).into_iter().map(|w| format!("{}: {w}", path.display())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn an_arrow_up_is_noticed() {
    for (area, source) in [
        ("text", "use crate::model::Id;"),
        ("search", "fn f() { crate::store::durable::save() }"),
        ("store", "use crate::{text::TextRange, search::Query};"),
        ("store", "use crate::{\n    model::{Id, Step},\n    app,\n};"),
        ("analyse", "use crate::write::csv;"),
        ("disclose", "use crate::analyse::Matrix;"),
        ("new", "fn f() {}"),
    ] {
        assert_eq!(wrong_arrows(area, source).len(), 1, "{area}: {source}");
    }
    assert_eq!(wrong_arrows("model", "use crate::text::TextRange; // crate::app is above\nuse super::Id;"), Vec::<String>::new());
    assert_eq!(wrong_arrows("write", "use crate::{analyse::Matrix, model::{Id, app}};"), Vec::<String>::new());
}

#[test]
fn only_the_window_knows_the_window() {
    let window = Regex::new(r"\b(egui|egui_extras|egui_table|eframe|epaint|rfd)(::|\s*;|\s+as\b)").expect("a pattern");
    let outside = |path: &Path| !path.starts_with("src/ui") && path != Path::new("src/main.rs");
    let found: Vec<PathBuf> = sources("src")
        .into_iter()
        .filter(|(path, source)| outside(path) && window.is_match(&code(source)))
        .map(|(path, _)| path)
        .collect();
    assert!(found.is_empty(), "{found:?}");
    assert!(window.is_match("use eframe::egui;") && window.is_match("egui::Ui") && !window.is_match("let ui = legui::x;"));
}

#[test]
fn files_are_small_and_say_what_they_are() {
    let mut wrong = Vec::new();
    let all = ["src", "tests", "benches"].into_iter().flat_map(sources);
    for (path, source) in all {
        let lines = source.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
        if !source.starts_with("//!") {
            wrong.push(format!("{} does not open with //!", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
