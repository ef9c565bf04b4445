//! How good suggestions are beside scikit-learn's, and how long they take on 2,000 documents of 20,000 words.
//!
//! ```text
//! apt install fortunes python3-sklearn               # the labelled passages, and what to compare with
//! cargo bench --bench suggest                        # both parts; needs 1 GB of memory
//! cargo bench --bench suggest -- quality [THEME …]   # only the comparison
//! cargo bench --bench suggest -- speed 200 20000     # only the speed: documents, words in each
//! ```
//!
//! The labelled passages are the 15,000 of Debian's package `fortunes`: short texts that people sorted by what they are
//! about (law, medicine, food, men and women …), as reviews are coded by theme; public, under the BSD licence, and
//! made long before this program. A theme is one of its files. Of each theme, 20, 50, 100 or 200 passages are labelled,
//! half of them of the theme, drawn five times with fixed seeds; all other passages are ranked, and the average
//! precision is that of scikit-learn's `average_precision_score`. `benches/suggest.py` does the same split with
//! `TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2))` and `LogisticRegression()`, once with the words of the
//! labelled passages and once with those of all. Nothing is tuned on these themes.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a bench stops when anything fails")]

use deepdive::model::{Document, Id};
use deepdive::suggest::{Corpus, Draft, Lesson, PassageId, Recipe, best, learn};
use deepdive::text::{BlockKind, SourceBuilder, SourceText};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

const FORTUNES: &str = "/usr/share/games/fortunes";
/// Files by what passages are about; the others are sorted by where they come from or how they look.
const THEMES: [&str; 18] = [
    "art",
    "computers",
    "drugs",
    "education",
    "food",
    "kids",
    "law",
    "linux",
    "literature",
    "love",
    "medicine",
    "men-women",
    "pets",
    "politics",
    "science",
    "sports",
    "startrek",
    "work",
];
const SIZES: [usize; 4] = [20, 50, 100, 200];
const DRAWS: usize = 5;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let (part, rest) = asked.split_first().map_or(("", &[][..]), |(part, rest)| (part.as_str(), rest));
    if part != "speed" {
        quality::compare(rest);
    }
    if part != "quality" {
        let mut numbers = rest.iter().filter_map(|a| a.parse().ok());
        speed::measure(numbers.next().unwrap_or(2000), numbers.next().unwrap_or(20_000));
    }
}

fn id(n: usize) -> Id<Document> {
    Id::from_uuid(uuid::Uuid::from_u128(n as u128))
}

/// A xorshift generator: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() >> 11) as usize % n
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

/// The comparison with scikit-learn.
mod quality {
    use super::*;
    use serde::{Deserialize, Serialize};
    use std::process::Command;

    /// One draw: which passages are labelled.
    #[derive(Serialize)]
    struct Split {
        theme: String,
        size: usize,
        yes: Vec<usize>,
        no: Vec<usize>,
    }

