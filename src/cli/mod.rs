//! The command line: the same program without a screen, one file per command.
//!
//! Results go to standard output, progress and reasons to standard error. With `--json` every line of standard
//! output is one JSON object and nothing else. Exit codes: 0 done, 1 not done, 2 wrong arguments, 3 done in part.

mod asked;
mod check;
mod extract;
mod import;
mod leaving;
mod matrix;
mod new;
mod output;
mod report;
mod sample;
mod search;
mod tag;
mod themes;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

pub use output::{Ended, Failure};

/// Practice-review deep dives: read, tag, search, and export theme matrices. Offline.
///
/// Without a command the window opens, on PROJECT or on the welcome page.
#[derive(Debug, Parser)]
#[command(name = "deepdive", version, args_conflicts_with_subcommands = true)]
#[command(after_help = "Example:\n  deepdive sample ~/Documents\n  deepdive search \"NAI.deepdive\" '\"not known\" AND partner'")]
pub struct Arguments {
    /// The project folder to open in the window.
    pub project: Option<PathBuf>,
    /// Draw the window with this: `glow` (OpenGL) or `wgpu`.
    #[arg(long, value_parser = ["glow", "wgpu"])]
    pub renderer: Option<String>,
    /// Close the window after so many frames and say how long the first one took; for checks.
    #[arg(long, hide = true)]
    pub frames: Option<u32>,
    /// What to do without a window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the sample deep dive (invented reviews, coded by two analysts) as a project in FOLDER.
    #[command(after_help = "Example:\n  deepdive sample ~/Documents")]
    Sample {
        /// The folder to put the project into.
        folder: PathBuf,
        /// One JSON object per line.
        #[arg(long)]
        json: bool,
    },
    /// Make a new deep dive.
    #[command(after_help = "Example:\n  deepdive new \"Under-ones 2026.deepdive\" --title \"NAI in under-ones\"")]
    New(new::New),
    /// Add files and folders of documents.
    #[command(after_help = "Example:\n  deepdive import \"Under-ones 2026.deepdive\" ~/reviews")]
    Import(import::Import),
    /// Print the text that would be imported from a file.
    #[command(after_help = "Example:\n  deepdive extract review.pdf --json")]
    Extract(extract::Extract),
    /// Find passages.
    #[command(after_help = "Example:\n  deepdive search P '(midwife OR midwives) AND \"health visit*\" NOT agency' --limit 20")]
    Search(search::Search),
    /// List the codebook with counts of cases and codings.
    #[command(after_help = "Example:\n  deepdive themes P --json")]
    Themes {
        /// The project folder.
        project: PathBuf,
        /// One JSON object per line.
        #[arg(long)]
        json: bool,
    },
    /// Code every hit of a query with a theme.
    #[command(
        after_help = "Example:\n  deepdive tag P --theme \"Professional practice / Professional curiosity\" --query '\"professional* curious\"'"
    )]
    Tag(tag::Tag),
    /// Export a matrix.
    #[command(
        after_help = "Examples:\n  deepdive matrix P --rows case --columns theme --cells presence --format xlsx --output matrix.xlsx\n  \
            deepdive matrix P --rows theme-group --columns 'attribute:Age band' --cells cases --level publishable --format html --output m.html\n  \
            deepdive matrix P --saved 'Themes by age of the baby' --polarity concern --format csv --output m.csv"
    )]
    Matrix(Box<matrix::Matrix>),
    /// Write the report of a deep dive: the whole of it, two pages for the board, or one page for teams.
    #[command(
        after_help = "Example:\n  deepdive report P --kind full --level internal --output \"Report.docx\"\n  deepdive report P --kind board --level partnership --identifiers mask --output \"Board summary.docx\""
    )]
    Report(report::Report),
    /// Read everything back and verify it.
    #[command(after_help = "Example:\n  deepdive check P --json")]
    Check {
        /// The project folder.
        project: PathBuf,
        /// One JSON object per line.
        #[arg(long)]
        json: bool,
    },
    /// Read documents for the program itself.
    #[command(hide = true)]
    Worker,
}

/// Runs one command.
///
/// # Errors
/// `Failure` with the exit code and the reason.
pub fn run(command: Command) -> Result<Ended, Failure> {
    match command {
        Command::Sample { folder, json } => sample::run(&folder, json),
        Command::New(arguments) => new::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Themes { project, json } => themes::run(&project, json),
        Command::Tag(arguments) => tag::run(&arguments),
        Command::Matrix(arguments) => matrix::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Check { project, json } => check::run(&project, json),
        Command::Worker => crate::read::serve().map(|()| Ended::Done).map_err(|e| Failure::not_done(e.to_string())),
    }
}
