//! The articles that match, grouped by event: outlets, origins, and the words that hold a story together.

use crate::{
    answer::{ArticleLine, passage_link, with_date},
    error::Result,
    local::Center,
    query::Query,
    row::Row,
};
use jiff::civil::Date;
use onrecord_analyze::story;
use onrecord_model::{
    article::{Article, ZoneKind},
    copy::{Copy, Origins},
    findings::Findings,
    id::Id,
    passage::Passage,
    story::Story,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// The stories among the articles that match.
pub struct Stories {
    /// Those of the most articles first, then the earliest.
    pub stories: Vec<StoryAnswer>,
    /// How many matching articles were not read, because there are more than
    /// [`MAX_CORPUS_ARTICLES`](crate::choose::MAX_CORPUS_ARTICLES).
    pub n_unread: usize,
}

/// One story.
pub struct StoryAnswer {
    /// The identifier: of its first article.
    pub id: Id,
    /// Its articles by day, each with the passage of its title or first paragraph.
    pub lines: Vec<ArticleLine>,
    /// The articles counted by origin.
    pub origins: Origins,
    /// The words that make the story as its articles write them, strongest first and numbers last, each
    /// with how many of its articles hold it.
    pub words: Vec<(String, usize)>,
}

impl Center {
    /// The articles that match, grouped by event.
    ///
    /// The grouping looks at these articles alone: a word that all of them hold tells nothing apart.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn stories(&self, query: &Query) -> Result<Stories> {
        let (latest, articles, n_matched) =
            self.read_best(query, self.store.find(&query.filter)?)?;
        let n_unread = n_matched - articles.len();
        let only: Vec<&Article> = articles.iter().map(|(article, _)| article).collect();
        let copies = self.copies_of_latest(&latest, &only)?;
        let stories = self.grouped(&articles, &copies);
        Ok(Stories { stories, n_unread })
    }

    fn grouped(&self, articles: &[(Article, Findings)], copies: &[Copy]) -> Vec<StoryAnswer> {
        let pairs: Vec<(&Article, &Findings)> = articles.iter().map(|(a, f)| (a, f)).collect();
        let by_id: BTreeMap<Id, (&Article, &Findings)> =
            pairs.iter().map(|pair| (pair.0.id, *pair)).collect();
        let grouped = story::group(&pairs);
        let within = within(&grouped, copies);
        let told = grouped.iter().zip(&within).map(|(story, copies)| {
            let members: Vec<_> = story.articles.iter().map(|id| by_id[id]).collect();
            let only: Vec<&Article> = members.iter().map(|(article, _)| *article).collect();
            StoryAnswer {
                id: story.id,
                lines: only.iter().map(|article| line(article)).collect(),
                origins: self.origins_among(&only, copies),
                words: held(&story.words, &members),
            }
        });
        let mut stories: Vec<StoryAnswer> = told.collect();
        // Stories come in the order of their first articles, and a stable sort keeps it.
        stories.sort_by_key(|story| Reverse(story.lines.len()));
        stories
    }
}

/// The copies among the articles of each story.
fn within(stories: &[Story], copies: &[Copy]) -> Vec<Vec<Copy>> {
    let stories = stories.iter().enumerate();
    let place: BTreeMap<Id, usize> = stories
        .clone()
        .flat_map(|(idx, story)| story.articles.iter().map(move |id| (*id, idx)))
        .collect();
    let mut within = vec![Vec::new(); stories.len()];
    for copy in copies {
        if let (Some(a), Some(b)) = (place.get(&copy.a), place.get(&copy.b))
            && a == b
        {
            within[*a].push(copy.clone());
        }
    }
    within
}

/// An article with the passage of its title, or else of its first paragraph.
fn line(article: &Article) -> ArticleLine {
    let of_kind = |kind| article.zones.iter().find(move |zone| zone.kind == kind);
    let zone = of_kind(ZoneKind::Title).or_else(|| of_kind(ZoneKind::Body));
    let passage = zone.and_then(|zone| Passage::of(article, zone.span));
    ArticleLine { passage, ..ArticleLine::of(article) }
}

/// The words of a story as its articles write them, with how many of these hold each.
fn held(words: &[String], members: &[(&Article, &Findings)]) -> Vec<(String, usize)> {
    let terms: Vec<BTreeMap<String, u32>> =
        members.iter().map(|(article, findings)| story::terms::terms(article, findings)).collect();
    let n_holding = |word: &String| terms.iter().filter(|terms| terms.contains_key(word)).count();
    let articles: Vec<&Article> = members.iter().map(|(article, _)| *article).collect();
    let written = story::terms::written(words, &articles);
    let mut held: Vec<(String, usize)> =
        written.into_iter().zip(words.iter().map(n_holding)).collect();
    // Words tell more than numbers; sorted stably, so that the strongest stay first.
    held.sort_by_key(|(word, _)| word.starts_with(char::is_numeric));
    held
}

impl StoryAnswer {
    /// The first and the last day on which its articles were published, as far as days are known.
    #[must_use]
    pub fn days(&self) -> Option<(Date, Date)> {
        let days = || self.lines.iter().filter_map(|line| line.published.best);
        days().min().zip(days().max())
    }

    /// Its outlets, in the order of their names.
    #[must_use]
    pub fn outlets(&self) -> Vec<&str> {
        let names: BTreeSet<&str> = self.lines.iter().map(|line| line.outlet.as_str()).collect();
        names.into_iter().collect()
    }

    /// Why these articles are one story: what they share, in how many of them. An article alone needs
    /// no reason.
    #[must_use]
    pub fn reasons(&self) -> Vec<String> {
        let n = self.lines.len();
        let shared = self.words.iter().filter(|(_, holding)| *holding > 1);
        shared.map(|(word, holding)| format!("{word} in {holding} of {n}")).collect()
    }

    /// One row per article.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let rows = self.lines.iter().map(|line| {
            let row = Row::default()
                .with("story", self.id.to_string())
                .with("n_articles", self.lines.len())
                .with("at_most_origins", self.origins.at_most())
                .with("article", line.id.to_string())
                .with("passage", line.passage.as_ref().map(passage_link));
            with_date(row, &line.published)
                .with("outlet", line.outlet.as_str())
                .with("title", line.title.as_str())
                .with("words", self.reasons())
        });
        rows.collect()
    }
}
