//! Attributes of cases as the analysis reads them: found by name, and with several values where people wrote several.
//!
//! A case that lacks an attribute has one value: "not recorded". It never has no value at all, so that no case is lost
//! from an axis.

use super::axis::MatrixError;
use super::order::natural_cmp;
use crate::model::{Case, Project};

/// The attribute as cases spell it; a name in other letter case is found too.
pub(super) fn known_attribute(name: &str, project: &Project) -> Result<String, MatrixError> {
    let mut known: Vec<&String> = project.cases().iter().flat_map(|c| c.attributes.keys()).collect();
    known.sort_by(|a, b| natural_cmp(a, b));
    known.dedup();
    let same = |k: &&&String| k.as_str() == name;
    let alike = |k: &&&String| k.to_lowercase() == name.to_lowercase();
    if let Some(key) = known.iter().find(same).or_else(|| known.iter().find(alike)) {
        return Ok((*key).clone());
    }
    let list: Vec<&str> = known.iter().map(|k| k.as_str()).collect();
    let known =
        if list.is_empty() { "; no attributes are recorded yet".to_owned() } else { format!("; there are {}", list.join(", ")) };
    Err(MatrixError::UnknownAttribute { name: name.to_owned(), known })
}

/// A case's values of an attribute, parted at ";", each once; one `None` where nothing is recorded.
#[must_use]
pub fn attribute_values(case: &Case, attribute: &str) -> Vec<Option<String>> {
    let mut values: Vec<Option<String>> = Vec::new();
    for value in case.attributes.get(attribute).into_iter().flat_map(|v| v.split(';')).map(str::trim) {
        let value = Some(value.to_owned()).filter(|v| !v.is_empty());
        if value.is_some() && !values.contains(&value) {
            values.push(value);
        }
    }
    if values.is_empty() {
        values.push(None);
    }
    values
}
