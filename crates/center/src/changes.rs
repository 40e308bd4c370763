//! What changed: pages that were captured more than once, each version held against the one before.

use crate::{
    answer::{ArticleLine, passage_link},
    error::{Error, Result},
    local::Center,
    query::Query,
    redate,
    row::Row,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use onrecord_analyze::change::{self, Kinship};
use onrecord_model::{
    address::canonical,
    article::Article,
    change::{Change, ChangeKind, Comparison, Point, Version},
    findings::Findings,
    id::Id,
    passage::Passage,
};
use onrecord_store::Found;
use onrecord_text::Span;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// So many digits are taken for the start of an identifier; fewer may be a year.
const MIN_NAME_DIGITS: usize = 8;

/// Which pages are asked for.
#[derive(Clone, Debug)]
pub enum Asked {
    /// Those of articles that match, in any version.
    Matching(Box<Query>),
    /// The page of this address, in canonical form.
    Page(String),
}

/// A page with more than one version, and what changed from each to the next.
#[derive(Clone, Debug)]
pub struct PageChanges {
    /// Its address in canonical form.
    pub page: String,
    /// The article as it was last captured, be the page gone since.
    pub latest: ArticleLine,
    /// The first capture that no longer holds the article, where no later one does.
    pub gone_since: Option<Timestamp>,
    /// Every capture, in order.
    pub versions: Vec<Version>,
    /// What changed between a version and the next one whose text differs; the earliest first.
    pub comparisons: Vec<Comparison>,
}

/// Articles with what was found in them.
pub(crate) type Read = Vec<(Article, Findings)>;

/// A change with its words marked for people and machines.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Marked {
    /// Words in both versions.
    Same(String),
    /// Words that are gone, or new.
    Changed(String),
}

impl Center {
    /// Reads what is asked for: nothing for all pages, an address, an article or passage, else a query.
    ///
    /// # Errors
    ///
    /// When it is no query, or names an article without an address.
    pub fn asked_for(&self, text: &str) -> Result<Asked> {
        let text = text.trim();
        if let Some(page) = canonical(text) {
            return Ok(Asked::Page(page));
        }
        let start = text.split_once('/').map_or(text, |(start, _)| start);
        let found = match start.len() >= MIN_NAME_DIGITS {
            true => self.store.resolve(start)?,
            false => Vec::new(),
        };
        let article = match found.as_slice() {
            [Found::Article(id)] => Some(*id),
            [Found::Capture(id)] => self.store.articles_of(&[*id])?.first().copied(),
            _ => None,
        };
        let Some(article) = article else {
            return Ok(Asked::Matching(Box::new(Query::parse(text)?)));
        };
        match self.store.page_of(article)? {
            Some(page) => Ok(Asked::Page(page)),
            None => Err(Error::query(format!(
                "article {article:#} has no address, so that no other capture can be told to be of its page"
            ))),
        }
    }

    /// Pages that were captured more than once with what changed, those with the weightiest change
    /// first; with `since`, only changes seen on that day or later (UTC).
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn changes(&self, asked: &Asked, since: Option<Date>) -> Result<Vec<PageChanges>> {
        let wanted = match asked {
            Asked::Matching(query) if query.text.is_empty() => None,
            Asked::Matching(query) => Some(self.store.find(&query.filter)?),
            Asked::Page(_) => None,
        };
        let wanted: Option<BTreeSet<Id>> = wanted.map(|ids| ids.into_iter().collect());
        let mut found = Vec::new();
        let pages = match &wanted {
            Some(wanted) => self.store.pages_among(wanted)?,
            None => self.store.pages()?,
        };
        for (page, versions) in pages {
            let is_wanted = match (asked, &wanted) {
                (Asked::Page(asked), _) => *asked == page,
                (_, Some(ids)) => versions.iter().any(|version| ids.contains(&version.article)),
                _ => true,
            };
            if is_wanted {
                found.extend(self.page_changes(page, versions, since)?);
            }
        }
        found.sort_by_cached_key(|page| {
            let first = page.comparisons.iter().flat_map(|one| &one.changes).map(|it| it.kind);
            let at = page.comparisons.last().map(|one| one.newer.captured_at);
            (first.min().map_or(usize::MAX, |kind| kind as usize), Reverse(at), page.page.clone())
        });
        Ok(found)
    }

