//! Passages placed on dates.
//!
//! A sentence goes to the day that a time expression of its own names, else to the day its article
//! was published: "on Tuesday the bridge fell" is an event of Tuesday, whenever it was printed.

use crate::{
    corpus::{Corpus, Index},
    day, finish,
    length::Length,
    phrase,
    select::MAX_PASSAGE_BYTES,
};
use jiff::civil::Date;
use onrecord_model::{
    article::{Article, ZoneKind},
    brief::{Basis, Brief, Section, SectionKind, Sentence},
    dating::{Dating, Inferred},
    findings::Findings,
    id::Id,
    timex::TimexKind,
};
use onrecord_text::{Span, sentence::sentences, shingle::shingles};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// How many days a timeline has, and how many sentences each.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Extent {
    /// Days, at most.
    pub n_days: usize,
    /// Sentences per day, at most.
    pub per_day: usize,
    /// Whether weeks and months that a text names are entries too, or days alone.
    pub has_stretches: bool,
}

impl Length {
    /// The days and sentences that a timeline of this length has.
    #[must_use]
    pub fn extent(self) -> Extent {
        match self {
            Length::Short => Extent { n_days: 5, per_day: 1, has_stretches: true },
            Length::Page => Extent { n_days: 14, per_day: 1, has_stretches: true },
            Length::Long => Extent { n_days: 40, per_day: 2, has_stretches: true },
            Length::Sentences(_) => {
                Extent { n_days: self.n_sentences(), per_day: 1, has_stretches: true }
            }
        }
    }
}

/// Some sentences on one day or stretch of days.
#[derive(Clone, Debug)]
pub struct Entry<'c> {
    /// The day or stretch, as evidence.
    pub when: Dating,
    /// The sentences, best first, each with the articles of other origins that hold it too.
    pub lines: Vec<Line<'c>>,
}

/// A sentence of an article that may stand in a timeline.
#[derive(Clone, Debug)]
pub struct Line<'c> {
    /// The article.
    pub article: &'c Article,
    /// The sentence.
    pub span: Span,
    /// Its place among the sentences of its article, from 0.
    pub place: usize,
    words: Vec<u64>,
    origin: Id,
}

