//! How long indexing and searching take on 2,000 documents of 20,000 words: 40 million words.
//!
//! ```text
//! cargo bench --bench search                    # needs 2 GB of memory and 1 GB in the temporary folder
//! cargo bench --bench search -- 200 20000       # documents, words in each
//! ```
//!
//! Words are drawn from 60,000 by Zipf's law, always the same ones; every tenth is written with a capital. There are 100
//! codings a document. Making the texts is not counted; a search is 50 hits with their marks and the counts of all
//! documents. Patterns between slashes read the texts from files, as the program does. "processor" is the median of the time that all threads together
//! really ran, which is what a busy machine can still tell (Linux only); on a free machine with several segments and two
//! cores a search takes about half of that.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a bench stops when anything fails")]

use deepdive::model::{Document, DocumentKind, Id, Polarity, SourceHash};
use deepdive::search::{Called, CodingFacts, DocKey, DocumentFacts, Ground, Index, Query, Texts};
use deepdive::text::{BlockKind, SourceBuilder, SourceText, TextRange};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const VOCABULARY: usize = 60_000;
const RUNS: usize = 101;

type Corpus = BTreeMap<Id<Document>, Arc<SourceText>>;

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|a| a.parse().ok());
    let (documents, words) = (numbers.next().unwrap_or(2000), numbers.next().unwrap_or(20_000));
    let vocabulary = Vocabulary::new();
    let corpus: Corpus = (0..documents).map(|n| (id(n), Arc::new(text(&vocabulary, n, words)))).collect();
    let passages: usize = corpus.values().map(|s| s.shape.blocks.len()).sum();
    let bytes: usize = corpus.values().map(|s| s.text.len()).sum();
    println!("{documents} documents, {passages} passages, {} MB of text; {} MB of memory", bytes >> 20, memory("VmRSS"));

    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::open(folder.path()).expect("opens");
    let begun = Instant::now();
    let add = corpus.iter().map(|(id, source)| (key(*id, source), Arc::clone(source)));
    index.update(add, &[], &|_| {}).expect("indexes");
    println!(
        "indexed in {:.1?}: {} MB on disk; {} MB of memory at most",
        begun.elapsed(),
        size(folder.path()) >> 20,
        memory("VmHWM")
    );

    let begun = Instant::now();
    let (first, source) = corpus.first_key_value().expect("a document");
    let again = DocKey { text_version: 2, ..key(*first, source) };
    index.update([(again, Arc::clone(source))], &[], &|_| {}).expect("indexes");
    println!("one document replaced in {:.1?}", begun.elapsed());
    let texts = OnDisk::new(&corpus);
    searches(&index, &texts, &ground(&corpus), &vocabulary);
    drop(index);

    let begun = Instant::now();
    let index = Index::open(folder.path()).expect("opens");
    let opened = begun.elapsed();
    let query = Query::parse(&vocabulary.words[1000]).expect("reads");
    index.search(&query, 50, &|id: Id<Document>| corpus.get(&id).cloned(), &Ground::default()).expect("searches");
    println!("opened again in {opened:.1?}, with a first search in {:.1?}", begun.elapsed());
    let begun = Instant::now();
    index.verify().expect("whole");
    println!("verified in {:.1?}", begun.elapsed());
}

fn searches(index: &Index, texts: &OnDisk<'_>, ground: &Ground, vocabulary: &Vocabulary) {
    let w = |rank: usize| vocabulary.words[rank].as_str();
    let queries = [
        ("commonest word", w(0).to_owned()),
        ("common word", w(20).to_owned()),
        ("middling word", w(1000).to_owned()),
        ("rare word", w(40_000).to_owned()),
        ("two words", format!("{} {}", w(100), w(200))),
        ("three words", format!("{} {} {}", w(30), w(300), w(50))),
        ("this or that, not those", format!("({} OR {} OR {}) {} -{}", w(90), w(500), w(900), w(15), w(2))),
        ("word without a phrase", format!("{} -\"{} {}\"", w(20), w(5), w(30))),
        ("phrase", format!("\"{} {}\"", w(50), w(300))),
        ("phrase of very common words", format!("\"{} {}\"", w(0), w(1))),
        ("phrase of three common words", format!("\"{} {} {}\"", w(2), w(7), w(30))),
        ("prefix of three letters", format!("{:.3}*", w(700))),
        ("prefix of one letter", format!("{:.1}*", w(700))),
        ("phrase with a prefix", format!("\"{} {:.4}*\"", w(50), w(300))),
        ("phrase with a short prefix", format!("\"{} {:.2}*\"", w(5), w(300))),
        ("near", format!("{} NEAR/8 {}", w(100), w(300))),
        ("near, common words", format!("{} NEAR/8 {}", w(10), w(20))),
        ("near, very common words", format!("{} NEAR/8 {}", w(0), w(1))),
        ("alternatives near a phrase", format!("({} OR {} OR {}) NEAR/8 \"{} {}\"", w(90), w(500), w(900), w(15), w(40))),
        ("before", format!("{} BEFORE/8 {}", w(100), w(50))),
        ("same sentence", format!("{} SENTENCE {}", w(60), w(200))),
        ("loose phrase", format!("\"{} {} {}\"~5", w(30), w(60), w(200))),
        ("exact form", format!("={}", w(20))),
        ("spelling, short word", format!("{}~1", w(700))),
        ("spelling, long word", format!("{}~2", w(5000))),
        ("ending", format!("*{}", w(900))),
        ("letter inside", format!("{:.2}?{}", w(700), w(90))),
        ("word of one kind", format!("{} kind:lcspr", w(300))),
        ("word in uncoded passages", format!("{} uncoded", w(300))),
        ("fields only", "kind:lcspr theme:B2 polarity:concern".to_owned()),
        ("all uncoded passages", "uncoded".to_owned()),
        ("pattern, rare", format!("/{}{}/", w(20_000), w(1))),
        ("pattern, of classes", "/[a-z]+ment [a-z]+tion\\. [a-z]{9}/".to_owned()),
        ("pattern in one kind", format!("/{}ing/ kind:lcspr", w(40))),
    ];
    println!("{:30} {:>8} {:>9} {:>9} {:>9} {:>9}", "", "hits", "first", "median", "p99", "processor");
    for (name, line) in &queries {
        let runs = if name.starts_with("pattern") { 11 } else { RUNS };
        let query = Query::parse(line).expect("reads");
        let mut total = 0;
        let (mut took, mut ran): (Vec<Duration>, Vec<Duration>) = (0..runs)
            .map(|_| {
                let before = on_processor();
                let results = index.search(&query, 50, texts, ground).expect("searches");
                total = results.total;
                (results.took, on_processor().saturating_sub(before))
            })
            .unzip();
        let first = took[0];
        took.sort_unstable();
        ran.sort_unstable();
        let ms = |d: Duration| d.as_secs_f64() * 1000.0;
        let (median, p99, ran) = (took[runs / 2], took[runs * 99 / 100], ran[runs / 2]);
        println!("{name:30} {total:8} {:9.2} {:9.2} {:9.2} {:9.2} ms", ms(first), ms(median), ms(p99), ms(ran));
    }
}

