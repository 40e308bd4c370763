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
        words.contains(&"brenmark".to_owned()) && words.contains(&"alder".to_owned()),
        "{words:?}"
    );
}

#[test]
fn nothing_makes_no_story_and_empty_texts_stay_alone() {
    assert_eq!(group(&[]), []);
    assert_eq!(grouped(&[article(1, "."), article(2, "!"), article(0, "?")]).len(), 3);
}
