//! Articles counted by origin: copies of one text, and texts credited to one agency, are one.

use crate::copy::credit;
use onrecord_model::{
    article::Article,
    copy::{Copy, CopyKind, OriginGroup, Origins},
    id::Id,
};
use std::collections::{BTreeMap, BTreeSet};

/// Counts articles by origin, from the copies among them and from the agencies they credit.
/// The result does not depend on the order of the input.
///
/// Two articles have one origin when one is a copy of the other (shared passages and sentences
/// alone do not count), when both are credited to one agency, or when one is credited to the outlet
/// that published the other. A credit of one sentence joins nothing.
#[must_use]
pub fn origins(articles: &[&Article], copies: &[Copy]) -> Origins {
    let mut articles: Vec<&Article> = articles.to_vec();
    articles.sort_by_key(|article| article.id);
    articles.dedup_by_key(|article| article.id);
    let place: BTreeMap<Id, usize> =
        articles.iter().enumerate().map(|(idx, article)| (article.id, idx)).collect();
    let mut copies: Vec<Copy> = copies
        .iter()
        .filter(|copy| place.contains_key(&copy.a) && place.contains_key(&copy.b))
        .cloned()
        .collect();
    copies.sort_by_key(|copy| (copy.a, copy.b, copy.kind));
    copies.dedup_by_key(|copy| (copy.a, copy.b));

    let mut joined = Joined::new(articles.len());
    for copy in copies.iter().filter(|copy| copy.kind.is_one_origin()) {
        let reason = format!("{:#} and {:#}: {}", copy.a, copy.b, name(copy.kind));
        joined.join(place[&copy.a], place[&copy.b], reason);
    }
    let credits = join_credited(&articles, &mut joined);
    let groups = joined.groups().into_iter().map(|(members, reasons)| OriginGroup {
        articles: members.iter().map(|idx| articles[*idx].id).collect(),
        credited: members.iter().find_map(|idx| credits[*idx].clone()),
        reasons,
    });
    let groups = groups.collect();
    Origins { articles: articles.iter().map(|article| article.id).collect(), groups, copies }
}

/// Joins articles credited to one name, and those that name publishes itself; gives each article's
/// credit as written.
fn join_credited(articles: &[&Article], joined: &mut Joined) -> Vec<Option<String>> {
    // "HALVIK (Kestria Today) –" in Kestria Today names the house itself. It makes an agency of the
    // house only when another outlet prints under that name too.
    let is_reprint = |article: &&&Article| {
        let own = credit::outlet_key(article);
        credit::whole(article).first().is_some_and(|name| own != Some(credit::key(name)))
    };
    let reprints = articles.iter().filter(is_reprint);
    let agencies: BTreeSet<String> =
        reprints.flat_map(|article| credit::whole(article)).map(credit::key).collect();
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut credits = Vec::new();
    for (idx, article) in articles.iter().enumerate() {
        // An article "by X and Y" may draw on either: only a sole credit makes one origin.
        let names = credit::whole(article);
        let [name] = names[..] else {
            credits.push(None);
            continue;
        };
        if !agencies.contains(&credit::key(name)) {
            credits.push(None);
            continue;
        }
        credits.push(Some(name.to_owned()));
        let first = *first.entry(credit::key(name)).or_insert(idx);
        if first != idx {
            let (a, b) = (articles[first].id, article.id);
            joined.join(first, idx, format!("{a:#} and {b:#}: both are credited to {name}"));
        }
    }
    for (idx, article) in articles.iter().enumerate() {
        let Some(credited) = credit::outlet_key(article).and_then(|key| first.get(&key)) else {
            continue;
        };
        if credits[idx].is_none() && *credited != idx {
            let (of, by) = (articles[*credited].id, article.outlet_name());
            let reason = format!("{of:#} is credited to {by}, which published {:#}", article.id);
            joined.join(*credited, idx, reason);
        }
    }
    credits
}

fn name(kind: CopyKind) -> &'static str {
    match kind {
        CopyKind::Exact => "the same words",
        CopyKind::Near => "the same words but for small changes",
        CopyKind::Excerpt => "one is a part of the other",
        CopyKind::Rewrite => "the same report in partly other words",
        CopyKind::SharedPassage => "a passage is shared",
        CopyKind::SharedSentence => "a sentence is shared",
    }
}

/// Sets that are joined one pair at a time, with the reason of each join.
struct Joined {
    parent: Vec<usize>,
    reasons: Vec<(usize, String)>,
}

impl Joined {
    fn new(n: usize) -> Self {
        Self { parent: (0..n).collect(), reasons: Vec::new() }
    }

    fn root(&mut self, mut idx: usize) -> usize {
        while self.parent[idx] != idx {
            self.parent[idx] = self.parent[self.parent[idx]];
            idx = self.parent[idx];
        }
        idx
    }

    /// Joins two sets under the smaller root; a pair that is one already keeps its further reason.
    fn join(&mut self, a: usize, b: usize, reason: String) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
        self.reasons.push((a.min(b), reason));
    }

    /// The sets, each with its members in order and its reasons, in the order of first members.
    fn groups(mut self) -> Vec<(Vec<usize>, Vec<String>)> {
        let mut groups: BTreeMap<usize, (Vec<usize>, Vec<String>)> = BTreeMap::new();
        for idx in 0..self.parent.len() {
            let root = self.root(idx);
            groups.entry(root).or_default().0.push(idx);
        }
        for (idx, reason) in std::mem::take(&mut self.reasons) {
            let root = self.root(idx);
            groups.entry(root).or_default().1.push(reason);
        }
        groups.into_values().collect()
    }
}
