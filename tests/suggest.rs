//! What is learned and counted is what slow and obvious versions find, and comes out the same every time.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "in a test a surprise should stop it")]

use deepdive::model::{Document, Id};
use deepdive::search::words;
use deepdive::suggest::{
    Corpus, Count, Draft, Feature, Form, Lesson, Model, PassageId, Recipe, Rows, Scope, Sigmoid, Vector, Within, best, fit,
    frequency, g2, gradient, is_stop_word, learn, together, together_with,
};
use deepdive::text::{BlockKind, SourceBuilder, SourceText, Zone};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn id(n: usize) -> Id<Document> {
    Id::from_uuid(uuid::Uuid::from_u128(n as u128 + 1))
}

fn source(passages: &[String]) -> SourceText {
    let mut builder = SourceBuilder::new("test/1");
    passages.iter().for_each(|p| {
        builder.push(BlockKind::Paragraph, 0, p);
    });
    builder.build()
}

fn corpus(documents: &[Vec<String>]) -> Corpus {
    let mut corpus = Corpus::default();
    for (n, passages) in documents.iter().enumerate() {
        corpus.put(id(n), &Draft::of(&source(passages)));
    }
    corpus.settle();
    corpus
}

fn passage_of(document: usize, index: usize) -> PassageId {
    PassageId { document: id(document), index: u32::try_from(index).expect("small") }
}

/// Passages of few different words, so that everything meets.
fn documents() -> impl Strategy<Value = Vec<Vec<String>>> {
    let word = prop::sample::select(vec![
        "bruise", "bruises", "bruising", "baby", "babies", "seen", "seeing", "not", "the", "of", "father", "police", "known",
        "health", "visitor", "visit", "hospital",
    ]);
    let end = prop::sample::select(vec![" ", " ", " ", ". ", "! ", ", "]);
    let passage = prop::collection::vec((word, end), 1..14).prop_map(|words| {
        let mut passage = String::new();
        let mut capital = true;
        for (word, end) in words {
            let mut letters = word.chars();
            let first = letters.next().into_iter();
            passage.extend(first.map(|c| if capital { c.to_ascii_uppercase() } else { c }));
            passage.extend(letters);
            passage.push_str(end);
            capital = end != " " && end != ", ";
        }
        passage.trim().to_owned()
    });
    prop::collection::vec(prop::collection::vec(passage, 1..6), 1..7)
}

/// The sentences of a passage as stems with whether each is a stop word; sentences end where `documents` ends them.
fn sentences(passage: &str) -> Vec<Vec<(String, String, bool)>> {
    let parts = passage.split(['.', '!']).map(words).filter(|w| !w.is_empty());
    parts.map(|s| s.into_iter().map(|w| (w.stem, w.written.clone(), is_stop_word(&w.written))).collect()).collect()
}

/// The features of a passage by name, as often as they occur.
fn named_features(passage: &str) -> BTreeMap<String, f64> {
    let mut found = BTreeMap::new();
    for sentence in sentences(passage) {
        for (stem, _, is_stop) in &sentence {
            if !is_stop {
                *found.entry(stem.clone()).or_insert(0.0) += 1.0;
            }
        }
        for two in sentence.windows(2).filter(|two| !(two[0].2 && two[1].2)) {
            *found.entry(format!("{} {}", two[0].0, two[1].0)).or_insert(0.0) += 1.0;
        }
    }
    found
}

/// TF-IDF by the book: every passage's vector by the names of features.
fn slow_vectors(documents: &[Vec<String>]) -> Vec<BTreeMap<String, f64>> {
    let counted: Vec<BTreeMap<String, f64>> = documents.iter().flatten().map(|p| named_features(p)).collect();
    let all = counted.len() as f64;
    let idf = |feature: &String| {
        let with = counted.iter().filter(|p| p.contains_key(feature)).count() as f64;
        ((1.0 + all) / (1.0 + with)).ln() + 1.0
    };
    let weigh = |passage: &BTreeMap<String, f64>| {
        let raw: BTreeMap<String, f64> = passage.iter().map(|(f, n)| (f.clone(), (1.0 + n.ln()) * idf(f))).collect();
        let length = raw.values().map(|v| v * v).sum::<f64>().sqrt();
        raw.into_iter().map(|(f, v)| (f, v / length)).collect()
    };
    counted.iter().map(weigh).collect()
}

