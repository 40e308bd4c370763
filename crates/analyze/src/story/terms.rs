//! The terms of an article: stems of its words, names and numbers counting twice.

use crate::story::stem::stem;
use onrecord_model::{
    article::{Article, ZoneKind},
    findings::Findings,
};
use onrecord_text::{
    lists::List,
    normal::folded,
    token::{TokenKind, is_unspaced, tokens},
};
use std::{cmp::Reverse, collections::BTreeMap, sync::LazyLock};

/// Words without a subject of their own.
static STOPWORDS: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/en/stopwords.txt")).expect("a checked list")
});

/// How much a name or number counts beside another word. Two reports of one kind of event share
/// their words; those of one event share its names.
const NAME_WEIGHT: u32 = 2;

/// How much of a text is read for its story, in bytes: what it is about stands at the start.
const MAX_BYTES: usize = 20_000;

/// Whether a folded word has no subject of its own.
#[must_use]
pub fn is_stopword(word: &str) -> bool {
    STOPWORDS.has(word)
}

/// The terms of an article with their weights, in the order of the terms.
///
/// A term counts once however often it stands: on the public sets that told stories apart better
/// than counting. Names are known by their capitals, and where a script has none, by the entities
/// that were found; scripts without blanks give pairs of characters.
#[must_use]
pub fn terms(article: &Article, findings: &Findings) -> BTreeMap<String, u32> {
    let mut terms = BTreeMap::new();
    let mut n_bytes = 0;
    for zone in &article.zones {
        let is_read = matches!(zone.kind, ZoneKind::Title | ZoneKind::Body);
        if let (true, Some(block)) = (is_read && n_bytes < MAX_BYTES, zone.span.get(&article.text))
        {
            n_bytes += block.len();
            of_block(block, &mut terms);
        }
    }
    for mention in findings.entities.iter().flat_map(|entity| &entity.mentions) {
        for word in mention.span.get(&article.text).unwrap_or_default().split_whitespace() {
            terms.entry(stem(&folded(word))).and_modify(|weight| *weight = NAME_WEIGHT);
        }
    }
    terms
}

/// How these terms are written in the titles and texts of articles: the form that stands there most
/// often, ties in the order of the forms; a term that is no word of theirs stays as it is.
#[must_use]
pub fn written(terms: &[String], articles: &[&Article]) -> Vec<String> {
    let mut forms: BTreeMap<&str, BTreeMap<&str, usize>> =
        terms.iter().map(|term| (term.as_str(), BTreeMap::new())).collect();
    let blocks = articles.iter().flat_map(|article| {
        let read = |kind| matches!(kind, ZoneKind::Title | ZoneKind::Body);
        let zones = article.zones.iter().filter(move |zone| read(zone.kind));
        zones.filter_map(|zone| zone.span.get(&article.text))
    });
    for block in blocks {
        for token in tokens(block).iter().filter(|token| token.kind != TokenKind::Mark) {
            let word = token.span.of(block);
            if let Some(forms) = forms.get_mut(stem(&folded(word)).as_str()) {
                *forms.entry(word.split(['\'', '’']).next().unwrap_or(word)).or_insert(0) += 1;
            }
        }
    }
    let best = |term: &String| {
        let most = forms[term.as_str()].iter().max_by_key(|(form, n)| (**n, Reverse(**form)));
        most.map_or_else(|| term.clone(), |(form, _)| (*form).to_owned())
    };
    terms.iter().map(best).collect()
}

fn of_block(block: &str, terms: &mut BTreeMap<String, u32>) {
    let mut before: Option<&str> = None;
    for token in tokens(block).iter().filter(|token| token.kind != TokenKind::Mark) {
        let word = token.span.of(block);
        let first = word.chars().next().unwrap_or_default();
        if is_unspaced(first) {
            if let Some(pair) = before.map(|before| format!("{before}{word}")) {
                terms.entry(pair).or_insert(1);
            }
            before = Some(word);
            continue;
        }
        before = None;
        // Of plain letters folding leaves their small forms, at a tenth of the cost.
        let folded = if word.is_ascii() { word.to_ascii_lowercase() } else { folded(word) };
        if folded.len() < 2 || is_stopword(&folded) {
            continue;
        }
        let is_name = first.is_uppercase() || first.is_numeric();
        let weight = if is_name { NAME_WEIGHT } else { 1 };
        terms.entry(stem(&folded)).and_modify(|w| *w = weight.max(*w)).or_insert(weight);
    }
}