    /// What changed on one page; `None` when nothing did.
    fn page_changes(
        &self,
        page: String,
        versions: Vec<Version>,
        since: Option<Date>,
    ) -> Result<Option<PageChanges>> {
        let mut comparisons = Vec::new();
        // The last version that held the whole article, and the text of the last capture.
        let mut before: Option<((Article, Findings), Version)> = None;
        let mut last: Option<String> = None;
        let mut gone_since = None;
        for version in &versions {
            let Some(both) =
                redate::articles(&self.store, &self.decided, &[version.article])?.pop()
            else {
                continue;
            };
            let (is_empty, text) = (change::is_empty(&both.0), both.0.text.clone());
            let is_new = last.replace(text).as_ref() != Some(&both.0.text);
            let Some((older, earlier)) = &before else {
                before = Some((both, *version));
                continue;
            };
            let was_empty = change::is_empty(&older.0);
            let kinship = change::kinship(&older.0, &both.0);
            let day = version.captured_at.to_zoned(TimeZone::UTC).date();
            let is_gone = !was_empty && (is_empty || kinship == Kinship::Emptied);
            let is_told = match is_empty {
                true => is_gone && gone_since.is_none(),
                false => is_new && older.0.text != both.0.text,
            };
            if is_told && since.is_none_or(|since| day >= since) {
                comparisons.push(change::compare((older, *earlier), (&both, *version)));
            }
            if is_gone {
                gone_since.get_or_insert(version.captured_at);
                continue;
            }
            gone_since = None;
            if kinship != Kinship::Cut {
                before = Some((both, *version));
            }
        }
        comparisons.retain(|one| !one.changes.is_empty());
        let Some(((latest, _), _)) = before.filter(|_| !comparisons.is_empty()) else {
            return Ok(None);
        };
        let latest = ArticleLine::of(&latest);
        Ok(Some(PageChanges { page, latest, gone_since, versions, comparisons }))
    }

    /// The weightiest changes of the pages of these articles, at most `max`, and the versions they cite
    /// that are not among the articles; with `only`, versions are compared among these articles alone.
    pub(crate) fn weightiest(
        &self,
        articles: &BTreeSet<Id>,
        only: Option<&BTreeSet<Id>>,
        max: usize,
    ) -> Result<(Vec<Comparison>, Read)> {
        let mut found: Vec<Comparison> = Vec::new();
        for (page, mut versions) in self.store.pages_among(articles)? {
            if let Some(only) = only {
                versions.retain(|version| only.contains(&version.article));
            }
            if versions.iter().any(|version| articles.contains(&version.article)) {
                let page = self.page_changes(page, versions, None)?;
                found.extend(page.into_iter().flat_map(|page| page.comparisons));
            }
        }
        found.retain(|one| one.of_substance().next().is_some());
        found.sort_by_key(|one| {
            let first = one.of_substance().next().map(|change| change.kind);
            (first, Reverse(one.newer.captured_at), one.newer.capture)
        });
        found.truncate(max);
        let cited = found.iter().flat_map(|one| [one.older.article, one.newer.article]);
        let missing: BTreeSet<Id> = cited.filter(|id| !articles.contains(id)).collect();
        let missing: Vec<Id> = missing.into_iter().collect();
        Ok((found, redate::articles(&self.store, &self.decided, &missing)?))
    }
}

impl PageChanges {
    /// The changes as rows; without `all`, those of substance only.
    #[must_use]
    pub fn rows(&self, all: bool) -> Vec<Row> {
        let shown = |change: &&Change| all || change.kind.is_of_substance();
        let each = self.comparisons.iter().flat_map(|one| {
            one.changes.iter().filter(shown).map(move |change| self.row(one, change))
        });
        each.collect()
    }

