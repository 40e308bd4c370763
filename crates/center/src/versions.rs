//! Versions of one article counted as one: of the captures of a page, the one that stands for them.

use crate::{error::Result, local::Center};
use onrecord_analyze::change::{Kinship, is_empty, kinship};
use onrecord_model::{article::Article, copy::Copy, id::Id};
use onrecord_process::copy;
use std::collections::{BTreeMap, BTreeSet};

/// Articles of which each page counts once.
#[derive(Clone, Debug, Default)]
pub struct Latest {
    /// The articles in their order, without earlier versions.
    pub ids: Vec<Id>,
    /// The earlier versions, and error pages that came later, with the article that stands for them.
    pub left_out: BTreeMap<Id, Id>,
}

impl Center {
    /// Leaves out articles for which a later version of their page stands among the same articles.
    ///
    /// The latest version stands, but no error page for an article; another text under the same
    /// address is another article. A version stands where no later one is among the articles, as when
    /// only its words match a query.
    pub(crate) fn latest(&self, ids: Vec<Id>) -> Result<Latest> {
        let wanted: BTreeSet<Id> = ids.iter().copied().collect();
        let mut left_out = BTreeMap::new();
        for (_, versions) in self.store.pages_among(&wanted)? {
            let among = versions.iter().map(|version| version.article);
            let among: Vec<Id> = among.filter(|id| wanted.contains(id)).collect();
            if among.len() > 1 {
                self.of_page(&among, &mut left_out)?;
            }
        }
        let ids = ids.into_iter().filter(|id| !left_out.contains_key(id)).collect();
        Ok(Latest { ids, left_out })
    }

    /// Goes through the versions of a page once, each held against the one before.
    pub(crate) fn of_page(&self, versions: &[Id], left_out: &mut BTreeMap<Id, Id>) -> Result<()> {
        let mut family: Vec<Id> = Vec::new();
        // What stands for the family, and the last version that was not cut down to a stub.
        let (mut standing, mut whole): (Option<Article>, Option<Article>) = (None, None);
        let mut close = |family: &mut Vec<Id>, standing: &Option<Article>| {
            let Some(standing) = standing else { return };
            let others = family.drain(..).filter(|id| *id != standing.id);
            left_out.extend(others.map(|id| (id, standing.id)));
        };
        for id in versions {
            let Some(next) = self.store.article(*id)? else { continue };
            let Some(before) = &standing else {
                family.push(*id);
                (standing, whole) = (Some(next.clone()), Some(next));
                continue;
            };
            let to_whole = || whole.as_ref().map(|whole| kinship(whole, &next));
            match kinship(before, &next) {
                _ if is_empty(&next) => family.push(*id),
                // Nor does its beginning alone.
                Kinship::Cut => family.push(*id),
                // An article that comes back after a stub is the one it was.
                Kinship::Other if !is_empty(before) && to_whole() != Some(Kinship::Versions) => {
                    close(&mut family, &standing);
                    family.push(*id);
                    (standing, whole) = (Some(next.clone()), Some(next));
                }
                Kinship::Emptied => {
                    family.push(*id);
                    standing = Some(next);
                }
                Kinship::Other | Kinship::Versions => {
                    family.push(*id);
                    (standing, whole) = (Some(next.clone()), Some(next));
                }
            }
        }
        close(&mut family, &standing);
        Ok(())
    }

    /// Copies among the articles that stand. What an earlier version shares with another article is
    /// looked for in the version that stands for it.
    pub(crate) fn copies_of_latest(
        &self,
        latest: &Latest,
        articles: &[&Article],
    ) -> Result<Vec<Copy>> {
        let all: Vec<Id> = latest.ids.iter().chain(latest.left_out.keys()).copied().collect();
        let standing = |id: Id| latest.left_out.get(&id).copied().unwrap_or(id);
        let (mut copies, others): (Vec<Copy>, Vec<Copy>) = self
            .store
            .copies_among(&all)?
            .into_iter()
            .partition(|copy| standing(copy.a) == copy.a && standing(copy.b) == copy.b);
        if others.is_empty() {
            return Ok(copies);
        }
        let by_id: BTreeMap<Id, &Article> =
            articles.iter().map(|article| (article.id, *article)).collect();
        let mut known: BTreeSet<(Id, Id)> = copies.iter().map(|copy| (copy.a, copy.b)).collect();
        for copy in others {
            let (a, b) = (standing(copy.a), standing(copy.b));
            let is_new = a != b && known.insert((a.min(b), a.max(b)));
            let both = by_id.get(&a).zip(by_id.get(&b)).filter(|_| is_new);
            copies.extend(both.and_then(|(a, b)| copy::compare(a, b)));
        }
        copies.sort_by_key(|copy| (copy.a, copy.b));
        Ok(copies)
    }
}
