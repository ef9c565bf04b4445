//! `deepdive sample FOLDER`

use super::output::{Ended, Failure, json_line, line, progress};
use crate::app::import::workers;
use crate::app::sample::make_sample;
use serde_json::json;
use std::path::Path;

pub(super) fn run(folder: &Path, as_json: bool) -> Result<Ended, Failure> {
    let bar = progress(0);
    bar.set_message("Reading the sample reviews");
    let project = make_sample(folder, &workers()?, &|done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    if as_json {
        json_line(&json!({ "project": project }))?;
    } else {
        line(&format!("The sample deep dive is in {}", project.display()));
    }
    Ok(Ended::Done)
}
