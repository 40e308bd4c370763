//! Claims followed over time: which statements speak of the same thing; how they relate.

mod aim;
mod assertion;
pub mod measure;
mod order;
mod ground;
mod spoken;
mod scope;
pub mod same;
mod relate;
mod alike;
mod occasion;
#[cfg(test)]
mod tests;

pub use aim::Aim;
pub use assertion::Assertion;
pub use spoken::{Spoken, statements};

use alike::{Clause, Match};
use occasion::{Members, Occasion, Reprints, occasions};
use onrecord_model::{
    article::Article,
    claim::{Claim, Relation, RelationKind},
    copy::Copy,
    findings::Findings,
    id::Id,
};
use order::Order;
use relate::{Side, relate};
use std::collections::{BTreeMap, BTreeSet};

/// How many words a claim shows for `explain`.
const MAX_WORDS: usize = 6;

/// How many clauses are gathered into one claim, at most.
const MAX_CLAUSES: usize = 400;

/// Pairs of statements of which clauses say the same, both ways round. Statements of one claim that are
/// not among them are held together by others, and nothing is told of how they relate.
type Direct = BTreeSet<(usize, usize)>;

/// Claims among the statements of these articles that were made on at least two occasions, strongest
/// first. Reprints (`copies`) are repeats, never further occasions.
///
/// Where a headline of an occasion's own article says the same without its hedges, a relation of the
/// statement to itself says so. The result does not depend on the order of the input.
#[must_use]
pub fn group(articles: &[(&Article, &Findings)], copies: &[Copy]) -> Vec<Claim> {
    let mut articles = articles.to_vec();
    articles.sort_by_key(|(article, _)| article.id);
    articles.dedup_by_key(|(article, _)| article.id);
    let spoken = articles.iter().flat_map(|(article, findings)| statements(article, findings));
    group_statements(&spoken.collect::<Vec<_>>(), copies)
}

/// The same from the [`statements`] of the articles, which stand in the order of their identifiers, each
/// article once: the step for one article can then run wherever there is room.
#[must_use]
pub fn group_statements(spoken: &[Spoken], copies: &[Copy]) -> Vec<Claim> {
    let reprints = Reprints::of(copies);
    let clauses = alike::clauses(spoken);
    let origin = |(idx, _): &Clause| spoken[*idx].id();
    let origins: Vec<Id> = clauses.iter().map(origin).collect();
    let matches = alike::matches(&clauses, spoken);
    let groups = gathered(&matches, &origins);
    let pair = |found: &Match| (clauses[found.a].0, clauses[found.b].0);
    let direct: Direct = matches.iter().map(pair).flat_map(|(a, b)| [(a, b), (b, a)]).collect();
    let told = groups.iter().filter_map(|members| {
        let mut of: Members = BTreeMap::new();
        members.iter().map(|idx| clauses[*idx]).for_each(|(statement, clause)| {
            of.entry(statement).or_default().push(clause);
        });
        of.values_mut().for_each(affirmed);
        let occasions = occasions(&of, spoken, &reprints);
        let is_telling = is_said_or_counted(&of, spoken) || is_told_by_several(&of, spoken);
        (is_telling && occasions.len() >= 2).then(|| claim(&occasions, &of, spoken, &direct))
    });
    let mut claims: Vec<Claim> = told.collect();
    claims.sort_by_key(|claim| (std::cmp::Reverse(claim.statements.len()), claim.id));
    claims
}

/// Groups of clauses: the most alike first, and two groups become one only when of most of their
/// articles (`origins`, one for each clause) clauses say the same, so that a chain of small steps does
/// not join what differs.
fn gathered(matches: &[Match], origins: &[Id]) -> Vec<Vec<usize>> {
    let known: BTreeSet<(usize, usize)> = matches.iter().map(|found| (found.a, found.b)).collect();
    let is_known = |a: usize, b: usize| known.contains(&(a.min(b), a.max(b)));
    let mut matches = matches.to_vec();
    matches.sort_by_key(|found| (std::cmp::Reverse(found.percent), found.a, found.b));
    let mut group_of: Vec<usize> = (0..origins.len()).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for Match { a, b, .. } in matches {
        let (first, second) = (group_of[a].min(group_of[b]), group_of[a].max(group_of[b]));
        if first == second {
            continue;
        }
        let of = |idx: usize| groups.get(&idx).cloned().unwrap_or_else(|| vec![idx]);
        let (mut one, other) = (of(first), of(second));
        if one.len() + other.len() > MAX_CLAUSES {
            continue;
        }
        let articles =
            |group: &[usize]| -> BTreeSet<Id> { group.iter().map(|idx| origins[*idx]).collect() };
        let n_pairs = articles(&one).len() * articles(&other).len();
        let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (*a, *b)));
        let joined: BTreeSet<(Id, Id)> = pairs
            .filter(|(a, b)| is_known(*a, *b))
            .map(|(a, b)| (origins[a], origins[b]))
            .collect();
        if joined.len() * 2 < n_pairs {
            continue;
        }
        other.iter().for_each(|idx| group_of[*idx] = first);
        one.extend(other);
        groups.remove(&second);
        groups.insert(first, one);
    }
    groups.into_values().collect()
}

/// Whether somebody says it, or a figure is in it.
fn is_said_or_counted(members: &Members, spoken: &[Spoken]) -> bool {
    members.iter().any(|(idx, clauses)| {
        let is_counted = clauses.iter().any(|clause| !clause.figures.is_empty());
        spoken[*idx].statement.mode.is_some() || is_counted
    })
}

/// Whether two outlets or more tell it in their own voice: what one outlet tells again and again is its
/// background.
fn is_told_by_several(members: &Members, spoken: &[Spoken]) -> bool {
    let outlets = members.keys().map(|idx| spoken[*idx].statement.outlet.as_str());
    outlets.collect::<BTreeSet<_>>().len() >= 2
}

