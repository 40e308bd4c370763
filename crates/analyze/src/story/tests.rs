//! Small fictional articles and the stories they make.

use super::*;
use jiff::civil::date;
use onrecord_model::{
    article::{Block, Zone, ZoneKind},
    dating::Dating,
    id::Id,
};
use onrecord_text::Span;

fn article(day: i8, text: &str) -> (Article, Findings) {
    let id = Id::of("test", [&[day as u8], text.as_bytes()]);
    let best =
        (day > 0).then(|| date(2024, 3, 1).checked_add(jiff::Span::new().days(day)).unwrap());
    let zone =
        Zone { span: Span::new(0, text.len()), kind: ZoneKind::Body, block: Block::Paragraph };
    let article = Article {
        id,
        capture: id,
        extractor: 1,
        address: None,
        text: text.to_owned(),
        zones: vec![zone],
        title: None,
        authors: Vec::new(),
        outlet: None,
        credits: Vec::new(),
        section: None,
        language: None,
        published: Dating { best, ..Dating::default() },
        modified: Dating::default(),
        related: Vec::new(),
        problems: Vec::new(),
    };
    let findings = Findings {
        article: id,
        analyzer: 1,
        entities: Vec::new(),
        timexes: Vec::new(),
        quotations: Vec::new(),
        figures: Vec::new(),
        problems: Vec::new(),
    };
    (article, findings)
}

const FLOOD: [&str; 3] = [
    "The river Alder burst its banks in Brenmark on Sunday and flooded the old harbor, Mayor Ana Ruiz said.",
    "Brenmark mayor Ana Ruiz asked for army help after the Alder flooded the harbor and two schools.",
    "In Brenmark, soldiers built walls of sandbags along the Alder as the flooded harbor was cleared.",
];
const OTHER_FLOOD: [&str; 3] = [
    "The river Tessel burst its banks in Oberlund and flooded the market, Mayor Jon Okafor said.",
    "Oberlund mayor Jon Okafor asked for army help after the Tessel flooded the market hall.",
    "Soldiers cleared mud in Oberlund where the Tessel flooded the market and a library.",
];
const HERRING: &str =
    "The price of herring rose again, fishermen of the Low Coast complained to the ministry.";

fn grouped(articles: &[(Article, Findings)]) -> Vec<Vec<String>> {
    let all: Vec<_> = articles.iter().map(|(article, findings)| (article, findings)).collect();
    let text =
        |id: &Id| articles.iter().find(|(article, _)| article.id == *id).unwrap().0.text.clone();
    let told = group(&all);
    let mut turned = all.clone();
    turned.reverse();
    assert_eq!(group(&turned), told, "the order of input changed a story");
    turned.rotate_left(all.len() / 2);
    assert_eq!(group(&turned), told, "the order of input changed a story");
    told.iter().map(|story| story.articles.iter().map(text).collect()).collect()
}

#[test]
fn two_floods_of_one_day_are_two_stories() {
    let texts = FLOOD.iter().chain(&OTHER_FLOOD).chain([&HERRING]);
    let articles: Vec<_> = texts.map(|text| article(1, text)).collect();
    let mut sizes: Vec<usize> = grouped(&articles).iter().map(Vec::len).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 3, 3]);
}

#[test]
fn a_story_goes_on_for_days_and_closes_after_a_while() {
    let goes_on = [article(1, FLOOD[0]), article(1, HERRING), article(3, FLOOD[1])];
    assert_eq!(grouped(&goes_on).len(), 2);
    let returns = [article(1, FLOOD[0]), article(1, HERRING), article(25, FLOOD[1])];
    assert_eq!(grouped(&returns).len(), 3);
}

#[test]
fn a_story_says_which_words_hold_it_together() {
    let articles: Vec<_> = FLOOD.iter().chain([&HERRING]).map(|text| article(0, text)).collect();
    let all: Vec<_> = articles.iter().map(|(article, findings)| (article, findings)).collect();
    let told = group(&all);
    let words = &told.iter().find(|story| story.articles.len() == 3).unwrap().words;
    assert!(
        words.contains(&"Brenmark".to_owned()) && words.contains(&"Alder".to_owned()),
        "{words:?}"
    );
}

