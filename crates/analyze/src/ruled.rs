//! Bearers of a name as people decided them: groups of occurrences joined and parted.

use onrecord_model::id::Id;
use onrecord_text::Span;
use std::collections::BTreeSet;

/// Somebody's decision on whom the names at some places mean.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ruling {
    /// Whether they mean one, or each another.
    pub is_one: bool,
    /// The articles with the places of the names.
    pub places: Vec<(Id, Span)>,
    /// By whom, when and why.
    pub words: String,
}

/// Occurrences held to be one's, after what was decided.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Ruled {
    /// The occurrences, by their places in the list, in order.
    pub members: Vec<usize>,
    /// The groups found that they come from.
    pub from: BTreeSet<usize>,
    /// What was decided about them, in words.
    pub reasons: Vec<String>,
    /// The sets of which these may be, where their group was parted and nothing tells whose they are.
    pub may_be: Vec<usize>,
}

/// A decision with the occurrences that it is about, by their places in the list.
pub type Told<'r> = (&'r Ruling, Vec<usize>);

/// The groups as these decisions, in the order in which they count, have them.
///
/// Of two that speak against each other the later counts. A group that was parted goes with the names
/// decided about where it states the same role; what tells no role stays by itself.
#[must_use]
pub fn regroup(
    groups: &[Vec<usize>],
    told: &[Told],
    is_alike: impl Fn(usize, usize) -> bool,
) -> Vec<Ruled> {
    let n = groups.iter().flatten().max().map_or(0, |last| last + 1);
    let mut ties = Ties { parent: (0..n).collect(), apart: Vec::new(), reasons: Vec::new() };
    for (ruling, ids) in told.iter().rev() {
        ties.rule(ruling, ids);
    }
    let named: BTreeSet<usize> = told.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
    let mut sets: Vec<Ruled> = Vec::new();
    for (idx, group) in groups.iter().enumerate() {
        let parted = ties.part(group, &named);
        let first = sets.len();
        for members in &parted {
            let members = members.clone();
            sets.push(Ruled { members, from: BTreeSet::from([idx]), ..Ruled::default() });
        }
        let all: BTreeSet<usize> = parted.iter().flatten().copied().collect();
        let mut open = Vec::new();
        for at in group.iter().copied().filter(|at| !all.contains(at)) {
            let like = parted.iter().enumerate();
            let mut like = like.filter(|(_, set)| set.iter().any(|other| is_alike(at, *other)));
            match (like.next(), like.next()) {
                (Some((only, _)), None) => sets[first + only].members.push(at),
                _ => open.push(at),
            }
        }
        if !open.is_empty() {
            let (from, may_be) = (BTreeSet::from([idx]), (first..sets.len()).collect());
            sets.push(Ruled { members: open, from, may_be, ..Ruled::default() });
        }
    }
    ties.join(&mut sets);
    for (at, reason) in &ties.reasons {
        if let Some(set) = sets.iter_mut().find(|set| set.members.contains(at))
            && !set.reasons.contains(reason)
        {
            set.reasons.push(reason.clone());
        }
    }
    sets
}

/// What was decided about pairs of occurrences.
struct Ties {
    parent: Vec<usize>,
    apart: Vec<(usize, usize)>,
    reasons: Vec<(usize, String)>,
}