    fn row(&self, comparison: &Comparison, change: &Change) -> Row {
        let (older, newer) = (comparison.older, comparison.newer);
        let link = |side: &Option<Passage>| side.as_ref().map(passage_link);
        let exact = |side: &Option<Passage>| side.as_ref().map(|it| it.exact().to_owned());
        let words = |side: &Option<Passage>, spans: &[Span]| -> Vec<String> {
            let side = side.as_ref();
            side.map(|it| changed_words(it, spans)).unwrap_or_default()
        };
        Row::default()
            .with("kind", change.kind.name())
            .with("points", change.points.iter().map(told).collect::<Vec<_>>())
            .with("before", link(&change.before))
            .with("before_exact", exact(&change.before))
            .with("after", link(&change.after))
            .with("after_exact", exact(&change.after))
            .with("removed", words(&change.before, &change.removed))
            .with("added", words(&change.after, &change.added))
            .with("captured_before", older.captured_at.to_string())
            .with("captured_after", newer.captured_at.to_string())
            .with("is_noted", comparison.is_noted)
            .with("gone_since", self.gone_since.map(|at| at.to_string()))
            .with("n_versions", self.versions.len())
            .with("outlet", self.latest.outlet.as_str())
            .with("title", self.latest.title.as_str())
            .with("address", self.latest.address.clone())
            .with("article_before", older.article.to_string())
            .with("article_after", newer.article.to_string())
            .with("capture_before", older.capture.to_string())
            .with("capture_after", newer.capture.to_string())
    }

    /// How many changes there are that are no change of substance.
    #[must_use]
    pub fn n_slight(&self) -> usize {
        let changes = self.comparisons.iter().flat_map(|one| &one.changes);
        changes.filter(|change| !change.kind.is_of_substance()).count()
    }
}

/// A point in words: `figure: “12 people” → “at least 15 people” (value and bound)`.
#[must_use]
pub fn told(point: &Point) -> String {
    let words = |side: &Option<Passage>| {
        side.as_ref().map(|passage| {
            let exact = passage.exact().trim_end_matches([',', '.', ' ']);
            format!("“{}”", exact.trim_matches(['“', '”', '"']))
        })
    };
    let kind = point.kind.name();
    match (words(&point.before), words(&point.after)) {
        (Some(was), Some(is)) => format!("{kind}: {was} → {is} ({})", point.how),
        (Some(one), None) | (None, Some(one)) => format!("{kind}: {one} {}", point.how),
        (None, None) => match point.kind {
            ChangeKind::Removed | ChangeKind::Added => format!("sentence {}", point.how),
            _ => format!("{kind}: {}", point.how),
        },
    }
}

/// The words of the two sides of a change, those that changed set apart; nothing for a side that is not
/// there.
#[must_use]
pub fn marked(change: &Change) -> [Vec<Marked>; 2] {
    let side = |side: &Option<Passage>, spans: &[Span]| {
        side.as_ref().map(|passage| set_apart(passage, spans)).unwrap_or_default()
    };
    [side(&change.before, &change.removed), side(&change.after, &change.added)]
}

fn set_apart(passage: &Passage, spans: &[Span]) -> Vec<Marked> {
    let (text, start) = (passage.exact(), passage.span().start());
    let (mut found, mut from) = (Vec::new(), 0);
    for span in spans.iter().filter_map(|span| span.intersection(passage.span())) {
        let inside = (span.start() - start, span.end() - start);
        let (Some(before), Some(words)) = (text.get(from..inside.0), text.get(inside.0..inside.1))
        else {
            continue;
        };
        found.push(Marked::Same(before.to_owned()));
        found.push(Marked::Changed(words.to_owned()));
        from = inside.1;
    }
    found.push(Marked::Same(text.get(from..).unwrap_or_default().to_owned()));
    found.retain(|part| !matches!(part, Marked::Same(words) if words.is_empty()));
    found
}

fn changed_words(passage: &Passage, spans: &[Span]) -> Vec<String> {
    let parts = set_apart(passage, spans).into_iter();
    parts
        .filter_map(|part| match part {
            Marked::Changed(words) => Some(words),
            Marked::Same(_) => None,
        })
        .collect()
}

/// How many changes there are of each kind that is slight, in the order of the kinds.
#[must_use]
pub fn slight(pages: &[PageChanges]) -> Vec<(ChangeKind, usize)> {
    let mut counts: BTreeMap<ChangeKind, usize> = BTreeMap::new();
    let changes = pages.iter().flat_map(|page| &page.comparisons).flat_map(|one| &one.changes);
    for change in changes.filter(|change| !change.kind.is_of_substance()) {
        *counts.entry(change.kind).or_default() += 1;
    }
    counts.into_iter().collect()
}
