//! Statements gathered into occasions: one article, its copies and one speech are one.

use crate::claim::{
    assertion::Assertion,
    relate::Side,
    spoken::{Spoken, is_one_speaker},
};
use jiff::civil::Date;
use onrecord_model::{copy::Copy, id::Id, quotation::Mode};
use std::collections::{BTreeMap, BTreeSet};

/// Which articles go back to one origin.
#[derive(Debug, Default)]
pub struct Reprints<'a> {
    copies: BTreeMap<(Id, Id), &'a Copy>,
}

impl<'a> Reprints<'a> {
    /// The copies among articles, by their pairs.
    #[must_use]
    pub fn of(copies: &'a [Copy]) -> Self {
        Self { copies: copies.iter().map(|copy| ((copy.a, copy.b), copy)).collect() }
    }

    /// Whether the two are one statement printed twice: their articles are of one origin, or the
    /// words stand in a passage that the articles share.
    fn has(&self, a: &Spoken, b: &Spoken) -> bool {
        let (first, second) = if a.id() < b.id() { (a, b) } else { (b, a) };
        let Some(copy) = self.copies.get(&(first.id(), second.id())) else { return false };
        let at = (first.statement.content.span(), second.statement.content.span());
        let is_shared =
            || copy.shared.iter().any(|(a, b)| a.intersects(at.0) && b.intersects(at.1));
        copy.kind.is_one_origin() || is_shared()
    }
}

/// Where a statement stands among others.
type Place = (bool, Option<Date>, Id, usize);

/// Statements that are one occasion, the one that stands for it first.
pub type Occasion = Vec<usize>;

/// The clauses by which statements belong to one claim.
pub type Members<'a> = BTreeMap<usize, Vec<&'a Assertion>>;

/// Gathers statements of one claim into occasions, in order of their days, undated ones last.
#[must_use]
pub fn occasions(members: &Members, spoken: &[Spoken], reprints: &Reprints) -> Vec<Occasion> {
    let side = |idx: usize| Side { spoken: &spoken[idx], clauses: members[&idx].clone() };
    let mut ordered: Vec<usize> = members.keys().copied().collect();
    ordered.sort_by_key(|idx| place(&spoken[*idx]));
    let mut found: Vec<Occasion> = Vec::new();
    for idx in ordered {
        let is_one = |occasion: &&mut Occasion| {
            occasion.iter().any(|other| is_one_occasion(&side(*other), &side(idx), reprints))
        };
        match found.iter_mut().find(is_one) {
            Some(occasion) => occasion.push(idx),
            None => found.push(vec![idx]),
        }
    }
    for occasion in &mut found {
        occasion.sort_by_key(|idx| rank(&spoken[*idx]));
    }
    found
}

/// Dated before undated, then the day or the earliest it can be, the article, the place in it.
fn place(spoken: &Spoken) -> Place {
    let when = &spoken.statement.when;
    (
        when.best.is_none(),
        when.best.or(when.not_before),
        spoken.id(),
        spoken.statement.content.span().start(),
    )
}

/// Which statement of an occasion stands for it: one with a named speaker, in own words, early.
fn rank(spoken: &Spoken) -> (bool, Option<Mode>, bool, Place) {
    let statement = &spoken.statement;
    (statement.mode.is_none(), statement.mode, statement.speaker.is_none(), place(spoken))
}

fn is_one_occasion(one: &Side, other: &Side, reprints: &Reprints) -> bool {
    let (a, b) = (one.spoken, other.spoken);
    // What is said and its denial are never one, not even in one article.
    if one.is_denial() != other.is_denial() {
        return false;
    }
    if a.id() == b.id() || reprints.has(a, b) {
        return true;
    }
    // An outlet's own sentence printed again, by it or by another, is no further statement.
    let is_told = a.statement.mode.is_none() && b.statement.mode.is_none();
    if is_told && has_same_words(a, b, SAME_TOLD_WORDS) && has_same_amounts(a, b) {
        return true;
    }
    // A speaker who is not established may be the other one: then two reports of one day are held
    // to be of one speech, which counts too few occasions rather than too many.
    let speakers = (&a.statement.speaker, &b.statement.speaker);
    if matches!(speakers, (Some(a), Some(b)) if !is_one_speaker(a, b)) {
        return false;
    }
    is_one_day(a, b) || has_same_words(a, b, SAME_SAID_WORDS) && has_same_amounts(a, b)
}

/// A speech of one day is reported that day and the next.
fn is_one_day(a: &Spoken, b: &Spoken) -> bool {
    let (Some(a), Some(b)) = (a.statement.when.best, b.statement.when.best) else { return false };
    (a - b).get_days().abs() <= 1
}

/// Whether the two state the same amounts.
fn has_same_amounts(a: &Spoken, b: &Spoken) -> bool {
    let amounts = |spoken: &Spoken| -> BTreeSet<_> {
        spoken.figures.iter().map(|figure| (figure.value, figure.low, figure.high)).collect()
    };
    amounts(a) == amounts(b)
}

/// So many of the same words of one speaker are one speech, whenever they are printed.
const SAME_SAID_WORDS: usize = 5;

/// So many of the same words in an outlet's own sentence are one sentence.
const SAME_TOLD_WORDS: usize = 3;

/// Whether the two share at least so many words and nine of ten of those that either has.
fn has_same_words(a: &Spoken, b: &Spoken, least: usize) -> bool {
    let keys = |spoken: &Spoken| -> BTreeSet<String> {
        let all = spoken.assertions.iter();
        all.flat_map(|clause| clause.keys.iter().chain(&clause.names).cloned()).collect()
    };
    let (a, b) = (keys(a), keys(b));
    let n_shared = a.intersection(&b).count();
    n_shared >= least && n_shared * 10 >= a.union(&b).count() * 9
}
