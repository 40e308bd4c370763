//! Small made archives, grouped in any order, in any batches, with interruptions.

use super::*;
use crate::config::Config;
use jiff::{ToSpan, civil::date};
use onrecord_analyze::findings;
use onrecord_model::{
    article::{Article, Block, Field, Place, Zone, ZoneKind},
    capture::{Capture, Obtained},
    dating::Dating,
    problem::{Problem, ProblemKind},
};
use onrecord_store::{Access, Made, Store};
use onrecord_text::Span;
use std::path::Path;

const N_ARTICLES: u64 = 110;

/// SplitMix64: the same everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let value = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (value ^ (value >> 27)) % n
    }

    fn shuffled<T>(&mut self, mut all: Vec<T>) -> Vec<T> {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at as u64 + 1) as usize);
        }
        all
    }
}

fn day(n: u64) -> Date {
    date(2024, 1, 1).checked_add(i64::try_from(n).unwrap().days()).unwrap()
}

/// A made article: of an event of its days, undated, or a later version of the one before it.
fn made(number: u64) -> (Capture, Made) {
    let mut chance = Chance(number);
    let is_version = number % 10 == 9;
    let of = if is_version { number - 1 } else { number };
    let of_day = of * 3 % 40;
    let event = of_day / 3 * 10 + of % 3;
    let mut words: Vec<String> = (0..7).map(|n| format!("Event{event}n{n}")).collect();
    words.extend((0..5).map(|_| format!("word{}", chance.below(30))));
    let text = words.join(" ");
    let captured = day(of_day + u64::from(is_version) * 2);
    let capture = Capture {
        address: Some(format!("https://courier.example/{of}")),
        name: format!("page {number}"),
        captured_at: format!("{captured}T10:00:00Z").parse().unwrap(),
        obtained: Obtained::Fetched,
        status: Some(200),
        headers: Vec::new(),
        body: text.clone().into_bytes(),
        http: None,
        problems: vec![Problem::new(ProblemKind::Truncated, "made")],
    };
    let zone =
        Zone { span: Span::new(0, text.len()), kind: ZoneKind::Body, block: Block::Paragraph };
    let address = capture.address.clone().unwrap();
    let article = Article {
        zones: vec![zone],
        address: Some(Field::new(address, Place::Address)),
        published: Dating { best: (of % 6 > 0).then(|| day(of_day)), ..Dating::default() },
        ..Article::bare(capture.id(), 1, text)
    };
    let findings = findings::none(&article, Problem::new(ProblemKind::Empty, "made"));
    let story_keys = Keys::of(&article, &findings).bytes();
    (capture, Made { findings, article, copy_keys: Vec::new(), story_keys })
}

fn open(folder: &Path) -> Center {
    let store = Store::open(folder, Access::Write).unwrap();
    Center::with(store, Config::default(), folder).unwrap()
}

fn put(center: &mut Center, numbers: &[u64]) {
    let (captures, made): (Vec<Capture>, Vec<Made>) = numbers.iter().map(|n| made(*n)).unzip();
    center.store.append(&captures).unwrap();
    center.store.put(&made).unwrap();
}

fn group(center: &Center) -> usize {
    let mut n_grouped = 0;
    let mut count = |event: Event| {
        if let Event::Grouped { n_articles } = event {
            n_grouped += n_articles;
        }
    };
    center.group(&mut count).unwrap();
    n_grouped
}

/// Every article with the first one of its story and the terms of this.
fn told(center: &Center) -> Vec<(Id, Id, Vec<u32>)> {
    let mut ids = center.store.find(&Default::default()).unwrap();
    ids.sort_unstable();
    let told = ids.into_iter().map(|id| {
        let row = center.store.story_of(id).unwrap().expect("a story");
        (id, row.place.1, row.terms)
    });
    told.collect()
}

fn whole() -> Vec<(Id, Id, Vec<u32>)> {
    let folder = tempfile::tempdir().unwrap();
    let mut center = open(folder.path());
    put(&mut center, &(0..N_ARTICLES).collect::<Vec<_>>());
    group(&center);
    told(&center)
}

