//! What weighs in a brief beyond the statement itself: whom and what was asked for, how late it is, how
//! well it stands alone, and whether it was told before.

use crate::{
    alone,
    asked::Asked,
    corpus::Corpus,
    select::{Candidate, What},
};
use jiff::civil::Date;
use onrecord_model::{
    claim::Claim,
    figure::{Amount, Figure},
    id::Id,
};
use std::collections::BTreeSet;

/// What a statement by somebody asked for with `who:` is worth, and by somebody a bare word names.
const BY_ASKED: i64 = 400;
const BY_NAMED: i64 = 150;

/// What a statement gains that holds a word of the query, and loses that holds none.
const ON_SUBJECT: i64 = 90;
const OFF_SUBJECT: i64 = 240;

/// What the latest statement is worth over the first.
const LATENESS: i64 = 60;

/// What a figure loses that is a small number in words ("two sites"), and one that nothing beside it
/// explains.
const SMALL_NUMBER: i64 = 160;
const UNEXPLAINED: i64 = 120;

/// The largest number that is mostly no figure when it is written as a word.
const SMALL: i64 = 12;

/// The candidates that may stand in a brief, weighed for its query.
#[must_use]
pub fn weighed<'c>(corpus: &Corpus, mut candidates: Vec<Candidate<'c>>) -> Vec<Candidate<'c>> {
    let asked = Asked::of(corpus.query);
    let days: BTreeSet<Date> = candidates.iter().filter_map(|one| one.when.best).collect();
    let span = days.first().copied().zip(days.last().copied());
    let told = told(corpus);
    candidates.retain_mut(|one| {
        let Some(cost) = alone::cost(one) else { return false };
        one.score += of_query(&asked, one) + of_day(span, one.when.best) - cost;
        if let What::Stated(figure) = one.what {
            one.score -= of_figure(one, figure);
        }
        one.is_told |= told.contains(&(one.article.id, one.passage.start()));
        true
    });
    candidates
}

fn of_query(asked: &Asked, one: &Candidate) -> i64 {
    let voice = one.voice.to_lowercase();
    let is_by = |name: &String| voice.contains(name.as_str());
    let mut sum = 0;
    if asked.people.iter().any(is_by) {
        sum += BY_ASKED;
    }
    if asked.words.is_empty() {
        return sum;
    }
    let passage = one.passage.get(&one.article.text).unwrap_or_default().to_lowercase();
    let n_held = asked.n_held(&passage) as i64;
    if asked.words.iter().any(is_by) {
        sum += BY_NAMED;
    } else if n_held == 0 {
        sum -= OFF_SUBJECT;
    }
    sum + ON_SUBJECT * n_held.min(3)
}

fn of_day(span: Option<(Date, Date)>, day: Option<Date>) -> i64 {
    let (Some((first, last)), Some(day)) = (span, day) else { return 0 };
    let days = |from: Date, to: Date| i64::from((to - from).get_days());
    days(first, day) * LATENESS / days(first, last).max(1)
}

fn of_figure(one: &Candidate, figure: &Figure) -> i64 {
    let written = figure.number.get(&one.article.text).unwrap_or_default();
    let is_word = !written.contains(|c: char| c.is_ascii_digit());
    let is_small = figure.value.is_some_and(|value| value <= Amount::whole(SMALL));
    let is_explained = figure.counted.is_some() || figure.relation.is_some();
    let cost = |is_so: bool, cost: i64| if is_so { cost } else { 0 };
    cost(is_word && is_small, SMALL_NUMBER) + cost(!is_explained, UNEXPLAINED)
}

/// The places of statements that an article from before the day asked for makes too.
fn told(corpus: &Corpus) -> BTreeSet<(Id, usize)> {
    if corpus.new_since.is_none() {
        return BTreeSet::new();
    }
    let old: BTreeSet<Id> = corpus
        .articles
        .iter()
        .filter(|(article, _)| !corpus.is_new(article))
        .map(|(article, _)| article.id)
        .collect();
    let is_old = |claim: &&Claim| {
        claim.statements.iter().any(|statement| old.contains(&statement.passage.article()))
    };
    let statements = corpus.claims.iter().filter(is_old).flat_map(|claim| &claim.statements);
    statements
        .flat_map(|one| std::iter::once(&one.passage).chain(&one.repeats))
        .map(|passage| (passage.article(), passage.span().start()))
        .collect()
}
