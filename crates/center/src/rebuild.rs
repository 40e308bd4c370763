//! Derived data made anew from the archive alone; everything checked; a copy while running.

use crate::{
    add::Added,
    config::Config,
    decided::Decided,
    error::Result,
    local::{Center, Event},
};
use onrecord_store::Store;
use std::path::Path;

/// What `rebuild` made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rebuilt {
    /// Articles made.
    pub n_articles: u64,
    /// Digest of all records: the same for the same archive and program, at any number of threads.
    pub digest: String,
    /// Decisions that are kept and cannot be applied to what was made, each with why.
    pub lost: Vec<String>,
}

/// What `check` found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checked {
    /// What is wrong, in words; empty when everything is sound.
    pub problems: Vec<String>,
    /// Captures checked.
    pub n_captures: u64,
    /// Articles checked.
    pub n_articles: u64,
    /// Digest of all records.
    pub digest: String,
    /// Decisions, and lines of later versions, that are kept and not applied: no problem, but told.
    pub not_applied: Vec<String>,
}

/// Makes articles, findings, copies and search index anew, beside the old ones, which are replaced
/// only when all is complete.
///
/// # Errors
///
/// When the folder holds no center, another process holds it, or it cannot be written; the old data
/// then stand as they were.
pub fn rebuild(folder: &Path, report: &mut dyn FnMut(Event)) -> Result<Rebuilt> {
    let config = Config::read(folder)?;
    let store = Store::begin_rebuild(folder)?;
    report(Event::Measured { n_bytes: store.status()?.n_captures });
    let mut center = Center::with(store, config, folder)?;
    let mut added = Added::default();
    center.catch_up(&mut added, report)?;
    center.finish(&mut added, report)?;
    let store = center.store.finish_rebuild()?;
    let decided = Decided::load(&store)?;
    let mut lost = decided.lost(&store)?;
    lost.extend(decided.newer.into_iter().chain(decided.damaged));
    let (n_articles, digest) = (store.status()?.n_articles, store.digest_of_records()?);
    Ok(Rebuilt { n_articles, digest, lost })
}

impl Center {
    /// Checks everything against everything: records against their digests, tables against the
    /// archive, the index against the tables.
    ///
    /// # Errors
    ///
    /// When the center cannot be read at all; what is wrong in it is no error but an answer.
    pub fn check(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Checked> {
        let problems = self.store.check(progress)?;
        let status = self.store.status()?;
        let mut not_applied = self.decided.lost(&self.store)?;
        not_applied.extend(self.decided.newer.iter().cloned());
        Ok(Checked {
            problems,
            n_captures: status.n_captures,
            n_articles: status.n_articles,
            digest: self.store.digest_of_records()?,
            not_applied,
        })
    }

    /// Copies the center to a new folder, consistent while others read and one process writes.
    ///
    /// # Errors
    ///
    /// When the target exists already or cannot be written.
    pub fn backup(&self, target: &Path) -> Result<onrecord_store::Backup> {
        Ok(self.store.backup(target)?)
    }
}

#[cfg(test)]
mod tests {
    use super::rebuild;
    use crate::{add::Seed, local::Center, redate};
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
            let at = folder.path().join(format!("center{idx}"));
            batches.iter().for_each(|pages| add(&at, pages));
            digests.push(rebuild(&at, &mut |_| ()).unwrap().digest);
            let center = Center::open(&at, Access::Read).unwrap();
            digests.push(center.store.digest_of_records().unwrap());
            let ids = center.store.find(&Default::default()).unwrap();
            let shown = redate::only_articles(&center.store, &center.decided, &ids).unwrap();
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
