//! Articles are found by what is in them, in one order.

use crate::sample::{copy, fill, made, open, page};
use jiff::civil::date;
use onrecord_store::{Filter, Found, Made, Store, Term};

fn word(text: &str) -> Term {
    Term::Word(text.into())
}

fn phrase(text: &str) -> Term {
    Term::Phrase(text.into())
}

/// No article.
const NONE: [usize; 0] = [];

struct Center {
    _folder: tempfile::TempDir,
    store: Store,
    made: Vec<Made>,
}

fn center() -> Center {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let made = fill(&mut store, 12);
    Center { _folder: folder, store, made }
}

impl Center {
    /// The numbers of the articles that are found, sorted.
    fn found(&self, filter: &Filter) -> Vec<usize> {
        let ids = self.store.find(filter).unwrap();
        let numbers = ids.iter().map(|id| self.made.iter().position(|it| it.article.id == *id));
        let mut numbers: Vec<usize> = numbers.map(Option::unwrap).collect();
        numbers.sort_unstable();
        numbers
    }

    fn words(&self, words: Vec<Term>) -> Vec<usize> {
        self.found(&Filter { words, ..Filter::default() })
    }
}

#[test]
fn words_match_folded_and_in_english_by_their_stem() {
    let center = center();
    let all: Vec<usize> = (0..12).collect();
    let english: Vec<usize> = all.iter().copied().filter(|n| n % 5 != 4).collect();
    assert_eq!(center.words(vec![word("BRIDGE")]), all);
    assert_eq!(center.words(vec![word("lodz")]), all);
    assert_eq!(center.words(vec![word("ruiz"), word("Łódź")]), all);
    assert_eq!(center.words(vec![word("displacement")]), english);
    assert_eq!(center.words(vec![phrase("displaced by floods")]), all);
    assert_eq!(center.words(vec![phrase("floods by displaced")]), NONE);
    assert_eq!(center.words(vec![word("cookies")]), NONE, "furniture is not searched");
    assert_eq!(center.words(vec![phrase("day 7")]), [7]);
    let not = |term| Term::Not(Box::new(term));
    assert_eq!(center.words(vec![word("bridge"), not(phrase("day 7"))]).len(), 11);
    assert_eq!(center.words(vec![not(word("bridge"))]), NONE);
    assert_eq!(center.words(vec![word("…")]), all, "punctuation alone says nothing");
}

#[test]
fn outlets_people_and_languages_match_in_part() {
    let center = center();
    let of = |filter: Filter| center.found(&filter);
    let list = |text: &str| vec![text.to_owned()];
    assert_eq!(of(Filter { outlet: list("orland"), ..Filter::default() }), [1, 3, 5, 7, 9, 11]);
    assert_eq!(of(Filter { outlet: list("COURIER.ex"), ..Filter::default() }).len(), 12);
    assert_eq!(of(Filter { who: list("ruiz"), ..Filter::default() }).len(), 12);
    assert_eq!(of(Filter { who: list("lodz"), ..Filter::default() }), NONE, "a place is nobody");
    assert_eq!(of(Filter { lang: list("pl"), ..Filter::default() }), [4, 9]);
    let both = Filter { lang: list("pl"), outlet: list("orland"), ..Filter::default() };
    assert_eq!(of(Filter { words: vec![word("bridge")], ..both }), [9]);
}

#[test]
fn undated_articles_match_days_by_their_interval() {
    let center = center();
    // Article n is of day n+1 of month n+1; of those that 3 divides only the earliest day is known.
    let days = |from, to, undated| Filter { from, to, undated, ..Filter::default() };
    let found = |filter| center.found(&filter);
    let (june, october) = (Some(date(2024, 6, 1)), Some(date(2024, 10, 31)));
    assert_eq!(found(days(june, None, false)), [5, 6, 7, 8, 9, 10, 11]);
    assert_eq!(found(days(None, june, false)), [1, 2, 4]);
    assert_eq!(found(days(june, october, false)), [5, 7, 8]);
    assert_eq!(found(days(None, None, true)), [0, 3, 6, 9]);
    assert_eq!(found(days(None, june, true)), [0, 3]);
    assert_eq!(found(days(Some(date(2025, 1, 1)), None, true)), NONE);
}