    #[derive(Serialize)]
    struct Task<'a> {
        passages: &'a [String],
        /// The theme of each.
        labels: &'a [String],
        splits: &'a [Split],
    }

    /// What the script found for each split: with the words of the labelled passages, and with those of all.
    #[derive(Deserialize)]
    struct Theirs {
        labelled: Vec<f64>,
        all: Vec<f64>,
    }

    pub fn compare(asked: &[String]) {
        if !Path::new(FORTUNES).exists() {
            println!("no comparison: install the packages `fortunes` and `python3-sklearn` for it");
            return;
        }
        let (passages, labels) = read();
        let chosen: Vec<&str> = THEMES.into_iter().filter(|t| asked.is_empty() || asked.iter().any(|a| a == t)).collect();
        let splits = splits(&labels, &chosen);
        println!("{} passages, {} draws", passages.len(), splits.len());
        let theirs = theirs(&Task { passages: &passages, labels: &labels, splits: &splits });
        let (corpus, ids) = corpus(&passages);
        let nothing = Recipe { uncoded_worth: 0.0, most_uncoded: 0, lines_worth: 0.0, ..Recipe::default() };
        let ours = |recipe: Recipe, with_name: bool| -> Vec<f64> {
            splits.iter().map(|split| precision(&corpus, &ids, &labels, split, &recipe, with_name)).collect()
        };
        let columns = [
            ("sklearn", theirs.labelled),
            ("sklearn, all words", theirs.all),
            ("labelled only", ours(nothing, false)),
            ("with uncoded", ours(Recipe::default(), false)),
            ("and theme's name", ours(Recipe::default(), true)),
        ];
        print(&splits, &chosen, &columns);
    }

    fn read() -> (Vec<String>, Vec<String>) {
        let mut files: Vec<_> = std::fs::read_dir(FORTUNES).expect("lists").map(|e| e.expect("lists").path()).collect();
        files.retain(|f| f.extension().is_none());
        files.sort();
        let (mut passages, mut labels) = (Vec::new(), Vec::new());
        for file in files {
            let name = file.file_name().expect("a name").to_string_lossy().into_owned();
            let text = String::from_utf8_lossy(&std::fs::read(&file).expect("reads")).into_owned();
            for passage in text.split("\n%\n").map(str::trim).filter(|p| p.split_whitespace().count() >= 5) {
                passages.push(passage.to_owned());
                labels.push(name.clone());
            }
        }
        (passages, labels)
    }

    fn splits(labels: &[String], themes: &[&str]) -> Vec<Split> {
        let mut splits = Vec::new();
        for theme in themes {
            let seed = theme.bytes().fold(17u64, |sum, b| sum.wrapping_mul(31).wrapping_add(u64::from(b)));
            for size in SIZES {
                for draw in 0..DRAWS {
                    let mut random = Random(seed.wrapping_mul(1000).wrapping_add((size * 10 + draw) as u64) | 1);
                    let (mut yes, mut no): (Vec<usize>, Vec<usize>) = (0..labels.len()).partition(|i| labels[*i] == *theme);
                    random.shuffle(&mut yes);
                    random.shuffle(&mut no);
                    yes.truncate((size / 2).min(yes.len() / 2));
                    no.truncate(size - yes.len());
                    splits.push(Split { theme: (*theme).to_owned(), size, yes, no });
                }
            }
        }
        splits
    }

    fn theirs(task: &Task<'_>) -> Theirs {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("task.json");
        serde_json::to_writer(std::fs::File::create(&path).expect("writes"), task).expect("writes");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/suggest.py");
        let python = std::env::var("PYTHON").unwrap_or_else(|_| "/usr/bin/python3".to_owned());
        let told = Command::new(python).arg(script).arg(&path).output().expect("python runs");
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        serde_json::from_slice(&told.stdout).expect("reads")
    }

    /// The passages as ten to a document, shuffled, so that no document is of one theme.
    fn corpus(passages: &[String]) -> (Corpus, Vec<PassageId>) {
        let mut order: Vec<usize> = (0..passages.len()).collect();
        Random(7).shuffle(&mut order);
        let mut corpus = Corpus::default();
        let mut ids = vec![None; passages.len()];
        for (n, chunk) in order.chunks(10).enumerate() {
            let mut builder = SourceBuilder::new("bench/1");
            for (index, passage) in (0..).zip(chunk) {
                builder.push(BlockKind::Paragraph, 0, &passages[*passage].split_whitespace().collect::<Vec<_>>().join(" "));
                ids[*passage] = Some(PassageId { document: id(n), index });
            }
            corpus.put(id(n), &Draft::of(&builder.build()));
        }
        corpus.settle();
        (corpus, ids.into_iter().map(|i| i.expect("every passage was put")).collect())
    }

    fn precision(corpus: &Corpus, ids: &[PassageId], labels: &[String], split: &Split, recipe: &Recipe, with_name: bool) -> f64 {
        let of = |list: &[usize]| list.iter().map(|i| ids[*i]).collect::<Vec<_>>();
        let lines = if with_name { vec![split.theme.clone()] } else { Vec::new() };
        let lesson = Lesson { positives: of(&split.yes), rejected: of(&split.no), read: Vec::new(), lines };
        let learned = learn(corpus, &lesson, recipe);
        let labelled: BTreeSet<usize> = split.yes.iter().chain(&split.no).copied().collect();
        let tested: BTreeMap<PassageId, bool> =
            (0..ids.len()).filter(|i| !labelled.contains(i)).map(|i| (ids[i], labels[i] == split.theme)).collect();
        let ranked = best(corpus, &learned.model, &|p| tested.contains_key(&p), usize::MAX);
        average_precision(ranked.iter().map(|r| (r.score, tested[&r.passage])), tested.values().filter(|t| **t).count())
    }

    /// Σ (recallₙ − recallₙ₋₁) · precisionₙ over the different scores, as `sklearn.metrics.average_precision_score`.
    fn average_precision(ranked: impl Iterator<Item = (f64, bool)>, all: usize) -> f64 {
        let ranked: Vec<(f64, bool)> = ranked.collect();
        let (mut seen, mut right, mut sum) = (0usize, 0usize, 0.0);
        for run in ranked.chunk_by(|a, b| a.0 == b.0) {
            let more = run.iter().filter(|(_, is)| *is).count();
            seen += run.len();
            right += more;
            sum += more as f64 / all as f64 * right as f64 / seen as f64;
        }
        sum
    }

    fn print(splits: &[Split], themes: &[&str], columns: &[(&str, Vec<f64>)]) {
        print!("\nAverage precision\n{:24}{:>9}", "", "labelled");
        columns.iter().for_each(|(name, _)| print!("{name:>20}"));
        println!();
        let line = |name: &str, size: usize, fits: &dyn Fn(&Split) -> bool| {
            print!("{name:24}{size:9}");
            for (_, found) in columns {
                let here: Vec<f64> =
                    splits.iter().zip(found).filter(|(s, _)| s.size == size && fits(s)).map(|(_, f)| *f).collect();
                print!("{:20.3}", here.iter().sum::<f64>() / here.len().max(1) as f64);
            }
            println!();
        };
        for theme in themes {
            for size in SIZES {
                line(theme, size, &|s| s.theme == *theme);
            }
        }
        for size in SIZES {
            line("mean", size, &|_| true);
        }
    }
}

