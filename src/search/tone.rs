//! Whether a mention is said, negated ("no evidence of …", "denied …") or only thought of ("should …", "risk of …").
//!
//! The method is that of NegEx and ConText: a list of cues, each with a reach in words to the right or left, ended by a
//! clause (Chapman and others, "A simple algorithm for identifying negated findings and diseases in discharge
//! summaries", Journal of Biomedical Informatics 34, 2001; Harkema and others, "ConText", 42, 2009). The cues are those
//! of practice reviews.
//!
//! The subtleties: a cue that belongs to what was searched ("not known") says nothing about it; a mark that is wrong here
//! only moves a mention down and never takes it away.

use super::analyser::{TextWord, words};
use crate::text::TextRange;

/// How a mention is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// It is said.
    #[default]
    Said,
    /// It is said that it was, would or should be, or might come.
    Hypothetical,
    /// It is said not to be so.
    Negated,
}

impl Tone {
    /// Every tone in the order of lists.
    pub const ALL: [Self; 3] = [Self::Said, Self::Hypothetical, Self::Negated];

    /// One or two words for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Hypothetical => "should or might",
            Self::Negated => "negated",
        }
    }
}

/// The tone of a mention and the words that set it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Toned {
    /// How it is meant.
    pub tone: Tone,
    /// The cue; none for what is simply said.
    pub cue: Option<TextRange>,
}