#[test]
fn the_order_is_by_day_then_identifier() {
    let center = center();
    let ids = center.store.find(&Filter::default()).unwrap();
    let key = |made: &Made| {
        let dating = &made.article.published;
        (dating.best.or(dating.not_before), made.article.id)
    };
    let mut wanted: Vec<_> = center.made.iter().map(key).collect();
    wanted.sort();
    assert_eq!(ids, wanted.into_iter().map(|(_, id)| id).collect::<Vec<_>>());
}

#[test]
fn hits_are_ranked_and_name_the_sentence() {
    let center = center();
    let filter = Filter { words: vec![word("flood"), word("bridge")], ..Filter::default() };
    let hits = center.store.search(&filter, 5).unwrap();
    assert_eq!(hits.len(), 5);
    let order = |hit: &onrecord_store::Hit| (std::cmp::Reverse(hit.score), hit.article);
    assert!(hits.is_sorted_by_key(order) && hits[0].score > 0);
    for (term, wanted) in [
        (word("flooding"), "=HYPERLINK(\"x\") The crossing was displaced by floods in Łódź."),
        (phrase("470,000 people"), "Mayor Ana Ruíz said on Monday: “We displaced 470,000 people”."),
    ] {
        let filter = Filter { words: vec![term], ..Filter::default() };
        let hit = center.store.search(&filter, 1).unwrap()[0];
        let article = center.store.article(hit.article).unwrap().unwrap();
        assert_eq!(hit.span.of(&article.text), wanted);
    }
    assert_eq!(center.store.search(&Filter::default(), 3).unwrap().len(), 3);
}

#[test]
fn a_better_article_takes_the_place_of_the_former() {
    let mut center = center();
    let old = center.made[0].article.clone();
    let mut new = made(&page(0), 0);
    new.article.text.push_str("\nA tram.");
    new.article.extractor = 2;
    new.article.id = onrecord_model::article::Article::make_id(old.capture, 2, &new.article.text);
    new.article.zones.clear();
    new.findings.article = new.article.id;
    center.store.put(std::slice::from_ref(&new)).unwrap();
    center.store.commit().unwrap();
    assert_eq!(center.store.article(old.id).unwrap(), Some(old.clone()), "it stays for citations");
    let found = center.store.find(&Filter::default()).unwrap();
    assert!(found.contains(&new.article.id) && !found.contains(&old.id));
    assert_eq!(center.store.status().unwrap().n_articles, 12);
    let tram = Filter { words: vec![word("tram")], ..Filter::default() };
    assert_eq!(center.store.find(&tram).unwrap(), [new.article.id]);
    let bridge = Filter { words: vec![word("bridge")], ..Filter::default() };
    assert_eq!(center.store.find(&bridge).unwrap().len(), 12);
    assert_eq!(center.store.unprocessed(2, 1, 100).unwrap().len(), 11);
    crate::sample::check(&center.store);
}

#[test]
fn identifiers_resolve_by_their_first_digits() {
    let center = center();
    let (capture, article) = (page(3).id(), center.made[3].article.id);
    let resolve = |start: &str| center.store.resolve(start).unwrap();
    assert_eq!(resolve(&capture.to_string()[..12]), [Found::Capture(capture)]);
    assert_eq!(resolve(&article.to_string().to_uppercase()), [Found::Article(article)]);
    let all: usize = "0123456789abcdef".chars().map(|c| resolve(&c.to_string()).len()).sum();
    assert_eq!(all, 24);
    assert_eq!((resolve(""), resolve("%"), resolve("xyz")), (vec![], vec![], vec![]));
}

