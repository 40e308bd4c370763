//! Sentences that changed, paired: which one of the later version stands for which earlier one.

use super::units::{Sentence, Text, Word};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Two sentences are one that changed from this share of shared words on, in thousandths of both.
const ALIKE: usize = 500;

/// Or where one holds this share of the other's words, in thousandths: a sentence that grew, was cut or
/// joined to its neighbor.
const HELD: usize = 800;

/// The other then has at least so many words.
const MIN_HELD_WORDS: usize = 5;

/// A word that more sentences of the later version hold finds no partner: it stands everywhere.
const MAX_HOLDERS: usize = 12;

/// Pairs among these sentences, by their places in the two lists: each stands in one pair at most, the
/// most alike first.
#[must_use]
pub fn pairs(old: &Text, new: &Text, olds: &[usize], news: &[usize]) -> Vec<(usize, usize)> {
    let sorted = |text: &Text, at: &usize| sorted(text.words_of(&text.sentences[*at]));
    let of_news: Vec<Vec<u32>> = news.iter().map(|at| sorted(new, at)).collect();
    let mut holders: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, ids) in of_news.iter().enumerate() {
        let mut ids = ids.clone();
        ids.dedup();
        ids.into_iter().for_each(|id| holders.entry(id).or_default().push(place));
    }
    let mut scored = Vec::new();
    for (i, at) in olds.iter().enumerate() {
        let ids = sorted(old, at);
        let few = ids.iter().filter_map(|id| holders.get(id));
        let few = few.filter(|held| held.len() <= MAX_HOLDERS);
        for j in few.flatten().copied().collect::<BTreeSet<_>>() {
            let is_one_kind = is_one_kind(&old.sentences[*at], &new.sentences[news[j]]);
            if let Some(score) = score(&ids, &of_news[j]).filter(|_| is_one_kind) {
                scored.push((Reverse(score), i.abs_diff(j), i, j));
            }
        }
    }
    scored.sort_unstable();
    let (mut used_old, mut used_new) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    for (_, _, i, j) in scored {
        if !used_old.contains(&i) && !used_new.contains(&j) {
            used_old.insert(i);
            used_new.insert(j);
            found.push((olds[i], news[j]));
        }
    }
    found.sort_unstable();
    found
}

/// A headline is no sentence of the text that happens to say the same.
fn is_one_kind(a: &Sentence, b: &Sentence) -> bool {
    use onrecord_model::article::ZoneKind::Title;
    (a.zone == Title) == (b.zone == Title)
}

fn sorted(words: &[Word]) -> Vec<u32> {
    let mut ids: Vec<u32> = words.iter().map(|word| word.id).collect();
    ids.sort_unstable();
    ids
}

/// How alike two sorted lists are, in thousandths; `None` where they are not.
fn score(a: &[u32], b: &[u32]) -> Option<usize> {
    let (mut i, mut j, mut n_shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        n_shared += usize::from(x == y);
        (i, j) = (i + usize::from(x <= y), j + usize::from(y <= x));
    }
    let shorter = a.len().min(b.len()).max(1);
    let alike = 2000 * n_shared / (a.len() + b.len()).max(1);
    let is_held = shorter >= MIN_HELD_WORDS && 1000 * n_shared / shorter >= HELD;
    (alike >= ALIKE || is_held).then_some(alike)
}
