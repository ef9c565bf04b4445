//! Reading a document again: what memos and rejections point at moves with its words, or stays in the earlier text.

#![expect(clippy::unwrap_used, reason = "in a test a surprise should stop it")]

mod support;

use deepdive::app::gesture::{Gesture, MemoGesture, OfferGesture, Passage};
use deepdive::app::memo_words;
use deepdive::app::reextract::{Carried, Pointer};
use deepdive::app::session::Session;
use deepdive::model::{Document, Id, Memo, MemoAbout, MemoKind, OfferedBy, Place, Theme};
use deepdive::text::{BlockKind, QuoteHash, SourceBuilder, SourceText, TextRange};
use std::sync::Arc;
use support::acts::seen;
use support::folder::{Home, opened};

fn text(paragraphs: &[&str]) -> SourceText {
    let mut builder = SourceBuilder::new("test/1");
    for paragraph in paragraphs {
        builder.push(BlockKind::Paragraph, 0, paragraph);
    }
    builder.build()
}

/// The first place of some words in a text.
fn place(source: &SourceText, words: &str) -> TextRange {
    let at = source.text.find(words).unwrap();
    TextRange::within(&source.text, at, at + words.len()).unwrap()
}

const OLD: [&str; 3] = [
    "The review met four times between May and July.",
    "The father was not seen by any prac- titioner before the birth of the baby.",
    "The health visitor recorded a bruise on 5 June and rang the surgery.",
];

/// The same document by a better reader: a header, a hyphen gone, a word of one passage mended.
const NEW: [&str; 4] = [
    "Practice review, page 1",
    "The review met four times between May and July.",
    "The father was not seen by any practitioner before the birth of the baby.",
    "The health visitor recorded a bruise on 6 June and rang the surgery.",
];

struct Deep {
    _home: Home,
    session: Session,
    document: Id<Document>,
    theme: Id<Theme>,
}

fn deep() -> Deep {
    let (home, mut session, document) = opened(&text(&OLD));
    let theme = Theme::new("The father", None);
    session.perform(&Gesture::AddTheme(Box::new(theme.clone()))).unwrap();
    Deep { _home: home, session, document, theme: theme.id }
}

/// A second document of the deep dive, and a memo linked to passages of both.
fn with_memo(deep: &mut Deep) -> (Id<Document>, Id<Memo>) {
    let other = support::folder::add(&mut deep.session, "other.docx", &text(&["Another review. Nobody asked the father."]));
    let (old, second) = (deep.session.text(deep.document).unwrap(), deep.session.text(other).unwrap());
    let links = vec![
        Passage { document: deep.document, range: place(&old, "The review met four times") },
        Passage { document: other, range: place(&second, "Nobody asked the father.") },
        Passage { document: deep.document, range: place(&old, "not seen by any prac- titioner") },
        Passage { document: deep.document, range: place(&old, "recorded a bruise on 5 June") },
    ];
    let (about, kind, text) = (MemoAbout::DeepDive, MemoKind::Question, "Who was to ask the father?".to_owned());
    deep.session.perform(&Gesture::Memo(MemoGesture::Add { about, kind, text, links })).unwrap();
    let memo = deep.session.project().memos().iter().next().unwrap().id;
    (other, memo)
}

/// Of each link: its document, the text it lies in, and its words there.
fn linked(session: &Session, memo: Id<Memo>) -> Vec<(Id<Document>, u32, String)> {
    let links = session.project().memos().get(memo).unwrap().links.iter();
    let words = |link: &Place| session.extracted(link.document, link.text_version).unwrap().quote(link.range).to_owned();
    links.map(|link| (link.document, link.text_version, words(link))).collect()
}

#[test]
fn links_of_a_memo_move_with_their_document_and_stay_in_the_earlier_text_where_they_have_no_place() {
    let mut deep = deep();
    let (other, memo) = with_memo(&mut deep);
    let Deep { _home, mut session, document, .. } = deep;
    let before = seen(session.project());
    let new = Arc::new(text(&NEW));
    let plan = session.plan_reading_again(document, &new).unwrap();
    let of_memo = |list: &[Carried]| list.iter().filter(|c| matches!(c.what, Pointer::MemoLink(id, _) if id == memo)).count();
    assert_eq!((of_memo(&plan.same), of_memo(&plan.moved), of_memo(&plan.unplaced)), (0, 2, 1), "{plan:#?}");

    session.read_again(document, &new).unwrap();
    assert_eq!(
        linked(&session, memo),
        [
            (document, 2, "The review met four times".to_owned()),
            (other, 1, "Nobody asked the father.".to_owned()),
            (document, 2, "not seen by any practitioner".to_owned()),
            (document, 1, "recorded a bruise on 5 June".to_owned()),
        ]
    );
    let links = &session.project().memos().get(memo).unwrap().links;
    let hashes: Vec<bool> = links
        .iter()
        .map(|l| QuoteHash::of(session.extracted(l.document, l.text_version).unwrap().quote(l.range)) == l.quote)
        .collect();
    assert_eq!(hashes, [true; 4]);
    // To people: the two that moved can be gone to, the one that stayed says why it cannot.
    let shown: Vec<_> = links.iter().map(|link| memo_words::linked(&session, link)).collect();
    assert!(shown.iter().take(3).all(|passage| passage.range.is_some() && passage.obstacle.is_none()), "{shown:#?}");
    assert_eq!((shown[3].range, shown[3].obstacle), (None, Some("In an earlier text of this document")));
    assert_eq!(shown[3].words, "recorded a bruise on 5 June");

    session.undo().unwrap();
    assert_eq!(seen(session.project()), before);
    session.redo().unwrap();
    // The other document is read again too: only its own link moves.
    let second = Arc::new(text(&["Page header", "Another review. Nobody asked the father."]));
    session.read_again(other, &second).unwrap();
    let versions: Vec<u32> = linked(&session, memo).iter().map(|(_, version, _)| *version).collect();
    assert_eq!(versions, [2, 2, 2, 1]);
}

#[test]
fn a_rejected_passage_is_carried_over_so_that_it_is_not_offered_again() {
    let Deep { _home, mut session, document, theme } = deep();
    let old = session.text(document).unwrap();
    let passage = |words: &str| Passage { document, range: place(&old, words) };
    let passages = vec![passage("met four times between May and July"), passage("a bruise on 5 June")];
    let offered_by = OfferedBy::Query("met OR bruise".to_owned());
    session.perform(&Gesture::Offer(OfferGesture::Reject { passages, theme, offered_by })).unwrap();
    let new = Arc::new(text(&NEW));
    session.read_again(document, &new).unwrap();
    let of = |session: &Session| {
        let list = session.project().rejections_in(document).map(|r| {
            let text = session.extracted(document, r.place.text_version).unwrap();
            (r.place.text_version, text.quote(r.place.range).to_owned())
        });
        let mut list: Vec<(u32, String)> = list.collect();
        list.sort();
        list
    };
    let wanted = [(1, "a bruise on 5 June".to_owned()), (2, "met four times between May and July".to_owned())];
    assert_eq!(of(&session), wanted);
    session.undo().unwrap();
    assert!(of(&session).iter().all(|(version, _)| *version == 1));
}