#[test]
fn only_earlier_articles_with_shared_keys_are_candidates() {
    let center = center();
    let candidates = |n: usize| {
        let made = &center.made[n];
        center.store.candidates(&made.copy_keys, made.article.id).unwrap().articles
    };
    let id = |n: usize| center.made[n].article.id;
    assert_eq!(candidates(0), []);
    assert_eq!(candidates(2), [id(1), id(0)], "the nearest shares one key more");
    assert_eq!(center.store.candidates(&[777, 9999], id(5)).unwrap().articles, []);
}

#[test]
fn keys_that_everyone_holds_cost_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let captures: Vec<_> = (0..100).map(page).collect();
    store.append(&captures).unwrap();
    // All share a footer of two keys; the last ten also reprint the first one's report.
    let footer = [1, 2];
    let made: Vec<Made> = captures
        .iter()
        .enumerate()
        .map(|(n, capture)| {
            let own: Vec<u64> =
                (0..20).map(|k| 1000 + if n < 90 { n as u64 * 20 } else { 0 } + k).collect();
            Made { copy_keys: [&footer[..], &own].concat(), ..made(capture, n) }
        })
        .collect();
    store.put(&made).unwrap();
    let candidates =
        |n: usize| store.candidates(&made[n].copy_keys, made[n].article.id).unwrap().articles;
    assert_eq!(candidates(80), [], "the footer says nothing");
    assert_eq!(candidates(99)[0], made[0].article.id);
    assert_eq!(candidates(99).len(), 10);
    assert_eq!(store.uncompared(1000).unwrap().len(), 100);
    store.mark_compared(&[made[0].article.id]).unwrap();
    assert_eq!(store.uncompared(1).unwrap(), [made[1].article.id]);
}

#[test]
fn copies_are_given_among_articles() {
    let center = center();
    let id = |n: usize| center.made[n].article.id;
    assert_eq!(center.store.copies_among(&[id(0), id(1), id(3)]).unwrap(), [copy(id(0), id(1))]);
    assert_eq!(center.store.copies_of(id(1)).unwrap().len(), 2);
    let first = center.store.first_copies(id(1), 1).unwrap();
    assert_eq!(first, center.store.first_copies(id(1), 9).unwrap()[..1]);
    assert!([first[0].a, first[0].b].contains(&id(0)), "what came first");
    let all: Vec<_> = center.made.iter().map(|made| made.article.id).collect();
    assert_eq!(center.store.copies_among(&all).unwrap().len(), 11);
}

#[test]
fn the_status_counts_what_is_there() {
    let status = center().store.status().unwrap();
    assert_eq!((status.n_captures, status.n_articles, status.n_waiting), (12, 12, 0));
    assert_eq!((status.n_dated, status.n_undated), (8, 4));
    assert_eq!((status.n_quotations, status.n_figures, status.n_copies), (12, 12, 11));
    assert_eq!(status.languages, [(Some("en".into()), 10), (Some("pl".into()), 2)]);
    assert_eq!(status.outlets.len(), 2);
    assert_eq!(status.problems.iter().map(|problem| problem.1).collect::<Vec<_>>(), [12, 12]);
    assert_eq!(status.first_day(), Some(date(2024, 2, 2)));
    assert_eq!(status.days.len(), 8);
    assert!(status.archive_bytes > 1000);
}

#[test]
fn keys_are_found_in_whatever_table_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let captures: Vec<_> = (0..220).map(page).collect();
    store.append(&captures).unwrap();
    // Each article shares its last keys with the next one; 300 keys each fill the first table.
    let keys = |n: u64| (n * 299..n * 299 + 300).collect::<Vec<u64>>();
    let made: Vec<Made> = captures
        .iter()
        .zip(0..)
        .map(|(capture, n)| Made { copy_keys: keys(n as u64), ..made(capture, n) })
        .collect();
    made.chunks(70).for_each(|batch| store.put(batch).unwrap());
    store.put(&made[..3]).unwrap();
    for n in 1..220 {
        let found = store.candidates(&made[n].copy_keys, made[n].article.id).unwrap().articles;
        assert_eq!(found, [made[n - 1].article.id], "{n}");
    }
}
