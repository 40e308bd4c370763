//! Public facts that bound a text's day: names that no text can hold before they were given.

use aho_corasick::AhoCorasick;
use jiff::civil::Date;
use onrecord_model::{
    article::{Article, ZoneKind},
    dating::{Evidence, EvidenceKind, Says},
};
use onrecord_text::Span;
use std::sync::LazyLock;

/// How often a text with such a name is no older than it, from 0 to 1000. Of 479 pages with one (the
/// development halves of htmldate, fundus, wcxb and trafilatura) 3 were dated before it, all of them
/// changed since.
const RELIABILITY: u16 = 990;

/// How many facts are shown for one article, the latest first.
const MAX_SHOWN: usize = 3;

/// A day with the fact that it rests on.
struct Fact {
    day: Date,
    source: &'static str,
}

/// The facts, and which of them each phrase names.
struct Table {
    facts: Vec<Fact>,
    of_phrase: Vec<usize>,
    phrases: AhoCorasick,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let (mut facts, mut of_phrase, mut phrases) = (Vec::new(), Vec::new(), Vec::new());
    let file = include_str!("../../../../lang/facts.txt");
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let day = columns.next().and_then(|day| day.parse().ok()).expect("a day");
        for phrase in columns.next().unwrap_or_default().split('|') {
            phrases.push(phrase);
            of_phrase.push(facts.len());
        }
        facts.push(Fact { day, source: columns.next().expect("a source") });
    }
    Table { facts, of_phrase, phrases: AhoCorasick::new(phrases).expect("a short list of phrases") }
});

/// The latest facts that the title and body of an article name.
#[must_use]
pub fn facts(article: &Article) -> Vec<Evidence> {
    let is_text = |kind| matches!(kind, ZoneKind::Title | ZoneKind::Body);
    let mut found: Vec<(usize, Span)> = Vec::new();
    for zone in article.zones.iter().filter(|zone| is_text(zone.kind)) {
        let Some(line) = zone.span.get(&article.text) else { continue };
        for hit in TABLE.phrases.find_overlapping_iter(line) {
            let fact = TABLE.of_phrase[hit.pattern().as_usize()];
            let is_new = found.iter().all(|(known, _)| *known != fact);
            if is_new && is_whole(line, hit.start(), hit.end()) {
                found.push((fact, Span::new(hit.start(), hit.end()).shifted(zone.span.start())));
            }
        }
    }
    found.sort_by_key(|(fact, _)| std::cmp::Reverse(TABLE.facts[*fact].day));
    found
        .into_iter()
        .take(MAX_SHOWN)
        .map(|(fact, span)| row(&TABLE.facts[fact], span, &article.text))
        .collect()
}

fn row(fact: &Fact, span: Span, text: &str) -> Evidence {
    Evidence {
        kind: EvidenceKind::Fact,
        says: Says::NotBefore(fact.day),
        place: format!("public fact: {}", fact.source),
        quoted: span.of(text).to_owned(),
        span: Some(span),
        reliability: RELIABILITY,
        refused: None,
    }
}

/// Whether a phrase stands as words of its own: not within `Coronation`.
fn is_whole(line: &str, start: usize, end: usize) -> bool {
    let before = line[..start].chars().next_back();
    let after = line[end..].chars().next();
    let is_han = line[start..end].chars().all(onrecord_text::token::is_unspaced);
    is_han
        || !(before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric))
}