/// How long it takes.
mod speed {
    use super::*;

    const VOCABULARY: usize = 60_000;

    pub fn measure(documents: usize, words: usize) {
        let vocabulary = Vocabulary::new();
        let mut corpus = Corpus::default();
        let mut read = std::time::Duration::ZERO;
        let mut put = std::time::Duration::ZERO;
        for n in 0..documents {
            let text = text(&vocabulary, n, words);
            let begun = Instant::now();
            let draft = Draft::of(&text);
            read += begun.elapsed();
            let begun = Instant::now();
            corpus.put(id(n), &draft);
            put += begun.elapsed();
        }
        let begun = Instant::now();
        corpus.settle();
        let settled = begun.elapsed();
        let passages: usize = corpus.ids().map(|d| corpus.passages_in(d)).sum();
        println!(
            "\n{documents} documents, {} words, {passages} passages: words read in {read:.1?} on one core, counted in {put:.1?}, \
             weighed in {settled:.1?}; {} MB held, {} MB of memory",
            corpus.words(),
            corpus.bytes() >> 20,
            memory("VmRSS"),
        );
        let again = Draft::of(&text(&vocabulary, 1, words));
        let begun = Instant::now();
        corpus.put(id(1), &again);
        corpus.settle();
        println!("one document replaced and all weighed again in {:.2?}", begun.elapsed());
        for (yes, no) in [(0, 0), (10, 10), (100, 100), (1000, 500)] {
            let mut random = Random(5);
            let mut draw = |n: usize| -> Vec<PassageId> {
                let one = |random: &mut Random| {
                    let document = id(random.below(documents));
                    PassageId { document, index: random.below(corpus.passages_in(document)) as u32 }
                };
                (0..n).map(|_| one(&mut random)).collect()
            };
            let (positives, rejected) = (draw(yes), draw(no));
            let lines = vec![vocabulary.words[500].clone(), format!("{} {}", vocabulary.words[90], vocabulary.words[900])];
            let lesson = Lesson { positives, rejected, read: (0..documents / 2).map(id).collect(), lines };
            let begun = Instant::now();
            let learned = learn(&corpus, &lesson, &Recipe::default());
            let taught = begun.elapsed();
            let begun = Instant::now();
            let found = best(&corpus, &learned.model, &|_| true, 20);
            println!(
                "{yes:5} coded and {no:4} rejected: learned in {taught:.2?}, {} best of all in {:.2?}",
                found.len(),
                begun.elapsed()
            );
        }
    }

    /// Words from the commonest to the rarest, and the share of all words up to each (Zipf's law).
    struct Vocabulary {
        words: Vec<String>,
        share: Vec<f64>,
    }

    impl Vocabulary {
        fn new() -> Self {
            const PARTS: [&str; 24] = [
                "ba", "co", "di", "fe", "gu", "ha", "jo", "ki", "le", "mu", "na", "po", "ri", "se", "tu", "va", "wo", "str",
                "ing", "tion", "er", "al", "ment", "pr",
            ];
            let mut random = Random(99);
            let mut words = indexmap::IndexSet::new();
            while words.len() < VOCABULARY {
                let parts = 1 + random.below(3) + usize::from(words.len() > 200);
                words.insert((0..parts).map(|_| PARTS[random.below(PARTS.len())]).collect::<String>());
            }
            let weights: Vec<f64> = (1..=VOCABULARY).map(|rank| 1.0 / rank as f64).collect();
            let all: f64 = weights.iter().sum();
            let share = weights.iter().scan(0.0, |sum, w| {
                *sum += w / all;
                Some(*sum)
            });
            Self { words: words.into_iter().collect(), share: share.collect() }
        }

        fn pick(&self, random: &mut Random) -> &str {
            let at = (random.next() >> 11) as f64 / (1u64 << 53) as f64;
            &self.words[self.share.partition_point(|s| *s < at).min(VOCABULARY - 1)]
        }
    }

    fn text(vocabulary: &Vocabulary, n: usize, words: usize) -> SourceText {
        let mut random = Random(0x9e37_79b9_7f4a_7c15u64.wrapping_mul(n as u64 + 1) | 1);
        let mut builder = SourceBuilder::new("bench/1");
        let mut left = words;
        while left > 0 {
            let length = (15 + random.below(90)).min(left);
            left -= length;
            let mut passage = String::new();
            for i in 0..length {
                passage.push_str(vocabulary.pick(&mut random));
                passage.push_str(if i % 14 == 13 { ". " } else { " " });
            }
            builder.push(BlockKind::Paragraph, 0, &passage);
        }
        builder.build()
    }

    /// A figure of this process in MB, where the system tells it.
    fn memory(which: &str) -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find(|l| l.starts_with(which)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) >> 10
    }
}