impl Ties {
    fn root(&self, mut at: usize) -> usize {
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    fn are_apart(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let is_pair = |x: usize, y: usize| (x, y) == (a, b) || (x, y) == (b, a);
        self.apart.iter().any(|(x, y)| is_pair(self.root(*x), self.root(*y)))
    }

    /// Applies a decision as far as later ones leave it.
    fn rule(&mut self, ruling: &Ruling, ids: &[usize]) {
        for (idx, a) in ids.iter().enumerate() {
            for b in &ids[idx + 1..] {
                let (root_a, root_b) = (self.root(*a), self.root(*b));
                if root_a == root_b || self.are_apart(*a, *b) {
                    continue;
                }
                if ruling.is_one {
                    self.parent[root_a.max(root_b)] = root_a.min(root_b);
                    self.reasons.push((*a, format!("taken for one: {}", ruling.words)));
                } else {
                    self.apart.push((*a, *b));
                    let words = format!("kept apart: {}", ruling.words);
                    self.reasons.extend([(*a, words.clone()), (*b, words)]);
                }
            }
        }
    }

    /// The named occurrences of a group in sets that may stand together; all of the group in one where
    /// nothing parts it.
    fn part(&self, group: &[usize], named: &BTreeSet<usize>) -> Vec<Vec<usize>> {
        let mut sets: Vec<Vec<usize>> = Vec::new();
        for at in group.iter().copied().filter(|at| named.contains(at)) {
            let may_join = |set: &&mut Vec<usize>| !set.iter().any(|it| self.are_apart(*it, at));
            match sets.iter_mut().find(may_join) {
                Some(set) => set.push(at),
                None => sets.push(vec![at]),
            }
        }
        if sets.len() > 1 { sets } else { vec![group.to_vec()] }
    }

    /// Joins sets that hold occurrences of one, but none whose occurrences are apart.
    fn join(&self, sets: &mut [Ruled]) {
        for later in 1..sets.len() {
            for earlier in 0..later {
                let (one, other) = (&sets[earlier].members, &sets[later].members);
                let pairs = || one.iter().flat_map(|a| other.iter().map(move |b| (*a, *b)));
                let is_one = pairs().any(|(a, b)| self.root(a) == self.root(b));
                if is_one && !pairs().any(|(a, b)| self.are_apart(a, b)) {
                    let moved = std::mem::take(&mut sets[later]);
                    sets[earlier].members.extend(moved.members);
                    sets[earlier].members.sort_unstable();
                    sets[earlier].from.extend(moved.from);
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups like `abc d`, rulings like `a+d` and `a-b`; a capital letter states the role that the
    /// same capital states.
    fn check(groups: &str, rulings: &str, expected: &str) {
        let names: Vec<char> = groups.chars().filter(|c| !c.is_whitespace()).collect();
        let at = |name: char| names.iter().position(|other| *other == name).unwrap();
        let listed: Vec<Vec<usize>> =
            groups.split(' ').map(|group| group.chars().map(at).collect()).collect();
        let ruling = |text: &str| Ruling {
            is_one: text.contains('+'),
            places: Vec::new(),
            words: String::new(),
        };
        let rulings: Vec<(Ruling, Vec<usize>)> = rulings
            .split_whitespace()
            .map(|text| {
                (ruling(text), text.split(['+', '-']).flat_map(str::chars).map(at).collect())
            })
            .collect();
        let told: Vec<Told> = rulings.iter().map(|(one, ids)| (one, ids.clone())).collect();
        let role = |at: usize| names[at].is_ascii_digit();
        let made = regroup(&listed, &told, |a, b| role(a) && role(b));
        let told: Vec<String> = made
            .iter()
            .filter(|set| !set.members.is_empty())
            .map(|set| {
                let open = if set.may_be.is_empty() { "" } else { "?" };
                set.members.iter().map(|at| names[*at]).collect::<String>() + open
            })
            .collect();
        assert_eq!(told.join(" "), expected, "{groups} {rulings:?}");
    }

    #[test]
    fn the_later_decision_counts_and_what_tells_no_role_stays_open() {
        check("abc d", "", "abc d");
        check("ab cd", "a+c", "abcd");
        check("abc d", "a-b", "a b c? d");
        check("a1b2c d", "1-b", "12 b ac? d");
        check("ab", "a+b a-b", "a b");
        check("ab", "a-b a+b", "ab");
        check("ab cd", "a+c b-d", "ab cd");
        check("ab c", "a+c a-b", "ac b");
    }
}
