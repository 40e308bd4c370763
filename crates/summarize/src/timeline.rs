//! Passages placed on dates.
//!
//! A sentence goes to the day that a time expression of its own names, else to the day its article
//! was published: "on Tuesday the bridge fell" is an event of Tuesday, whenever it was printed.

use crate::{
    alone,
    board::{Board, Key, Line},
    cite::is_quotation_mark,
    corpus::{Corpus, Index},
    day, finish,
    length::{Extent, Length},
    phrase, salience, shown,
};
use onrecord_model::{
    brief::{Basis, Brief, Section, SectionKind, Sentence},
    dating::Dating,
    id::Id,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Some sentences on one day or stretch of days.
#[derive(Clone, Debug)]
pub struct Entry<'c> {
    /// The day or stretch, as evidence.
    pub when: Dating,
    /// The sentences, best first, no two of one wording.
    pub lines: Vec<Line<'c>>,
}

/// A timeline of the corpus: attributed entries on the days they speak of, one per origin.
#[must_use]
pub fn timeline(corpus: &Corpus, length: Length) -> Brief {
    let index = Index::of(corpus);
    let mut sentences = Vec::new();
    for entry in entries(corpus, &index, length.extent(corpus.articles.len())) {
        for line in entry.lines {
            let parts = phrase::recorded(line.article, line.span, &entry.when);
            sentences.push(Sentence { when: entry.when.clone(), group: None, parts });
        }
    }
    let sections = vec![Section { kind: SectionKind::Timeline, sentences }];
    let brief = Brief {
        title: Vec::new(),
        query: corpus.query.to_owned(),
        basis: Basis::default(),
        sections,
        missing: Vec::new(),
        sources: Vec::new(),
        rephrased: None,
    };
    finish::finish(brief, corpus, MAX_MISSING)
}

/// Most sentences on what is missing.
const MAX_MISSING: usize = 8;

/// The entries of a timeline in order of their days; those of articles without a day come last.
#[must_use]
pub fn entries<'c>(corpus: &Corpus<'c>, index: &Index<'c>, extent: Extent) -> Vec<Entry<'c>> {
    let board = Board::of(corpus, index);
    let mut teller = Teller { board: &board, used: BTreeSet::new() };
    let days = salience::best_days(&board, corpus, extent);
    let mut found: Vec<Entry> =
        days.into_iter().map(|key| teller.entry(key, extent.per_day)).collect();
    found.retain(|entry| !entry.lines.is_empty());
    found.extend(undated(&board, corpus).take(extent.days.at_most()));
    found.sort_by_key(|entry| day::order(&entry.when));
    found
}

/// Chooses the sentences of each day, none twice.
struct Teller<'b, 'c> {
    board: &'b Board<'c>,
    used: BTreeSet<usize>,
}

/// How much more, in percent, a sentence is worth that names its day; less, one that looks ahead to
/// it, that quotes, and that asks: a timeline records what happened.
const NAMES_DAY: u64 = 130;
const LOOKS_AHEAD: u64 = 50;
const QUOTES: u64 = 70;

/// What a sentence is worth, in percent, that begins by pointing at what stood before it, and one that
/// no editor would print alone: a question, lost marks, a speaker who is not named.
const POINTS: u64 = 80;
const STANDS_NOT: u64 = 10;

/// What a sentence is worth, in percent, without a word of the query or the subject, and with a page's
/// stamp in it.
const ASIDE: u64 = 40;
const STAMPED: u64 = 40;

/// A further sentence of a day holds at least one part in so many of what its first one holds of the
/// day's words: else it tells of something else.
const FURTHER_PART: u64 = 4;

/// In percent of the shorter one's words, what two sentences share that say the same.
const REPEAT_SHARE: usize = 70;

