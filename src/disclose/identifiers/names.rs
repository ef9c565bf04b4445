//! Names: those that the project knows, and words that look like somebody's name.
//!
//! Texts and names are compared word by word without accents, capitals and invisible characters, so "Zoë O'Brien" is
//! found in "ZOE O’BRIEN’s". Of a name of several words each word is looked for alone too, when it is written with a
//! capital; words that are also ordinary English ("May", "Will") only within the whole name.

use super::{Found, IdentifierKind};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Where the project has a name from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameOf {
    /// The name of a case.
    Case,
    /// Another name of a case.
    Alias,
    /// The author of a document.
    Author,
    /// An analyst of the project.
    Analyst,
    /// The initials of an analyst; found only as they are written, since "IT" is no "It".
    Initials,
}

impl NameOf {
    const fn why(self) -> &'static str {
        match self {
            Self::Case => "the name of a case in this project",
            Self::Alias => "another name of a case in this project",
            Self::Author => "the author of a document in this project",
            Self::Analyst => "an analyst of this project",
            Self::Initials => "the initials of an analyst of this project",
        }
    }

    const fn why_part(self) -> &'static str {
        match self {
            Self::Case => "part of the name of a case in this project",
            Self::Alias => "part of another name of a case in this project",
            Self::Author => "part of the name of a document's author in this project",
            Self::Analyst => "part of the name of an analyst of this project",
            Self::Initials => "part of the initials of an analyst of this project",
        }
    }
}

/// A name that must not leave unseen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// The name as it is written in the project.
    pub name: String,
    /// Whose it is.
    pub of: NameOf,
}

/// Words of names that are also titles, roles or ordinary words: never looked for alone.
const ORDINARY: &str = "mr mrs ms miss mx dr prof professor sir dame lady lord rev child children baby infant twin twins boy girl \
    family mother father parent sibling young person adult case review the and of for in on at by to an team service board \
    partnership council panel police health care nhs unit group office independent reviewer author report social worker \
    january february march april may june july august september october november december monday tuesday wednesday thursday \
    friday saturday sunday will mark grace hope faith joy rose lily daisy violet ivy summer autumn dawn eve art bill grant guy \
    jack pat penny rich rob sue chase drew frank gene jean miles pearl ray skip victor wade ward king queen prince page price \
    brown white black green grey gray blue red long short strong day knight bishop abbot cook baker farmer fisher hunter \
    carter mason miller smith taylor walker wood woods hill field brook stone marsh lake moor north south east west english \
    british french kent london england wales scotland major law love noble power best good wise swift sharp small little new \
    old rights church temple castle house home park parks bell ball bird lamb fox wolf drake finch swan martin nurse doctor";

/// Names that the project knows, by their first word without accents and capitals.
#[derive(Clone, Debug, Default)]
pub struct Names {
    by_first: BTreeMap<String, Vec<Sought>>,
    initials: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Sought {
    words: Vec<String>,
    of: NameOf,
    whole: bool,
}

impl Names {
    pub(super) fn new(names: &[KnownName]) -> Self {
        let mut by_first: BTreeMap<String, Vec<Sought>> = BTreeMap::new();
        let mut add = |words: Vec<String>, of, whole| {
            let Some(first) = words.first().cloned() else { return };
            let sought = by_first.entry(first).or_default();
            if !sought.iter().any(|s| s.words == words) {
                sought.push(Sought { words, of, whole });
            }
        };
        let (initials, names): (Vec<&KnownName>, Vec<&KnownName>) = names.iter().partition(|n| n.of == NameOf::Initials);
        for KnownName { name, of } in &names {
            let words: Vec<String> = words(name).into_iter().map(|w| w.plain).collect();
            // Surname first, be it one word or two: "Okafor, Jane", "Okafor-Lund, Jane".
            for turn in [1, words.len().saturating_sub(1)] {
                let mut turned = words.clone();
                turned.rotate_left(turn.min(words.len()));
                // "A child" is nobody's name, also where one is called Child A; "O'Hara, Siobhan" is.
                if turned.first().is_some_and(|first| first.chars().count() > 1) || turned.len() > 2 || turned == words {
                    add(turned, *of, true);
                }
            }
            add(words, *of, true);
        }
        for KnownName { name, of } in &names {
            let parts = words(name);
            for part in parts.iter().filter(|_| parts.len() > 1) {
                let ordinary = ORDINARY.split_whitespace().any(|o| o == part.plain);
                if part.plain.chars().count() >= 3 && !ordinary && part.plain.chars().all(char::is_alphabetic) {
                    add(vec![part.plain.clone()], *of, false);
                }
            }
        }
        by_first.values_mut().for_each(|sought| sought.sort_by_key(|s| std::cmp::Reverse(s.words.len())));
        let initials = initials.iter().map(|n| n.name.trim().to_owned()).filter(|n| n.chars().count() >= 2).collect();
        Self { by_first, initials }
    }