fn feature(corpus: &Corpus, name: &str) -> Feature {
    let stem = |s: &str| corpus.vocabulary().find_stem(s).expect("was met");
    match name.split_once(' ') {
        None => Feature::stem(stem(name)),
        Some((a, b)) => Feature::pair(stem(a), stem(b)),
    }
}

fn all_passages(documents: &[Vec<String>]) -> Vec<PassageId> {
    documents.iter().enumerate().flat_map(|(d, p)| (0..p.len()).map(move |i| passage_of(d, i))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn vectors_are_tf_idf_by_the_book(documents in documents()) {
        let corpus = corpus(&documents);
        for (passage, slow) in all_passages(&documents).into_iter().zip(slow_vectors(&documents)) {
            let slow: BTreeMap<Feature, f64> = slow.into_iter().map(|(name, v)| (feature(&corpus, &name), v)).collect();
            let fast: BTreeMap<Feature, f64> = corpus.vector(passage).into_iter().map(|(f, v)| (f, f64::from(v))).collect();
            prop_assert_eq!(fast.keys().collect::<Vec<_>>(), slow.keys().collect::<Vec<_>>());
            for (feature, value) in &fast {
                prop_assert!((value - slow[feature]).abs() < 1e-5, "{feature:?} {value} {}", slow[feature]);
            }
        }
    }

    #[test]
    fn a_score_is_the_product_of_weights_and_vector_and_reasons_are_its_parts(documents in documents(), at in 0usize..40) {
        let corpus = corpus(&documents);
        let passages = all_passages(&documents);
        let like = corpus.vector(passages[at % passages.len()]);
        let model = Model::like(&corpus, &like);
        let by_name: BTreeMap<Feature, f32> = like.iter().copied().collect();
        let product = |v: &Vector| v.iter().filter_map(|(f, x)| Some(f64::from(x * by_name.get(f)?))).sum::<f64>();
        let ranked = best(&corpus, &model, &|_| true, usize::MAX);
        for found in &ranked {
            prop_assert!((found.score - product(&corpus.vector(found.passage))).abs() < 1e-5);
        }
        prop_assert!(ranked.is_sorted_by(|a, b| a.score >= b.score));
        for found in ranked.iter().take(3) {
            for reason in model.reasons(&corpus, found.passage, 6) {
                let text = &documents[found.passage.document.uuid().as_u128() as usize - 1][found.passage.index as usize];
                let all = words(text);
                for span in &reason.at {
                    prop_assert!(all[span.clone()].iter().any(|w| !is_stop_word(&w.written)), "{text} {span:?}");
                }
                prop_assert!(reason.worth > 0.0);
            }
        }
    }

    #[test]
    fn a_corpus_does_not_remember_what_was_in_it(documents in documents(), other in documents()) {
        let mut changed = Corpus::default();
        for (n, passages) in other.iter().enumerate() {
            changed.put(id(n), &Draft::of(&source(passages)));
        }
        changed.settle();
        for (n, passages) in documents.iter().enumerate() {
            changed.put(id(n), &Draft::of(&source(passages)));
        }
        (documents.len()..other.len()).for_each(|n| changed.remove(id(n)));
        changed.settle();
        let fresh = corpus(&documents);
        for passage in all_passages(&documents) {
            let values = |c: &Corpus| {
                let mut values: Vec<f32> = c.vector(passage).into_iter().map(|(_, v)| v).collect();
                values.sort_by(f32::total_cmp);
                values
            };
            let (a, b) = (values(&changed), values(&fresh));
            prop_assert!(a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| (a - b).abs() < 1e-5));
        }
    }

    #[test]
    fn words_are_counted_as_by_hand(documents in documents(), stop_words: bool, written: bool) {
        let corpus = corpus(&documents);
        let form = if written { Form::Written } else { Form::Stem };
        // Two documents to a case.
        let scope = Scope {
            documents: (0..documents.len()).map(|n| (id(n), (n / 2) as u32)).collect(),
            form,
            stop_words,
            apparatus: false,
        };
        let mut slow: BTreeMap<String, (u32, BTreeSet<usize>, BTreeSet<usize>)> = BTreeMap::new();
        for (n, passages) in documents.iter().enumerate() {
            for (stem, word, is_stop) in passages.iter().flat_map(|p| sentences(p)).flatten() {
                if stop_words || !is_stop {
                    let entry = slow.entry(if written { word } else { stem }).or_default();
                    entry.0 += 1;
                    entry.1.insert(n);
                    entry.2.insert(n / 2);
                }
            }
        }
        let fast = frequency(&corpus, &scope);
        prop_assert!(fast.is_sorted_by(|a, b| (a.cases, a.count) >= (b.cases, b.count)));
        let numbers = |c: &Count| (c.count, c.documents, c.cases);
        let key = |c: &Count| if written { c.word.clone() } else { words(&c.word)[0].stem.clone() };
        let fast: BTreeMap<String, (u32, u32, u32)> = fast.iter().map(|c| (key(c), numbers(c))).collect();
        let slow: BTreeMap<String, (u32, u32, u32)> =
            slow.into_iter().map(|(w, (n, d, c))| (w, (n, d.len() as u32, c.len() as u32))).collect();
        prop_assert_eq!(fast, slow);
    }

    #[test]
    fn pairs_are_counted_as_by_hand(documents in documents(), sentence: bool) {
        let corpus = corpus(&documents);
        let scope = Scope { documents: (0..documents.len()).map(|n| (id(n), (n / 2) as u32)).collect(), ..Scope::default() };
        let within = if sentence { Within::Sentence } else { Within::Passage };
        let mut units: Vec<(usize, BTreeSet<String>)> = Vec::new();
        for (n, passage) in documents.iter().enumerate().flat_map(|(n, p)| p.iter().map(move |p| (n, p))) {
            let stems = |s: Vec<(String, String, bool)>| s.into_iter().filter(|w| !w.2).map(|w| w.0).collect::<Vec<_>>();
            let parts = sentences(passage).into_iter().map(stems);
            if sentence {
                units.extend(parts.map(|p| (n, p.into_iter().collect())));
            } else {
                units.push((n, parts.flatten().collect()));
            }
        }
        let with = |words: &[&str]| units.iter().filter(|(_, u)| words.iter().all(|w| u.contains(*w))).collect::<Vec<_>>();
        let stem = |w: &str| words(w)[0].stem.clone();
        let found = together(&corpus, &scope, within, 100, usize::MAX);
        prop_assert_eq!(found.units as usize, units.len());
        for pair in &found.pairs {
            let (a, b) = (stem(&pair.first), stem(&pair.second));
            let both = with(&[&a, &b]);
            prop_assert_eq!(pair.units as usize, both.len());
            prop_assert_eq!(pair.alone, (with(&[&a]).len() as u32, with(&[&b]).len() as u32));
            prop_assert_eq!(pair.cases as usize, both.iter().map(|(n, _)| n / 2).collect::<BTreeSet<_>>().len());
            prop_assert_eq!(pair.documents as usize, both.iter().map(|(n, _)| n).collect::<BTreeSet<_>>().len());
            prop_assert!(both.len() as f64 * units.len() as f64 > f64::from(pair.alone.0) * f64::from(pair.alone.1));
        }
        // Asked for one word, the same pairs are found, whichever way round.
        let sides = |p: &deepdive::suggest::Pair| {
            let mut two = [p.first.clone(), p.second.clone()];
            two.sort();
            (two, p.units, p.cases)
        };
        if let Some(first) = found.pairs.first() {
            let one = together_with(&corpus, &scope, within, &first.first, usize::MAX);
            prop_assert!(one.pairs.iter().all(|p| p.first == first.first));
            let one: BTreeSet<_> = one.pairs.iter().map(sides).collect();
            let of_all: BTreeSet<_> =
                found.pairs.iter().filter(|p| p.first == first.first || p.second == first.first).map(sides).collect();
            prop_assert!(of_all.is_subset(&one));
        }
    }

    #[test]
    fn the_gradient_is_nought_where_the_fit_is_best(
        table in prop::collection::vec((prop::collection::vec(-2.0f32..2.0, 4), prop::bool::ANY, 0.1f64..5.0), 2..20)
    ) {
        let mut rows = Rows::new(4);
        table.iter().for_each(|(row, ..)| rows.push((0..).zip(row.iter().copied())));
        let targets: Vec<f64> = table.iter().map(|(_, is, _)| f64::from(u8::from(*is))).collect();
        let costs: Vec<f64> = table.iter().map(|(.., c)| *c).collect();
        prop_assume!(targets.contains(&0.0) && targets.contains(&1.0));
        let found = fit(&rows, &targets, &costs);
        let slope = |at: &[f64]| gradient(&rows, at, &targets, &costs).iter().map(|g| g * g).sum::<f64>().sqrt();
        let start = slope(&[0.0; 5]);
        prop_assert!(slope(&found.weights) <= start * 1e-4 + 1e-7, "{} of {start} after {}", slope(&found.weights), found.steps);
        // And the gradient is the slope of the loss, by differences.
        let loss = |at: &[f64]| {
            let misfit = |(row, is, cost): &(Vec<f32>, bool, f64)| {
                let z: f64 = at[4] + row.iter().zip(at).map(|(x, w)| f64::from(*x) * w).sum::<f64>();
                cost * (1.0 + (if *is { -z } else { z }).exp()).ln()
            };
            at[..4].iter().map(|w| w * w).sum::<f64>() / 2.0 + table.iter().map(misfit).sum::<f64>()
        };
        let at = [0.3, -0.2, 0.1, 0.5, -0.4];
        for (i, g) in gradient(&rows, &at, &targets, &costs).into_iter().enumerate() {
            let (mut more, mut less) = (at, at);
            more[i] += 1e-5;
            less[i] -= 1e-5;
            prop_assert!((g - (loss(&more) - loss(&less)) / 2e-5).abs() < 1e-4 * (1.0 + g.abs()));
        }
    }
}

