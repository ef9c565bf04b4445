//! Deepdive: opens the window, or runs one command without it.

use clap::Parser;
use deepdive::cli::{Arguments, Ended, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_writer(std::io::stderr)
        .without_time()
        .with_target(false)
        .init();
    let arguments = Arguments::parse();
    let Some(command) = arguments.command else {
        return ExitCode::SUCCESS;
    };
    match run(command) {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::InPart) => ExitCode::from(3),
        Err(failure) => {
            eprintln!("deepdive: {}", failure.reason);
            ExitCode::from(failure.code)
        }
    }
}
