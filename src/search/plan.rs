//! Turns a query into tantivy's.
//!
//! The subtlety: prefixes become automata over the written words and never a list cut at some length, and a phrase with
//! a prefix in it is tantivy's slower phrase of automata with its limit lifted: a hit that is silently missing is worse
//! than a slow one.

use super::analyser::WRITTEN;
use super::query::{Pattern, Query};
use super::schema::Fields;
use super::taken_out::TakenOut;
use tantivy::Term;
use tantivy::query::{BooleanQuery, EmptyQuery, Occur, PhraseQuery, Query as TantivyQuery, RegexPhraseQuery, RegexQuery};

pub(super) fn plan(query: &Query, fields: Fields) -> tantivy::Result<Box<dyn TantivyQuery>> {
    match query {
        Query::Phrase(patterns) => phrase(patterns, fields),
        Query::All { all, none } => {
            let must = all.iter().map(|q| Ok((Occur::Must, plan(q, fields)?)));
            let must_not = none.iter().map(|q| Ok((Occur::MustNot, Box::new(TakenOut(plan(q, fields)?)) as _)));
            Ok(Box::new(BooleanQuery::new(must.chain(must_not).collect::<tantivy::Result<_>>()?)))
        }
        Query::Any(any) => {
            let parts = any.iter().map(|q| plan(q, fields)).collect::<tantivy::Result<_>>()?;
            Ok(Box::new(BooleanQuery::union(parts)))
        }
    }
}

fn phrase(patterns: &[Pattern], fields: Fields) -> tantivy::Result<Box<dyn TantivyQuery>> {
    let stems: Option<Vec<Term>> = patterns
        .iter()
        .map(|p| match p {
            Pattern::Word { stem, .. } => Some(Term::from_field_text(fields.body, stem)),
            Pattern::Prefix(_) => None,
        })
        .collect();
    Ok(match (patterns, stems) {
        ([], _) => Box::new(EmptyQuery),
        ([_], Some(stem)) => Box::new(BooleanQuery::new_multiterms_query(stem)),
        ([one], None) => Box::new(RegexQuery::from_pattern(&automaton(one), fields.body)?),
        (_, Some(stems)) => Box::new(PhraseQuery::new(stems)),
        (_, None) => {
            let mut phrase = RegexPhraseQuery::new(fields.body, patterns.iter().map(automaton).collect());
            phrase.set_max_expansions(u32::MAX);
            Box::new(phrase)
        }
    })
}

/// Words hold letters and digits only, so that nothing needs escaping.
fn automaton(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Word { stem, .. } => stem.clone(),
        Pattern::Prefix(start) => format!("{WRITTEN}{start}.*"),
    }
}
