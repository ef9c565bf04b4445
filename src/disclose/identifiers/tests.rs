//! True and near-miss examples of every kind; all numbers and names are invented (NHS numbers from the test range 999,
//! phone numbers from Ofcom's numbers for drama).

use super::numbers::check_digit_is_right;
use super::*;
use proptest::prelude::*;

fn project() -> Finder {
    let name = |name: &str, of| KnownName { name: name.to_owned(), of };
    Finder::new(&[
        name("Zoë Okafor-Lund", NameOf::Case),
        name("Child T", NameOf::Alias),
        name("Will May", NameOf::Author),
        name("Siobhan O'Hara", NameOf::Analyst),
    ])
}

/// The words found, each with its kind.
fn found(text: &str) -> Vec<(IdentifierKind, String)> {
    project().find(text).into_iter().map(|f| (f.kind, f.words)).collect()
}

fn only(text: &str, kind: IdentifierKind, words: &str) {
    assert_eq!(found(text), [(kind, words.to_owned())], "{text}");
}

fn nothing(text: &str) {
    assert_eq!(found(text), [], "{text}");
}

#[test]
fn nhs_numbers_are_found_by_their_check_digit() {
    for number in ["999 000 0018", "999-000-0018", "9990000018", "999\u{a0}000\u{a0}0018", "999.000.0018", "99900 00018"] {
        only(&format!("Seen at the clinic ({number}) in spring."), IdentifierKind::NhsNumber, number);
    }
    only("3 9990000018", IdentifierKind::NhsNumber, "9990000018");
    only("NHS number: 999 000 0019, known", IdentifierKind::NhsNumber, "999 000 0019");
    only("NHS No.\u{a0}99 90 00 00 18", IdentifierKind::NhsNumber, "99 90 00 00 18");
    for near in
        ["999 000 0019", "19990000018", "99900000180", "X9990000018", "4444444444", "pages 9990 to 0000", "99 90 00 00 18"]
    {
        nothing(near);
    }
    assert!(check_digit_is_right(&[9, 4, 3, 4, 7, 6, 5, 9, 1, 9]), "the published example of the Data Dictionary");
    assert!(!check_digit_is_right(&[9, 4, 3, 4, 7, 6, 5, 9, 1, 8]));
}

#[test]
fn phones_are_found_in_their_british_forms_and_dates_are_not_phones() {
    for phone in [
        "01632 960123",
        "01632960123",
        "(01632) 960123",
        "020 7946 0123",
        "07700 900123",
        "07700-900-123",
        "+44 7700 900123",
        "+44 (0)1632 960123",
        "0044 1632 960123",
        "03000 960123",
        "07 700 900 123",
        "+353 1 555 0199",
    ] {
        only(&format!("Ring {phone} today."), IdentifierKind::Phone, phone);
    }
    only("Tel: 960123", IdentifierKind::Phone, "960123");
    for near in
        ["01.02.2021 12:30", "0123456", "2021-2022 and 2022-2023", "0 1 2 3 4 5 6 7 8 9", "telephone calls in 2021", "tel 3"]
    {
        nothing(near);
    }
}

#[test]
fn postcodes_follow_the_grammar_and_real_areas() {
    for code in ["ME14 1XQ", "CT1 2AB", "W1A 0AX", "EC1A 1BB", "M1 1AE", "B33 8TH", "ME141XQ", "me14 1xq", "GIR 0AA"] {
        only(&format!("lived at {code}, then moved"), IdentifierKind::Postcode, code);
    }
    for near in ["ME14 1XC", "QA1 1AA", "AA1 1AA", "Grade E1 2nd attempt", "ME14 XQ1", "VME14 1XQ", "ct12ab", "B 2 3 ED"] {
        nothing(near);
    }
    only("Flat 3, 7a St Anne’s Road", IdentifierKind::Address, "Flat 3, 7a St Anne’s Road");
    only("at 12 Alder Close again", IdentifierKind::Address, "12 Alder Close");
    nothing("In 2021 Working Together was revised; 3 Close friends");
}

