//! Grouping by average similarity: the closest two first, and only into a group as close as they are.

use crate::story::{
    keys::Term,
    weigh::{ONE, Spread, Vector, Weight},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, HashMap},
    hash::BuildHasherDefault,
};

/// A similarity of one: that of an article to itself.
pub const SAME: i64 = ONE * ONE;

/// The least average similarity of two groups that become one. Measured on ECB+ and NewsWCL50: from
/// 0.06 to 0.12 the quality hardly changes.
const LEAST: i64 = SAME / 10;

/// Two groups become one only when they are at least so similar to each other, in hundredths, as
/// the looser of them is in itself. This is what keeps two hijackings in one week apart: each is
/// far closer in itself than they are to each other.
const COHESION_PERCENT: i64 = 68;

/// So many pairs without any similarity are added when a group's own similarity is taken: that of
/// two or three articles says little yet.
const DOUBT_PAIRS: i64 = 3;

/// How many neighbors of an article are remembered, the closest.
const MAX_NEIGHBORS: usize = 64;

/// A term held by more groups than this is passed over when neighbors are looked for: this bounds
/// the cost of one more article.
const MAX_HOLDERS: usize = 400;

/// A group of articles while grouping goes on.
#[derive(Clone, Debug)]
pub struct Group {
    /// The sum of its articles' vectors.
    pub sum: Vector,
    /// How many articles it holds.
    pub n: i64,
    /// The sum of the similarities of all pairs within.
    pub inner: i64,
}

impl Group {
    /// An article alone.
    #[must_use]
    pub fn alone(vector: Vector) -> Self {
        Self { sum: vector, n: 1, inner: 0 }
    }

    fn cohesion(&self) -> i64 {
        self.inner / (self.n * (self.n - 1) / 2 + DOUBT_PAIRS)
    }
}

/// Which groups become one: for each group the index of the group it ends up in, the first of its
/// members. The order of `groups` decides ties and nothing else.
#[must_use]
pub fn merge(groups: &[&Group]) -> Vec<usize> {
    let mut state = State::new(groups);
    while let Some((sum, Reverse(a), Reverse(b))) = state.queue.pop() {
        state.try_merge(sum, a, b);
    }
    (0..groups.len()).map(|idx| state.root(idx)).collect()
}

/// What is known while merging: per group its size and inner similarity, and the sums of
/// similarities to its neighbors.
struct State {
    n: Vec<i64>,
    inner: Vec<i64>,
    cohesion: Vec<i64>,
    near: Vec<BTreeMap<usize, i64>>,
    parent: Vec<usize>,
    queue: BinaryHeap<(i64, Reverse<usize>, Reverse<usize>)>,
}

impl State {
    fn new(groups: &[&Group]) -> Self {
        let mut state = Self {
            n: groups.iter().map(|group| group.n).collect(),
            inner: groups.iter().map(|group| group.inner).collect(),
            cohesion: groups.iter().map(|group| group.cohesion()).collect(),
            near: neighbors(groups),
            parent: (0..groups.len()).collect(),
            queue: BinaryHeap::new(),
        };
        for a in 0..groups.len() {
            let later: Vec<usize> = state.near[a].range(a + 1..).map(|(b, _)| *b).collect();
            later.into_iter().for_each(|b| state.enqueue(a, b));
        }
        state
    }

    fn average(&self, a: usize, b: usize) -> i64 {
        self.near[a].get(&b).map_or(0, |sum| sum / (self.n[a] * self.n[b]))
    }

    fn enqueue(&mut self, a: usize, b: usize) {
        let average = self.average(a, b);
        if average >= LEAST {
            self.queue.push((average, Reverse(a.min(b)), Reverse(a.max(b))));
        }
    }

    fn root(&self, mut idx: usize) -> usize {
        while self.parent[idx] != idx {
            idx = self.parent[idx];
        }
        idx
    }