/// A timeline of the corpus: attributed entries on the days they speak of, one per origin.
#[must_use]
pub fn timeline(corpus: &Corpus, length: Length) -> Brief {
    let index = Index::of(corpus);
    let mut sentences = Vec::new();
    for entry in entries(corpus, &index, length.extent()) {
        for line in entry.lines {
            let parts = phrase::retold(line.article, line.span, &[]);
            sentences.push(Sentence { when: entry.when.clone(), parts });
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
    let mut board = Board::of(corpus, index);
    let days = board.best_days(corpus, extent);
    let mut found: Vec<Entry> = days.into_iter().map(|key| board.entry(key, extent)).collect();
    found.retain(|entry| !entry.lines.is_empty());
    found.extend(board.undated(corpus, extent));
    found.sort_by_key(|entry| day::order(&entry.when));
    found
}

/// A day, or the first and last day of a month.
type Key = (Date, Date);

/// Every sentence on the days it may stand for.
struct Board<'c> {
    /// Sentences of all articles, each wording once.
    lines: Vec<Line<'c>>,
    /// For each day the sentences that name it, and the evidence of the first of them.
    named: BTreeMap<Key, Vec<usize>>,
    /// For each day the first sentences of articles published then.
    printed: BTreeMap<Key, Vec<usize>>,
    whens: BTreeMap<Key, Dating>,
    /// How telling a word is, from 0 for a word of every article, and how common, in tenths of all
    /// articles.
    telling: BTreeMap<u64, (u64, u64)>,
    asked: BTreeSet<u64>,
    used: BTreeSet<usize>,
}

/// First sentences of an article that may tell what happened on the day of its publication.
const LEAD_SENTENCES: usize = 3;

/// Shortest and longest sentence of a timeline, in words.
const WORDS: std::ops::RangeInclusive<usize> = 5..=80;

/// What a sentence adds to the weight of a day that it names, and of the day it was printed on; what
/// it counts with a word of the query, and without. Of the choices tried on the T17 timelines,
/// one voice per article mattered most (date F1 54 to 61), the rest little.
const NAMED: u64 = 4;
const ON_THE_DAY: u64 = 2;
const RELEVANT: u64 = 10;
const ASIDE: u64 = 4;

impl<'c> Board<'c> {
    fn of(corpus: &Corpus<'c>, index: &Index<'c>) -> Self {
        let mut board = Self {
            lines: Vec::new(),
            named: BTreeMap::new(),
            printed: BTreeMap::new(),
            whens: BTreeMap::new(),
            telling: BTreeMap::new(),
            asked: hashed(corpus.query).into_iter().collect(),
            used: BTreeSet::new(),
        };
        let mut seen = BTreeSet::new();
        let mut n_articles: BTreeMap<u64, u64> = BTreeMap::new();
        for (article, findings) in corpus.articles {
            let mut of_article = BTreeSet::new();
            for (place, span) in body(article).into_iter().enumerate() {
                let words = hashed(span.of(&article.text));
                of_article.extend(words.iter().copied());
                // The same wording again is the same origin speaking, in whatever outlet.
                if WORDS.contains(&words.len()) && seen.insert(words.clone()) {
                    let origin = index.origin(article.id);
                    board.post(Line { article, span, place, words, origin }, findings);
                }
            }
            of_article.into_iter().for_each(|word| *n_articles.entry(word).or_insert(0) += 1);
        }
        let total = corpus.articles.len() as u64;
        let weigh = |(word, n): (u64, u64)| (word, (telling(n, total), 10 * n / total.max(1)));
        board.telling = n_articles.into_iter().map(weigh).collect();
        board
    }

    /// Posts a sentence on its days.
    fn post(&mut self, line: Line<'c>, findings: &Findings) {
        let idx = self.lines.len();
        let published = &line.article.published;
        let mut is_named = false;
        for timex in day::within(findings, line.span) {
            let Some((first, last)) = timex.days else { continue };
            let is_short = (last - first).get_days() < day::MAX_STRETCH_DAYS;
            if !is_short || !matches!(timex.kind, TimexKind::Date | TimexKind::Time) {
                continue;
            }
            let when = if first == last {
                day::on(published, timex, first)
            } else {
                day::over(line.article, timex, first, last)
            };
            is_named |= first == last && published.best != Some(first);
            // Where one article works a day out and another states it, it is stated.
            let known = self.whens.entry((first, last)).or_insert_with(|| when.clone());
            if when.inferred == Inferred::default() {
                *known = when;
            }
            let list = self.named.entry((first, last)).or_default();
            if list.last() != Some(&idx) {
                list.push(idx);
            }
        }
        if let Some(day) = published.best
            && !is_named
            && line.place < LEAD_SENTENCES
        {
            self.whens.insert((day, day), published.clone());
            self.printed.entry((day, day)).or_default().push(idx);
        }
        self.lines.push(line);
    }

    /// The days of most weight among those asked for, in order.
    fn best_days(&self, corpus: &Corpus, extent: Extent) -> Vec<Key> {
        let keys: BTreeSet<Key> = self.named.keys().chain(self.printed.keys()).copied().collect();
        let asked = keys.into_iter().filter(|key| {
            let is_kind = extent.has_stretches || key.0 == key.1;
            is_kind && self.whens.get(key).is_some_and(|when| day::is_asked(corpus, when))
        });
        let mut scored: Vec<_> = asked.map(|key| (Reverse(self.weight(key)), key)).collect();
        scored.sort_unstable();
        scored.truncate(extent.n_days);
        let mut days: Vec<Key> = scored.into_iter().map(|(_, key)| key).collect();
        days.sort_unstable();
        days
    }

    /// How many articles speak of a day, rather than how often: a long report that names its day in
    /// every paragraph is one voice. A day named in looking back counts most.
    fn weight(&self, key: Key) -> u64 {
        let mut by_article: BTreeMap<Id, u64> = BTreeMap::new();
        let mut add = |idx: &usize, worth: u64| {
            let line = &self.lines[*idx];
            *by_article.entry(line.article.id).or_insert(0) += worth * self.relevance(*idx);
        };
        for idx in self.named.get(&key).into_iter().flatten() {
            // A day that is still to come, or that it is, needs no looking back to be named.
            let is_past = self.lines[*idx].article.published.best.is_none_or(|day| key.1 < day);
            add(idx, if is_past { NAMED } else { ON_THE_DAY });
        }
        let printed = self.printed.get(&key).into_iter().flatten();
        printed.for_each(|idx| add(idx, ON_THE_DAY));
        by_article.into_values().map(|weight| weight.min(NAMED * RELEVANT)).sum()
    }

    /// How much a sentence speaks of what was asked; without a query all speak alike.
    fn relevance(&self, idx: usize) -> u64 {
        let has = |word: &u64| self.asked.contains(word);
        if self.asked.is_empty() || self.lines[idx].words.iter().any(has) {
            RELEVANT
        } else {
            ASIDE
        }
    }

    /// The entry of a day: the sentences that say most of what its sentences say together.
    fn entry(&mut self, key: Key, extent: Extent) -> Entry<'c> {
        let named = self.named.get(&key).cloned().unwrap_or_default();
        let printed = self.printed.get(&key).cloned().unwrap_or_default();
        let all: BTreeSet<usize> = named.iter().chain(&printed).copied().collect();
        let mut center = self.center(&all);
        let mut picked: Vec<usize> = Vec::new();
        while picked.len() < extent.per_day {
            let free = all.iter().filter(|idx| !self.used.contains(idx));
            let best = free.max_by_key(|idx| (self.value(**idx, &center), Reverse(**idx))).copied();
            let Some(best) = best else { break };
            self.used.insert(best);
            // What is said already is not said again: its words count no more.
            self.lines[best].words.iter().for_each(|word| {
                center.remove(word);
            });
            picked.push(best);
        }
        let when = self.whens.get(&key).cloned().unwrap_or_default();
        Entry { when, lines: picked.into_iter().map(|idx| self.lines[idx].clone()).collect() }
    }

    /// The words that the sentences of a day share, each by how telling it is. A word of a single
    /// sentence is no news of the day (AR-1 on T17 10.8 to 12.8 by this alone); the words of the
    /// whole corpus count a little, which decides where a day has one sentence.
    fn center(&self, all: &BTreeSet<usize>) -> BTreeMap<u64, u64> {
        let mut n_lines: BTreeMap<u64, u64> = BTreeMap::new();
        for idx in all {
            let words: BTreeSet<u64> = self.lines[*idx].words.iter().copied().collect();
            words.into_iter().for_each(|word| *n_lines.entry(word).or_insert(0) += 1);
        }
        let weigh = |(word, n): (u64, u64)| {
            let (telling, common) = self.telling.get(&word).copied().unwrap_or_default();
            let shared = if n > 1 { 10 * n } else { 0 };
            (word, telling * (shared + common))
        };
        n_lines.into_iter().map(weigh).collect()
    }

    /// How much of a day's words a sentence holds, per square root of its length.
    fn value(&self, idx: usize, center: &BTreeMap<u64, u64>) -> u64 {
        let words: BTreeSet<u64> = self.lines[idx].words.iter().copied().collect();
        let sum: u64 = words.iter().filter_map(|word| center.get(word)).sum();
        sum * self.relevance(idx) / (words.len() as u64 * 100).isqrt().max(1)
    }

    /// Entries of articles without a day: their first sentence, one per origin.
    fn undated(&self, corpus: &Corpus, extent: Extent) -> Vec<Entry<'c>> {
        let mut seen = BTreeSet::new();
        let first = self.lines.iter().filter(|line| {
            line.place == 0 && !line.article.published.is_dated() && seen.insert(line.origin)
        });
        let entries = first
            .map(|line| Entry { when: line.article.published.clone(), lines: vec![line.clone()] });
        entries.filter(|entry| day::is_asked(corpus, &entry.when)).take(extent.n_days).collect()
    }
}

/// The sentences of an article's body, in order.
fn body(article: &Article) -> Vec<Span> {
    let zones = article.zones.iter().filter(|zone| zone.kind == ZoneKind::Body);
    let found = zones.flat_map(|zone| {
        let inside = zone.span.get(&article.text).unwrap_or_default();
        sentences(inside).into_iter().map(|span| span.shifted(zone.span.start()))
    });
    found.filter(|span| span.len() <= MAX_PASSAGE_BYTES).collect()
}

fn hashed(text: &str) -> Vec<u64> {
    shingles(text, 1).into_iter().map(|shingle| shingle.hash).collect()
}

/// Sixteen times the binary logarithm of how rare a word is: 0 for a word of every article.
fn telling(n: u64, total: u64) -> u64 {
    let ratio = (total.max(1) * 16) / n.max(1);
    // The logarithm of sixteen times the ratio, less that of sixteen, with four binary places.
    let log = u64::from(ratio.max(1).ilog2());
    let part = if log >= 4 { (ratio >> (log - 4)) - 16 } else { 0 };
    (log * 16 + part).saturating_sub(64)
}
