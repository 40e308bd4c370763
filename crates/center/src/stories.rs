//! Stories of the articles that match: outlets, origins, and the words that hold a story together.

use crate::{
    answer::{ArticleLine, passage_link, with_date},
    error::{Error, Result},
    local::Center,
    query::Query,
    redate,
    row::Row,
    versions::Latest,
};
use jiff::civil::Date;
use onrecord_analyze::story::{Keys, terms::written};
use onrecord_model::{
    article::{Article, ZoneKind},
    copy::Origins,
    id::Id,
    passage::Passage,
    story::Story,
};
use onrecord_store::{Members, StoryRow};
use std::{cmp::Reverse, collections::BTreeSet};

/// Articles read at once while counting who holds which word.
const MAX_WRITTEN: usize = 64;

/// The stories that hold articles of a query.
pub struct Stories {
    /// Stories of several articles: those of which most articles match first, then the earliest.
    pub together: Vec<Listed>,
    /// Articles that are alone in their story, the earliest first.
    pub alone: Vec<Listed>,
    /// How many articles of the center wait to be grouped by the next `add`.
    pub n_waiting: u64,
}

/// A story in a listing; [`Center::story`] reads it.
pub struct Listed(StoryRow);

impl Listed {
    pub(crate) fn row(&self) -> &StoryRow {
        &self.0
    }
}

/// One story.
pub struct StoryAnswer {
    /// The identifier: made of that of its first article.
    pub id: Id,
    /// All its articles by day, each with the passage of its title or first paragraph.
    pub lines: Vec<ArticleLine>,
    /// Those of them that match.
    pub matching: BTreeSet<Id>,
    /// All its articles counted by origin.
    pub origins: Origins,
    /// The words that make the story as its articles write them, strongest first and numbers last, each
    /// with how many of its articles hold it.
    pub words: Vec<(String, usize)>,
}

/// The articles of a story with their terms.
pub(crate) struct Held {
    pub(crate) members: Members,
    pub(crate) articles: Vec<Article>,
    pub(crate) keys: Vec<Keys>,
}

impl Center {
    /// The stories that hold articles of a query.
    ///
    /// A story is one of the whole archive: a narrower query lists fewer, and divides none.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn stories(&self, query: &Query) -> Result<Stories> {
        let rows = self.store.stories(&query.filter)?.into_iter().map(Listed);
        let (mut together, alone): (Vec<Listed>, Vec<Listed>) =
            rows.partition(|story| !story.0.terms.is_empty());
        // They come in the order of their first articles, and a stable sort keeps it.
        together.sort_by_key(|story| Reverse(story.0.wanted.len()));
        Ok(Stories { together, alone, n_waiting: self.store.n_ungrouped()? })
    }

    /// The stories that hold articles of a query, each with the identifiers of all its articles, in the
    /// order of their first ones: nothing of the articles is read.
    ///
    /// # Errors
    ///
    /// When the center cannot be read, or `take` fails.
    pub fn each_story(
        &self,
        query: &Query,
        take: &mut dyn FnMut(Id, Vec<Id>) -> Result<()>,
    ) -> Result<()> {
        for row in self.store.stories(&query.filter)? {
            let members = self.store.members(row.first)?;
            let ids = members.articles.into_iter().map(|(_, id)| id).collect();
            take(Story::make_id(row.place.1), ids)?;
        }
        Ok(())
    }

    /// A story with its articles read.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn story(&self, listed: &Listed) -> Result<StoryAnswer> {
        let Held { members, articles, keys } = self.held(&listed.0)?;
        let latest = Latest {
            ids: articles.iter().map(|article| article.id).collect(),
            left_out: members.versions,
        };
        let only: Vec<&Article> = articles.iter().collect();
        let copies = self.copies_of_latest(&latest, &only)?;
        let wanted = members.articles.iter().filter(|(key, _)| listed.0.wanted.contains(key));
        Ok(StoryAnswer {
            id: Story::make_id(listed.0.place.1),
            lines: only.iter().map(|article| line(article)).collect(),
            matching: wanted.map(|(_, id)| *id).collect(),
            origins: self.origins_among(&only, &copies),
            words: words(&listed.0.terms, &only, &keys),
        })
    }

    /// The story whose first article this is, with all its articles asked for.
    pub(crate) fn story_from(&self, first: Id) -> Result<Listed> {
        let row = self.store.story_of(first)?;
        let mut row = row.ok_or_else(|| Error::not_found(format!("{first:#}")))?;
        row.wanted = self.store.members(row.first)?.articles.iter().map(|(key, _)| *key).collect();
        Ok(Listed(row))
    }

    pub(crate) fn held(&self, row: &StoryRow) -> Result<Held> {
        let members = self.store.members(row.first)?;
        let ids: Vec<Id> = members.articles.iter().map(|(_, id)| *id).collect();
        let articles = redate::only_articles(&self.store, &self.decided, &ids)?;
        let mut keys = Vec::with_capacity(ids.len());
        for (key, _) in &members.articles {
            let stored = self.store.story_keys(*key)?.unwrap_or_default();
            keys.push(Keys::read(&stored).unwrap_or_default());
        }
        Ok(Held { members, articles, keys })
    }
}

/// An article with the passage of its title, or else of its first paragraph.
fn line(article: &Article) -> ArticleLine {
    let of_kind = |kind| article.zones.iter().find(move |zone| zone.kind == kind);
    let zone = of_kind(ZoneKind::Title).or_else(|| of_kind(ZoneKind::Body));
    let passage = zone.and_then(|zone| Passage::of(article, zone.span));
    ArticleLine { passage, ..ArticleLine::of(article) }
}

/// The words of a story as its articles write them, with how many of these hold each.
pub(crate) fn words(terms: &[u32], articles: &[&Article], keys: &[Keys]) -> Vec<(String, usize)> {
    // How a word is written shows in a few of them.
    let mut written_as = written(terms, &articles[..articles.len().min(MAX_WRITTEN)]);
    if written_as.len() < terms.len() && articles.len() > MAX_WRITTEN {
        written_as = written(terms, articles);
    }
    let n_holding = |term: u32| keys.iter().filter(|keys| keys.has(term)).count();
    let held = terms.iter().filter_map(|term| Some((written_as.get(term)?.clone(), *term)));
    let mut held: Vec<(String, usize)> = held.map(|(word, term)| (word, n_holding(term))).collect();
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
                .with("n_matching", self.matching.len())
                .with("at_most_origins", self.origins.at_most())
                .with("article", line.id.to_string())
                .with("matches", self.matching.contains(&line.id))
                .with("passage", line.passage.as_ref().map(passage_link));
            with_date(row, &line.published)
                .with("outlet", line.outlet.as_str())
                .with("title", line.title.as_str())
                .with("words", self.reasons())
        });
        rows.collect()
    }
}