    /// Makes one of two groups, unless one of them changed since the average was taken.
    fn try_merge(&mut self, average: i64, a: usize, b: usize) {
        let is_current = self.parent[a] == a && self.parent[b] == b;
        if !is_current || average != self.average(a, b) {
            return;
        }
        let loosest = self.cohesion[a].min(self.cohesion[b]);
        if average < loosest / 100 * COHESION_PERCENT {
            return;
        }
        let (of_a, of_b) = (std::mem::take(&mut self.near[a]), std::mem::take(&mut self.near[b]));
        self.inner[a] += self.inner[b] + of_a[&b];
        self.n[a] += self.n[b];
        self.cohesion[a] = self.inner[a] / (self.n[a] * (self.n[a] - 1) / 2 + DOUBT_PAIRS);
        self.parent[b] = a;
        let mut near = of_a;
        near.remove(&b);
        for (other, sum) in of_b {
            self.near[other].remove(&b);
            if other != a {
                *near.entry(other).or_default() += sum;
            }
        }
        for (other, sum) in &near {
            self.near[*other].insert(a, *sum);
        }
        let others: Vec<usize> = near.keys().copied().collect();
        self.near[a] = near;
        others.into_iter().for_each(|other| self.enqueue(a, other));
    }
}

/// For each group the sums of similarities to its closest neighbors, found through the terms they
/// share. What is a neighbor of one is a neighbor of the other.
fn neighbors(groups: &[&Group]) -> Vec<BTreeMap<usize, i64>> {
    let holders = Holders::of(groups);
    let mut near: Vec<BTreeMap<usize, i64>> = vec![BTreeMap::new(); groups.len()];
    let mut sums: Vec<i64> = vec![0; groups.len()];
    let mut met = Vec::new();
    let mut places = holders.places.iter();
    for (idx, group) in groups.iter().enumerate() {
        for ((_, weight), place) in group.sum.iter().zip(&mut places) {
            let holders = holders.at(*place);
            for (other, theirs) in holders.iter().take_while(|(other, _)| (*other as usize) < idx) {
                let sum = &mut sums[*other as usize];
                if *sum == 0 {
                    met.push(*other as usize);
                }
                *sum += i64::from(*weight) * i64::from(*theirs);
            }
        }
        // Most share a word or two: the far ones are left out before anything is divided or sorted.
        let n_pairs = |other: usize| groups[other].n * group.n;
        let is_near = |other: &usize| sums[*other] >= LEAST / 4 * n_pairs(*other);
        let near_ones = met.iter().copied().filter(is_near);
        let mut closest: Vec<(i64, usize)> =
            near_ones.map(|other| (sums[other] / n_pairs(other), other)).collect();
        closest.sort_unstable_by_key(|(average, other)| (Reverse(*average), *other));
        for (_, other) in closest.into_iter().take(MAX_NEIGHBORS) {
            near[idx].insert(other, sums[other]);
            near[other].insert(idx, sums[other]);
        }
        met.drain(..).for_each(|other| sums[other] = 0);
    }
    near
}

/// Which groups hold a term, with its weight: one list, by the places of the terms, then groups. Terms
/// that one group holds, or more than [`MAX_HOLDERS`], make no neighbors and have none: most by far.
struct Holders {
    /// The places of the terms of all groups, one group after the other.
    places: Vec<u32>,
    starts: Vec<u32>,
    all: Vec<(u32, Weight)>,
}

impl Holders {
    fn of(groups: &[&Group]) -> Self {
        let terms = || groups.iter().flat_map(|group| &group.sum).map(|(term, _)| *term);
        let n_terms = groups.iter().map(|group| group.sum.len()).sum();
        // Terms get places in the order in which they are first met.
        let mut place_of: HashMap<Term, u32, BuildHasherDefault<Spread>> = HashMap::default();
        let mut places = Vec::with_capacity(n_terms);
        let mut starts = vec![0_u32];
        for term in terms() {
            let next = starts.len() as u32 - 1;
            let place = *place_of.entry(term).or_insert(next);
            if place == next {
                starts.push(0);
            }
            starts[place as usize + 1] += 1;
            places.push(place);
        }
        let mut n_kept = 0;
        for end in &mut starts[1..] {
            n_kept += if (2..=MAX_HOLDERS).contains(&(*end as usize)) { *end } else { 0 };
            *end = n_kept;
        }
        let mut next = starts.clone();
        let mut all = vec![(0, 0); n_kept as usize];
        let mut place = places.iter();
        for (idx, group) in (0_u32..).zip(groups) {
            for ((_, weight), place) in group.sum.iter().zip(&mut place) {
                let (at, end) = (next[*place as usize], starts[*place as usize + 1]);
                if at < end {
                    all[at as usize] = (idx, *weight);
                    next[*place as usize] += 1;
                }
            }
        }
        Self { places, starts, all }
    }

    /// The groups that hold the term at a place.
    fn at(&self, place: u32) -> &[(u32, Weight)] {
        let (from, to) = (self.starts[place as usize], self.starts[place as usize + 1]);
        &self.all[from as usize..to as usize]
    }
}
