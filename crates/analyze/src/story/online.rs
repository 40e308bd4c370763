//! Stories as articles arrive, a day at a time; only stories still open can grow.

use crate::story::{
    merge::{Group, merge},
    terms::terms,
    weigh::{Term, Vector, Vocabulary, heaviest, sum},
};
use jiff::civil::Date;
use onrecord_model::{article::Article, findings::Findings, id::Id, story::Story};
use std::cmp::Reverse;

/// For how many days without a new article a story stays open.
const OPEN_DAYS: i32 = 4;

/// How many terms of a story are kept, the heaviest.
const MAX_STORY_TERMS: usize = 320;

/// How many words a story shows for `explain`.
const MAX_WORDS: usize = 8;

/// Where an article stands in the order of arrival: dated before undated, the day, the identifier.
pub type Place = (bool, Option<Date>, Id);

/// The day of an article for its story; undated ones have none.
#[must_use]
pub fn day(article: &Article) -> Option<Date> {
    article.published.best
}

/// The place of an article.
#[must_use]
pub fn place(article: &Article) -> Place {
    (day(article).is_none(), day(article), article.id)
}

/// Stories that grow as articles arrive.
///
/// The articles of one day are added together and in any order; days in their order. A day that is
/// added late opens stories of its own: nothing that was told before changes.
#[derive(Debug, Default)]
pub struct Stories {
    vocabulary: Vocabulary,
    open: Vec<Open>,
    closed: Vec<Closed>,
}

/// A story that can no longer grow, in little memory.
#[derive(Debug)]
struct Closed {
    articles: Box<[Place]>,
    words: Box<[Term]>,
}

/// A story that can still grow.
#[derive(Debug)]
struct Open {
    group: Group,
    last: Option<Date>,
    articles: Vec<Place>,
}

impl Stories {
    /// Adds the articles of one day.
    ///
    /// An article joins the story it is closest to, or opens one; two open stories become one when
    /// the day's articles show them to be one.
    pub fn add(&mut self, articles: &[(&Article, &Findings)]) {
        let mut articles: Vec<_> = articles.to_vec();
        articles.sort_by_key(|(article, _)| place(article));
        let Some(today) = articles.first().map(|(article, _)| day(article)) else { return };
        self.close(today);
        let read: Vec<_> = articles
            .iter()
            .map(|(article, findings)| self.vocabulary.count(&terms(article, findings)))
            .collect();
        for ((article, _), terms) in articles.iter().zip(&read) {
            let group = Group::alone(self.vocabulary.vector(terms));
            self.open.push(Open { group, last: today, articles: vec![place(article)] });
        }
        self.join();
    }

    /// Moves stories that got no article for a while out of the way.
    fn close(&mut self, today: Option<Date>) {
        let is_open = |story: &Open| match (story.last, today) {
            (Some(last), Some(today)) => (today - last).get_days() <= OPEN_DAYS,
            _ => true,
        };
        let (open, closed) = std::mem::take(&mut self.open).into_iter().partition(is_open);
        self.open = open;
        let closed: Vec<Open> = closed;
        self.closed.extend(closed.iter().map(|story| Closed {
            articles: story.articles.as_slice().into(),
            words: strongest(story, &self.vocabulary).into(),
        }));
    }

    fn join(&mut self) {
        let groups: Vec<&Group> = self.open.iter().map(|story| &story.group).collect();
        let roots = merge(&groups);
        let mut stories: Vec<Option<Open>> = Vec::new();
        for (story, root) in std::mem::take(&mut self.open).into_iter().zip(roots) {
            match stories.get_mut(root) {
                Some(Some(first)) => {
                    first.join(story);
                    stories.push(None);
                }
                _ => stories.push(Some(story)),
            }
        }
        self.open = stories.into_iter().flatten().collect();
    }

    /// All stories so far, in the order of their first articles.
    #[must_use]
    pub fn stories(&self) -> Vec<Story> {
        let told = |articles: &[Place], words: &[Term]| {
            let ids: Vec<Id> = articles.iter().map(|(_, _, id)| *id).collect();
            let words = words.iter().map(|term| self.vocabulary.word(*term).to_owned());
            (articles[0], Story { id: ids[0], articles: ids, words: words.collect() })
        };
        let open = self.open.iter();
        let open = open.map(|open| told(&open.articles, &strongest(open, &self.vocabulary)));
        let closed = self.closed.iter().map(|closed| told(&closed.articles, &closed.words));
        let mut all: Vec<(Place, Story)> = closed.chain(open).collect();
        all.sort_by_key(|(first, _)| *first);
        all.into_iter().map(|(_, story)| story).collect()
    }
}

impl Open {
    fn join(&mut self, other: Open) {
        let between = dot(&self.group.sum, &other.group.sum);
        self.group.inner += other.group.inner + between;
        self.group.n += other.group.n;
        self.group.sum = sum(&self.group.sum, &other.group.sum);
        heaviest(&mut self.group.sum, MAX_STORY_TERMS);
        self.last = self.last.max(other.last);
        self.articles.extend(other.articles);
        self.articles.sort_unstable();
    }
}

fn dot(a: &Vector, b: &Vector) -> i64 {
    let (mut sum, mut at) = (0, 0);
    for (term, weight) in a {
        at += b[at..].partition_point(|(other, _)| other < term);
        if let Some((_, theirs)) = b.get(at).filter(|(other, _)| other == term) {
            sum += i64::from(*weight) * i64::from(*theirs);
        }
    }
    sum
}

/// The heaviest words of a story, ties by word.
fn strongest(story: &Open, vocabulary: &Vocabulary) -> Vec<Term> {
    let mut heavy = story.group.sum.clone();
    // Words are looked up for those only that may be among the first.
    if heavy.len() > MAX_WORDS {
        let (_, last, _) = heavy.select_nth_unstable_by_key(MAX_WORDS - 1, |term| Reverse(term.1));
        let least = last.1;
        heavy.retain(|(_, weight)| *weight >= least);
    }
    heavy.sort_unstable_by_key(|(term, weight)| (Reverse(*weight), vocabulary.word(*term)));
    heavy.iter().take(MAX_WORDS).map(|(term, _)| *term).collect()
}