#[test]
fn stories_do_not_depend_on_order_batches_or_interruptions() {
    let whole = whole();
    let n_stories = whole.iter().map(|(_, first, _)| first).collect::<BTreeSet<_>>().len();
    assert!((20..90).contains(&n_stories), "{n_stories} stories");
    for seed in 0..8 {
        let mut chance = Chance(seed);
        let folder = tempfile::tempdir().unwrap();
        let mut center = open(folder.path());
        let mut left = chance.shuffled((0..N_ARTICLES).collect());
        while !left.is_empty() {
            let most = [1, 3, 20, 200][seed as usize % 4].min(left.len() as u64);
            let now = left.split_off(left.len() - 1 - chance.below(most) as usize);
            put(&mut center, &now);
            if chance.below(4) == 0 {
                // Cut short: nothing of it counts.
                let grouping = center.store.grouping().unwrap();
                let touched = center.place_all(&grouping, &BTreeMap::new()).unwrap();
                regroup(&grouping, touched, &mut |_| ()).unwrap();
                drop(grouping);
            }
            if chance.below(3) > 0 {
                group(&center);
            }
        }
        group(&center);
        assert_eq!(told(&center), whole, "seed {seed}");
        assert_eq!(center.store.n_ungrouped().unwrap(), 0);
        assert_eq!(group(&center), 0, "nothing is left to do");
    }
}

#[test]
fn an_article_of_another_day_and_back_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let mut center = open(folder.path());
    put(&mut center, &(0..N_ARTICLES).collect::<Vec<_>>());
    group(&center);
    let before = told(&center);
    let mut chance = Chance(7);
    let mut n_changed = 0;
    for _ in 0..12 {
        let (_, made) = made(chance.below(N_ARTICLES));
        let other = Dating { best: Some(day(chance.below(50))), ..Dating::default() };
        let id = made.article.id;
        center.store.put_datings(&[(id, Some(other))]).unwrap();
        group(&center);
        n_changed += usize::from(told(&center) != before);
        center.store.put_datings(&[(id, None)]).unwrap();
        group(&center);
        assert_eq!(told(&center), before);
    }
    assert!(n_changed > 4, "{n_changed} of 12 changed a story");
}

#[test]
fn what_comes_late_stops_where_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let mut center = open(folder.path());
    put(&mut center, &(0..N_ARTICLES).collect::<Vec<_>>());
    assert_eq!(group(&center) as u64, N_ARTICLES - N_ARTICLES / 10);
    // The same article again: its day is grouped again, up to the next state and no further.
    put(&mut center, &[1]);
    let before = told(&center);
    let n_again = group(&center);
    assert!((1..60).contains(&n_again), "{n_again}");
    assert_eq!(told(&center), before);
    // Today's news cost today's alone.
    let states = center.store.grouping().unwrap().states().unwrap();
    assert!((4..20).contains(&states.len()), "{states:?}");
    assert_eq!(states.last().unwrap().0, day(39).to_string());
}

#[test]
fn states_stand_closer_the_newer_they_are() {
    let mut known: Vec<(Batch, u64)> = Vec::new();
    // A batch of two articles a day, each state kept or given up as it comes.
    for n in 1..500_u64 {
        let start =
            State { batch: format!("{:04}", n - 1), n_before: 2 * (n - 1), ..State::default() };
        let batches = [(format!("{:04}", n - 1), 2), (format!("{n:04}"), 2)];
        let wanted = wanted_states(&start, &known, &batches);
        known.push((format!("{n:04}"), 2 * n));
        known.retain(|(batch, _)| wanted.contains(batch));
        let places: Vec<u64> = known.iter().map(|(_, n_before)| *n_before).collect();
        assert_eq!(places.last(), Some(&(2 * n)));
        let total = 2 * n + 2;
        for pair in places.windows(2) {
            let age = total - pair[1];
            assert!(pair[1] - pair[0] <= age.clamp(MIN_APART, MAX_APART), "{places:?}");
        }
    }
    assert!(known.len() < 2 * 1000 / MAX_APART as usize + 10, "{} states", known.len());
}
