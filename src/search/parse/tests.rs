//! How typed queries are read.

use super::super::fields::CodingTest;
use super::super::pattern::Pattern;
use super::*;

fn word(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Word { stem, .. } => stem.clone(),
        Pattern::Prefix(start) => format!("{start}*"),
        Pattern::Wild(glob) => format!("glob:{glob}"),
        Pattern::Like(like, most) => format!("{like}~{most}"),
        Pattern::Exact(exact) => format!("={exact}"),
        Pattern::Capitals(short) => format!("^{short}"),
    }
}

fn phrase(patterns: &[Pattern]) -> String {
    patterns.iter().map(word).collect::<Vec<_>>().join("_")
}

/// The query as a line: stems, `x*`, `(& a b !c)`, `(| a b)`, `(near8 a b)`.
fn line(query: &Query) -> String {
    let list = |of: &[Query]| of.iter().map(line).collect::<Vec<_>>().join(" ");
    match query {
        Query::Phrase(patterns) => phrase(patterns),
        Query::Loose(patterns, spare) => format!("{}~{spare}", phrase(patterns)),
        Query::Near(near) => {
            let Near { left, right, reach, in_order } = &**near;
            let name = match reach {
                Reach::Words(n) => n.to_string(),
                Reach::Sentence => "s".to_owned(),
                Reach::Paragraph => "p".to_owned(),
            };
            format!("({}{name} {} {})", if *in_order { "before" } else { "near" }, line(left), line(right))
        }
        Query::All { all, none } => {
            let none: String = none.iter().map(|q| format!(" !{}", line(q))).collect();
            format!("(& {}{none})", list(all))
        }
        Query::Any(any) => format!("(| {})", list(any)),
        Query::Regex(pattern) => format!("/{}/", pattern.0),
        Query::Field(Field { test: Test::Heading(inside), .. }) => format!("heading:{}", line(inside)),
        Query::Field(Field { test: Test::Coded(tests), .. }) => {
            let one = |t: &CodingTest| match t {
                CodingTest::Theme(p) => format!("theme:{}", phrase(p)),
                CodingTest::Analyst(p) => format!("analyst:{}", phrase(p)),
                CodingTest::Polarity(p) => p.name().to_owned(),
            };
            format!("coded[{}]", tests.iter().map(one).collect::<Vec<_>>().join(" "))
        }
        Query::Field(Field { test: Test::Title(p), .. }) => format!("title:{}", phrase(p)),
        Query::Field(field) => format!("{:?}", field.test),
    }
}

fn read(text: &str) -> String {
    match Query::parse(text) {
        Ok(query) => line(&query),
        Err(error) => format!("{}: {error}", error.at),
    }
}

#[test]
fn reads_words_phrases_and_prefixes() {
    assert_eq!(read("Bruising"), "bruis");
    assert_eq!(read("non-accidental injur*"), "(& non_accident injur*)");
    assert_eq!(read("“health visit*” OR \"0–19\""), "(| health_visit* 0_19)");
    assert_eq!(read("mother & baby - father"), "(& mother babi father)");
    assert_eq!(read("was it known?"), "(& was it known)");
}

#[test]
fn reads_wildcards_spellings_and_exact_forms() {
    assert_eq!(read("*ing w?rd colo*r? wor*"), "(& glob:*ing glob:w?rd glob:colo*r wor*)");
    assert_eq!(read("brusing~ hand~ hand~2 non-*cident*"), "(& brusing~2 hand~1 hand~2 non_glob:*cident*)");
    assert_eq!(read("=Exact =\"Mother’s Day\" =MS"), "(& =Exact =Mother_=Day =MS)");
    assert_eq!(read("\"the partner\"~5 \"one\"~3"), "(& the_partner~5 one)");
    assert_eq!(read("/s\\.? ?47/ AND x1"), "(& /s\\.? ?47/ x1)");
    assert_eq!(read("and/or mother / baby"), "(& and_or mother babi)");
}

#[test]
fn a_beginning_takes_the_next_word_with_it() {
    for typed in ["non accidental", "non-accidental", "Non  Accidental", "\"non accidental\""] {
        assert_eq!(read(typed), "non_accident", "{typed}");
    }
    assert_eq!(read("multi OR pre"), "(| multi pre)");
    assert_eq!(read("non (accidental) pre \"birth\" co title:x1"), "(& non accident pre birth co title:x1)");
}

#[test]
fn reads_what_stands_near() {
    assert_eq!(read("a1 NEAR/8 b1"), "(near8 a1 b1)");
    assert_eq!(read("a1 NEAR b1 c1"), "(& (near8 a1 b1) c1)");
    assert_eq!(read("(partner OR HV) NEAR/3 \"not known\""), "(near3 (| partner hv) not_known)");
    assert_eq!(read("a1 BEFORE/2 b1 OR c1 BEFORE d1"), "(| (before2 a1 b1) (before8 c1 d1))");
    assert_eq!(read("a1 SENTENCE b1 PARAGRAPH c1"), "(nearp (nears a1 b1) c1)");
    assert_eq!(read("a1 NEAR/SENTENCE b1 NEAR/0 (c1 BEFORE/PARAGRAPH d1)"), "(near0 (nears a1 b1) (beforep c1 d1))");
}