/// Texts in memory for hits, and in files for patterns.
struct OnDisk<'a> {
    corpus: &'a Corpus,
    folder: tempfile::TempDir,
}

impl<'a> OnDisk<'a> {
    fn new(corpus: &'a Corpus) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (id, source) in corpus {
            std::fs::File::create(folder.path().join(id.to_string()))
                .and_then(|mut file| std::io::Write::write_all(&mut file, source.text.as_bytes()))
                .expect("writes");
        }
        Self { corpus, folder }
    }
}

impl Texts for OnDisk<'_> {
    fn source(&self, id: Id<Document>) -> Option<Arc<SourceText>> {
        self.corpus.get(&id).cloned()
    }

    fn plain(&self, id: Id<Document>) -> Option<Arc<str>> {
        std::fs::read_to_string(self.folder.path().join(id.to_string())).ok().map(Arc::from)
    }
}

/// A quarter of the documents of one kind, and 100 codings in each.
fn ground(corpus: &Corpus) -> Ground {
    let mut random = Random(7);
    let mut documents = BTreeMap::new();
    for (n, (id, source)) in corpus.iter().enumerate() {
        let coding = |random: &mut Random| {
            let block = &source.shape.blocks[random.below(source.shape.blocks.len())];
            let range: TextRange = block.range;
            let polarity = Polarity::ALL[random.below(3)];
            CodingFacts { range, theme: random.below(20), analyst: random.below(3), polarity }
        };
        let codings = (0..100).map(|_| coding(&mut random)).collect();
        let kind = if n % 4 == 0 { DocumentKind::Lcspr } else { DocumentKind::RapidReview };
        documents.insert(*id, DocumentFacts { kind, codings, ..DocumentFacts::default() });
    }
    let called = |letter: &str, n: usize| Called { short: vec![format!("{letter}{n}")], name: format!("name {n}") };
    Ground { documents, themes: (0..20).map(|n| called("B", n)).collect(), analysts: (0..3).map(|n| called("A", n)).collect() }
}

fn id(n: usize) -> Id<Document> {
    Id::from_uuid(uuid::Uuid::from_u128(n as u128))
}

fn key(id: Id<Document>, source: &SourceText) -> DocKey {
    DocKey { id, source: SourceHash::of(source.text.as_bytes()), text_version: 1, zones: None }
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
}

/// Words from the commonest to the rarest, and the share of all words up to each.
struct Vocabulary {
    words: Vec<String>,
    share: Vec<f64>,
}

impl Vocabulary {
    fn new() -> Self {
        const PARTS: [&str; 24] = [
            "ba", "co", "di", "fe", "gu", "ha", "jo", "ki", "le", "mu", "na", "po", "ri", "se", "tu", "va", "wo", "str", "ing",
            "tion", "er", "al", "ment", "pr",
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
            let word = vocabulary.pick(&mut random);
            if random.below(10) == 0 {
                passage.push_str(&word[..1].to_uppercase());
                passage.push_str(&word[1..]);
            } else {
                passage.push_str(word);
            }
            passage.push_str(if i % 14 == 13 { ". " } else { " " });
        }
        builder.push(BlockKind::Paragraph, 0, &passage);
    }
    builder.build()
}

/// How long the threads of this process have run on a processor, all together.
fn on_processor() -> Duration {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let line = |thread: std::fs::DirEntry| std::fs::read_to_string(thread.path().join("schedstat")).unwrap_or_default();
    let ran = |line: String| line.split(' ').next().and_then(|ns| ns.parse::<u64>().ok()).unwrap_or(0);
    Duration::from_nanos(threads.map(line).map(ran).sum())
}

fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).expect("lists");
    entries.map(|e| e.and_then(|e| e.metadata()).map_or(0, |m| m.len())).sum()
}

/// A figure of this process in MB, where the system tells it.
fn memory(which: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with(which)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) >> 10
}