#[test]
fn g2_is_dunnings() {
    // Counts that are as expected tell nothing.
    assert!(g2(10, 90, 90, 810).abs() < 1e-9);
    // The first lines of Dunning's table of bigrams, with their −2 log λ: "the swiss" and "can be".
    assert!((g2(110, 2442, 111, 29_114) - 270.72).abs() < 0.01, "{}", g2(110, 2442, 111, 29_114));
    assert!((g2(29, 13, 123, 31_612) - 263.90).abs() < 0.01, "{}", g2(29, 13, 123, 31_612));
}

/// Ten documents in which every third passage is of the theme.
fn taught() -> (Corpus, Lesson, BTreeSet<PassageId>) {
    let about = ["The bruise on her ear was not explained", "A bruise was seen by the nurse", "Marks and a bruise to the cheek"];
    let other = ["The panel met on Monday in the town hall", "Records were kept in two places", "The family moved to the coast"];
    let mut documents = Vec::new();
    let mut of_it = BTreeSet::new();
    for d in 0..10 {
        let passages: Vec<String> = (0..9)
            .map(|p| if p % 3 == 0 { format!("{} {d}", about[(d + p) % 3]) } else { format!("{} {d}", other[(d + p) % 3]) })
            .collect();
        of_it.extend((0..9).step_by(3).map(|p| passage_of(d, p)));
        documents.push(passages);
    }
    let positives = of_it.iter().copied().filter(|p| p.document <= id(3)).collect();
    let lesson = Lesson { positives, rejected: Vec::new(), read: (0..4).map(id).collect(), lines: Vec::new() };
    (corpus(&documents), lesson, of_it)
}

