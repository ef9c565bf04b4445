//! Chooses a theme by typing: over name, code, path, definition and phrases, best first.

use crate::model::{Id, Project, Theme, ThemeTree};

/// A theme that fits what was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The theme.
    pub theme: Id<Theme>,
    /// Where the typed words stand in its name, in bytes, for underlining.
    pub marks: Vec<std::ops::Range<usize>>,
    /// Why it fits, when not by its name: the phrase or part of the definition.
    pub reason: Option<String>,
}

/// Themes that fit `typed`, best first; all themes in tree order when nothing is typed. Groups that hold others are left out
/// unless their own name is what was typed.
#[must_use]
pub fn matches(project: &Project, tree: &ThemeTree, typed: &str) -> Vec<Match> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let mut found: Vec<(u8, usize, Match)> = Vec::new();
    for (place, node) in tree.nodes().iter().enumerate() {
        let Some(theme) = project.themes().get(node.id) else { continue };
        if words.is_empty() {
            if !node.is_group() {
                found.push((0, place, Match { theme: node.id, marks: Vec::new(), reason: None }));
            }
        } else if let Some((rank, marks, reason)) = fit(theme, &node.path, &words) {
            let rank = if node.is_group() { rank + 4 } else { rank };
            found.push((rank, place, Match { theme: node.id, marks, reason }));
        }
    }
    found.sort_by_key(|(rank, place, _)| (*rank, *place));
    found.into_iter().map(|(_, _, m)| m).collect()
}

type Fit = (u8, Vec<std::ops::Range<usize>>, Option<String>);

fn fit(theme: &Theme, path: &str, words: &[String]) -> Option<Fit> {
    let code = theme.code.to_lowercase();
    if let [word] = words
        && !code.is_empty()
        && code == *word
    {
        return Some((0, Vec::new(), None));
    }
    let name = theme.name.to_lowercase();
    // Lower case may change lengths outside ASCII; marks are only made where it did not.
    let same_length = name.len() == theme.name.len();
    if words.iter().all(|w| name.contains(w.as_str())) {
        let at_start = words.iter().all(|w| starts_a_word(&name, w));
        let mark = |w: &String| name.find(w.as_str()).map(|at| at..at + w.len());
        let marks = if same_length { words.iter().filter_map(mark).collect() } else { Vec::new() };
        return Some((if at_start { 1 } else { 2 }, marks, None));
    }
    let holds = |text: &str| words.iter().all(|w| text.contains(w.as_str()));
    if let Some(phrase) = theme.phrases.iter().find(|p| holds(&p.to_lowercase())) {
        return Some((3, Vec::new(), Some(format!("phrase: “{phrase}”"))));
    }
    if holds(&path.to_lowercase()) || holds(&format!("{code} {name}")) {
        return Some((3, Vec::new(), None));
    }
    let meaning = format!("{} {}", theme.definition, theme.include).to_lowercase();
    holds(&meaning).then(|| (4, Vec::new(), Some("in its definition".to_owned())))
}

fn starts_a_word(name: &str, word: &str) -> bool {
    name.match_indices(word).any(|(at, _)| name.get(..at).is_some_and(|b| !b.ends_with(char::is_alphanumeric)))
}
