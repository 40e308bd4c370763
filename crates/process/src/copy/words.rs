//! The words of an article that count when texts are compared, hashed.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use onrecord_model::article::{Article, CreditReach, ZoneKind};
use onrecord_text::{
    Span,
    lists::List,
    sentence::sentences,
    shingle::{self, Shingle, runs, winnow},
};
use std::sync::LazyLock;

/// Phrases of sentences that a site adds to any article.
static BOILERPLATE: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let list = include_str!("../../../../lang/en/boilerplate.txt");
    let list = List::read(list).expect("a checked list");
    let phrases = list.iter().map(|(phrase, _)| phrase);
    // A table for each state: the list is short, and every text is searched through once.
    let built = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(phrases);
    built.expect("a short list of phrases")
});

/// How many words make a key. Seven in a row hardly ever meet by chance: "said in a statement on
/// Monday that" is six.
const KEY_WORDS: usize = 7;

/// The window of the winnowing: 14 shared words in a row always share a key. A sentence of news has
/// some twenty.
const KEY_WINDOW: usize = 8;

/// How many keys an article has at most: 2.4 KB. A text of more than about 2,000 words gets a wider
/// window, whose picks are among those of a narrower one, so short and long texts still meet.
const MAX_KEYS: usize = 300;

/// An article read for comparing: made once, compared with many.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its counted words in order: those of the body, without credits to agencies.
    pub words: Vec<Shingle>,
}

impl<'a> Reading<'a> {
    /// Reads an article.
    ///
    /// Title, header, captions and furniture never count: they recur in a house or are written by
    /// each outlet for itself. Neither do the words of a credit, nor sentences that a site adds to
    /// any article: "First published by" and "sign up for our newsletter" are no copying.
    #[must_use]
    pub fn of(article: &'a Article) -> Self {
        let mut words = Vec::with_capacity(article.text.len() / 6);
        let credits = article.credits.iter().filter(|credit| credit.reach == CreditReach::Article);
        let mut passed: Vec<Span> = credits.map(|credit| credit.span).collect();
        passed.extend(boilerplate(&article.text));
        for zone in article.zones.iter().filter(|zone| zone.kind == ZoneKind::Body) {
            let Some(block) = zone.span.get(&article.text) else { continue };
            let placed = shingle::words(block)
                .into_iter()
                .map(|word| Shingle { span: word.span.shifted(zone.span.start()), ..word });
            words.extend(placed.filter(|word| !passed.iter().any(|at| at.contains(word.span))));
        }
        Self { article, words }
    }

    /// The keys under which it meets others, sorted, each once.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        let shingles = runs(&self.words, KEY_WORDS);
        let widened = shingles.len().saturating_mul(2) / MAX_KEYS;
        let mut keys: Vec<u64> =
            winnow(&shingles, KEY_WINDOW.max(widened)).iter().map(|pick| pick.hash).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.truncate(MAX_KEYS);
        keys
    }
}

impl Reading<'_> {
    /// Whether one of these sorted keys stands among the words from one place to another.
    #[must_use]
    pub fn has_key(&self, (from, to): (usize, usize), keys: &[u64]) -> bool {
        let words = self.words.get(from..to).unwrap_or_default();
        let has = |run: &Shingle| keys.binary_search(&run.hash).is_ok();
        !keys.is_empty() && runs(words, KEY_WORDS).iter().any(has)
    }
}

/// Sentences that a site adds to any article, as spans of its text, in order: those with a phrase of
/// the list or an e-mail address. No report tells a newsroom's address.
#[must_use]
pub fn boilerplate(text: &str) -> Vec<Span> {
    let mut hits: Vec<Span> =
        BOILERPLATE.find_iter(text).map(|hit| Span::new(hit.start(), hit.end())).collect();
    hits.extend(text.match_indices('@').map(|(at, _)| Span::new(at, at + 1)).filter(|at| {
        let beside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        beside(text[..at.start()].chars().next_back()) && beside(text[at.end()..].chars().next())
    }));
    hits.sort_unstable_by_key(|hit| (hit.start(), hit.end()));
    let mut found: Vec<Span> = Vec::new();
    for hit in hits {
        if found.last().is_some_and(|last| hit.start() < last.end()) {
            continue;
        }
        let start = text[..hit.start()].rfind('\n').map_or(0, |at| at + 1);
        let end = text[hit.end()..].find('\n').map_or(text.len(), |at| hit.end() + at);
        let inside = sentences(&text[start..end]).into_iter().map(|span| span.shifted(start));
        let holds = |span: &Span| span.start() < hit.end() && hit.start() < span.end();
        found.extend(inside.filter(holds));
    }
    found
}
