//! E-mails: heads, bodies, and attachments as documents of their own.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[path = "read/show.rs"]
mod show;

use deepdive::app::accept::FileRead;
use deepdive::app::import::{Extract, ImportJob};
use deepdive::read::{Extraction, Outcome, PageImage, Password, Refusal, attachments, extract, extract_inside};
use deepdive::store::folder::ProjectFolder;
use show::{blocks, golden, read, said};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn mail(head: &str, body: &str) -> Vec<u8> {
    format!("From: a@b.c\nSubject: S\nMessage-ID: <1>\n{head}\n\n{body}").into_bytes()
}

fn sample() -> (PathBuf, Vec<u8>) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/read/notice.eml");
    let bytes = std::fs::read(&path).expect("the sample is there");
    (path, bytes)
}

#[test]
fn a_message_with_attachments() {
    golden("notice.eml");
}

#[test]
fn attachments_are_files_of_their_own() {
    let names: Vec<String> = attachments(&sample().1).into_iter().map(|a| a.name).collect();
    assert_eq!(names, ["minutes.txt", "photo.jpg", "An earlier one.eml"]);
    let minutes = extract_inside(&sample().1, "notice.eml", &[0], None);
    assert_eq!(minutes.source.expect("a text").text.trim_end(), "Minutes of a meeting about Child Q, held on 7 June 2021.");
    assert!(minutes.original.expect("its bytes").starts_with(b"Minutes"));
    let earlier = extract_inside(&sample().1, "notice.eml", &[2], None);
    assert!(earlier.source.expect("a text").text.contains("Words of the earlier message."));
    let missing = extract_inside(&sample().1, "notice.eml", &[9], None);
    assert!(missing.original.is_none() && missing.outcome == Outcome::Corrupt);
}

#[test]
fn a_page_is_read_when_it_says_more() {
    let both = |text: &str, page: &str| {
        let body = format!("--x\nContent-Type: text/plain\n\n{text}\n--x\nContent-Type: text/html\n\n{page}\n--x--\n");
        let source = read(&mail("Content-Type: multipart/alternative; boundary=x\nMIME-Version: 1.0", &body), "a.eml");
        source.text.lines().skip(2).collect::<Vec<_>>().join("|")
    };
    assert_eq!(both("Plain words here.", "<p>Plain words here.</p>"), "|Plain words here.");
    assert_eq!(both("See the page.", "<p>All that was said at length to many.</p>"), "|All that was said at length to many.");
    assert_eq!(both("a b", "<table><tr><td>a<td>b</table>"), "a\tb");
}

#[test]
fn code_pages_and_quotes() {
    let body = "Caf=E9 =93no=94\n\n> He said\n>> She said\n";
    let head = "MIME-Version: 1.0\nContent-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable";
    let source = read(&mail(head, body), "a.eml");
    let words: Vec<&str> = blocks(&source).into_iter().map(|(_, _, text)| text).skip(2).collect();
    assert_eq!(words, ["Café “no”", "> He said", ">> She said"]);
}

#[test]
fn what_is_no_single_message_is_refused_with_a_sentence() {
    let secret =
        mail("MIME-Version: 1.0\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "AAAA");
    let archive = b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--";
    let mailbox = b"From a@b.c Sat\nFrom: a@b.c\nMessage-ID: <1>\n\nHi\n\nFrom d@e.f Sun\nFrom: d@e.f\nMessage-ID: <2>\n\nHo\n";
    for (bytes, outcome, word) in [
        (secret.as_slice(), Outcome::Password, "encrypted"),
        (archive, Outcome::Unsupported, "web archive"),
        (mailbox, Outcome::Unsupported, "mailbox"),
    ] {
        let refused = extract(bytes, "a.eml");
        assert_eq!(refused.outcome, outcome);
        assert!(refused.reason.expect("a sentence").contains(word), "{word}");
    }
}

#[test]
fn attachments_of_one_name_are_told_apart() {
    let part = "--x\nContent-Disposition: attachment; filename=\"a.txt\"\n\nwords\n";
    let body = format!("--x\nContent-Type: text/plain\n\nHi\n{}--x--\n", part.repeat(3));
    let bytes = mail("Content-Type: multipart/mixed; boundary=x\nMIME-Version: 1.0", &body);
    let names: Vec<String> = attachments(&bytes).into_iter().map(|a| a.name).collect();
    assert_eq!(names, ["a.txt", "a (2).txt", "a (3).txt"]);
    assert!(said(&read(&bytes, "a.eml")).contains("LeftOut: 3 attachments, a.txt, a (2).txt and a (3).txt, are not in the text"));
}

/// Reads in this process: the test's program is not the one that answers to `worker`.
struct Here;

impl Extract for Here {
    fn extract(&mut self, path: &Path, password: Option<&Password>, is_cancelled: &dyn Fn() -> bool) -> Extraction {
        self.extract_inside(path, &[], password, is_cancelled)
    }

    fn extract_inside(&mut self, path: &Path, inside: &[usize], password: Option<&Password>, _: &dyn Fn() -> bool) -> Extraction {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        extract_inside(&std::fs::read(path).expect("the test's own file"), &name, inside, password)
    }

    fn render(
        &mut self,
        _: &Path,
        _: Option<&Password>,
        _: u32,
        _: f32,
        _: &dyn Fn() -> bool,
    ) -> Option<Result<PageImage, Refusal>> {
        None
    }
}

#[test]
fn importing_a_message_brings_its_attachments() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("notice.eml");
    deepdive::store::durable::save(&path, &sample().1).expect("written");
    let folder =
        ProjectFolder::create(Arc::new(deepdive::store::files::Disk), &home.path().join("A.deepdive"), "A").expect("a project");
    let import = |known| {
        let make: deepdive::app::import::MakeExtract = Arc::new(|| Box::new(Here));
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(|| {});
        let mut job = ImportJob::start(std::slice::from_ref(&path), &folder, &Arc::new(known), &make, &wake).expect("starts");
        let reads: Vec<FileRead> = std::iter::from_fn(|| job.wait()).collect();
        assert_eq!(job.progress(), (1, 1), "attachments are not counted as files");
        reads
    };
    let first = import(std::collections::BTreeSet::new());
    let seen: Vec<_> =
        first.iter().map(|r| (r.path.strip_prefix(home.path()).expect("inside").to_path_buf(), r.outcome)).collect();
    assert_eq!(
        seen,
        [
            (PathBuf::from("notice.eml"), Outcome::Ok),
            (PathBuf::from("notice.eml/minutes.txt"), Outcome::Ok),
            (PathBuf::from("notice.eml/photo.jpg"), Outcome::Unsupported),
            (PathBuf::from("notice.eml/An earlier one.eml"), Outcome::Ok),
        ]
    );
    assert!(first.iter().skip(1).all(|r| r.is_attached && r.hash.is_some()));
    let again = import(first.iter().take(1).filter_map(|r| r.hash.clone()).collect());
    assert!(again[0].already_there && !again[1].already_there, "attachments of a known message may still be missing");
    assert_eq!(again.len(), 4);
}
