//! Search in an open deep dive when several processes, here threads, want the same index at once.

use deepdive::app::accept::FileRead;
use deepdive::app::action::CodebookChoice;
use deepdive::app::create::create;
use deepdive::app::places::Places;
use deepdive::app::searching::{Searcher, Wanted};
use deepdive::model::{Analyst, SourceHash};
use deepdive::read::Outcome;
use deepdive::search::Query;
use deepdive::text::{BlockKind, SourceBuilder};
use std::path::Path;
use std::sync::{Arc, Barrier};

#[test]
fn two_that_open_one_index_at_once_both_find_everything() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let places = Places { settings: folder.path().join("settings"), cache: folder.path().join("cache") };
    let project = folder.path().join("p.deepdive");
    let mut session =
        create(&project, "p", &CodebookChoice::Empty, &places, &Analyst::named("Ros Parry")).expect("a fresh project");
    for number in 0..40 {
        let mut builder = SourceBuilder::new("test/1");
        for paragraph in 0..200 {
            builder.push(BlockKind::Paragraph, 0, &format!("A bruise was seen in paragraph {paragraph} of {number}."));
        }
        let source = builder.build();
        let hash = SourceHash::of(source.text.as_bytes());
        session.folder().add_source(&hash, source.text.as_bytes(), "a.txt", &source).expect("stored");
        let mut read = FileRead::new(Path::new(&format!("{number}.txt")));
        (read.hash, read.outcome, read.source) = (Some(hash), Outcome::Ok, Some(Arc::new(source)));
        session.accept(&read).expect("accepted");
    }
    let index = places.index_of(session.folder().manifest().id);
    let (texts, wanted) = (session.texts(), Wanted::of(&session));
    let together = Arc::new(Barrier::new(3));
    let opened: Vec<_> = (0..3)
        .map(|_| {
            let (index, texts, wanted, together) = (index.clone(), texts.clone(), wanted.clone(), Arc::clone(&together));
            std::thread::Builder::new()
                .name("opens the index".to_owned())
                .spawn(move || {
                    together.wait();
                    let searcher = Searcher::open(&index, texts, wanted).expect("an index");
                    searcher.search(&Query::parse("bruises").expect("a query"), 5).expect("results").total
                })
                .expect("a thread")
        })
        .collect();
    for thread in opened {
        assert_eq!(thread.join().expect("ended well"), 8_000);
    }
}