#[test]
fn emails_and_office_numbers_are_found_and_their_near_misses_are_not() {
    only("write to j.lund+x@example.gov.uk.", IdentifierKind::Email, "j.lund+x@example.gov.uk");
    nothing("at @ home, 3@4, a@b");
    only("QQ 12 34 56 C or AB 12 34 56 C", IdentifierKind::NationalInsurance, "AB 12 34 56 C");
    only("ab123456d", IdentifierKind::NationalInsurance, "ab123456d");
    only("NI number: AB 12 34 56", IdentifierKind::NationalInsurance, "AB 12 34 56");
    for near in ["AB 12 34 56", "BG 12 34 56 C", "AO 12 34 56 C", "AB 12 34 56 E", "CAB123456C"] {
        nothing(near);
    }
    only("UPN A123456789012", IdentifierKind::PupilNumber, "A123456789012");
    nothing("I123456789012 and A12345678901");
    only("under 46/12345/21, closed", IdentifierKind::CrimeReference, "46/12345/21");
    only("crime reference KT98765 was closed", IdentifierKind::CrimeReference, "KT98765");
    for near in ["46/12/21", "46/12345/2101", "the incident 12/03/2021", "incident 2021", "section 47/123"] {
        nothing(near);
    }
    only("case ME21C00123 was heard", IdentifierKind::CourtNumber, "ME21C00123");
    only("Liquidlogic ID: 7654321", IdentifierKind::RecordNumber, "7654321");
    nothing("case 2, review of case 2021/22, child 1");
    only("a car, AB12 CDE, left", IdentifierKind::VehicleMark, "AB12 CDE");
    only("registration P123 ABC", IdentifierKind::VehicleMark, "P123 ABC");
    nothing("form P123 ABC; AB01 CDE; IB12 CDE");
}

#[test]
fn dates_of_birth_are_dates_beside_a_word_about_birth() {
    for date in [
        "14/03/2021",
        "14.03.21",
        "14-3-2021",
        "14 March 2021",
        "14th March 2021",
        "14th of March 2021",
        "14-Mar-2021",
        "March 14th, 2021",
        "2021-03-14",
        "14 03 2021",
        "14 March",
        "March 2021",
        "14032021",
    ] {
        for (before, after) in
            [("DOB: ", ", seen"), ("d.o.b. ", ""), ("born ", " in Kent"), ("EDD ", ""), ("Date of birth\t", "")]
        {
            only(&format!("{before}{date}{after}"), IdentifierKind::DateOfBirth, date);
        }
        only(&format!("He was born prematurely at 34 weeks on {date}."), IdentifierKind::DateOfBirth, date);
    }
    only("On 14 March 2021 the baby was born at home", IdentifierKind::DateOfBirth, "14 March 2021");
    only("the child (14/03/21, DOB)", IdentifierKind::DateOfBirth, "14/03/21");
    only("DOB 14/03/2021, first seen 15/04/2021", IdentifierKind::DateOfBirth, "14/03/2021");
    let twins = found("DOBs: 14/03/2021 and 02/01/2019; seen 15/04/2021").into_iter().map(|(_, words)| words);
    assert_eq!(twins.collect::<Vec<_>>(), ["14/03/2021", "02/01/2019"]);
}

#[test]
fn other_dates_are_found_only_when_asked_for() {
    for near in [
        "The strategy meeting was on 15/03/2021.",
        "She was born in Kent. The strategy meeting was on 15/03/2021",
        "new-born; 15/03/2021",
        "born 2021",
        "DOB: 45/03/2021",
        "DOB: 14/13/2021",
        "newborn on 15/03/2021",
        "the new birth visit of 15/03/2021",
    ] {
        nothing(near);
    }
    let finder = project().with_exact_dates(true);
    let dates = finder.find("Met on 15/03/2021 and in March 2021");
    assert_eq!(dates.iter().map(|f| (f.kind, f.words.as_str())).collect::<Vec<_>>(), [(IdentifierKind::ExactDate, "15/03/2021")]);
}

