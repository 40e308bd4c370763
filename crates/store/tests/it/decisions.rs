//! What people decide: kept whole through crashes and damage, and laid over what is asked.

use crate::sample::{check, fill, open};
use jiff::{Timestamp, civil::date};
use onrecord_model::{
    decision::{About, Decision, What, Whole},
    id::Id,
};
use onrecord_store::{Access, Filter, Overlay, Store};
use std::{fs, path::Path};

fn at() -> Timestamp {
    "2025-10-15T12:00:00Z".parse().unwrap()
}

fn note(words: &str) -> What {
    let id = Id::of("test", [b"article".as_slice()]);
    What::Note { about: About::Article(Whole { article: id, capture: id }), text: words.to_owned() }
}

fn decide(store: &mut Store, words: &str) -> Decision {
    store.decide(note(words), at(), Some("Lea Vik".to_owned()), None).unwrap()
}

fn file(folder: &Path) -> std::path::PathBuf {
    folder.join("decisions.jsonl")
}

#[test]
fn the_same_decision_twice_is_two_and_the_same_file_twice_is_one() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut store = open(here.path());
    assert!(store.decisions().unwrap().all.is_empty());
    let (one, two) = (decide(&mut store, "a"), decide(&mut store, "a"));
    assert_ne!(one.id, two.id);
    assert_eq!(store.decisions().unwrap().all, [one.clone(), two.clone()]);
    let mut other = open(there.path());
    let own = decide(&mut other, "b");
    let imported = other.import_decisions(&file(here.path())).unwrap();
    assert_eq!((imported.n_new, imported.n_known), (2, 0));
    let imported = other.import_decisions(&file(here.path())).unwrap();
    assert_eq!((imported.n_new, imported.n_known), (0, 2));
    // Both centers count them in one order, whoever was first.
    store.import_decisions(&file(there.path())).unwrap();
    let (a, b) = (store.decisions().unwrap().all, other.decisions().unwrap().all);
    assert_eq!(a, b);
    assert_eq!(a.last(), Some(&two));
    assert!(a.contains(&own));
    assert!(decide(&mut other, "c").number > two.number);
}

#[test]
fn an_end_torn_at_any_byte_is_cut_and_the_next_decision_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let one = decide(&mut store, "é");
    let before = fs::read(file(folder.path())).unwrap();
    let two = decide(&mut store, "ü");
    let after = fs::read(file(folder.path())).unwrap();
    for len in before.len()..after.len() {
        fs::write(file(folder.path()), &after[..len]).unwrap();
        // All of the line but its line break is a whole decision.
        let is_whole = len + 1 == after.len();
        let found = store.decisions().unwrap();
        assert_eq!(found.all.len(), if is_whole { 2 } else { 1 }, "{len}");
        assert!(found.damaged.is_empty(), "{len}: {:?}", found.damaged);
        let three = decide(&mut store, "next");
        let wanted = if is_whole { vec![&one, &two, &three] } else { vec![&one, &three] };
        assert_eq!(store.decisions().unwrap().all.iter().collect::<Vec<_>>(), wanted, "{len}");
    }
    assert!(store.repairs().last().unwrap().contains("torn end"), "{:?}", store.repairs());
}