#[test]
fn reads_fields() {
    assert_eq!(read("title:\"practice review\" heading:Supervision"), "(& title:practic_review heading:supervis)");
    assert_eq!(read("heading:(a1 OR \"b1 c1\") d1"), "(& heading:(| a1 b1_c1) d1)");
    assert_eq!(read("theme:B2 polarity:good analyst:\"Ros Parry\""), "coded[theme:b2 good-practice analyst:ros_parri]");
    assert_eq!(
        read("(theme:B2 polarity:good) theme:C1 (theme:C1 polarity:concern) (polarity:good)"),
        "(& coded[theme:b2 good-practice] coded[theme:c1 good-practice] coded[theme:c1 concern])"
    );
    assert_eq!(read("theme:B2 OR theme:C1"), "(| coded[theme:b2] coded[theme:c1])");
    assert_eq!(read("uncoded -coded zone:findings"), "(& Uncoded Zone(Findings) !coded[])");
    assert_eq!(
        read("kind:LCSPR kind:\"Rapid review\" zone:recommendation"),
        "(& Kind(Lcspr) Kind(RapidReview) Zone(Recommendations))"
    );
    assert_eq!(
        read("page:>10 page:3..7"),
        "(& Page(Stretch { from: Some(11), to: None }) Page(Stretch { from: Some(3), to: Some(7) }))"
    );
    assert_eq!(read("para:4.*"), "Para(\"4.*\")");
    assert_eq!(read("https://example.org/a 10:30 note: x1"), "(& https_exampl_org_a 10_30 note x1)");
    assert_eq!(read("\"coded\""), "code");
    let attribute = read("\"age band\":\"under 3\"");
    assert!(attribute.contains("age band") && attribute.contains("under"), "{attribute}");
}

#[test]
fn and_binds_more_tightly_than_or() {
    assert_eq!(read("a1 OR b1 c1"), "(| a1 (& b1 c1))");
    assert_eq!(read("(a1 OR b1) AND c1"), "(& (| a1 b1) c1)");
    assert_eq!(read("a1 -b1 OR NOT (c1 d1)"), read("NOT ((c1 d1) NOT (a1 -b1))"));
}

#[test]
fn not_follows_de_morgan() {
    assert_eq!(read("a1 NOT b1"), "(& a1 !b1)");
    assert_eq!(read("a1 -\"b1 c1\""), "(& a1 !b1_c1)");
    assert_eq!(read("a1 AND (NOT b1 NOT c1)"), "(& a1 !(| b1 c1))");
    assert_eq!(read("a1 AND (b1 OR NOT c1)"), "(& a1 !(& c1 !b1))");
    assert_eq!(read("NOT NOT a1"), "a1");
}

/// Queries that cannot be read, and some that nearly cannot.
const MISTAKES: &[&str] = &[
    "",
    " ?! ",
    "é NOT",
    "a NOT )",
    "a AND",
    "OR a",
    "a OR AND b",
    "a (b",
    "a) b",
    "a ()",
    "a “b",
    "a *",
    "a -? b",
    "pre-*",
    "NOT a",
    "a OR -b",
    "NOT kind:scr",
    "NEAR/8 b",
    "a NEAR",
    "a NEAR/x b",
    "a NEAR/101 b",
    "a BEFORE/ b",
    "a NEAR NOT b",
    "a SENTENCE",
    "(a b) NEAR/3 c",
    "a NEAR/3 kind:scr",
    "a BEFORE (b NEAR page:3)",
    "\"a b\"~",
    "\"a b\"~101",
    "of~",
    "a-b~",
    "word~3",
    "/x",
    "/(x/",
    "/x*/",
    "/[z-a]/",
    "/(a{1000}){1000}/",
    "zone:",
    "zone: x",
    "zone:nowhere",
    "kind:review",
    "kind:>scr",
    "page:x",
    "page:3..",
    "page:..",
    "page:>3..4",
    "page:<>4",
    "date:soon",
    "date:>31/02/2022",
    "age:young",
    "age:5q",
    "polarity:bad",
    "title:\"x",
    "title:!",
    "heading:",
    "heading:()",
    "heading:(a",
    "heading:(NOT a)",
    "heading:(kind:scr)",
    "theme:",
];

/// Every mistake, with a mark under the place that its sentence is about.
#[test]
fn errors_say_what_and_where() {
    let mut lines = Vec::new();
    for mistake in MISTAKES {
        let Err(error) = Query::parse(mistake) else {
            lines.push(format!("{mistake}\n  is read as {}", read(mistake)));
            continue;
        };
        let before = mistake.get(..error.at).expect("a place between letters").chars().count();
        lines.push(format!("{mistake}\n{}^ {error}", " ".repeat(before)));
    }
    insta::assert_snapshot!(lines.join("\n"));
    assert_eq!(read(&"(".repeat(999)), "50: There are too many brackets inside one another");
    assert_eq!(read(&"a ".repeat(1001)), "2000: This search is too long; leave something out");
}
