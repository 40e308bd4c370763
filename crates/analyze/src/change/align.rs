//! Two sequences aligned: what stands in both in the same order.

use std::collections::BTreeMap;

/// Stretches with at most so many pairs of places are aligned exactly. It bounds the whole to about 256
/// steps a place.
const MAX_CELLS: usize = 1 << 16;

/// Longer stretches are cut at what occurs once in both, again and again, so many times at most.
const MAX_CUTS: usize = 24;

/// Pairs of places that hold the same, both ascending: a longest common subsequence in short
/// stretches; in long ones of what lies between anchors that occur once in both (Cohen's patience
/// diff).
#[must_use]
pub fn align(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut todo = vec![((0, a.len()), (0, b.len()), 0)];
    while let Some(((mut a0, mut a1), (mut b0, mut b1), n_cuts)) = todo.pop() {
        while a0 < a1 && b0 < b1 && a[a0] == b[b0] {
            pairs.push((a0, b0));
            (a0, b0) = (a0 + 1, b0 + 1);
        }
        while a0 < a1 && b0 < b1 && a[a1 - 1] == b[b1 - 1] {
            (a1, b1) = (a1 - 1, b1 - 1);
            pairs.push((a1, b1));
        }
        if a0 == a1 || b0 == b1 {
            continue;
        }
        if (a1 - a0).saturating_mul(b1 - b0) <= MAX_CELLS {
            let inner = longest(&a[a0..a1], &b[b0..b1]);
            pairs.extend(inner.into_iter().map(|(i, j)| (a0 + i, b0 + j)));
            continue;
        }
        let anchors = anchors(&a[a0..a1], &b[b0..b1]);
        if anchors.is_empty() || n_cuts == MAX_CUTS {
            continue;
        }
        let mut from = (a0, b0);
        for (i, j) in anchors.into_iter().map(|(i, j)| (a0 + i, b0 + j)) {
            pairs.push((i, j));
            todo.push(((from.0, i), (from.1, j), n_cuts + 1));
            from = (i + 1, j + 1);
        }
        todo.push(((from.0, a1), (from.1, b1), n_cuts + 1));
    }
    pairs.sort_unstable();
    pairs
}

/// The longest common subsequence.
fn longest(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let columns = b.len() + 1;
    let mut lengths = vec![0_u32; (a.len() + 1) * columns];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i * columns + j] = if a[i] == b[j] {
                lengths[(i + 1) * columns + j + 1] + 1
            } else {
                lengths[(i + 1) * columns + j].max(lengths[i * columns + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * columns + j] >= lengths[i * columns + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// What occurs once in both, as far as it stands in the same order: the longest ascending run.
fn anchors(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let (in_a, in_b) = (once(a), once(b));
    let mut pairs: Vec<(usize, usize)> =
        in_a.iter().filter_map(|(id, i)| Some(((*i)?, (*in_b.get(id)?)?))).collect();
    pairs.sort_unstable();
    // The last pair of the best run of each length, and of each pair the one before it.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (at, (_, j)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *j);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = Vec::new();
    let mut at = ends.last().copied();
    while let Some(here) = at {
        run.push(pairs[here]);
        at = before[here];
    }
    run.reverse();
    run
}

/// Where each number stands; `None` for one that stands more than once.
fn once(ids: &[u32]) -> BTreeMap<u32, Option<usize>> {
    let mut places = BTreeMap::new();
    for (at, id) in ids.iter().enumerate() {
        places.entry(*id).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of few different numbers, the same for the same seed.
    fn list(mut seed: u32, n: usize) -> Vec<u32> {
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % 9
        };
        (0..n).map(|_| next()).collect()
    }

    #[test]
    fn pairs_hold_the_same_and_ascend() {
        for seed in 0..60 {
            let (a, b) = (list(seed, 50), list(seed + 100, 30 + seed as usize % 20));
            let pairs = align(&a, &b);
            assert!(pairs.iter().all(|(i, j)| a[*i] == b[*j]), "{seed}");
            assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
            assert_eq!(pairs.len(), align(&b, &a).len(), "{seed}");
        }
    }

    #[test]
    fn long_texts_are_cut_at_what_occurs_once() {
        let a: Vec<u32> = (0..2_000).collect();
        let mut b = a.clone();
        b.splice(500..510, 5_000..5_003);
        b.splice(1_500..1_500, [9_000, 9_001]);
        b.remove(0);
        b.pop();
        assert_eq!(align(&a, &b).len(), 2_000 - 12);
    }
}