/// Words that set a tone, and how many words away they still do.
type Cue = (&'static str, usize);

/// Before what they negate.
const NOT_AFTER: [Cue; 49] = [
    ("no evidence", 9),
    ("not evidence", 6),
    ("no sign", 7),
    ("no signs", 7),
    ("no indication", 9),
    ("no indications", 9),
    ("no suggestion", 9),
    ("no concern", 6),
    ("no concerns", 6),
    ("no record", 7),
    ("no records", 7),
    ("no recorded", 5),
    ("no history", 6),
    ("no known", 5),
    ("no previous", 5),
    ("no disclosure", 6),
    ("no disclosures", 6),
    ("no report", 6),
    ("no reports", 6),
    ("no mention", 6),
    ("no trace", 6),
    ("nothing to suggest", 9),
    ("nothing to indicate", 9),
    ("not thought", 6),
    ("not considered", 4),
    ("did not disclose", 7),
    ("not disclosed", 7),
    ("not disclosing", 7),
    ("did not report", 6),
    ("not reported", 6),
    ("did not suspect", 6),
    ("not suspected", 5),
    ("denied", 7),
    ("denies", 7),
    ("denying", 7),
    ("denial of", 6),
    ("ruled out", 5),
    ("rule out", 5),
    ("ruling out", 5),
    ("excluded", 4),
    ("absence of", 6),
    ("free of", 4),
    ("free from", 4),
    ("without", 4),
    ("neither", 4),
    ("nor", 4),
    ("never", 3),
    ("no", 3),
    ("not", 2),
];

/// After what they negate.
const NOT_BEFORE: [Cue; 13] = [
    ("ruled out", 4),
    ("was excluded", 3),
    ("were excluded", 3),
    ("been excluded", 3),
    ("was denied", 3),
    ("were denied", 3),
    ("not present", 3),
    ("not evident", 3),
    ("not substantiated", 4),
    ("unsubstantiated", 4),
    ("was unlikely", 3),
    ("were unlikely", 3),
    ("thought unlikely", 4),
];

/// Look like a negation and are none.
const NOT_NOT: [&str; 9] =
    ["not only", "not just", "not merely", "not simply", "no doubt", "not necessarily", "no longer", "no fewer", "no less"];

/// Before what is only thought of.
const IF_AFTER: [Cue; 34] = [
    ("risk of", 8),
    ("risks of", 8),
    ("risk from", 6),
    ("risk that", 10),
    ("in case", 8),
    ("if", 8),
    ("whether", 5),
    ("should", 12),
    ("must", 10),
    ("ought to", 10),
    ("would have", 8),
    ("could have", 8),
    ("might have", 8),
    ("may have", 8),
    ("might", 6),
    ("possible", 3),
    ("possibly", 3),
    ("potential", 3),
    ("potentially", 3),
    ("possibility of", 6),
    ("to prevent", 7),
    ("prevention of", 5),
    ("to avoid", 6),
    ("to reduce", 8),
    ("recommended that", 12),
    ("recommends that", 12),
    ("recommendation that", 12),
    ("training on", 6),
    ("training in", 6),
    ("training about", 6),
    ("guidance on", 6),
    ("guidance about", 6),
    ("policy on", 6),
    ("awareness of", 6),
];

/// After what is only thought of.
const IF_BEFORE: [Cue; 6] = [("should", 2), ("must", 2), ("ought", 2), ("would have", 2), ("could have", 2), ("might have", 2)];

/// Words at which the reach of a cue ends.
const ENDS: [&str; 9] = ["but", "however", "although", "though", "except", "yet", "until", "because", "whereas"];

/// How a mention, the part of a sentence that was found, is meant.
///
/// `sentence` and `mention` are ranges of `text`; a mention that lies outside of the sentence is taken as said.
#[must_use]
pub fn tone_of(text: &str, sentence: TextRange, mention: TextRange) -> Toned {
    let Some(body) = sentence.of(text) else { return Toned::default() };
    let found = words(body);
    let base = sentence.start();
    let inside = |w: &&TextWord| w.range.start + base < mention.end() && w.range.end + base > mention.start();
    let Some(first) = found.iter().position(|w| inside(&w)) else { return Toned::default() };
    let last = found.iter().rposition(|w| inside(&w)).unwrap_or(first);
    let clause = Clause { body, words: &found, first, last };
    let reached = [
        (Tone::Negated, clause.before(&NOT_AFTER)),
        (Tone::Negated, clause.after(&NOT_BEFORE)),
        (Tone::Hypothetical, clause.before(&IF_AFTER)),
        (Tone::Hypothetical, clause.after(&IF_BEFORE)),
    ];
    let met = reached.into_iter().find_map(|(tone, cue)| cue.map(|cue| (tone, cue)));
    met.map_or_else(Toned::default, |(tone, (start, end))| Toned {
        tone,
        cue: TextRange::within(text, base + start, base + end).ok(),
    })
}

/// A sentence in words, with what was found in it.
struct Clause<'a> {
    body: &'a str,
    words: &'a [TextWord],
    first: usize,
    last: usize,
}

