//! Which passages matter, without repeating one.
//!
//! Scores are integers and say only which passage is shown before which. Repeats are folded by
//! looking words up, never by comparing all pairs, so the work grows with the words of the corpus.

mod worth;
mod candidate;

use crate::day;
use onrecord_model::article::Article;
use onrecord_text::Span;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

pub use candidate::{Candidate, MAX_PASSAGE_BYTES, What, figures, sayings};
pub use worth::Weights;

/// Postings of one word that are looked at when repeats are folded: the words of nearly every
/// statement tell nothing, and would make the work quadratic.
const MAX_POSTINGS: usize = 48;

/// How many of the likeliest earlier statements a new one is compared with.
const MAX_RIVALS: usize = 8;

/// Statements of fewer words repeat each other only when all words are the same.
const MIN_WORDS: usize = 4;
const MIN_WORDS_ELSEWHERE: usize = 6;

/// What a statement is worth for each article of another origin that holds it too, and how many count.
const ORIGIN_WORTH: i64 = 60;
const MAX_ORIGINS_WORTH: usize = 5;

/// What each statement of a speaker, and each of an outlet, costs the next one: variety.
const SPEAKER_COST: i64 = 160;
const OUTLET_COST: i64 = 40;

/// A candidate that was chosen, with the passages that repeat it.
#[derive(Clone, Debug)]
pub struct Chosen<'c> {
    /// What is shown.
    pub shown: Candidate<'c>,
    /// Other articles that hold it too, each once, in order of their days.
    pub repeats: Vec<Repeat<'c>>,
    /// Whether an article from before the day asked for tells it.
    pub is_told: bool,
}

/// An article that repeats what another one says.
#[derive(Clone, Debug)]
pub struct Repeat<'c> {
    /// The article.
    pub article: &'c Article,
    /// The sentence.
    pub passage: Span,
    /// Whether the two articles go back to one origin.
    pub is_same_origin: bool,
}

/// The best of some candidates, at most `limit`, each with what repeats it: see [`fold`] and
/// [`pick`].
#[must_use]
pub fn choose(candidates: Vec<Candidate<'_>>, limit: usize) -> Vec<Chosen<'_>> {
    pick(fold(candidates), limit)
}

/// The best of some folded candidates, at most `limit`, in the order they had: strongest first, but
/// every further statement of one voice or outlet counts less than the one before.
#[must_use]
pub fn pick(mut folded: Vec<Chosen<'_>>, limit: usize) -> Vec<Chosen<'_>> {
    let mut heap: BinaryHeap<(i64, Reverse<usize>)> =
        folded.iter().enumerate().map(|(idx, one)| (one.shown.score, Reverse(idx))).collect();
    let mut spoken: BTreeMap<String, i64> = BTreeMap::new();
    let mut taken = Vec::new();
    while let Some((promised, Reverse(idx))) = heap.pop() {
        if taken.len() == limit {
            break;
        }
        let one = &folded[idx].shown;
        let outlet = format!("outlet {}", one.article.outlet_name());
        let cost = spoken.get(&one.voice).copied().unwrap_or(0) * SPEAKER_COST
            + spoken.get(&outlet).copied().unwrap_or(0) * OUTLET_COST;
        // Costs only grow, so a candidate whose score stands is the best of all that are left.
        let score = one.score - cost;
        if score < promised {
            heap.push((score, Reverse(idx)));
            continue;
        }
        *spoken.entry(one.voice.clone()).or_insert(0) += 1;
        *spoken.entry(outlet).or_insert(0) += 1;
        taken.push(idx);
    }
    let mut keep = vec![false; folded.len()];
    taken.iter().for_each(|idx| keep[*idx] = true);
    let mut place = 0;
    folded.retain(|_| {
        place += 1;
        keep[place - 1]
    });
    folded
}

/// Folds repeats, strongest first: a candidate whose words are mostly those of a stronger one joins
/// it.
#[must_use]
pub fn fold(mut candidates: Vec<Candidate<'_>>) -> Vec<Chosen<'_>> {
    candidates.sort_by_key(|one| {
        (Reverse(one.score), day::order(&one.when), one.article.id, one.passage, cover(one))
    });
    let mut kept: Vec<Chosen> = Vec::new();
    let mut postings: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for one in candidates {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for word in &one.words {
            for idx in postings.get(word).into_iter().flatten() {
                *shared.entry(*idx).or_insert(0) += 1;
            }
        }
        let mut rivals: Vec<(usize, usize)> = shared.into_iter().map(|(idx, n)| (n, idx)).collect();
        rivals.sort_unstable_by_key(|(n, idx)| (Reverse(*n), *idx));
        let likeliest = rivals.into_iter().take(MAX_RIVALS).map(|(_, idx)| idx);
        let best = likeliest.into_iter().find(|idx| is_repeat(&kept[*idx].shown, &one));
        match best {
            Some(idx) => kept[idx].join(&one),
            None => {
                for word in &one.words {
                    let list = postings.entry(*word).or_default();
                    if list.len() < MAX_POSTINGS {
                        list.push(kept.len());
                    }
                }
                let is_told = one.is_told;
                kept.push(Chosen { shown: one, repeats: Vec::new(), is_told });
            }
        }
    }
    for one in &mut kept {
        let elsewhere = one.repeats.iter().filter(|repeat| !repeat.is_same_origin).count();
        one.shown.score += ORIGIN_WORTH * elsewhere.min(MAX_ORIGINS_WORTH) as i64;
        one.repeats
            .sort_by_key(|repeat| (day::order(&repeat.article.published), repeat.article.id));
    }
    kept
}

fn cover(one: &Candidate) -> (Span, usize) {
    match one.what {
        What::Said(quotation) => (quotation.cover(), quotation.content.len()),
        What::Stated(figure) => (figure.span, 0),
    }
}

/// Whether two candidates state the same thing: nearly all words of the shorter one are shared, and
/// the numbers are the same.
fn is_repeat(kept: &Candidate, one: &Candidate) -> bool {
    // Who decided that one of two copies has another speaker did not decide so of the other.
    if kept.voice != one.voice && (kept.is_decided() || one.is_decided()) {
        return false;
    }
    let n_shared = one.words.iter().filter(|word| kept.words.binary_search(word).is_ok()).count();
    let n_least = kept.words.len().min(one.words.len());
    let is_near = kept.article.id == one.article.id || kept.origin == one.origin;
    let share = if is_near { 70 } else { 80 };
    let is_alike = n_shared * 100 >= n_least * share;
    let n_most = kept.words.len().max(one.words.len());
    // Few words of one article are found in many a long statement of another.
    let is_long = match is_near {
        true => n_least >= MIN_WORDS || n_shared == n_most,
        false => (n_least >= MIN_WORDS_ELSEWHERE && n_most <= 2 * n_least) || n_shared == n_most,
    };
    let has_same_numbers =
        kept.numbers == one.numbers || (is_near && kept.numbers.is_superset(&one.numbers));
    is_alike && is_long && has_same_numbers
}

impl<'c> Chosen<'c> {
    fn join(&mut self, other: &Candidate<'c>) {
        self.is_told |= other.is_told;
        let is_known = other.article.id == self.shown.article.id
            || self.repeats.iter().any(|repeat| repeat.article.id == other.article.id);
        if !is_known {
            self.repeats.push(Repeat {
                article: other.article,
                passage: other.passage,
                is_same_origin: other.origin == self.shown.origin,
            });
        }
    }
}
