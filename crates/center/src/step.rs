//! The two shapes of work: one item to items, and one group to items.
//!
//! Everything the center derives is one of these two. A laptop, a database or a cluster only
//! supplies the "group by"; the functions are the same, so the results are the same.

use rayon::{ThreadPool, prelude::*};
use std::collections::BTreeMap;

/// Makes items of each item, in parallel; the results stand in the order of the items, whatever the
/// number of threads.
pub fn each<I: Sync, O: Send>(
    pool: &ThreadPool,
    items: &[I],
    make: impl Fn(&I) -> Vec<O> + Sync,
) -> Vec<O> {
    pool.install(|| items.par_iter().flat_map_iter(&make).collect())
}

/// Gathers items under their keys, then makes items of each group, in parallel; the results stand in
/// the order of the keys, and within a group items keep their order.
pub fn grouped<I: Sync, K: Ord + Send + Sync, O: Send>(
    pool: &ThreadPool,
    items: &[I],
    keys: impl Fn(&I) -> Vec<K> + Sync,
    make: impl Fn(&K, &[&I]) -> Vec<O> + Sync,
) -> Vec<O> {
    let keyed: Vec<(K, usize)> = pool.install(|| {
        let indexed = items.par_iter().enumerate();
        indexed
            .flat_map_iter(|(idx, item)| keys(item).into_iter().map(move |key| (key, idx)))
            .collect()
    });
    let mut groups: BTreeMap<K, Vec<&I>> = BTreeMap::new();
    for (key, idx) in keyed {
        groups.entry(key).or_default().push(&items[idx]);
    }
    let groups: Vec<_> = groups.into_iter().collect();
    each(pool, &groups, |(key, group)| make(key, group))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(threads: usize) -> ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
    }

    #[test]
    fn results_do_not_depend_on_the_number_of_threads() {
        let numbers: Vec<u32> = (0..1000).collect();
        let run = |threads| {
            let pool = pool(threads);
            let each = each(&pool, &numbers, |n| vec![n * 2; (n % 3) as usize]);
            let digit_sums = grouped(
                &pool,
                &numbers,
                |n| n.to_string().chars().collect(),
                |digit, group| vec![(*digit, group.iter().copied().sum::<u32>())],
            );
            (each, digit_sums)
        };
        assert_eq!(run(1), run(2));
        assert_eq!(run(1), run(8));
    }
}
