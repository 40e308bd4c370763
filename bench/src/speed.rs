//! Speed and memory of copies and stories on one core, as an archive grows by days.

use crate::{
    clock::Clock,
    made::{Made, MadeArticle, PER_DAY},
    meeting::{Meeting, Met},
    stories::nothing,
};
use anyhow::{Result, ensure};
use onrecord_analyze::story::{Grouper, Keys, Number, When};
use onrecord_model::{id::Id, story::Story};
use onrecord_process::copy::{Reading, compare_readings};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
};

/// Articles compared together.
const BATCH: usize = onrecord_center::add::COMPARE_BATCH;

/// What was right, counted while the clock ran: a fast wrong answer is no measurement.
#[derive(Default)]
struct Right {
    /// Reprints that came after another reprint of their event.
    n_reprints: usize,
    /// Those of them that were found to be of one origin with an earlier one.
    n_found: usize,
    /// Edges of one origin between articles that have none.
    n_wrong: usize,
}

/// Adds `n_articles` made articles, a day at a time, and tells what copies and stories cost.
pub fn run(n_articles: usize) -> Result<String> {
    let made = Made::new();
    let (mut clock, mut right) = (Clock::default(), Right::default());
    let (mut meeting, mut stories) = (Meeting::default(), Grouped::default());
    let mut reports = BTreeSet::new();
    let before = memory_kib(NOW)?;
    for first in (0..n_articles).step_by(PER_DAY) {
        let numbers = first..(first + PER_DAY).min(n_articles);
        let day: Vec<MadeArticle> = numbers.map(|number| made.article(number)).collect();
        for batch in day.chunks(BATCH) {
            let edges = copies(batch, &made, &mut meeting, &mut clock);
            for (one, same) in batch.iter().zip(edges) {
                right.count(one, &same, &made, &mut reports);
            }
        }
        clock.stage("stories, a day", 0, || stories.add(first, &day));
    }
    let grown = memory_kib(NOW)?.saturating_sub(before);
    let told = stories.told();
    let n_told: usize = told.iter().map(|story| story.articles.len()).sum();
    ensure!(n_told == n_articles, "{n_told} of {n_articles} articles are in stories");
    let seconds = clock.total().as_secs_f64();
    Ok(format!(
        "{}{n_articles} articles, {:.1} CPU seconds, {:.0} articles/s, {:.2} KiB memory an article\n\
         reprints found {} of {}, wrong edges of one origin {}; {} stories, BCubed F1 {:.3}\n",
        clock.table(),
        seconds,
        n_articles as f64 / seconds,
        grown as f64 / n_articles as f64,
        right.n_found,
        right.n_reprints,
        right.n_wrong,
        told.len(),
        quality(&made, &told, n_articles),
    ))
}

/// Stories as they are grouped, with what each article is a part of.
#[derive(Default)]
struct Grouped {
    grouper: Grouper,
    part_of: Vec<u32>,
}

impl Grouped {
    /// Adds the articles of a day, numbered from `first` on.
    fn add(&mut self, first: usize, day: &[MadeArticle]) {
        let mut numbered: Vec<(usize, &MadeArticle)> = (first..).zip(day).collect();
        numbered.sort_unstable_by_key(|(_, one)| one.article.id);
        let keys: Vec<(Number, Keys)> = numbered
            .iter()
            .map(|(number, one)| {
                (*number as Number, Keys::of(&one.article, &nothing(one.article.id)))
            })
            .collect();
        self.part_of.extend((first as u32..).take(day.len()));
        let when = day[0].article.published.best.map_or(When::Undated(None), When::Dated);
        for (story, into) in self.grouper.add(when, &keys).joined {
            self.part_of[story as usize] = into as u32;
        }
    }

    fn told(&self) -> Vec<Story> {
        let mut stories: BTreeMap<u32, Vec<Id>> = BTreeMap::new();
        for number in 0..self.part_of.len() {
            let mut first = number as u32;
            while self.part_of[first as usize] != first {
                first = self.part_of[first as usize];
            }
            stories.entry(first).or_default().push(id_of(number));
        }
        let told = stories.into_values().map(|articles| Story {
            id: Story::make_id(articles[0]),
            articles,
            words: Vec::new(),
        });
        told.collect()
    }
}

