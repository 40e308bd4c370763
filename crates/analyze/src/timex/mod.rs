//! Time expressions found by language; resolved relative to a date.
//!
//! Two phases. [`find`] says what the words say, in the notation of [`symbol`]; [`resolve`] makes
//! TIMEX3 values of that with the article's date. The rules are data, in `lang/<code>/timex/`.

mod pattern;
mod rules;
mod matcher;
pub mod symbol;
mod calendar;
mod direction;
mod range;
mod resolve;

use crate::{
    document::Document,
    number::{numbers, numerals},
};
use matcher::{Match, Matcher};
use onrecord_model::{dating::Dating, timex::Timex};
use rules::Rules;

/// Finds the time expressions of a document, symbolic: values that need the article's date are open.
#[must_use]
pub fn find(document: &Document) -> Vec<Timex> {
    let language = document.article.language.as_deref();
    let rules = rules::rules(language);
    let known = numerals(language).or_else(|| numerals(None));
    let numbers =
        known.map(|known| numbers(document.text(), &document.tokens, known)).unwrap_or_default();
    let matcher = Matcher::new(document.text(), &document.tokens, &numbers, rules);
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let first = found.len();
        for hit in matcher.matches(sentence.tokens.clone()) {
            let Some(mut timex) = timex(&hit, rules) else { continue };
            direction::set(&mut timex.symbol, document, sentence, hit.tokens.start, rules);
            found.push(timex);
        }
        direction::set_clock(&mut found[first..]);
        range::share_years(&mut found[first..], document.text(), rules);
    }
    if direction::is_narrative(&found) {
        found.iter_mut().for_each(|timex| direction::tell_in_order(&mut timex.symbol));
    }
    resolve::resolve(&mut found, None);
    found
}

fn timex(hit: &Match, rules: &Rules) -> Option<Timex> {
    let meaning = &rules.meanings[hit.rule];
    let symbol = symbol::fill(&meaning.symbol, |name| hit.value(name))?;
    let (value, days) = (symbol.clone(), None);
    Some(Timex { span: hit.span, kind: meaning.kind?, symbol, value, days, is_relative: false })
}

/// Resolves time expressions against the article's date, in place. A pure function of the symbols
/// and the date, so that a re-dated article resolves again without being read again.
pub fn resolve(timexes: &mut [Timex], published: &Dating) {
    resolve::resolve(timexes, published.best);
}

#[cfg(test)]
mod tests;
