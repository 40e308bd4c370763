//! Origins as people decided them: groups joined and parted, the later decision over the earlier.

use onrecord_model::{
    article::{Article, CreditReach},
    copy::{Copy, CopyKind, Direction, OriginGroup, Origins},
    id::Id,
};
use std::collections::{BTreeMap, BTreeSet};

/// Digits of an identifier in a reason.
const SHORT_DIGITS: usize = onrecord_model::id::SHORT_DIGITS;

/// Somebody's decision on the origin of articles.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Ruling {
    /// Whether they are one origin, or none is a copy of another.
    pub(crate) is_one: bool,
    /// The articles.
    pub(crate) articles: Vec<Id>,
    /// By whom, when and why.
    pub(crate) words: String,
}

/// The groups as these decisions, in the order in which they count, have them.
///
/// First the decisions, the last one first: what it joins or parts, an earlier one cannot undo. Then
/// what is found in the groups they touch, the closest copies first, as far as nothing that was parted
/// comes together again. Other groups stay as they are.
#[must_use]
pub(crate) fn regroup(origins: Origins, rulings: &[Ruling], articles: &[&Article]) -> Origins {
    let here: BTreeSet<Id> = origins.articles.iter().copied().collect();
    let present = |ruling: &Ruling| -> Vec<Id> {
        ruling.articles.iter().copied().filter(|id| here.contains(id)).collect()
    };
    let told: Vec<(&Ruling, Vec<Id>)> =
        rulings.iter().map(|one| (one, present(one))).filter(|(_, ids)| ids.len() > 1).collect();
    let touched: BTreeSet<Id> = told.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
    if touched.is_empty() {
        return origins;
    }
    let (old, mut groups): (Vec<OriginGroup>, Vec<OriginGroup>) = origins
        .groups
        .into_iter()
        .partition(|group| group.articles.iter().any(|id| touched.contains(id)));
    let members: BTreeSet<Id> =
        old.iter().flat_map(|group| group.articles.iter().copied()).collect();
    let mut sets = Sets::of(&members);
    for (ruling, ids) in told.iter().rev() {
        sets.rule(ruling, ids);
    }
    let mut copies: Vec<&Copy> =
        origins.copies.iter().filter(|copy| copy.kind.is_one_origin()).collect();
    copies.sort_by_key(|copy| (copy.kind, copy.a, copy.b));
    for copy in copies {
        sets.join(copy.a, copy.b);
    }
    for group in &old {
        let mut apart: Vec<Id> = Vec::new();
        for id in &group.articles {
            if !apart.iter().any(|other| sets.join(*other, *id)) {
                apart.push(*id);
            }
        }
    }
    groups.extend(sets.groups(&old, articles));
    groups.sort_by_key(|group| group.articles.first().copied());
    Origins { groups, ..origins }
}

/// The copies by which statements count as printed twice: without those parted, with those joined.
#[must_use]
pub(crate) fn copies(copies: Vec<Copy>, rulings: &[Ruling], origins: &Origins) -> Vec<Copy> {
    if rulings.is_empty() {
        return copies;
    }
    let touched: BTreeSet<Id> =
        rulings.iter().flat_map(|one| one.articles.iter().copied()).collect();
    let groups = origins.groups.iter().enumerate();
    let group_of: BTreeMap<Id, usize> =
        groups.flat_map(|(idx, group)| group.articles.iter().map(move |id| (*id, idx))).collect();
    let is_one = |a: &Id, b: &Id| group_of.contains_key(a) && group_of.get(a) == group_of.get(b);
    let is_parted = |copy: &Copy| {
        let is_touched = touched.contains(&copy.a) && touched.contains(&copy.b);
        is_touched && !is_one(&copy.a, &copy.b)
    };
    let mut kept: BTreeMap<(Id, Id), Copy> = copies
        .into_iter()
        .filter(|copy| !is_parted(copy))
        .map(|copy| ((copy.a, copy.b), copy))
        .collect();
    for ruling in rulings.iter().filter(|ruling| ruling.is_one) {
        for (a, b) in pairs(&ruling.articles).filter(|(a, b)| is_one(a, b)) {
            let (a, b) = (a.min(b), a.max(b));
            let known = kept.get(&(a, b)).is_some_and(|copy| copy.kind.is_one_origin());
            if !known {
                kept.insert((a, b), decided_copy(a, b, ruling));
            }
        }
    }
    kept.into_values().collect()
}

