//! Copy keys in memory, as compact as a table: which earlier articles an article meets, by the rules of the store.

use jiff::civil::Date;
use onrecord_store::groups::{
    COMMON_SHARE, MAX_CANDIDATES, MAX_HOLDERS, MIN_SHARED, RECURRING_ARTICLES, RECURRING_DAYS,
};
use std::collections::HashMap;

/// Postings that are gathered before they are sorted into a run.
const MAX_FRESH: usize = 8_192;

/// Keys and the articles that hold them: sorted runs of twelve bytes a posting, each at least twice as
/// long as the next, so that a posting is moved a few times only.
#[derive(Default)]
pub struct Meeting {
    runs: Vec<Run>,
    fresh: HashMap<u64, Vec<u32>>,
    n_fresh: usize,
    days: Vec<Option<Date>>,
}

/// Postings of a run for each of its shelves, about.
const SHELF: usize = 16;

/// Postings sorted by key, then article, on shelves by the first bits of the key: a key is looked
/// for on its shelf alone, so that a lookup costs the same in a long run as in a short one.
#[derive(Default)]
struct Run {
    keys: Vec<u64>,
    articles: Vec<u32>,
    /// Where each shelf starts; the last entry is the end.
    shelves: Vec<u32>,
}

/// What an article met.
#[derive(Default)]
pub struct Met {
    /// Articles to compare it with, by their numbers, sharing most first.
    pub articles: Vec<u32>,
    /// Its keys that recur, sorted.
    pub recurring: Vec<u64>,
}

impl Meeting {
    /// How many articles were added: the number of the next one.
    pub fn len(&self) -> u32 {
        self.days.len() as u32
    }

    /// Adds the next article, with its sorted keys, and tells what it met.
    pub fn add(&mut self, keys: &[u64], day: Option<Date>) -> Met {
        let this = u32::try_from(self.days.len()).expect("fewer than four billion articles");
        let (mut shared, mut recurring, mut holders) = (Vec::new(), Vec::new(), Vec::new());
        for key in keys {
            holders.clear();
            self.holders(*key, &mut holders);
            let is_rare = holders.len() <= MAX_HOLDERS;
            if holders.len() >= RECURRING_ARTICLES && self.n_days(&holders) > RECURRING_DAYS {
                recurring.push(*key);
            }
            let counted = holders.iter().take(MAX_HOLDERS);
            shared.extend(counted.map(|holder| (*holder, usize::from(is_rare))));
            if is_rare {
                self.fresh.entry(*key).or_default().push(this);
                self.n_fresh += 1;
            }
        }
        self.days.push(day);
        if self.n_fresh >= MAX_FRESH {
            self.settle();
        }
        Met { articles: wanted(shared, keys.len()), recurring }
    }

    /// The first holders of a key, the oldest first: at most one more than count.
    fn holders(&self, key: u64, found: &mut Vec<u32>) {
        for run in &self.runs {
            found.extend_from_slice(run.holders(key));
        }
        found.extend(self.fresh.get(&key).into_iter().flatten());
        found.truncate(MAX_HOLDERS + 1);
    }

    fn n_days(&self, holders: &[u32]) -> i64 {
        let days = || holders.iter().filter_map(|holder| self.days[*holder as usize]);
        let ends = days().min().zip(days().max());
        ends.map_or(0, |(first, last)| i64::from((last - first).get_days()))
    }

    /// Sorts what is fresh into a run, and joins runs that are nearly as long as the one before.
    fn settle(&mut self) {
        let fresh = std::mem::take(&mut self.fresh);
        let mut postings: Vec<(u64, u32)> = fresh
            .into_iter()
            .flat_map(|(key, held)| held.into_iter().map(move |a| (key, a)))
            .collect();
        postings.sort_unstable();
        self.n_fresh = 0;
        self.runs.push(Run::of(
            postings.iter().map(|(key, _)| *key).collect(),
            postings.iter().map(|(_, article)| *article).collect(),
        ));
        while let [.., older, newer] = &self.runs[..]
            && older.keys.len() < 2 * newer.keys.len()
        {
            let joined = older.joined(newer);
            self.runs.truncate(self.runs.len() - 2);
            self.runs.push(joined);
        }
    }
}

impl Run {
    fn of(keys: Vec<u64>, articles: Vec<u32>) -> Run {
        let n_shelves = (keys.len() / SHELF).max(2).next_power_of_two();
        let mut shelves = vec![0; n_shelves + 1];
        keys.iter().for_each(|key| shelves[shelf(*key, n_shelves) + 1] += 1);
        for next in 1..shelves.len() {
            shelves[next] += shelves[next - 1];
        }
        Run { keys, articles, shelves }
    }

    fn holders(&self, key: u64) -> &[u32] {
        let shelf = shelf(key, self.shelves.len() - 1);
        let (start, end) = (self.shelves[shelf] as usize, self.shelves[shelf + 1] as usize);
        let keys = &self.keys[start..end];
        let from = keys.partition_point(|other| *other < key);
        let same = keys[from..].iter().take_while(|other| **other == key).count();
        &self.articles[start + from..start + from + same]
    }

    fn joined(&self, newer: &Run) -> Run {
        let n = self.keys.len() + newer.keys.len();
        let (mut keys, mut articles) = (Vec::with_capacity(n), Vec::with_capacity(n));
        let (mut a, mut b) = (0, 0);
        while a < self.keys.len() || b < newer.keys.len() {
            let is_older =
                b == newer.keys.len() || (a < self.keys.len() && self.keys[a] <= newer.keys[b]);
            let (run, at) = if is_older { (self, &mut a) } else { (newer, &mut b) };
            keys.push(run.keys[*at]);
            articles.push(run.articles[*at]);
            *at += 1;
        }
        Run::of(keys, articles)
    }
}

/// The shelf of a key, by its first bits; the number of shelves is a power of two.
fn shelf(key: u64, n_shelves: usize) -> usize {
    (key >> (u64::BITS - n_shelves.ilog2())) as usize
}

/// Of the articles met, each with whether the key is rare, those to compare with.
fn wanted(mut shared: Vec<(u32, usize)>, n_keys: usize) -> Vec<u32> {
    shared.sort_unstable();
    let mut counted: Vec<(usize, u32)> = shared
        .chunk_by(|(a, _), (b, _)| a == b)
        .filter(|met| {
            let n_rare: usize = met.iter().map(|(_, is_rare)| is_rare).sum();
            n_rare >= MIN_SHARED || met.len() * COMMON_SHARE >= n_keys
        })
        .map(|met| (met.len(), met[0].0))
        .collect();
    counted.sort_unstable_by_key(|(n_shared, article)| (std::cmp::Reverse(*n_shared), *article));
    counted.into_iter().take(MAX_CANDIDATES).map(|(_, article)| article).collect()
}
