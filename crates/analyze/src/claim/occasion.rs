//! Statements gathered into occasions: one article, its copies and one speech are one.

use crate::claim::spoken::{Spoken, is_one_speaker};
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

/// Gathers statements of one claim into occasions, in order of their days, undated ones last.
#[must_use]
pub fn occasions(
    members: &BTreeSet<usize>,
    spoken: &[Spoken],
    reprints: &Reprints,
) -> Vec<Occasion> {
    let mut members: Vec<usize> = members.iter().copied().collect();
    members.sort_by_key(|idx| place(&spoken[*idx]));
    let mut found: Vec<Occasion> = Vec::new();
    for idx in members {
        let is_one = |occasion: &&mut Occasion| {
            occasion.iter().any(|other| is_one_occasion(&spoken[*other], &spoken[idx], reprints))
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

fn is_one_occasion(a: &Spoken, b: &Spoken, reprints: &Reprints) -> bool {
    if a.id() == b.id() || reprints.has(a, b) {
        return true;
    }
    // A speaker who is not established may be the other one: then two reports of one day are held
    // to be of one speech, which counts too few occasions rather than too many.
    let speakers = (&a.statement.speaker, &b.statement.speaker);
    if matches!(speakers, (Some(a), Some(b)) if !is_one_speaker(a, b)) {
        return false;
    }
    is_one_day(a, b) || has_same_words(a, b)
}

/// A speech of one day is reported that day and the next.
fn is_one_day(a: &Spoken, b: &Spoken) -> bool {
    let (Some(a), Some(b)) = (a.statement.when.best, b.statement.when.best) else { return false };
    (a - b).get_days().abs() <= 1
}

/// The same long words of one speaker are one speech, whenever they are printed.
fn has_same_words(a: &Spoken, b: &Spoken) -> bool {
    let keys = |spoken: &Spoken| -> BTreeSet<String> {
        spoken.assertions.iter().flat_map(|clause| clause.keys.iter().cloned()).collect()
    };
    let (a, b) = (keys(a), keys(b));
    let n_shared = a.intersection(&b).count();
    n_shared >= 6 && n_shared * 10 >= a.union(&b).count() * 9
}