/// The identifier of a made article.
fn id_of(number: usize) -> Id {
    Id::of("made", [&number.to_be_bytes()[..]])
}

/// For each article of a batch the numbers of earlier ones that have one origin with it, found as
/// `onrecord add` does: every text of a batch and of what it met is read once.
fn copies(
    batch: &[MadeArticle],
    made: &Made,
    meeting: &mut Meeting,
    clock: &mut Clock,
) -> Vec<Vec<u32>> {
    let first = meeting.len();
    let (mut readings, mut met) = (BTreeMap::new(), Vec::new());
    for (number, one) in (first..).zip(batch) {
        let n_bytes = one.article.text.len();
        let (reading, keys) = clock.stage("copy keys", n_bytes, || {
            let reading = Reading::of(&one.article);
            let keys = reading.keys();
            (reading, keys)
        });
        readings.insert(number, reading);
        met.push(
            clock.stage("copy lookup", n_bytes, || meeting.add(&keys, one.article.published.best)),
        );
    }
    let earlier: BTreeSet<u32> = met
        .iter()
        .flat_map(|met| &met.articles)
        .copied()
        .filter(|number| *number < first)
        .collect();
    // Making an article anew stands for fetching it from a disk, and is not counted.
    let fetched: Vec<(u32, MadeArticle)> =
        earlier.into_iter().map(|number| (number, made.article(number as usize))).collect();
    for (number, other) in &fetched {
        let n_bytes = other.article.text.len();
        let reading = clock.stage("copy read", n_bytes, || Reading::of(&other.article));
        readings.insert(*number, reading);
    }
    let numbered = (first..).zip(&met);
    numbered
        .map(|(number, met)| {
            clock.stage("copy compare", 0, || same_origin(&readings[&number], &readings, met))
        })
        .collect()
}

fn same_origin(one: &Reading, readings: &BTreeMap<u32, Reading>, met: &Met) -> Vec<u32> {
    let is_same = |number: &&u32| {
        let copy = compare_readings(one, &readings[*number], &met.recurring);
        copy.is_some_and(|copy| copy.kind.is_one_origin())
    };
    met.articles.iter().filter(is_same).copied().collect()
}

impl Right {
    fn count(&mut self, one: &MadeArticle, same: &[u32], made: &Made, reports: &mut BTreeSet<u64>) {
        let is_same = |number: &u32| {
            let other = made.article(*number as usize);
            one.is_reprint && other.is_reprint && one.event == other.event
        };
        let n_right = same.iter().filter(|number| is_same(number)).count();
        self.n_wrong += same.len() - n_right;
        if let Some(event) = one.event.filter(|_| one.is_reprint)
            && !reports.insert(event)
        {
            self.n_reprints += 1;
            self.n_found += usize::from(n_right > 0);
        }
    }
}

/// BCubed F1 of the stories against the events.
pub fn quality(made: &Made, told: &[Story], n_articles: usize) -> f64 {
    let numbers: HashMap<Id, usize> = (0..n_articles).map(|n| (id_of(n), n)).collect();
    let event = |id: &Id| {
        let number = numbers[id];
        made.article(number).event.unwrap_or(1 << 40 | number as u64)
    };
    let mut sizes: BTreeMap<u64, usize> = BTreeMap::new();
    let mut found: Vec<(usize, BTreeMap<u64, usize>)> = Vec::new();
    for story in told {
        let mut within: BTreeMap<u64, usize> = BTreeMap::new();
        for id in &story.articles {
            let event = event(id);
            *within.entry(event).or_default() += 1;
            *sizes.entry(event).or_default() += 1;
        }
        found.push((story.articles.len(), within));
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for (size, within) in &found {
        for (event, n) in within {
            precision += (n * n) as f64 / *size as f64;
            recall += (n * n) as f64 / sizes[event] as f64;
        }
    }
    2.0 * precision * recall / (precision + recall) / n_articles as f64
}

/// What the process holds in memory now.
pub const NOW: &str = "VmRSS:";

/// What it held at most since it began.
pub const PEAK: &str = "VmHWM:";

/// What the process holds in memory, or held at most, in KiB.
pub fn memory_kib(what: &str) -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap_or_default();
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