    pub(super) fn find(&self, found: &mut Found<'_>) {
        if self.by_first.is_empty() && self.initials.is_empty() {
            return;
        }
        let text = words(found.text);
        for word in &text {
            if self.initials.iter().any(|i| i == found.between(word.start, word.end)) {
                found.add(IdentifierKind::KnownName, word.start, word.end, NameOf::Initials.why());
            }
        }
        let mut next = 0;
        for (i, word) in text.iter().enumerate() {
            if i < next {
                continue;
            }
            let singular = word.plain.strip_suffix('s').and_then(|w| self.by_first.get(w));
            let sought = self.by_first.get(&word.plain).into_iter().flatten();
            let mut sought = sought.chain(singular.into_iter().flatten().filter(|s| s.words.len() == 1));
            let Some(hit) = sought.find(|s| follows(found.text, text.get(i..).unwrap_or_default(), s)) else { continue };
            let Some(last) = text.get(i + hit.words.len() - 1) else { continue };
            let why = if hit.whole { hit.of.why() } else { hit.of.why_part() };
            found.add(IdentifierKind::KnownName, word.start, last.end, why);
            next = i + hit.words.len();
        }
    }
}

/// Whether the words from here on are the name sought, with only little between them.
fn follows(text: &str, words: &[Word], sought: &Sought) -> bool {
    let Some(first) = words.first() else { return false };
    if sought.words.len() == 1 && !text.get(first.start..).is_some_and(|t| t.starts_with(char::is_uppercase)) {
        return false;
    }
    let same = words.len() >= sought.words.len() && words.iter().zip(&sought.words).skip(1).all(|(w, s)| w.plain == *s);
    same && words.windows(2).take(sought.words.len() - 1).all(|pair| match pair {
        [a, b] => text.get(a.end..b.start).is_some_and(is_small_gap),
        _ => false,
    })
}

/// Blanks, one line break, a comma, a hyphen, a full stop after an initial.
fn is_small_gap(gap: &str) -> bool {
    gap.chars().count() <= 4
        && gap.chars().filter(|c| *c == '\n').count() <= 1
        && gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-' | '‐' | '‑' | '.' | '\'' | '’'))
}

/// One word of a text, with what is compared.
struct Word {
    start: usize,
    end: usize,
    plain: String,
}

/// Runs of letters and digits; marks and invisible characters belong to them and are left out of what is compared.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (i, c) in text.char_indices() {
        let invisible = is_combining_mark(c) || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
        if !(c.is_alphanumeric() || invisible && open) {
            open = false;
            continue;
        }
        if !open {
            words.push(Word { start: i, end: i, plain: String::new() });
            open = true;
        }
        let Some(word) = words.last_mut() else { continue };
        word.end = i + c.len_utf8();
        if c.is_ascii() {
            word.plain.push(c.to_ascii_lowercase());
        } else if !invisible {
            let base = std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c));
            word.plain.extend(base.flat_map(char::to_lowercase));
        }
    }
    words
}

const CAPITALISED: &str = r"(?:(?:O|D|Mc|Mac|de|van|von)?['’ ]?\p{Lu}\p{Ll}{1,20}(?:[-‐'’]\p{Lu}\p{Ll}{1,20})?)";

/// A title and a name: "Mrs Okafor", "Dr A. Patel", "PC Lewis". "Mr A" and "Dr GP1" are already aliases.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static TITLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u:\b)(?:Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Sir|Dame|Rev|Revd|PC|DC|DS|DI|DCI|PS|Sgt|Cllr|Councillor|HHJ|Judge|Justice|Nurse|Midwife)\.?[ \u{{a0}}](?P<n>(?:\p{{Lu}}\.?[ \u{{a0}}]){{0,3}}{CAPITALISED}(?:[ \u{{a0}}]{CAPITALISED})?)"
    ))
    .unwrap()
});

/// Words that introduce a name: "a baby called Zara", "Signed: J Lewis", "Completed by: Anna Marsh".
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static INTRODUCED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?-u:\b)(?:(?i:named|called|known as|maiden name|n[ée]e|forename|surname|first name|full name|name of (?:child|mother|father|parent|worker|author)|signed|signed by|signature|completed by|written by|prepared by|report author|countersigned by)[ \u{{a0}}\t]{{0,3}}[:\t-]?[ \u{{a0}}\t]{{0,3}})(?P<n>(?:\p{{Lu}}\.?[ \u{{a0}}]){{0,3}}{CAPITALISED}(?:[ \u{{a0}}]{CAPITALISED}){{0,2}})"
    ))
    .unwrap()
});

/// Capitalised words that are no names of people.
const NO_NAME: &str = "the a an for in on at to by from after before when who which this that these those and or but it he she \
    they we mother father mum dad parent parents child children baby infant twin sibling family adult young girl boy mgm mgf pgm pgf \
    police ambulance midwife midwifery health visitor social worker school nursery hospital trust council county kent medway \
    nhs emergency services service operation section early help strategy team unit board partnership panel review agency \
    general practitioner practice manager ward nurse doctor consultant designated named safeguarding lead officer january \
    february march april may june july august september october november december monday tuesday wednesday thursday friday \
    saturday sunday britain england wales scotland of for mr mrs ms miss dr sir pc and chair author independent reviewer is was had has";

pub(super) fn find_likely(found: &mut Found<'_>) {
    for (pattern, why) in [
        (&*TITLED, "a title with what looks like a surname"),
        (&*INTRODUCED, "what looks like a name, behind words that introduce one"),
    ] {
        for c in pattern.captures_iter(found.text) {
            let (Some(m), Some(name)) = (c.get(0), c.name("n")) else { continue };
            let first = name
                .as_str()
                .split([' ', '\u{a0}', '-'])
                .find(|w| w.trim_end_matches('.').chars().count() >= 2)
                .unwrap_or_default();
            let first = first.to_lowercase();
            if NO_NAME.split_whitespace().any(|w| w == first) || !found.stands_alone(m.start(), m.end()) {
                continue;
            }
            found.add(IdentifierKind::LikelyName, name.start(), name.end(), why);
        }
    }
}