#[test]
fn what_was_coded_is_found_elsewhere_with_a_chance_and_its_words() {
    let (corpus, lesson, of_it) = taught();
    let learned = learn(&corpus, &lesson, &Recipe::default());
    let found = best(&corpus, &learned.model, &|p| p.document > id(3), 18);
    assert!(found.iter().all(|r| of_it.contains(&r.passage)), "{found:?}");
    let chance = |score: f64| learned.sigmoid.expect("codings enough").chance(score);
    assert!(chance(found[0].score) > 0.6, "{}", chance(found[0].score));
    let all = best(&corpus, &learned.model, &|_| true, usize::MAX);
    assert!(chance(all.last().expect("some").score) < 0.2);
    let reasons = learned.model.reasons(&corpus, found[0].passage, 6);
    let text = corpus.place(found[0].passage).expect("is there").range;
    assert!(text.len() > 20 && !reasons.is_empty() && reasons.windows(2).all(|w| w[0].worth >= w[1].worth));
}

#[test]
fn a_theme_without_codings_is_found_by_its_own_words() {
    let (corpus, _, of_it) = taught();
    let lesson = Lesson { lines: vec!["Bruising".to_owned(), "unknownword mark".to_owned()], ..Lesson::default() };
    let learned = learn(&corpus, &lesson, &Recipe::default());
    assert!(learned.sigmoid.is_none());
    let found = best(&corpus, &learned.model, &|_| true, 20);
    assert_eq!(found.len(), 20);
    assert!(found.iter().all(|r| of_it.contains(&r.passage)), "{found:?}");
}

