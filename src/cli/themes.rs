//! `deepdive themes PROJECT`

use super::output::{Ended, Failure, json_line, line, open_to_read};
use crate::analyse::theme_counts;
use serde_json::json;
use std::path::Path;

pub(super) fn run(project: &Path, as_json: bool) -> Result<Ended, Failure> {
    let (session, _) = open_to_read(project)?;
    let tree = session.tree();
    let counts = theme_counts(session.project(), &tree);
    for node in tree.nodes().iter().filter(|n| !n.is_group()) {
        let count = counts.get(&node.id).copied().unwrap_or_default();
        if as_json {
            json_line(&json!({ "theme": node.path, "cases": count.cases, "codings": count.codings }))?;
        } else {
            line(&format!("{:>3} cases {:>5} codings  {}", count.cases, count.codings, node.path));
        }
    }
    Ok(Ended::Done)
}
