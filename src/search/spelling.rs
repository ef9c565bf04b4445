//! British and American spelling: `haemorrhage` and `hemorrhage`, `organise` and `organize` are one word.
//!
//! A small set of rules instead of a list of words: each brings one spelling to the other before words are stemmed, in
//! texts and queries alike, so only the stem knows of it; words as written stay as written. The subtlety: `-ize` is
//! brought to `-ise` and not the other way, because the stemmer would take `organize` for a form of `organ`.

/// Where the two spellings differ within a word of Greek or Latin: British, American.
const CLASSICAL: [(&str, &str); 31] = [
    ("haem", "hem"),
    ("paed", "ped"),
    ("aesth", "esth"),
    ("aetiol", "etiol"),
    ("aemi", "emi"),
    ("oedem", "edem"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("gynaec", "gynec"),
    ("faec", "fec"),
    ("foet", "fet"),
    ("caesar", "cesar"),
    ("caec", "cec"),
    ("rhoea", "rhea"),
    ("pnoea", "pnea"),
    ("coeliac", "celiac"),
    ("manoeuv", "maneuv"),
    ("archaeo", "archeo"),
    ("mediaev", "mediev"),
    ("homoeo", "homeo"),
    ("amoeb", "ameb"),
    ("naevus", "nevus"),
    ("naevi", "nevi"),
    ("caesi", "cesi"),
    ("chimaer", "chimer"),
    ("palaeo", "paleo"),
    ("oenol", "enol"),
    ("aeon", "eon"),
    ("hyaena", "hyena"),
    ("praed", "pred"),
    ("anaem", "anem"),
];

/// What stands before `-our` where Americans write `-or`.
const OUR: [&str; 30] = [
    "arb", "ard", "arm", "behavi", "cand", "clam", "col", "demean", "endeav", "fav", "ferv", "flav", "glam", "harb", "hon",
    "hum", "lab", "neighb", "od", "parl", "ranc", "rig", "rum", "savi", "sav", "splend", "succ", "tum", "val", "vap",
];

/// What stands before a doubled `l` where Americans write one.
const DOUBLED: [&str; 38] = [
    "bevel", "cancel", "channel", "chisel", "counsel", "dial", "duel", "enamel", "equal", "fuel", "grovel", "initial", "jewel",
    "label", "level", "libel", "marshal", "marvel", "model", "panel", "parcel", "pencil", "pummel", "quarrel", "rival", "shovel",
    "shrivel", "signal", "snivel", "spiral", "swivel", "total", "towel", "travel", "tunnel", "unravel", "victual", "yodel",
];

/// Endings of verbs in `-ize` and `-yze` and what is made of them, from the `z`.
const ZED: [&str; 8] = ["ze", "zed", "zes", "zing", "zer", "zers", "zation", "zations"];

/// The word as its stem is made from it, written into `out`; nothing when it stays as it is.
///
/// `word` is folded: lower case, without accents.
pub(super) fn respelt(word: &str, out: &mut String) -> bool {
    // Five letters: "haem" stays apart from "hem".
    if word.len() < 5 || !word.is_ascii() {
        return false;
    }
    out.clear();
    if let Some(other) = whole(word) {
        out.push_str(other);
        return true;
    }
    let pairs = || word.as_bytes().windows(2);
    if pairs().any(|p| matches!(p, b"ae" | b"oe"))
        && let Some((at, (british, american))) = CLASSICAL.iter().find_map(|pair| Some((word.find(pair.0)?, pair)))
    {
        return put(out, word, at, british.len(), american);
    }
    let zed = |tail: &str| ZED.contains(&tail);
    if let Some(at) = word.rfind('z').filter(|at| *at >= 5 && word.get(*at..).is_some_and(zed))
        && word.get(at - 1..at).is_some_and(|before| matches!(before, "i" | "y"))
    {
        return put(out, word, at, 1, "s");
    }
    if let Some(at) = word.find("our")
        && word.get(..at).is_some_and(|front| OUR.iter().any(|o| front.strip_suffix(o).is_some_and(is_front)))
    {
        return put(out, word, at, 3, "or");
    }
    if let Some(at) = word.rfind("ll")
        && word.get(at + 2..).is_some_and(|tail| matches!(tail, "ed" | "ing" | "er" | "ers" | "or" | "ors" | "ings"))
        && word.get(..=at).is_some_and(|front| DOUBLED.iter().any(|d| front.strip_suffix(d).is_some_and(is_front)))
    {
        return put(out, word, at, 2, "l");
    }
    if let Some(at) = word.find("metre").filter(|at| word.get(at + 5..).is_some_and(|tail| matches!(tail, "" | "s"))) {
        return put(out, word, at, 5, "meter");
    }
    false
}

/// Whether this may stand before a stem of the lists.
fn is_front(front: &str) -> bool {
    matches!(front, "" | "dis" | "mis" | "un" | "re" | "multi")
}

fn put(out: &mut String, word: &str, at: usize, length: usize, instead: &str) -> bool {
    out.push_str(word.get(..at).unwrap_or_default());
    out.push_str(instead);
    out.push_str(word.get(at + length..).unwrap_or_default());
    true
}

/// Words that no rule covers.
fn whole(word: &str) -> Option<&'static str> {
    Some(match word {
        "acknowledgement" => "acknowledgment",
        "acknowledgements" => "acknowledgments",
        "ageing" => "aging",
        "amongst" => "among",
        "analogue" => "analog",
        "artefact" => "artifact",
        "artefacts" => "artifacts",
        "burnt" => "burned",
        "calibre" => "caliber",
        "catalogue" => "catalog",
        "catalogued" => "cataloged",
        "catalogues" => "catalogs",
        "centre" => "center",
        "centred" => "centered",
        "centres" => "centers",
        "centring" => "centering",
        "defence" => "defense",
        "defences" => "defenses",
        "dialogue" => "dialog",
        "dialogues" => "dialogs",
        "dreamt" => "dreamed",
        "enrol" => "enroll",
        "enrolment" => "enrollment",
        "enrolments" => "enrollments",
        "fibre" => "fiber",
        "fibres" => "fibers",
        "fulfil" => "fulfill",
        "fulfils" => "fulfills",
        "fulfilment" => "fulfillment",
        "instil" => "instill",
        "jewellery" => "jewelry",
        "judgement" => "judgment",
        "judgements" => "judgments",
        "learnt" => "learned",
        "licence" => "license",
        "licences" => "licenses",
        "litre" => "liter",
        "litres" => "liters",
        "marvellous" => "marvelous",
        "meagre" => "meager",
        "mould" => "mold",
        "mouldy" => "moldy",
        "offence" => "offense",
        "offences" => "offenses",
        "orientated" => "oriented",
        "practise" => "practice",
        "practised" => "practiced",
        "practises" => "practices",
        "practising" => "practicing",
        "pretence" => "pretense",
        "programme" => "program",
        "programmes" => "programs",
        "pyjamas" => "pajamas",
        "sceptic" => "skeptic",
        "sceptical" => "skeptical",
        "scepticism" => "skepticism",
        "sceptics" => "skeptics",
        "skilful" => "skillful",
        "skilfully" => "skillfully",
        "spelt" => "spelled",
        "theatre" => "theater",
        "theatres" => "theaters",
        "whilst" => "while",
        "wilful" => "willful",
        "wilfully" => "willfully",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        let (mut a, mut b) = (one.to_owned(), other.to_owned());
        let mut out = String::new();
        for word in [&mut a, &mut b] {
            if respelt(word, &mut out) {
                word.clone_from(&out);
            }
        }
        a == b
    }

    #[test]
    fn spellings_meet() {
        for (british, american) in [
            ("haemorrhage", "hemorrhage"),
            ("paediatric", "pediatric"),
            ("anaemia", "anemia"),
            ("anaesthetic", "anesthetic"),
            ("oesophagus", "esophagus"),
            ("foetus", "fetus"),
            ("diarrhoea", "diarrhea"),
            ("apnoea", "apnea"),
            ("organise", "organize"),
            ("organisations", "organizations"),
            ("analysed", "analyzed"),
            ("hospitalised", "hospitalized"),
            ("behavioural", "behavioral"),
            ("misbehaviour", "misbehavior"),
            ("discolouration", "discoloration"),
            ("neighbours", "neighbors"),
            ("counsellor", "counselor"),
            ("unlabelled", "unlabeled"),
            ("centimetres", "centimeters"),
            ("programme", "program"),
            ("practising", "practicing"),
        ] {
            assert!(same(british, american), "{british} {american}");
        }
    }

    /// Every word of the sample reviews that a rule changes, to be looked through for words that are no spelling of another.
    #[test]
    fn the_rules_change_nothing_else_in_the_sample_reviews() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/sample_reviews/source");
        let mut changed = std::collections::BTreeMap::new();
        let (mut all, mut out) = (0, String::new());
        for file in std::fs::read_dir(folder).expect("lists") {
            let text = std::fs::read_to_string(file.expect("lists").path()).expect("reads");
            for word in crate::search::words(&text) {
                all += 1;
                if respelt(&word.written, &mut out) {
                    *changed.entry(format!("{} → {out}", word.written)).or_insert(0) += 1;
                }
            }
        }
        assert!(all > 40_000);
        let lines: Vec<String> = changed.iter().map(|(word, times)| format!("{word} {times}")).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn other_words_stay_apart() {
        let stay = [
            "four",
            "hours",
            "source",
            "courier",
            "prize",
            "size",
            "seize",
            "called",
            "spelling",
            "does",
            "poem",
            "elaboration",
            "tour",
        ];
        for word in stay {
            assert!(!respelt(word, &mut String::new()), "{word}");
        }
        assert!(!same("prise", "prize") && !same("organ", "organise") && !same("metered", "metred"));
    }
}