fn decided_copy(a: Id, b: Id, ruling: &Ruling) -> Copy {
    Copy {
        a,
        b,
        kind: CopyKind::Near,
        direction: Direction::NotEstablished,
        a_in_b: 0,
        b_in_a: 0,
        shared: Vec::new(),
        reasons: vec![ruling.words.clone()],
    }
}

/// Every two of some articles; there are at most a hundred in a decision.
fn pairs(ids: &[Id]) -> impl Iterator<Item = (Id, Id)> + '_ {
    ids.iter().enumerate().flat_map(|(idx, a)| ids[idx + 1..].iter().map(|b| (*a, *b)))
}

/// Articles in sets, of which some may not come together.
struct Sets {
    ids: Vec<Id>,
    parent: Vec<usize>,
    /// For each first of a set those whose sets it may not join.
    apart: Vec<Vec<usize>>,
    /// What was decided, with the articles it is about.
    reasons: Vec<(usize, usize, String)>,
}

impl Sets {
    fn of(ids: &BTreeSet<Id>) -> Self {
        let ids: Vec<Id> = ids.iter().copied().collect();
        let n = ids.len();
        Self { ids, parent: (0..n).collect(), apart: vec![Vec::new(); n], reasons: Vec::new() }
    }

    fn root(&mut self, mut idx: usize) -> usize {
        while self.parent[idx] != idx {
            self.parent[idx] = self.parent[self.parent[idx]];
            idx = self.parent[idx];
        }
        idx
    }

    /// Applies a decision as far as later ones leave it.
    fn rule(&mut self, ruling: &Ruling, ids: &[Id]) {
        for (a, b) in pairs(ids) {
            let (Ok(a_at), Ok(b_at)) = (self.ids.binary_search(&a), self.ids.binary_search(&b))
            else {
                continue;
            };
            let (a_root, b_root) = (self.root(a_at), self.root(b_at));
            let words = if ruling.is_one {
                if a_root == b_root || !self.join(a, b) {
                    continue;
                }
                "one origin"
            } else {
                if a_root == b_root {
                    continue;
                }
                self.apart[a_root].push(b_at);
                self.apart[b_root].push(a_at);
                "no copies of each other"
            };
            let reason = format!("{a:#} and {b:#}: {words}, {}", ruling.words);
            self.reasons.push((a_at, b_at, reason));
        }
    }

    /// Joins the sets of two articles unless they were parted; whether they are one then.
    fn join(&mut self, a: Id, b: Id) -> bool {
        let (Ok(a), Ok(b)) = (self.ids.binary_search(&a), self.ids.binary_search(&b)) else {
            return false;
        };
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return true;
        }
        let others = self.apart[a].clone();
        if others.into_iter().any(|other| self.root(other) == b) {
            return false;
        }
        let (first, second) = (a.min(b), a.max(b));
        self.parent[second] = first;
        let others = std::mem::take(&mut self.apart[second]);
        self.apart[first].extend(others);
        true
    }

    /// The sets as groups: with the reasons found that still hold, and those decided.
    fn groups(mut self, old: &[OriginGroup], articles: &[&Article]) -> Vec<OriginGroup> {
        let root_of: BTreeMap<Id, usize> =
            (0..self.ids.len()).map(|idx| (self.ids[idx], self.root(idx))).collect();
        let mut groups: BTreeMap<usize, OriginGroup> = BTreeMap::new();
        for (id, root) in &root_of {
            let none = || OriginGroup { articles: Vec::new(), credited: None, reasons: Vec::new() };
            groups.entry(*root).or_insert_with(none).articles.push(*id);
        }
        let short: BTreeMap<String, usize> =
            root_of.iter().map(|(id, root)| (format!("{id:#}"), *root)).collect();
        for group in old {
            let first = group.articles.first().and_then(|id| root_of.get(id)).copied();
            for reason in &group.reasons {
                let mut roots: Vec<usize> =
                    named(reason).filter_map(|id| short.get(id)).copied().collect();
                roots.dedup();
                let holds = match roots[..] {
                    [] => first,
                    [only] => Some(only),
                    _ => None,
                };
                if let Some(group) = holds.and_then(|root| groups.get_mut(&root)) {
                    group.reasons.push(reason.clone());
                }
            }
        }
        let by_id: BTreeMap<Id, &&Article> = articles
            .iter()
            .filter(|article| root_of.contains_key(&article.id))
            .map(|article| (article.id, article))
            .collect();
        let names: Vec<&String> = old.iter().filter_map(|group| group.credited.as_ref()).collect();
        for group in groups.values_mut() {
            let members = group.articles.iter().filter_map(|id| by_id.get(id));
            let credits = members.flat_map(|article| &article.credits);
            let mut whole = credits.filter(|credit| credit.reach == CreditReach::Article);
            let is_named = |name: &str| names.iter().any(|known| *known == name);
            group.credited = whole.find(|one| is_named(&one.name)).map(|one| one.name.clone());
        }
        for (a, b, reason) in std::mem::take(&mut self.reasons) {
            let (a, b) = (self.root(a), self.root(b));
            for root in BTreeSet::from([a, b]) {
                groups.entry(root).and_modify(|group| group.reasons.push(reason.clone()));
            }
        }
        groups.into_values().collect()
    }
}

