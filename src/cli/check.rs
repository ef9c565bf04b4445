//! `deepdive check PROJECT`

use super::output::{Ended, Failure, json_line, line, open_to_read, progress};
use crate::app::check::check;
use std::path::Path;

pub(super) fn run(project: &Path, as_json: bool) -> Result<Ended, Failure> {
    let (session, _) = open_to_read(project)?;
    let bar = progress(session.project().documents().len());
    bar.set_message("Checking documents");
    let report = check(&session, &|done| bar.set_position(done as u64));
    bar.finish_and_clear();
    if as_json {
        json_line(&report)?;
    } else {
        for remark in &report.remarks {
            line(remark);
        }
        line(&format!(
            "{} steps by {} writers; {} cases, {} documents, {} themes, {} codings; {} quotes and {} originals compared",
            report.steps,
            report.writers,
            report.cases,
            report.documents,
            report.themes,
            report.codings,
            report.quotes_checked,
            report.originals_checked
        ));
        line(if report.ok { "Everything verifies" } else { "Something does not verify; see above" });
    }
    Ok(if report.ok { Ended::Done } else { Ended::InPart })
}