/// Days of keys with the numbers of their articles: floods, and other articles around them.
fn days() -> Vec<(When, Vec<(Number, Keys)>)> {
    let day_of = |n: i8| date(2024, 3, n);
    let keys = |text: &str| {
        let (article, findings) = article(1, text);
        Keys::of(&article, &findings)
    };
    let day = |when, first: Number, texts: &[&str]| {
        (when, (first..).zip(texts).map(|(number, text)| (number, keys(text))).collect())
    };
    vec![
        day(When::Dated(day_of(1)), 10, &[FLOOD[0], HERRING]),
        day(When::Undated(Some(day_of(1))), 20, &[OTHER_FLOOD[0]]),
        day(When::Dated(day_of(3)), 30, &[FLOOD[1], OTHER_FLOOD[1]]),
        day(When::Dated(day_of(9)), 40, &[FLOOD[2]]),
        day(When::Undated(None), 50, &[OTHER_FLOOD[2]]),
    ]
}

#[test]
fn stories_go_on_from_what_was_stored_as_if_nothing_had_been_between() {
    let mut whole = Grouper::default();
    let mut stored = whole.bytes();
    let mut n_joined = 0;
    for (when, articles) in days() {
        let change = whole.add(when, &articles);
        let mut again = Grouper::read(&stored).unwrap();
        assert_eq!(again.add(when, &articles), change);
        stored = again.bytes();
        assert_eq!(stored, whole.bytes());
        n_joined += change.joined.len();
    }
    assert!(n_joined > 2, "{n_joined}");
}

#[test]
fn a_state_is_written_as_it_ever_was() {
    let mut grouper = Grouper::default();
    for (when, articles) in days().into_iter().take(3) {
        grouper.add(when, &articles);
    }
    let written = grouper.bytes();
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/src/story/golden/state-1.bin");
    if std::env::var_os("ONRECORD_UPDATE").is_some() {
        std::fs::create_dir_all(std::path::Path::new(golden).parent().unwrap()).unwrap();
        std::fs::write(golden, &written).unwrap();
    }
    assert_eq!(std::fs::read(golden).unwrap(), written, "raise STATE_VERSION, write another file");
}

#[test]
fn damaged_states_and_keys_are_refused() {
    let mut grouper = Grouper::default();
    for (when, articles) in days() {
        grouper.add(when, &articles);
    }
    let whole = grouper.bytes();
    for len in 0..whole.len() {
        assert!(Grouper::read(&whole[..len]).is_err(), "{len}");
    }
    assert!(Grouper::read(&[&whole[..], &[0]].concat()).is_err());
    assert!(Grouper::read(&[&[9], &whole[1..]].concat()).is_err(), "of another version");
    let (_, articles) = &days()[0];
    let keys = &articles[0].1;
    assert_eq!(Keys::read(&keys.bytes()).unwrap(), *keys);
    assert!(Keys::read(&[0x80]).is_err());
    assert!(Keys::read(&[0xff; 12]).is_err());
}

#[test]
fn articles_without_a_day_close_no_story() {
    let [_, _, third, ..] = &days()[..] else { panic!() };
    let mut grouper = Grouper::default();
    for (when, articles) in days().into_iter().take(2) {
        grouper.add(when, &articles);
    }
    let n_open = grouper.stories().len();
    grouper.add(When::Undated(Some(date(2025, 1, 1))), &[]);
    assert_eq!(grouper.stories().len(), n_open);
    grouper.add(When::Dated(date(2025, 1, 1)), &third.1[..1]);
    assert_eq!(grouper.stories().len(), 1);
}

#[test]
fn nothing_makes_no_story_and_empty_texts_stay_alone() {
    assert_eq!(group(&[]), []);
    assert_eq!(grouped(&[article(1, "."), article(2, "!"), article(0, "?")]).len(), 3);
}