#[test]
fn damaged_and_newer_lines_are_named_and_hide_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let (one, two) = (decide(&mut store, "a"), decide(&mut store, "b"));
    let whole = fs::read_to_string(file(folder.path())).unwrap();
    let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
    let newer = lines[0].replace("\"note\"", "\"promote\"");
    lines.insert(1, lines[0].replace("\"text\":\"a\"", "\"text\":\"x\""));
    lines.insert(2, newer.clone());
    lines.insert(3, newer.replace("{\"onrecord\":1", "{\"onrecord\":9"));
    lines.insert(4, "x".repeat(70_000));
    fs::write(file(folder.path()), lines.join("\n") + "\n").unwrap();
    let found = store.decisions().unwrap();
    assert_eq!(found.all, [one, two]);
    assert_eq!(found.damaged.len(), 2, "{:?}", found.damaged);
    assert!(found.damaged[0].starts_with("decisions.jsonl line 2: the rest gives"));
    assert_eq!(found.damaged[1], "decisions.jsonl line 5: 70000 bytes, more than 65536");
    assert!(
        found.newer[0].contains("line 3: `promote` is no kind known here"),
        "{:?}",
        found.newer
    );
    assert!(found.newer[1].contains("line 4: of version 9"), "{:?}", found.newer);
    let problems = store.check(&mut |_, _| ()).unwrap();
    assert_eq!(problems, found.damaged);
    // Nothing of it is lost by another decision, and nothing damaged is imported.
    decide(&mut store, "c");
    let now = fs::read_to_string(file(folder.path())).unwrap();
    assert!(now.starts_with(&(lines.join("\n") + "\n")));
    let other = tempfile::tempdir().unwrap();
    let error = open(other.path()).import_decisions(&file(folder.path())).unwrap_err();
    assert!(error.to_string().contains("is not imported"), "{error}");
    assert!(!file(other.path()).exists());
}

#[test]
fn limits_and_readers_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let long = store.decide(note(&"x".repeat(5_000)), at(), None, None).unwrap_err();
    assert!(long.to_string().contains("5000 bytes of words are too many"), "{long}");
    let id = Id::of("test", []);
    let many = vec![Whole { article: id, capture: id }; 101];
    let many = store.decide(What::Join(many), at(), None, None).unwrap_err();
    assert!(many.to_string().contains("101 articles are too many"), "{many}");
    assert!(!file(folder.path()).exists());
    let mut reader = Store::open(folder.path(), Access::Read).unwrap();
    assert!(reader.decide(note("a"), at(), None, None).is_err());
    assert!(Store::open(folder.path(), Access::Write).unwrap_err().is_held());
}

#[test]
fn decided_days_and_names_are_asked_for_until_they_are_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let made = fill(&mut store, 4);
    let id = made[1].article.id;
    let of = |store: &Store, filter: Filter| store.find(&filter).unwrap().contains(&id);
    let year = |year: i16| Filter {
        from: Some(date(year, 1, 1)),
        to: Some(date(year, 12, 31)),
        ..Filter::default()
    };
    let undated = Filter { undated: true, ..Filter::default() };
    let who = Filter { who: vec!["Okafor".into()], ..Filter::default() };
    let before = (store.find(&Filter::default()).unwrap(), store.status().unwrap());
    assert!(of(&store, year(2024)) && !of(&store, who.clone()));
    let day = date(1999, 5, 6);
    let names = vec![(id, "Jan Ökafor".to_owned())];
    store.lay_over(&Overlay { days: vec![(id, Some((day, day)))], names }).unwrap();
    assert!(of(&store, year(1999)) && !of(&store, year(2024)) && of(&store, who.clone()));
    assert_eq!(store.find(&Filter::default()).unwrap()[0], id, "it comes first by its day");
    assert_eq!(store.status().unwrap().days[0], (day, 1));
    store.lay_over(&Overlay { days: vec![(id, None)], names: Vec::new() }).unwrap();
    assert!(of(&store, undated.clone()) && !of(&store, year(2024)) && !of(&store, who));
    assert_eq!(store.status().unwrap().n_undated, before.1.n_undated + 1);
    store.lay_over(&Overlay::default()).unwrap();
    assert!(!of(&store, undated));
    assert_eq!((store.find(&Filter::default()).unwrap(), store.status().unwrap()), before);
    check(&store);
    let mut reader = Store::open(folder.path(), Access::Read).unwrap();
    reader.lay_over(&Overlay { days: vec![(id, None)], names: Vec::new() }).unwrap();
    assert!(!of(&reader, year(2024)));
}