#[test]
fn known_names_are_found_whole_in_part_and_in_every_dress() {
    let known = IdentifierKind::KnownName;
    for words in [
        "Zoë Okafor-Lund",
        "ZOE OKAFOR LUND",
        "Zoe\nOkafor-Lund",
        "zoe okafor‑lund",
        "Zo\u{ad}ë Okafor-Lund",
        "Zoe\u{308} Okafor-Lund",
    ] {
        only(&format!("of {words}’s file"), known, words);
    }
    only("Okafor's mother", known, "Okafor");
    only("the Okafors moved", known, "Okafors");
    only("Okafor-Lund, Zoe", known, "Okafor-Lund, Zoe");
    only("O'Hara, Siobhan", known, "O'Hara, Siobhan");
    only("as Siobhan wrote", known, "Siobhan");
    only("S O’Hara", known, "Hara");
    only("of CHILD T, who", known, "CHILD T");
    only("by Will May", known, "Will May");
    for near in ["Child Trust", "Okaforly", "in May she will ask", "zoe", "Will there be a May meeting?", "Child\n\nT"] {
        nothing(near);
    }
    let why = &project().find("Okafor")[0].why;
    assert_eq!(why, "part of the name of a case in this project");
}

#[test]
fn likely_names_stand_behind_a_title_or_an_introduction() {
    let likely = IdentifierKind::LikelyName;
    only("Mrs Abernathy said", likely, "Abernathy");
    only("Dr A. Pemberton-Ngozi’s letter", likely, "A. Pemberton-Ngozi");
    only("PC O’Leary came", likely, "O’Leary");
    only("a girl called Tamsin, aged 3", likely, "Tamsin");
    only("Completed by: J Fenwick", likely, "J Fenwick");
    for near in [
        "Mr A",
        "Dr GP1",
        "Ms X said",
        "she called Police",
        "called Mother",
        "named Nurse",
        "Mr and Mrs",
        "Miss out",
        "the named Midwife",
    ] {
        nothing(near);
    }
}

#[test]
fn the_longest_finding_wins_and_ranges_are_the_words() {
    let text = "é Zoë, 12 Alder Close, CT1 2AB; NHS 999 000 0018 (tel 07700 900123)";
    let findings = project().find(text);
    assert_eq!(findings.len(), 5, "{findings:?}");
    for f in &findings {
        assert_eq!(&text[f.range.start()..f.range.end()], f.words);
        assert!(!f.why.is_empty() && !f.kind.to_string().is_empty());
    }
}

#[test]
fn hostile_text_takes_time_that_grows_with_its_length_only() {
    const BYTES: usize = 1 << 14;
    let finder = project();
    for piece in [
        "1 ",
        "0",
        "9990000018 ",
        "a@",
        "A",
        "Mr ",
        "born ",
        "DOB 1/",
        "ME1 ",
        "Zoe ",
        "+44 ",
        "é\u{ad}",
        "called A. ",
        "46/",
        "14 of March ",
    ] {
        let text = piece.repeat(BYTES / piece.len());
        let start = std::time::Instant::now();
        let findings = finder.find(&text);
        let took = start.elapsed();
        assert!(took.as_secs() < 10, "{piece:?}: {} findings took {took:?}", findings.len());
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_finder(text in "[ -~é’\u{ad}\n0-9]{0,200}") {
        for f in project().with_exact_dates(true).find(&text) {
            prop_assert_eq!(&text[f.range.start()..f.range.end()], &f.words);
        }
    }

    #[test]
    fn every_valid_number_is_found_and_every_wrong_digit_is_not(body in 0_u32..1_000_000, wrong in 1_u32..10) {
        let first: Vec<u32> = format!("999{body:06}").chars().filter_map(|c| c.to_digit(10)).collect();
        let valid: Vec<u32> = (0..10).filter(|c| check_digit_is_right(&[first.clone(), vec![*c]].concat())).collect();
        prop_assert!(valid.len() <= 1);
        if let [check] = valid.as_slice() {
            let text = format!("999{body:06}{check}");
            prop_assert_eq!(found(&text), [(IdentifierKind::NhsNumber, text.clone())]);
            prop_assert_eq!(found(&format!("999{body:06}{}", (check + wrong) % 10)), []);
        }
    }
}

#[test]
fn initials_are_found_only_as_they_are_written() {
    let finder = Finder::new(&[KnownName { name: "IT".to_owned(), of: NameOf::Initials }]);
    assert!(finder.find("It was seen. it was not. AIT, ITs").is_empty());
    let found: Vec<String> = finder.find("Checked by IT, 5 June").into_iter().map(|f| f.words).collect();
    assert_eq!(found, ["IT"]);
}
