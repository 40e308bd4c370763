//! Days that other articles tell more of: articles met over copies and dated facts, revised, read.

use crate::{decided::Decided, error::Result, step};
use onrecord_analyze::{change, timex};
use onrecord_model::{article::Article, copy::Copy, dating::Dating, findings::Findings, id::Id};
use onrecord_process::redate::{self, Facts};
use onrecord_store::Store;
use rayon::ThreadPool;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// How many keys two articles share at least when they tell of the same day: that of two names.
const MIN_SHARED: usize = 2;

/// How many copies of an article may tell of its day, those that came first: of an agency's report
/// that hundreds print, some are dated among the first.
const MAX_COPIES: usize = 48;

/// How many other captures of its page may tell of an article's day, the last before it.
const MAX_VERSIONS: usize = 48;

/// An article whose day is open, with those that may tell of it. All are as they were made, dated by
/// themselves alone.
struct Group {
    article: Article,
    /// The last dated version of the page that was captured before.
    earlier: Option<Article>,
    copies: Vec<(Article, Copy)>,
    others: Vec<Article>,
}

/// Dates anew what these new articles may tell of: themselves, those they share text with, and those
/// that tell of the same day. Articles that were read already are among `known`.
///
/// What an article is given depends on who it meets alone, not on when they came: whoever comes last
/// dates all that it meets.
pub(crate) fn revise(
    store: &Store,
    pool: &ThreadPool,
    ids: &[Id],
    known: &BTreeMap<Id, &Article>,
    facts: Facts,
) -> Result<Vec<(Id, Option<Dating>)>> {
    let reader = Reader { store, known };
    let mut affected: BTreeSet<Id> = ids.iter().copied().collect();
    let mut met = BTreeMap::new();
    for id in ids {
        let copies = store.first_copies(*id, MAX_COPIES)?;
        affected.extend(copies.iter().map(|copy| other(copy, *id)));
        affected
            .extend(store.versions_of(*id)?.iter().rev().map(|it| it.article).take(MAX_VERSIONS));
        let Some(article) = reader.article(*id)? else { continue };
        let others = store.meeting(&redate::keys(&article), MIN_SHARED, *id)?;
        affected.extend(&others);
        met.insert(*id, others);
    }
    let mut groups = Vec::new();
    for id in affected {
        let article = reader.article(id)?.filter(|article| redate::is_open(&article.published));
        let Some(article) = article else { continue };
        let others = match met.remove(&id) {
            Some(others) => others,
            None => store.meeting(&redate::keys(&article), MIN_SHARED, id)?,
        };
        groups.push(reader.group(article.into_owned(), &others)?);
    }
    Ok(step::each(pool, &groups, |group| {
        let Group { article, earlier, copies, others } = group;
        let revised = redate::redate(article, earlier.as_ref(), copies, others, facts);
        vec![(group.article.id, revised)]
    }))
}

/// Articles by their identifiers, read where they were not read already.
struct Reader<'r> {
    store: &'r Store,
    known: &'r BTreeMap<Id, &'r Article>,
}

impl<'r> Reader<'r> {
    fn article(&self, id: Id) -> Result<Option<Cow<'r, Article>>> {
        match self.known.get(&id) {
            Some(article) => Ok(Some(Cow::Borrowed(article))),
            None => Ok(self.store.article(id)?.map(Cow::Owned)),
        }
    }

    fn group(&self, article: Article, met: &[Id]) -> Result<Group> {
        let mut copies = Vec::new();
        for copy in self.store.first_copies(article.id, MAX_COPIES)? {
            let other = self.article(other(&copy, article.id))?;
            copies.extend(other.map(|other| (other.into_owned(), copy)));
        }
        let mut others = Vec::new();
        for id in met {
            others.extend(self.article(*id)?.map(Cow::into_owned));
        }
        let earlier = self.earlier(&article)?;
        Ok(Group { article, earlier, copies, others })
    }

    /// The last version of the article that was captured before it and is surely dated.
    fn earlier(&self, article: &Article) -> Result<Option<Article>> {
        let versions = self.store.versions_of(article.id)?;
        let before = versions.iter().take_while(|version| version.article != article.id);
        for version in before.collect::<Vec<_>>().into_iter().rev().take(MAX_VERSIONS) {
            let Some(version) = self.article(version.article)? else { continue };
            let is_dated = redate::sure_day(&version.published).is_some();
            if is_dated && change::kinship(&version, article) == change::Kinship::Versions {
                return Ok(Some(version.into_owned()));
            }
        }
        Ok(None)
    }
}

fn other(copy: &Copy, id: Id) -> Id {
    if copy.a == id { copy.b } else { copy.a }
}

/// Articles without their findings as they are shown, dated as people decided or others revise, in the
/// given order; unknown ones are left out.
pub(crate) fn only_articles(store: &Store, decided: &Decided, ids: &[Id]) -> Result<Vec<Article>> {
    let mut articles = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(mut article) = store.article(*id)? else { continue };
        if !decided.date(&mut article) {
            article.published = store.dating(*id)?.unwrap_or(article.published);
        }
        articles.push(article);
    }
    Ok(articles)
}

/// Articles with their findings as they are shown: with their days as others revise them, the times
/// they name resolved by those days, and what people decided in the place of what was found.
pub(crate) fn articles(
    store: &Store,
    decided: &Decided,
    ids: &[Id],
) -> Result<Vec<(Article, Findings)>> {
    let mut both = store.articles(ids)?;
    for (article, findings) in &mut both {
        if decided.date(article) {
            timex::resolve(&mut findings.timexes, &article.published);
        } else if let Some(revised) = store.dating(article.id)? {
            timex::resolve(&mut findings.timexes, &revised);
            article.published = revised;
        }
        decided.correct(article.id, findings);
    }
    Ok(both)
}
