//! How much a day matters to a corpus, and how many days do.

use crate::{
    board::{Board, Key, Line},
    corpus::Corpus,
    day,
    length::{Days, Extent},
};
use onrecord_model::id::Id;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// What a sentence adds to the weight of a day: one that it names looking back, that it names while
/// it is that day, that is still to come, and the day of its article where it names none. A day that
/// must be named is one that mattered; reports are printed on every day.
const BACK: u64 = 4;
const THAT_DAY: u64 = 3;
const AHEAD: u64 = 2;
const PRINTED: u64 = 1;

/// What each of these counts with a word of the query, and without.
const ASKED: u64 = 10;
const ASIDE: u64 = 4;

/// How many times more a sentence counts that tells of something a timeline records.
const MILESTONE: u64 = 2;

/// The most that one origin adds, however often it names a day: a long report that names its day in
/// every paragraph is one voice.
const VOICE: u64 = BACK * ASKED;

/// What each month adds in which a day is still spoken of, from so many days after it on.
const REMEMBERED: u64 = 30;
const REMEMBERED_DAYS: i32 = 30;

/// A day matters when it weighs at least one part in [`SALIENT_PART`] of the day that ranks here: what
/// one event that everybody names for years weighs must not hide the rest. Of
/// several dozen pairs tried on T17 and Entities this one serves both; some serve T17 alone better.
const SALIENT_RANK: usize = 5;
const SALIENT_PART: u64 = 2;

/// A stretch of days is left out beside a day in it that weighs one part in so many of it: "in June"
/// tells less exactly what "on June 25" does.
const STRETCH_PART: u64 = 3;

/// The days that a timeline has, in order, by weight.
#[must_use]
pub fn best_days(board: &Board, corpus: &Corpus, extent: Extent) -> Vec<Key> {
    let keys: BTreeSet<Key> = board.named.keys().chain(board.printed.keys()).copied().collect();
    let asked = keys.into_iter().filter(|key| {
        let is_kind = extent.has_stretches || key.0 == key.1;
        is_kind && board.whens.get(key).is_some_and(|when| day::is_asked(corpus, when))
    });
    let weighed: BTreeMap<Key, u64> = asked.map(|key| (key, weight(board, key))).collect();
    let kept = weighed.iter().filter(|(key, weight)| {
        **weight > 0 && (key.0 == key.1 || !is_told_by_a_day(&weighed, **key, **weight))
    });
    let mut scored: Vec<(Reverse<u64>, Key)> =
        kept.map(|(key, weight)| (Reverse(*weight), *key)).collect();
    scored.sort_unstable();
    let weights: Vec<u64> = scored.iter().map(|(Reverse(weight), _)| *weight).collect();
    scored.truncate(n_days(&weights, extent.days));
    let mut days: Vec<Key> = scored.into_iter().map(|(_, key)| key).collect();
    days.sort_unstable();
    days
}

/// Whether a day inside a stretch weighs enough to stand for it.
fn is_told_by_a_day(weights: &BTreeMap<Key, u64>, (first, last): Key, weight: u64) -> bool {
    let inside = weights.range((first, first)..=(last, last));
    let mut days = inside.filter(|(key, _)| key.0 == key.1);
    days.any(|(_, of_day)| of_day * STRETCH_PART >= weight)
}

/// How many of the days with these weights, greatest first, are shown.
fn n_days(weights: &[u64], days: Days) -> usize {
    match days {
        Days::AtMost(at_most) => at_most,
        Days::Salient { at_most } => {
            let rank = SALIENT_RANK.min(weights.len()).saturating_sub(1);
            let least = weights.get(rank).map_or(0, |weight| weight.div_ceil(SALIENT_PART));
            weights.iter().take(at_most).take_while(|weight| **weight >= least).count()
        }
    }
}

/// How many origins speak of a day and how, and how long it is remembered.
fn weight(board: &Board, key: Key) -> u64 {
    let mut by_origin: BTreeMap<Id, u64> = BTreeMap::new();
    let mut months = BTreeSet::new();
    for idx in board.named.get(&key).into_iter().flatten() {
        let line = &board.lines[*idx];
        let published = line.article.published.best;
        let worth = match published {
            Some(day) if day < key.0 => AHEAD,
            Some(day) if day <= key.1 => THAT_DAY,
            _ => BACK,
        };
        *by_origin.entry(line.origin).or_insert(0) += worth * relevance(line);
        if let Some(day) = published
            && line.is_asked
            && (day - key.1).get_days() > REMEMBERED_DAYS
        {
            months.insert((day.year(), day.month()));
        }
    }
    for idx in board.printed.get(&key).into_iter().flatten() {
        let line = &board.lines[*idx];
        if !board.told_late.contains(&line.article.id) {
            *by_origin.entry(line.origin).or_insert(0) += PRINTED * relevance(line);
        }
    }
    let voices: u64 = by_origin.into_values().map(|weight| weight.min(VOICE)).sum();
    voices + REMEMBERED * months.len() as u64
}

/// How much a sentence speaks of what was asked, and of something that a timeline records.
fn relevance(line: &Line) -> u64 {
    let asked = if line.is_asked { ASKED } else { ASIDE };
    asked * if line.is_milestone { MILESTONE } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_matter_are_counted_by_the_corpus() {
        let own = |weights: &[u64]| n_days(weights, Days::Salient { at_most: 9 });
        assert_eq!(own(&[]), 0);
        assert_eq!(own(&[40]), 1);
        // One event that everybody names hides no others.
        assert_eq!(own(&[900, 200, 200, 100, 100, 50, 49, 40]), 6);
        assert_eq!(own(&[90, 80, 80, 70, 70, 60, 50, 20, 10]), 7);
        assert_eq!(own(&[50; 40]), 9);
        assert_eq!(n_days(&[50; 40], Days::AtMost(24)), 24);
    }
}