impl<'c> Teller<'_, 'c> {
    /// The entry of a day: the sentences that say most of what its sentences say together.
    fn entry(&mut self, key: Key, per_day: usize) -> Entry<'c> {
        let all = self.board.on(key);
        let named: BTreeSet<usize> =
            self.board.named.get(&key).into_iter().flatten().copied().collect();
        let whole = self.center(&all);
        let mut center = whole.clone();
        let mut picked: Vec<usize> = Vec::new();
        let mut least = 0;
        while picked.len() < per_day {
            let free = all.iter().filter(|idx| {
                let is_near = |other: &usize| self.is_repeat(**idx, *other);
                !self.used.contains(idx)
                    && self.share(**idx, &whole) >= least
                    && !picked.iter().any(is_near)
            });
            let value = |idx: usize| {
                let worth = worth(&self.board.lines[idx], key, named.contains(&idx));
                self.share(idx, &center) * worth
            };
            let best = free.max_by_key(|idx| (value(**idx), Reverse(**idx))).copied();
            let Some(best) = best else { break };
            self.used.insert(best);
            least = least.max(self.share(best, &whole) / FURTHER_PART);
            // What is said already is not said again: its words count no more.
            self.board.lines[best].words.iter().for_each(|word| {
                center.remove(word);
            });
            picked.push(best);
        }
        let when = self.board.whens.get(&key).cloned().unwrap_or_default();
        Entry { when, lines: picked.into_iter().map(|idx| self.board.lines[idx].clone()).collect() }
    }

    /// The words that origins share on a day, each by how telling it is. A word of a single origin
    /// is no news of the day; the words of the whole corpus count a little, which decides where a
    /// day has one sentence.
    fn center(&self, all: &BTreeSet<usize>) -> BTreeMap<u64, u64> {
        let lines = all.iter().map(|idx| &self.board.lines[*idx]);
        let pairs: BTreeSet<(u64, Id)> =
            lines.flat_map(|line| line.words.iter().map(|word| (*word, line.origin))).collect();
        let mut n_origins: BTreeMap<u64, u64> = BTreeMap::new();
        pairs.into_iter().for_each(|(word, _)| *n_origins.entry(word).or_insert(0) += 1);
        let total = self.board.total.max(1);
        let weigh = |(word, n): (u64, u64)| {
            let n_articles = self.board.n_articles.get(&word).copied().unwrap_or(1);
            let shared = if n > 1 { 10 * n } else { 0 };
            (word, telling(n_articles, total) * (shared + 10 * n_articles / total))
        };
        n_origins.into_iter().map(weigh).collect()
    }

    /// Whether one of two sentences says little that the other does not.
    fn is_repeat(&self, one: usize, other: usize) -> bool {
        let words = |idx: usize| self.board.lines[idx].words.iter().collect::<BTreeSet<_>>();
        let (one, other) = (words(one), words(other));
        one.intersection(&other).count() * 100 >= one.len().min(other.len()) * REPEAT_SHARE
    }

    /// How much of a day's words a sentence holds, per square root of its length.
    fn share(&self, idx: usize, center: &BTreeMap<u64, u64>) -> u64 {
        let words: BTreeSet<u64> = self.board.lines[idx].words.iter().copied().collect();
        let sum: u64 = words.iter().filter_map(|word| center.get(word)).sum();
        sum * 10 / (words.len() as u64 * 100).isqrt().max(1)
    }
}

/// What a sentence is worth as the record of a day, whatever its words; 10,000 is the middle.
fn worth(line: &Line, key: Key, is_named: bool) -> u64 {
    let text = line.text();
    let is_ahead = is_named && line.article.published.best.is_some_and(|day| day < key.0);
    let mut worth = 10_000;
    let mut weigh = |is_so: bool, percent: u64| {
        if is_so {
            worth = worth * percent / 100;
        }
    };
    weigh(!line.is_topical, ASIDE);
    weigh(line.is_stamped, STAMPED);
    weigh(is_named, NAMES_DAY);
    weigh(is_ahead, LOOKS_AHEAD);
    weigh(text.contains(is_quotation_mark), QUOTES);
    let span = shown::without_lead(line.article, line.span);
    let stands = alone::stands(line.article, span);
    weigh(!stands, STANDS_NOT);
    weigh(stands && !alone::stands_well(line.article, span), POINTS);
    worth
}

/// Entries of articles without a day: their first sentence, one per origin.
fn undated<'c>(board: &Board<'c>, corpus: &Corpus) -> impl Iterator<Item = Entry<'c>> {
    let mut seen = BTreeSet::new();
    let first = board.lines.iter().filter(move |line| {
        line.place == 0 && !line.article.published.is_dated() && seen.insert(line.origin)
    });
    let entries =
        first.map(|line| Entry { when: line.article.published.clone(), lines: vec![line.clone()] });
    entries.filter(|entry| day::is_asked(corpus, &entry.when))
}

/// Sixteen times the binary logarithm of how rare a word is: 0 for a word of every article.
fn telling(n: u64, total: u64) -> u64 {
    let ratio = (total.max(1) * 16) / n.max(1);
    // The logarithm of sixteen times the ratio, less that of sixteen, with four binary places.
    let log = u64::from(ratio.max(1).ilog2());
    let part = if log >= 4 { (ratio >> (log - 4)) - 16 } else { 0 };
    (log * 16 + part).saturating_sub(64)
}
