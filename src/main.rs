//! Deepdive: opens the window, or runs one command without it.

use clap::Parser;
use deepdive::app::import::workers;
use deepdive::cli::{Arguments, Ended, run};
use deepdive::ui::run::{self as window_of, Drawing};
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
        return window(&arguments);
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

fn window(arguments: &Arguments) -> ExitCode {
    let drawing = match arguments.renderer.as_deref() {
        Some("wgpu") => Some(Drawing::Wgpu),
        Some("glow") => Some(Drawing::Glow),
        Some(_) | None => None,
    };
    let ended = workers()
        .map_err(|e| e.to_string())
        .and_then(|readers| window_of::run(&readers, arguments.project.as_ref(), drawing, arguments.frames));
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("deepdive: {reason}");
            ExitCode::FAILURE
        }
    }
}