impl Clause<'_> {
    /// The cue that reaches the mention from before it; as bytes of the sentence.
    fn before(&self, cues: &[Cue]) -> Option<(usize, usize)> {
        let start = self.start_of_clause();
        (start..self.first).rev().find_map(|at| {
            let (length, reach) = self.cue_at(at, cues)?;
            let after = at + length;
            (after <= self.first && self.first - after < reach && !self.is_no_negation(at)).then(|| self.bytes(at, length))?
        })
    }

    /// The cue that reaches the mention from behind it.
    fn after(&self, cues: &[Cue]) -> Option<(usize, usize)> {
        (self.last + 1..self.end_of_clause()).find_map(|at| {
            let (length, reach) = self.cue_at(at, cues)?;
            (at - self.last <= reach).then(|| self.bytes(at, length))?
        })
    }

    /// The longest cue that begins at a word: how many words it has, and how far it reaches.
    fn cue_at(&self, at: usize, cues: &[Cue]) -> Option<(usize, usize)> {
        let here = cues.iter().filter_map(|(cue, reach)| self.is_at(at, cue).map(|length| (length, *reach)));
        here.max()
    }

    fn is_at(&self, at: usize, cue: &str) -> Option<usize> {
        let mut length = 0;
        for word in cue.split(' ') {
            if self.words.get(at + length)?.written != word {
                return None;
            }
            length += 1;
        }
        Some(length)
    }

    fn is_no_negation(&self, at: usize) -> bool {
        NOT_NOT.iter().any(|pseudo| self.is_at(at, pseudo).is_some())
    }

    fn bytes(&self, at: usize, length: usize) -> Option<(usize, usize)> {
        Some((self.words.get(at)?.range.start, self.words.get(at + length - 1)?.range.end))
    }

    /// The first word after the last sign or word before the mention at which a reach ends.
    fn start_of_clause(&self) -> usize {
        (1..=self.first).rev().find(|at| self.parts(*at)).unwrap_or_default()
    }

    fn end_of_clause(&self) -> usize {
        (self.last + 1..self.words.len()).find(|at| self.parts(*at)).unwrap_or(self.words.len())
    }

    /// Whether a clause ends between a word and the one before it.
    fn parts(&self, at: usize) -> bool {
        let (Some(before), Some(here)) = (at.checked_sub(1).and_then(|b| self.words.get(b)), self.words.get(at)) else {
            return false;
        };
        let between = self.body.get(before.range.end..here.range.start).unwrap_or_default();
        between.contains([';', ':', '—', '(', ')']) || between.contains(" – ") || ENDS.contains(&before.written.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tone of the words between angle brackets, and its cue.
    fn tone(marked: &str) -> (Tone, String) {
        let (before, rest) = marked.split_once('<').expect("a mark");
        let (mention, after) = rest.split_once('>').expect("its end");
        let text = format!("{before}{mention}{after}");
        let range = |start, end| TextRange::within(&text, start, end).expect("fits");
        let found = tone_of(&text, range(0, text.len()), range(before.len(), before.len() + mention.len()));
        (found.tone, found.cue.and_then(|cue| cue.of(&text)).unwrap_or_default().to_owned())
    }

    #[test]
    fn what_is_denied_or_not_found_is_negated() {
        for (text, cue) in [
            ("There was no evidence of <domestic abuse> in the home.", "no evidence"),
            ("Mother denied any <alcohol misuse>.", "denied"),
            ("She did not disclose the <domestic abuse> to the midwife.", "did not disclose"),
            ("No visible <bruising> was noted.", "No"),
            ("The baby was born without <injury>.", "without"),
            ("A <rib fracture> was ruled out by the hospital.", "ruled out"),
            ("The <allegation> was not substantiated.", "not substantiated"),
            ("There was no evidence that the <partner was not known> to the midwife.", "no evidence"),
            ("Neither the <GP> nor the school was asked.", "Neither"),
        ] {
            assert_eq!(tone(text), (Tone::Negated, cue.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_should_or_might_be_is_hypothetical() {
        for (text, cue) in [
            ("Professionals should ask about <domestic abuse> at every contact.", "should"),
            ("There was a risk of <injury> from a tired carer.", "risk of"),
            ("The <health visitor> should have asked who lived there.", "should"),
            ("Staff need training on <safer sleep>.", "training on"),
            ("If a <bruise> is seen, a paediatrician must be called.", "If"),
        ] {
            assert_eq!(tone(text), (Tone::Hypothetical, cue.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_said_stays_said() {
        for text in [
            "The history of her <partner was not known> to anyone.",
            "Not only <bruising> but a fracture was found.",
            "There was no doubt about the <injury>.",
            "No referral was made; the <bruise> was photographed.",
            "She denied it, but <domestic abuse> was recorded by the police.",
            "He no longer lived with the <mother>.",
            "The <midwife> did not know of him.",
        ] {
            assert_eq!(tone(text).0, Tone::Said, "{text}");
        }
    }

    #[test]
    fn a_mention_outside_of_the_sentence_is_said() {
        let text = "No injury. A bruise.";
        let range = |start, end| TextRange::within(text, start, end).expect("fits");
        assert_eq!(tone_of(text, range(0, 10), range(13, 19)), Toned::default());
    }
}