/// A statement that both denies and says it ("not every task, but the task we had set") says it.
fn affirmed(clauses: &mut Vec<&Assertion>) {
    if clauses.iter().any(|clause| !clause.is_denied) {
        clauses.retain(|clause| !clause.is_denied);
    }
}

fn claim(occasions: &[Occasion], members: &Members, spoken: &[Spoken], direct: &Direct) -> Claim {
    let statements = occasions.iter().map(|occasion| {
        let mut statement = spoken[occasion[0]].statement.clone();
        let others = occasion[1..].iter().map(|idx| spoken[*idx].statement.content.clone());
        statement.repeats = others.collect();
        statement
    });
    let statements: Vec<_> = statements.collect();
    let first = &statements[0].content;
    let (start, end) = (first.span().start() as u64, first.span().end() as u64);
    let place = [start.to_be_bytes(), end.to_be_bytes()].concat();
    Claim {
        id: Id::of("claim", [first.article().bytes().as_slice(), &place]),
        relations: relations(occasions, members, spoken, direct),
        words: words(occasions, spoken),
        statements,
    }
}

/// Each occasion to the last before that says or denies the same, each denial to what it denies, and
/// each to its own headline.
fn relations(
    occasions: &[Occasion],
    members: &Members,
    spoken: &[Spoken],
    direct: &Direct,
) -> Vec<Relation> {
    let core = core(occasions, spoken);
    let side = |occasion: &Occasion| Side {
        spoken: &spoken[occasion[0]],
        clauses: members[&occasion[0]].clone(),
    };
    let sides: Vec<Side> = occasions.iter().map(side).collect();
    let mut found = Vec::new();
    for (idx, said) in sides.iter().enumerate() {
        let before = |is_alike: bool| {
            let alike = |other: &usize| (sides[*other].is_denial() == said.is_denial()) == is_alike;
            // Of amounts those shown are compared; words may be said by others of the occasion.
            let has_figures =
                |idx: usize| sides[idx].clauses.iter().any(|one| !one.figures.is_empty());
            let is_direct = |other: &usize| {
                let n_looked = if has_figures(*other) || has_figures(idx) { 1 } else { usize::MAX };
                let all = |of: usize| occasions[of].iter().take(n_looked);
                all(*other).any(|a| all(idx).any(|b| direct.contains(&(*a, *b))))
            };
            (0..idx).rev().find(|other| alike(other) && is_direct(other))
        };
        for other in [before(true), before(false)].into_iter().flatten() {
            found.push(relation(&sides, other, idx));
        }
        let own = said.spoken;
        let headline = spoken.iter().find(|other| other.is_headline && other.id() == own.id());
        if let Some(headline) = headline.filter(|headline| is_bolder(headline, own, &core)) {
            let (title, hedges) = (headline.statement.content.exact(), &own.statement.hedges);
            let reason = format!("the headline `{title}` drops `{}`", hedges.join("`, `"));
            found.push(Relation { from: idx, to: idx, kind: RelationKind::Stronger, reason });
        }
    }
    found
}

/// How two occasions relate, from the earlier to the later where their days tell.
fn relation(sides: &[Side], a: usize, b: usize) -> Relation {
    let when = |idx: usize| &sides[idx].spoken.statement.when;
    let is_turned = Order::of(when(a), when(b)) == Order::Later;
    let (from, to) = if is_turned { (b, a) } else { (a, b) };
    let (kind, reason) = relate(&sides[from], &sides[to]);
    Relation { from, to, kind, reason }
}

/// Whether a headline says what the claim says without the hedges of the statement below it.
fn is_bolder(headline: &Spoken, said: &Spoken, core: &BTreeSet<&String>) -> bool {
    let says = |clause: &Assertion| {
        core.len() >= 2
            && !clause.is_denied
            && core.iter().all(|key| clause.keys.contains(*key) || clause.names.contains(*key))
    };
    headline.statement.hedges.is_empty()
        && !said.statement.hedges.is_empty()
        && headline.assertions.iter().any(says)
}

/// The keys that more than half of the occasions share, names they are about left out.
fn core<'a>(occasions: &[Occasion], spoken: &'a [Spoken]) -> BTreeSet<&'a String> {
    let mut n_holding: BTreeMap<&String, usize> = BTreeMap::new();
    for occasion in occasions {
        let said = &spoken[occasion[0]];
        let keys: BTreeSet<&String> =
            said.assertions.iter().flat_map(|clause| &clause.keys).collect();
        for key in keys.into_iter().filter(|key| !said.is_about(key)) {
            *n_holding.entry(key).or_default() += 1;
        }
    }
    let most = n_holding.into_iter().filter(|(_, n)| n * 2 > occasions.len());
    most.map(|(key, _)| key).collect()
}

/// The keys that most occasions share, most shared first.
fn words(occasions: &[Occasion], spoken: &[Spoken]) -> Vec<String> {
    let mut n_holding: BTreeMap<&String, usize> = BTreeMap::new();
    for occasion in occasions {
        let clauses = spoken[occasion[0]].assertions.iter();
        let keys: BTreeSet<&String> = clauses.flat_map(|clause| &clause.keys).collect();
        keys.into_iter().for_each(|key| *n_holding.entry(key).or_default() += 1);
    }
    let mut shared: Vec<(usize, &String)> =
        n_holding.into_iter().map(|(key, n)| (n, key)).filter(|(n, _)| *n >= 2).collect();
    shared.sort_by_key(|(n, key)| (std::cmp::Reverse(*n), *key));
    shared.into_iter().take(MAX_WORDS).map(|(_, key)| key.clone()).collect()
}
