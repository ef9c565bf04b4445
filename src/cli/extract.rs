//! `deepdive extract FILE`

use super::asked::Asked;
use super::output::{Ended, Failure, json_line, line, progress};
use crate::app::import::Extract as ReadFiles;
use crate::app::ocr;
use crate::read::{Extraction, Worker};
use crate::text::{Block, Field, Proposal, Stated, StatedKind, TextRange, Warning};
use serde::Serialize;
use std::path::PathBuf;

/// Arguments of `extract`.
#[derive(Debug, clap::Args)]
pub struct Extract {
    /// The file.
    file: PathBuf,
    #[command(flatten)]
    asked: Asked,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reader: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<BlockLine<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    warnings: &'a [Warning],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stated: Vec<StatedLine<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    proposals: Vec<ProposalLine<'a>>,
}

/// A finding or recommendation that the document itself states.
#[derive(Serialize)]
struct StatedLine<'a> {
    kind: StatedKind,
    #[serde(skip_serializing_if = "str::is_empty")]
    number: &'a str,
    start: usize,
    end: usize,
}

/// What the document says about itself; without a place in the text when the file's name says it.
#[derive(Serialize)]
struct ProposalLine<'a> {
    field: Field,
    value: &'a str,
    place: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

impl<'a> From<&'a Stated> for StatedLine<'a> {
    fn from(stated: &'a Stated) -> Self {
        Self { kind: stated.kind, number: &stated.number, start: stated.range.start(), end: stated.range.end() }
    }
}

impl<'a> From<&'a Proposal> for ProposalLine<'a> {
    fn from(proposal: &'a Proposal) -> Self {
        Self {
            field: proposal.field,
            value: &proposal.value,
            place: &proposal.place,
            start: proposal.found.map(TextRange::start),
            end: proposal.found.map(TextRange::end),
        }
    }
}

#[derive(Serialize)]
struct BlockLine<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<u8>,
    start: usize,
    end: usize,
}

impl<'a> From<&'a Block> for BlockLine<'a> {
    fn from(block: &'a Block) -> Self {
        Self {
            kind: block.kind.name(),
            level: Some(block.level).filter(|l| *l > 0),
            page: block.page,
            label: block.label.as_deref(),
            zone: block.zone.map(crate::text::Zone::name),
            confidence: block.confidence,
            start: block.range.start(),
            end: block.range.end(),
        }
    }
}

pub(super) fn run(arguments: &Extract) -> Result<Ended, Failure> {
    if !arguments.file.is_file() {
        return Err(Failure::not_done(format!("{} is not a file that can be found", arguments.file.display())));
    }
    let extraction = read(arguments)?;
    arguments.asked.hint(usize::from(extraction.pictures.is_some()));
    if arguments.json {
        json_line(&answer(&extraction))?;
    } else if let Some(source) = &extraction.source {
        line(source.text.trim_end());
    }
    match (&extraction.source, &extraction.reason) {
        (Some(_), Some(reason)) => {
            eprintln!("Note: {reason}");
            Ok(Ended::Done)
        }
        (Some(_), None) => Ok(Ended::Done),
        (None, reason) => Err(Failure::not_done(reason.clone().unwrap_or_else(|| extraction.outcome.name().to_owned()))),
    }
}

fn read(arguments: &Extract) -> Result<Extraction, Failure> {
    let allowed = arguments.asked.allowed()?;
    let (path, password) = (&arguments.file, allowed.password.as_ref());
    let mut worker = Worker::new()?;
    let extraction = ReadFiles::extract(&mut worker, path, password, &|| false);
    let (Some(tesseract), Some(pictures)) = (&allowed.recognition, &extraction.pictures) else { return Ok(extraction) };
    let bar = progress(pictures.pages.len());
    let shown = |done: usize, _| bar.set_position(done as u64);
    let asked = ocr::Asked { path, password, tesseract };
    let extraction = ocr::recognise(&asked, extraction, &mut worker, &shown, &|| false);
    bar.finish_and_clear();
    Ok(extraction)
}

fn answer(extraction: &Extraction) -> Answer<'_> {
    let shape = extraction.source.as_ref().map(|s| &s.shape);
    Answer {
        outcome: extraction.outcome.name(),
        reason: extraction.reason.as_deref(),
        reader: shape.map(|s| s.reader.as_str()),
        pages: shape.map(|s| s.pages).filter(|p| *p > 0),
        words: shape.map(|s| s.words),
        text: extraction.source.as_ref().map(|s| s.text.as_str()),
        blocks: shape.map(|s| s.blocks.iter().map(BlockLine::from).collect()).unwrap_or_default(),
        warnings: shape.map(|s| s.warnings.as_slice()).unwrap_or_default(),
        stated: shape.map(|s| s.stated.iter().map(StatedLine::from).collect()).unwrap_or_default(),
        proposals: shape.map(|s| s.proposals.iter().map(ProposalLine::from).collect()).unwrap_or_default(),
    }
}
