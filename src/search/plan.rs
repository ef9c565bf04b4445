//! Turns a query into tantivy's.
//!
//! The subtlety: tantivy's own prefixes are slow in phrases or silently cut short, so they are ours: see `prefix`.

use super::prefix::PrefixPhrase;
use super::query::{Pattern, Query};
use super::schema::Fields;
use super::taken_out::TakenOut;
use tantivy::Term;
use tantivy::query::{BooleanQuery, EmptyQuery, Occur, PhraseQuery, Query as TantivyQuery, TermQuery};
use tantivy::schema::IndexRecordOption;

pub(super) fn plan(query: &Query, fields: Fields) -> Box<dyn TantivyQuery> {
    match query {
        Query::Phrase(patterns) => phrase(patterns, fields),
        Query::All { all, none } => {
            let must = all.iter().map(|q| (Occur::Must, plan(q, fields)));
            let must_not = none.iter().map(|q| (Occur::MustNot, Box::new(TakenOut(plan(q, fields))) as _));
            Box::new(BooleanQuery::new(must.chain(must_not).collect()))
        }
        Query::Any(any) => Box::new(BooleanQuery::union(any.iter().map(|q| plan(q, fields)).collect())),
    }
}

fn phrase(patterns: &[Pattern], fields: Fields) -> Box<dyn TantivyQuery> {
    let stems: Option<Vec<Term>> = patterns
        .iter()
        .map(|p| match p {
            Pattern::Word { stem, .. } => Some(Term::from_field_text(fields.body, stem)),
            Pattern::Prefix(_) => None,
        })
        .collect();
    match stems.as_deref() {
        Some([]) => Box::new(EmptyQuery),
        Some([stem]) => Box::new(TermQuery::new(stem.clone(), IndexRecordOption::WithFreqs)),
        Some(stems) => Box::new(PhraseQuery::new(stems.to_vec())),
        None => Box::new(PrefixPhrase { field: fields.body, patterns: patterns.to_vec() }),
    }
}
