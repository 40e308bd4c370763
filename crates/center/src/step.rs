//! The two shapes of work: one item to items, and keys for an item, then one group to items.
//!
//! Everything the center derives is one of these two. A laptop, a database or a cluster only
//! supplies the "group by"; the functions are the same, so the results are the same. Here the
//! database supplies it: articles are stored under their copy keys (`copy::keys`), those that meet
//! under a key form the group (`Store::candidates`), and [`each`] runs over its pairs as it runs over
//! captures.

use rayon::{ThreadPool, prelude::*};

/// Makes items of each item, in parallel; the results stand in the order of the items, whatever the
/// number of threads.
pub fn each<I: Sync, O: Send>(
    pool: &ThreadPool,
    items: &[I],
    make: impl Fn(&I) -> Vec<O> + Sync,
) -> Vec<O> {
    pool.install(|| items.par_iter().flat_map_iter(&make).collect())
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
            each(&pool, &numbers, |n| vec![n * 2; (n % 3) as usize])
        };
        assert_eq!(run(1), run(2));
        assert_eq!(run(1), run(8));
    }
}
