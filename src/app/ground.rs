//! What search is told of a deep dive: documents, cases and codings as they stand now.
//!
//! Made anew for every revision and handed to the search thread whole, so that a search sees one state of the project.
//! The subtlety: codings outnumber everything else by far, so each is a few numbers, and what its theme and its analyst
//! are called stands once.

use super::particulars::ALSO_CALLED;
use crate::model::{Case, Coding, Document, Id, Project, Theme, ThemeTree, WriterId, field_name};
use crate::search::{Called, CodingFacts, DocumentFacts, Ground};
use crate::text::Field;
use std::collections::{BTreeMap, HashMap};

/// Everything that fields of a query can ask of a project.
#[must_use]
pub fn ground_of(project: &Project) -> Ground {
    let tree = ThemeTree::of(project);
    let themes: HashMap<Id<Theme>, usize> = tree.nodes().iter().enumerate().map(|(i, node)| (node.id, i)).collect();
    let mut analysts: BTreeMap<&WriterId, usize> = BTreeMap::new();
    let mut writers: Vec<&WriterId> = Vec::new();
    let mut facts = |coding: &Coding| {
        let writer = project.coder(coding.id)?;
        let analyst = *analysts.entry(writer).or_insert_with(|| {
            writers.push(writer);
            writers.len() - 1
        });
        let theme = *themes.get(&coding.theme)?;
        Some(CodingFacts { range: coding.range, theme, analyst, polarity: coding.polarity })
    };
    let mut documents = BTreeMap::new();
    for document in project.documents().iter() {
        let codings = project.placed_codings_in(document.id).filter_map(&mut facts).collect();
        documents.insert(document.id, document_facts(document, project.cases().get(document.case), codings));
    }
    let called = |writer: &&WriterId| {
        let analyst = project.analyst(writer);
        Called { short: vec![analyst.initials], name: analyst.name }
    };
    Ground { documents, themes: themes_called(project, &tree), analysts: writers.iter().map(called).collect() }
}

/// For each theme in the order of the tree, its codes and those above it, and its path.
fn themes_called(project: &Project, tree: &ThemeTree) -> Vec<Called> {
    let mut above: Vec<String> = Vec::new();
    let mut called = Vec::new();
    for node in tree.nodes() {
        above.truncate(node.depth);
        above.push(project.themes().get(node.id).map(|t| t.code.clone()).unwrap_or_default());
        let short = above.iter().filter(|code| !code.is_empty()).cloned().collect();
        called.push(Called { short, name: node.path.clone() });
    }
    called
}

fn document_facts(document: &Document, case: Option<&Case>, codings: Vec<CodingFacts>) -> DocumentFacts {
    let mut names = Vec::new();
    let mut attributes = Vec::new();
    if let Some(case) = case {
        names.push(case.name.clone());
        names.extend(case.attributes.get(ALSO_CALLED).into_iter().flat_map(|also| also.split(';')).map(|n| n.trim().to_owned()));
        attributes.extend(case.attributes.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
    for field in [Field::Area, Field::Author, Field::Agency, Field::Notified, Field::Reviewed] {
        let recorded = document.particulars_of(field).map(|p| (field_name(field).to_owned(), p.value.clone()));
        attributes.extend(recorded);
    }
    let (title, kind, dated) = (document.title.clone(), document.kind, document.dated);
    DocumentFacts { title, kind, case: names, dated, attributes, codings }
}
