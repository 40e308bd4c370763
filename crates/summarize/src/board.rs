//! Every sentence of a corpus on the days it may tell of: those it names, or that of its article.

use crate::{
    corpus::{Corpus, Index, hashed},
    day,
    select::MAX_PASSAGE_BYTES,
};
use jiff::civil::Date;
use onrecord_model::{
    article::{Article, ZoneKind},
    dating::{Dating, Inferred},
    entity::EntityKind,
    findings::Findings,
    id::Id,
    timex::TimexKind,
};
use onrecord_text::{Span, lists::List, sentence::sentences};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// First sentences of an article that may tell what happened on the day of its publication.
pub const LEAD_SENTENCES: usize = 3;

/// Shortest and longest sentence of a timeline, in words.
const WORDS: std::ops::RangeInclusive<usize> = 5..=80;

/// A word of the query tells which sentences are about what was asked only where more than one in so
/// many articles hold it: a topic's name that the reports do not use tells nothing.
const ASKED_SHARE: usize = 2;

/// A word of one in so many articles is of what all speak about.
const TOPIC_SHARE: u64 = 2;

/// Words that tell nothing of the subject.
static STOPWORDS: LazyLock<BTreeSet<u64>> =
    LazyLock::new(|| listed(include_str!("../../../lang/en/stopwords.txt")));

/// Words of what a timeline records: elected, arrested, born.
static MILESTONES: LazyLock<BTreeSet<u64>> =
    LazyLock::new(|| listed(include_str!("../../../lang/en/milestones.txt")));

fn listed(file: &str) -> BTreeSet<u64> {
    let list = List::read(file).expect("a checked list");
    list.iter().flat_map(|(word, _)| hashed(word)).collect()
}

/// A day twice, or the first and the last day of a stretch.
pub type Key = (Date, Date);

/// A sentence of an article that may stand in a timeline.
#[derive(Clone, Debug)]
pub struct Line<'c> {
    /// The article.
    pub article: &'c Article,
    /// The sentence.
    pub span: Span,
    /// Its place among the sentences of its article, from 0.
    pub place: usize,
    /// Its words in order, hashed.
    pub words: Vec<u64>,
    /// The origin of its article.
    pub origin: Id,
    /// Whether it tells of something that a timeline records, by `lang/en/milestones.txt`.
    pub is_milestone: bool,
    /// Whether it holds a word of the query; without a query that tells, every sentence does.
    pub is_asked: bool,
    /// Whether it holds a word of the query or, without a query that tells, one that half of the
    /// articles use.
    pub is_topical: bool,
    /// Whether it states its article's own day in full, as a page's stamp or a dateline does.
    pub is_stamped: bool,
}

impl<'c> Line<'c> {
    /// Its words.
    #[must_use]
    pub fn text(&self) -> &'c str {
        self.span.get(&self.article.text).unwrap_or_default()
    }
}

/// Every sentence on the days it may tell of.
pub struct Board<'c> {
    /// Sentences of all articles, each wording once.
    pub lines: Vec<Line<'c>>,
    /// For each day or stretch the sentences that name it.
    pub named: BTreeMap<Key, Vec<usize>>,
    /// For each day the first sentences of articles published then that name no other day.
    pub printed: BTreeMap<Key, Vec<usize>>,
    /// The evidence of each day: that of an article that states it, where one does.
    pub whens: BTreeMap<Key, Dating>,
    /// Articles whose first sentences tell of the day before: what is news in them is of that day.
    pub told_late: BTreeSet<Id>,
    /// How many articles hold a word.
    pub n_articles: BTreeMap<u64, u64>,
    /// Articles in all.
    pub total: u64,
}

impl<'c> Board<'c> {
    /// Posts every sentence of the corpus; the work grows with its words.
    #[must_use]
    pub fn of(corpus: &Corpus<'c>, index: &Index<'c>) -> Self {
        let mut board = Self {
            lines: Vec::new(),
            named: BTreeMap::new(),
            printed: BTreeMap::new(),
            whens: BTreeMap::new(),
            told_late: BTreeSet::new(),
            n_articles: BTreeMap::new(),
            total: corpus.articles.len() as u64,
        };
        let asked = corpus.asked();
        let mut n_asked = 0;
        let mut seen = BTreeSet::new();
        for (article, findings) in corpus.articles {
            let mut of_article = BTreeSet::new();
            for (place, span) in body(article).into_iter().enumerate() {
                let words = hashed(span.of(&article.text));
                of_article.extend(words.iter().copied());
                // The same wording again is the same origin speaking, in whatever outlet.
                if WORDS.contains(&words.len()) && seen.insert(words.clone()) {
                    let origin = index.origin(article.id);
                    let is_milestone = words.iter().any(|word| MILESTONES.contains(word));
                    let is_asked = words.iter().any(|word| asked.contains(word));
                    board.post(
                        Line {
                            article,
                            span,
                            place,
                            words,
                            origin,
                            is_milestone,
                            is_asked,
                            is_topical: is_asked,
                            is_stamped: false,
                        },
                        findings,
                    );
                }
            }
            n_asked += usize::from(of_article.iter().any(|word| asked.contains(word)));
            of_article.into_iter().for_each(|word| *board.n_articles.entry(word).or_insert(0) += 1);
        }
        if n_asked * ASKED_SHARE <= corpus.articles.len() {
            board.without_query();
        }
        board
    }

    /// Where the query tells nothing, all sentences count alike, and the subject is what many
    /// articles speak of.
    fn without_query(&mut self) {
        let is_common = |n: u64| n * TOPIC_SHARE >= self.total;
        let common = self.n_articles.iter().filter(|(_, n)| is_common(**n));
        let topic: BTreeSet<u64> =
            common.map(|(word, _)| *word).filter(|word| !STOPWORDS.contains(word)).collect();
        for line in &mut self.lines {
            line.is_asked = true;
            line.is_topical = line.words.iter().any(|word| topic.contains(word));
        }
    }

    /// Posts a sentence on its days.
    fn post(&mut self, mut line: Line<'c>, findings: &Findings) {
        let idx = self.lines.len();
        let published = &line.article.published;
        let mut is_named = false;
        for timex in day::within(findings, line.span) {
            let Some((first, last)) = timex.days else { continue };
            let is_short = (last - first).get_days() < day::MAX_STRETCH_DAYS;
            let is_day = matches!(timex.kind, TimexKind::Date | TimexKind::Time);
            if !is_short || !is_day || is_name(findings, timex.span) {
                continue;
            }
            let when = if first == last {
                day::on(published, timex, first)
            } else {
                day::over(line.article, timex, first, last)
            };
            is_named |= first == last && published.best != Some(first);
            line.is_stamped |= !timex.is_relative && published.best == Some(first) && first == last;
            let is_eve = published.best.and_then(|day| day.yesterday().ok()) == Some(last);
            if first == last && is_eve && line.place < LEAD_SENTENCES {
                self.told_late.insert(line.article.id);
            }
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

    /// The sentences that may tell of a day, each once, in order.
    #[must_use]
    pub fn on(&self, key: Key) -> BTreeSet<usize> {
        let posted = [self.named.get(&key), self.printed.get(&key)];
        posted.into_iter().flatten().flatten().copied().collect()
    }
}

/// Whether a time is a part of somebody's name: June, April, August.
fn is_name(findings: &Findings, time: Span) -> bool {
    let people = findings.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    people.flat_map(|entity| &entity.mentions).any(|mention| mention.span.contains(time))
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