#[test]
fn what_was_turned_down_sinks() {
    let (corpus, mut lesson, _) = taught();
    let place = |learned: &deepdive::suggest::Learned, p| {
        best(&corpus, &learned.model, &|_| true, usize::MAX).iter().position(|r| r.passage == p).expect("ranked")
    };
    let ranked = best(&corpus, &learn(&corpus, &lesson, &Recipe::default()).model, &|p| p.document > id(3), 1);
    let before = place(&learn(&corpus, &lesson, &Recipe::default()), ranked[0].passage);
    lesson.rejected.push(ranked[0].passage);
    let after = place(&learn(&corpus, &lesson, &Recipe::default()), ranked[0].passage);
    assert!(after > before, "{before} {after}");
}

#[test]
fn learning_comes_out_the_same_every_time() {
    let run = || {
        let (corpus, lesson, _) = taught();
        let learned = learn(&corpus, &lesson, &Recipe::default());
        let ranked = best(&corpus, &learned.model, &|_| true, usize::MAX);
        ranked.into_iter().map(|r| (r.passage, r.score.to_bits())).collect::<Vec<_>>()
    };
    let first = run();
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    assert_eq!(run(), first);
    assert_eq!(one_thread.install(run), first);
}

#[test]
fn nothing_is_offered_of_covers_headings_and_lines_too_short() {
    let mut builder = SourceBuilder::new("test/1");
    builder.push(BlockKind::Heading, 1, "The bruise on the ear of the baby");
    builder.push(BlockKind::Paragraph, 0, "A bruise on the ear of the baby");
    builder.push(BlockKind::Paragraph, 0, "The bruise on the ear of Baby");
    builder.push(BlockKind::Paragraph, 0, "A bruise");
    let mut source = builder.build();
    source.shape.blocks[1].zone = Some(Zone::Contents);
    let mut corpus = Corpus::default();
    corpus.put(id(0), &Draft::of(&source));
    corpus.settle();
    let model = Model::like(&corpus, &corpus.vector_of_line("bruise"));
    let found: Vec<PassageId> = best(&corpus, &model, &|_| true, 9).into_iter().map(|r| r.passage).collect();
    assert_eq!(found, [passage_of(0, 2)]);
    // Contents pages are not counted either, unless somebody asks.
    let scope = |apparatus| Scope { documents: vec![(id(0), 0)], apparatus, ..Scope::default() };
    let bruises =
        |apparatus| frequency(&corpus, &scope(apparatus)).into_iter().find(|c| c.word == "bruise").expect("stands").count;
    assert_eq!((bruises(false), bruises(true)), (3, 4));
}

#[test]
fn chances_are_those_that_scores_turned_out_to_have() {
    // A logistic world: at score s, one in 1 + e^-(2s - 1) is of the theme, told by weights.
    let truth = |s: f64| 1.0 / (1.0 + (-(2.0 * s - 1.0)).exp());
    let scores: Vec<(f64, bool, f64)> = (-30..=30)
        .map(|i| f64::from(i) / 10.0)
        .flat_map(|s| [(s, true, 1000.0 * truth(s)), (s, false, 1000.0 * (1.0 - truth(s)))])
        .collect();
    let sigmoid = Sigmoid::of(&scores).expect("both kinds");
    for s in [-2.0, 0.0, 0.5, 2.0] {
        assert!((sigmoid.chance(s) - truth(s)).abs() < 0.01, "{s}: {} {}", sigmoid.chance(s), truth(s));
    }
    assert!(Sigmoid::of(&[(1.0, true, 1.0)]).is_none());
}
