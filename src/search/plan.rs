//! Turns a query into tantivy's.
//!
//! The subtlety: tantivy's own prefixes are slow in phrases or silently cut short, and its loose phrases miscount, so
//! these are ours: see `open_phrase` and `near`.

use super::ground::asks_document;
use super::near::SpanQuery;
use super::open_phrase::OpenPhrase;
use super::pattern::Pattern;
use super::query::Query;
use super::sieve::{On, sieve, text_sieve};
use super::taken_out::TakenOut;
use super::terms::only_term;
use tantivy::Term;
use tantivy::query::{BooleanQuery, EmptyQuery, Occur, PhraseQuery, Query as TantivyQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// What tantivy is asked for `query`, on one snapshot.
pub(super) fn plan(query: &Query, on: &On<'_>) -> tantivy::Result<Box<dyn TantivyQuery>> {
    Ok(match query {
        Query::Phrase(patterns) => phrase(patterns, on.fields.body),
        Query::Loose(..) | Query::Near(_) => Box::new(SpanQuery { field: on.fields.body, query: query.clone() }),
        Query::All { all, none } => {
            let on = on.narrowed(all.iter().filter_map(asks_document));
            let mut parts: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
            for part in all {
                parts.push((Occur::Must, plan(part, &on)?));
            }
            for part in none {
                parts.push((Occur::MustNot, Box::new(TakenOut(plan(part, &on)?))));
            }
            Box::new(BooleanQuery::new(parts))
        }
        Query::Any(any) => Box::new(BooleanQuery::union(any.iter().map(|q| plan(q, on)).collect::<tantivy::Result<_>>()?)),
        Query::Regex(pattern) => Box::new(text_sieve(&pattern.0, on)?),
        Query::Field(field) => Box::new(sieve(&field.test, on)?),
    })
}

/// The words of a phrase next to each other.
pub(super) fn phrase(patterns: &[Pattern], field: Field) -> Box<dyn TantivyQuery> {
    let terms: Option<Vec<Term>> = patterns.iter().map(|p| only_term(field, p)).collect();
    match terms.as_deref() {
        Some([]) => Box::new(EmptyQuery),
        Some([term]) => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
        Some(terms) => Box::new(PhraseQuery::new(terms.to_vec())),
        None => Box::new(OpenPhrase { field, patterns: patterns.to_vec() }),
    }
}
