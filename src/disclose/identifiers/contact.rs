//! Where somebody lives and how to reach them: postcodes, addresses, phones, e-mail.

use super::{Found, IdentifierKind};
use regex::Regex;
use std::sync::LazyLock;

/// The areas of postcodes: the letters they begin with. A made-up area is no postcode.
const AREAS: &str = "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN \
    EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR \
    NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF \
    WN WR WS WV YO ZE BX GIR";

/// Outward code, gap, inward code (Royal Mail; BS 7666: inward letters are never C, I, K, M, O, V).
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    let of = |area: &str, third: &str, fourth: &str, inward: &str| {
        format!("(?:{area}[0-9][0-9]?|{area}[0-9]{third}|{area}[0-9]{fourth})[ \\u{{a0}}]{{0,2}}[0-9]{inward}")
    };
    let upper = of("[A-PR-UWYZ][A-HK-Y]?", "[A-HJKPSTUW]", "[ABEHMNPRVWXY]", "[ABD-HJLNP-UW-Z]{2}");
    let lower = of("[a-pr-uwyz][a-hk-y]?", "[a-hjkpstuw]", "[abehmnprvwxy]", "[abd-hjlnp-uw-z]{2}");
    Regex::new(&format!("{upper}|{lower}|GIR ?0AA")).unwrap()
});

/// A house number and a street: "12 Alder Close", "Flat 3, 7a St Anne’s Road".
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)(?:Flat\s[0-9]{1,3}[a-zA-Z]?,?\s)?[0-9]{1,4}[a-zA-Z]?,?[ \u{a0}](?:(?:The|St\.?|Old|New|[A-Z][a-z’']{2,20}(?:-[A-Z][a-z]{2,20})?)[ \u{a0}]){1,3}(?:Street|Road|Avenue|Lane|Close|Drive|Court|Gardens|Place|Terrace|Crescent|Grove|Mews|Rise|Way|Walk|Row|Hill|Square)(?-u:\b)",
    )
    .unwrap()
});

/// An e-mail address in the common letters; a reader may have put a blank beside the @.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static EMAIL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)[a-z0-9._%+'’-]+\s?@\s?[a-z0-9-]+(?:\.[a-z0-9-]+)+").unwrap());

/// +44, 0044 or 0, then nine or ten digits with blanks, hyphens, full stops or brackets between; or another country.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    let gap = r"[ \u{a0}.()–-]{0,2}";
    Regex::new(&format!(
        r"(?P<uk>(?:(?:\+|00)\s?44{gap}(?:\(0\)|0)?|\(?0)(?:{gap}[0-9]){{9,10}})|(?P<abroad>\+[1-9](?:{gap}[0-9]){{7,13}})"
    ))
    .unwrap()
});

/// A short number of the same town, known by its label alone.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static SHORT_PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?-u:\b)(?:tel|telephone|phone|mobile|mob|fax)\.?(?:\s(?:no\.?|number))?\s?[:.-]?\s?(?P<n>[0-9]{3}[ -]?[0-9]{2,4})",
    )
    .unwrap()
});

pub(super) fn find(found: &mut Found<'_>) {
    postcodes(found);
    for m in ADDRESS.find_iter(found.text) {
        found.add(IdentifierKind::Address, m.start(), m.end(), "a house number with the name of a street");
    }
    for m in EMAIL.find_iter(found.text) {
        let end = m.start() + m.as_str().trim_end_matches(['.', '-']).len();
        let start = m.start() + (m.len() - m.as_str().trim_start_matches(['.', '\'', '’', '-']).len());
        found.add(IdentifierKind::Email, start, end, "the form of an e-mail address");
    }
    phones(found);
}

fn postcodes(found: &mut Found<'_>) {
    for m in POSTCODE.find_iter(found.text) {
        let area: String = m.as_str().chars().take_while(char::is_ascii_alphabetic).collect();
        let real = AREAS.split_whitespace().any(|a| a.eq_ignore_ascii_case(&area));
        let spaced = m.as_str().contains([' ', '\u{a0}']);
        let lower = m.as_str().starts_with(|c: char| c.is_ascii_lowercase());
        if real && (spaced || !lower) && found.stands_alone(m.start(), m.end()) {
            found.add(IdentifierKind::Postcode, m.start(), m.end(), "the form of a postcode, in an area that exists");
        }
    }
}

fn phones(found: &mut Found<'_>) {
    for c in PHONE.captures_iter(found.text) {
        let Some(m) = c.get(0) else { continue };
        let uk = c.name("uk").is_some();
        if found.stands_alone(m.start(), m.end()) && (!uk || is_british(m.as_str())) {
            let why = if uk { "the form of a phone number in the UK" } else { "the form of a phone number abroad" };
            let start = m.start() + usize::from(m.as_str().starts_with('(') && !m.as_str().contains(')'));
            found.add(IdentifierKind::Phone, start, m.end(), why);
        }
    }
    for c in SHORT_PHONE.captures_iter(found.text) {
        let Some(n) = c.name("n") else { continue };
        if found.stands_alone(n.start(), n.end()) {
            found.add(IdentifierKind::Phone, n.start(), n.end(), "labelled as a phone number");
        }
    }
}

/// Whether digits that begin with 0 or +44 are grouped and numbered as Ofcom numbers are, and not as dates.
fn is_british(words: &str) -> bool {
    let plain = words.replace("(0)", "");
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let (abroad, national) =
        match digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44").filter(|_| plain.starts_with('+'))) {
            Some(rest) => (true, rest.trim_start_matches('0').to_owned()),
            None => (false, digits.trim_start_matches('0').to_owned()),
        };
    let groups: Vec<usize> = plain.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|n| *n > 0).collect();
    let begins_well = abroad || groups.first().is_some_and(|n| *n >= 3) || plain.starts_with("07 ");
    begins_well
        && groups.len() <= 6
        && matches!(national.len(), 9 | 10)
        && national.starts_with(['1', '2', '3', '5', '7', '8', '9'])
        && (national.len() == 10 || national.starts_with(['1', '8']))
}
