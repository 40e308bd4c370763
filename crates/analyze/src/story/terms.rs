//! The terms of a text: stems of its words, each as a hash, and how articles write them.

use crate::story::stem::stem;
use onrecord_model::article::{Article, ZoneKind};
use onrecord_text::{
    lists::List,
    normal::folded,
    shingle::hash,
    token::{TokenKind, is_unspaced, tokens},
};
use std::{cmp::Reverse, collections::BTreeMap, sync::LazyLock};

/// Words without a subject of their own.
static STOPWORDS: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/en/stopwords.txt")).expect("a checked list")
});

/// Whether a folded word has no subject of its own.
#[must_use]
pub fn is_stopword(word: &str) -> bool {
    STOPWORDS.has(word)
}

/// Gives every word of a text that has a subject as a term: the first half of the pinned hash of its
/// stem, whether it is a name or number, and the word as written.
pub(super) fn each_term(block: &str, take: &mut dyn FnMut(u32, bool, &str)) {
    let mut before: Option<&str> = None;
    for token in tokens(block).iter().filter(|token| token.kind != TokenKind::Mark) {
        let word = token.span.of(block);
        let first = word.chars().next().unwrap_or_default();
        if is_unspaced(first) {
            if let Some(pair) = before.map(|before| format!("{before}{word}")) {
                take(term(&pair), false, &pair);
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
        take(term(&stem(&folded)), first.is_uppercase() || first.is_numeric(), word);
    }
}

fn term(stem: &str) -> u32 {
    (hash(stem) >> u32::BITS) as u32
}

/// How these terms are written in the titles and texts of articles: the form that stands there most
/// often, ties in the order of the forms. A term that none of them holds is left out.
#[must_use]
pub fn written(terms: &[u32], articles: &[&Article]) -> BTreeMap<u32, String> {
    let mut forms: BTreeMap<u32, BTreeMap<String, usize>> =
        terms.iter().map(|term| (*term, BTreeMap::new())).collect();
    let blocks = articles.iter().flat_map(|article| {
        let read = |kind| matches!(kind, ZoneKind::Title | ZoneKind::Body);
        let zones = article.zones.iter().filter(move |zone| read(zone.kind));
        zones.filter_map(|zone| zone.span.get(&article.text))
    });
    for block in blocks {
        each_term(block, &mut |term, _, word| {
            if let Some(forms) = forms.get_mut(&term) {
                let bare = word.split(['\'', '’']).next().unwrap_or(word);
                match forms.get_mut(bare) {
                    Some(n) => *n += 1,
                    None => _ = forms.insert(bare.to_owned(), 1),
                }
            }
        });
    }
    let best = |(term, forms): (u32, BTreeMap<String, usize>)| {
        let most = forms.into_iter().max_by_key(|(form, n)| (*n, Reverse(form.clone())));
        most.map(|(form, _)| (term, form))
    };
    forms.into_iter().filter_map(best).collect()
}