/// The short identifiers in a reason.
fn named(reason: &str) -> impl Iterator<Item = &str> {
    reason.split(|c: char| !c.is_ascii_hexdigit()).filter(|word| word.len() == SHORT_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: char) -> Id {
        Id::of("test", [name.to_string().as_bytes()])
    }

    /// Groups like `AB C`, rulings like `A+B` and `A-C`, copies found like `AB`.
    fn check(groups: &str, copies: &str, rulings: &str, expected: &str) {
        let group = |names: &str| OriginGroup {
            articles: names.chars().map(id).collect(),
            credited: None,
            reasons: Vec::new(),
        };
        let copy = |names: &str| {
            let ids: Vec<Id> = names.chars().map(id).collect();
            let none = Ruling { is_one: true, articles: Vec::new(), words: String::new() };
            decided_copy(ids[0].min(ids[1]), ids[0].max(ids[1]), &none)
        };
        let ruling = |text: &str| Ruling {
            is_one: text.contains('+'),
            articles: text.split(['+', '-']).flat_map(str::chars).map(id).collect(),
            words: "decided".to_owned(),
        };
        let groups: Vec<OriginGroup> = groups.split(' ').map(group).collect();
        let mut articles: Vec<Id> = groups.iter().flat_map(|one| one.articles.clone()).collect();
        articles.sort_unstable();
        let found: Vec<Copy> = copies.split_whitespace().map(copy).collect();
        let origins = Origins { articles, groups, copies: found };
        let rulings: Vec<Ruling> = rulings.split_whitespace().map(ruling).collect();
        let made = regroup(origins, &rulings, &[]);
        let name = |wanted: &Id| ('A'..='Z').find(|name| id(*name) == *wanted).unwrap();
        let mut told: Vec<String> = made
            .groups
            .iter()
            .map(|group| {
                let mut names: Vec<char> = group.articles.iter().map(name).collect();
                names.sort_unstable();
                names.into_iter().collect()
            })
            .collect();
        told.sort_unstable();
        assert_eq!(told.join(" "), expected, "{rulings:?}");
    }

    #[test]
    fn the_later_decision_counts_and_what_was_found_follows() {
        check("A B C", "", "A+B", "AB C");
        check("AB C", "", "A-B", "A B C");
        check("AB C", "", "A-B A+B", "AB C");
        check("A B C", "", "A+B A-B", "A B C");
        // Joined through a third: the last decision stands, and the earlier ones as far as they may.
        check("A B C", "", "A+B+C A-B", "AC B");
        check("A B C", "", "A-B A+C C+B", "ABC");
        // A copy of one that was taken out goes with it, what only shares a credit stays.
        check("ABCD", "BD", "A-B", "AC BD");
        check("ABCD", "", "A-B A-C A-D", "A BCD");
        // A decision about articles that are not asked for changes nothing.
        check("AB C", "", "A-Z Y+Z", "AB C");
    }
}
