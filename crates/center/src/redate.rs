//! Days that other articles tell more of: articles met over copies and dated facts, revised, read.

use crate::{error::Result, step};
use onrecord_analyze::timex;
use onrecord_model::{article::Article, copy::Copy, dating::Dating, findings::Findings, id::Id};
use onrecord_process::redate;
use onrecord_store::Store;
use rayon::ThreadPool;
use std::collections::BTreeSet;

/// How many keys two articles share at least when they tell of the same day: that of two names.
const MIN_SHARED: usize = 2;

/// An article whose day is open, with those that may tell of it. All are as they were made, dated by
/// themselves alone.
struct Group {
    article: Article,
    copies: Vec<(Article, Copy)>,
    others: Vec<Article>,
}

/// Dates anew what these new articles may tell of: themselves, those they share text with, and those
/// that tell of the same day.
///
/// What an article is given depends on who it meets alone, not on when they came: whoever comes last
/// dates all that it meets.
pub(crate) fn revise(store: &mut Store, pool: &ThreadPool, ids: &[Id]) -> Result<()> {
    let mut affected: BTreeSet<Id> = ids.iter().copied().collect();
    for id in ids {
        affected.extend(store.copies_of(*id)?.iter().map(|copy| other(copy, *id)));
        let Some(article) = store.article(*id)? else { continue };
        affected.extend(store.meeting(&redate::keys(&article), MIN_SHARED, *id)?);
    }
    let mut groups = Vec::new();
    for id in affected {
        let article = store.article(id)?.filter(|article| redate::is_open(&article.published));
        groups.extend(article.map(|article| group(store, article)).transpose()?);
    }
    let datings: Vec<(Id, Option<Dating>)> = step::each(pool, &groups, |group| {
        let revised = redate::redate(&group.article, &group.copies, &group.others);
        vec![(group.article.id, revised)]
    });
    Ok(store.put_datings(&datings)?)
}

fn group(store: &Store, article: Article) -> Result<Group> {
    let mut copies = Vec::new();
    for copy in store.copies_of(article.id)? {
        let other = store.article(other(&copy, article.id))?;
        copies.extend(other.map(|other| (other, copy)));
    }
    let mut others = Vec::new();
    for id in store.meeting(&redate::keys(&article), MIN_SHARED, article.id)? {
        others.extend(store.article(id)?);
    }
    Ok(Group { article, copies, others })
}

fn other(copy: &Copy, id: Id) -> Id {
    if copy.a == id { copy.b } else { copy.a }
}

/// Articles without their findings as they are shown, in the given order; unknown ones are left out.
pub(crate) fn only_articles(store: &Store, ids: &[Id]) -> Result<Vec<Article>> {
    let mut articles = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(mut article) = store.article(*id)? else { continue };
        article.published = store.dating(*id)?.unwrap_or(article.published);
        articles.push(article);
    }
    Ok(articles)
}

/// Articles with their findings as they are shown: with their days as others revise them, and the
/// times they name resolved by those days.
pub(crate) fn articles(store: &Store, ids: &[Id]) -> Result<Vec<(Article, Findings)>> {
    let mut both = store.articles(ids)?;
    for (article, findings) in &mut both {
        if let Some(revised) = store.dating(article.id)? {
            timex::resolve(&mut findings.timexes, &revised);
            article.published = revised;
        }
    }
    Ok(both)
}

#[cfg(test)]
mod tests {
    use crate::{Center, local::Seed};
    use onrecord_store::Access;
    use std::{fs, path::Path, sync::atomic::AtomicBool};

    const OPEN: &str = "<html lang=en><body><article><h1>Harbor of Lower Vale opens</h1><p>The plan \
        was announced during the December 11 visit of Minister Piet Oss to Lower Vale, where the \
        harbor had been closed for weeks, as the people of the town told reporters.</p></article>";

    const DATED: &str = "<html lang=en><head><meta property=article:published_time \
        content=2017-12-12T10:00:00Z></head><body><article><h1>Minister in Lower Vale</h1><p>On the \
        way back Minister Piet Oss visited Lower Vale on December 11 and promised the people of the \
        town that their harbor would be opened again before the spring.</p></article>";

    fn add(center: &Path, pages: &[&str]) {
        let mut center = Center::open(center, Access::Write).unwrap();
        let seeds: Vec<Seed> = pages.iter().map(|page| Seed::Path(page.into())).collect();
        let now = "2024-01-01T00:00:00Z".parse().unwrap();
        center.add(&seeds, now, &AtomicBool::new(false), &mut |_| ()).unwrap();
    }

    #[test]
    fn an_earlier_article_is_dated_by_a_later_one_whatever_the_order() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, page: &str| {
            let path = folder.path().join(name);
            fs::write(&path, page).unwrap();
            path.to_str().unwrap().to_owned()
        };
        let (open, dated) = (file("open.html", OPEN), file("dated.html", DATED));
        let orders: [&[&[&str]]; 3] =
            [&[&[&open], &[&dated]], &[&[&dated], &[&open]], &[&[&open, &dated]]];
        let mut digests = Vec::new();
        for (idx, batches) in orders.iter().enumerate() {
            let center = folder.path().join(format!("center{idx}"));
            batches.iter().for_each(|pages| add(&center, pages));
            let center = Center::open(&center, Access::Read).unwrap();
            digests.push(center.store.digest_of_records().unwrap());
            let ids = center.store.find(&Default::default()).unwrap();
            let shown = super::only_articles(&center.store, &ids).unwrap();
            let labels: Vec<String> = shown.iter().map(|one| one.published.label()).collect();
            assert!(
                labels.contains(&"undated, 11 Dec 2017 to 11 Dec 2018".to_owned()),
                "{labels:?}"
            );
        }
        digests.dedup();
        assert_eq!(digests.len(), 1);
    }
}
