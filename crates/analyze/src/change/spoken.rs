//! What is said in a sentence that changed: quoted words, who said them, negations and hedges.

use super::{
    differ::Pair,
    units::{Text, is_same_name},
};
use onrecord_model::{
    change::{ChangeKind, Point},
    quotation::{Quotation, Speaker},
};
use onrecord_text::{Span, lists::List, normal::folded};
use std::sync::LazyLock;

static HEDGES: LazyLock<List> =
    LazyLock::new(|| List::read(include_str!("../../../../lang/en/hedges.txt")).expect("checked"));

static NEGATIONS: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/und/negations.txt")).expect("checked")
});

/// Two quotations are one when at least this share of the shorter one's words is the same, in
/// thousandths.
const SAME_WORDS: usize = 600;

/// The longest hedge, in words.
const MAX_HEDGE_WORDS: usize = 5;

/// Words in quotation marks that were altered, taken out or put in, and marks that were.
#[must_use]
pub fn quoted(pair: &Pair) -> Vec<Point> {
    let olds: Vec<Span> = pair.old.quoted_in(pair.before.span).collect();
    let news: Vec<Span> = pair.new.quoted_in(pair.after.span).collect();
    let point = |before, after, how: &str| Point {
        kind: ChangeKind::Quotation,
        before,
        after,
        how: how.to_owned(),
    };
    let mut points = Vec::new();
    let mut met = vec![false; news.len()];
    for old in &olds {
        let other = news.iter().position(|new| n_same(pair, *old, *new) > 0);
        if let Some(at) = other {
            let is_first = !std::mem::replace(&mut met[at], true);
            let altered = pair.loses(*old) || pair.gains(news[at]);
            if is_first && altered {
                points.push(point(pair.was(*old), pair.is(news[at]), "words altered"));
            }
            continue;
        }
        let words = pair.old.words_in(*old);
        if pair.new.share_of(words) >= SAME_WORDS && !pair.loses(*old) {
            points.push(point(pair.was(*old), None, "no longer stands in quotation marks"));
        } else if pair.loses(*old) && pair.new.share_of(words) < SAME_WORDS {
            points.push(point(pair.was(*old), None, "taken out"));
        }
    }
    for (new, met) in news.iter().zip(met) {
        if met {
            continue;
        }
        if !pair.gains(*new) {
            points.push(point(None, pair.is(*new), "put in quotation marks"));
        } else if pair.old.share_of(pair.new.words_in(*new)) < SAME_WORDS {
            points.push(point(None, pair.is(*new), "put in"));
        }
    }
    points
}

/// How many words of two spans are the same.
fn n_same(pair: &Pair, old: Span, new: Span) -> usize {
    let places = pair.same.iter().map(|(i, j)| (pair.old.words[*i].span, pair.new.words[*j].span));
    places.filter(|(a, b)| old.contains(*a) && new.contains(*b)).count()
}

/// The same words, said by another, by nobody, or with another verb.
#[must_use]
pub fn attribution(pair: &Pair) -> Vec<Point> {
    let olds: Vec<&Quotation> = pair.old.quotations_in(pair.before).collect();
    let news: Vec<&Quotation> = pair.new.quotations_in(pair.after).collect();
    let mut points = Vec::new();
    for old in &olds {
        let Some(new) = news.iter().find(|new| is_one(pair, old, new)) else {
            // What it says still stands there, with nobody who says it.
            let words = pair.old.words_in(old.cover());
            let is_kept = !pair.loses(old.cover()) && !words.is_empty();
            if let Some(source) = old.source.filter(|source| is_kept && pair.loses(*source)) {
                points.push(Point {
                    kind: ChangeKind::Attribution,
                    before: pair.was(source),
                    after: None,
                    how: "taken out".to_owned(),
                });
            }
            continue;
        };
        points.extend(source(pair, old, new));
    }
    for new in news {
        let is_new = !olds.iter().any(|old| is_one(pair, old, new));
        if let Some(source) =
            new.source.filter(|source| is_new && !pair.gains(new.cover()) && pair.gains(*source))
        {
            points.push(Point {
                kind: ChangeKind::Attribution,
                before: None,
                after: pair.is(source),
                how: "put in".to_owned(),
            });
        }
    }
    points.dedup();
    points
}

fn source(pair: &Pair, old: &Quotation, new: &Quotation) -> Option<Point> {
    let point = |before, after, how: &str| {
        Some(Point { kind: ChangeKind::Attribution, before, after, how: how.to_owned() })
    };
    let was = old.source.filter(|span| pair.loses(*span));
    let is = new.source.filter(|span| pair.gains(*span));
    match (old.source, new.source) {
        (Some(source), None) if was.is_some() => {
            return point(pair.was(source), None, "taken out");
        }
        (None, Some(source)) if is.is_some() => {
            return point(None, pair.is(source), "put in");
        }
        (Some(a), Some(b)) if was.is_some() || is.is_some() => {
            let is_other = match (&old.speaker, &new.speaker) {
                (Speaker::Established { name: a, .. }, Speaker::Established { name: b, .. }) => {
                    !is_same_name(a, b)
                }
                // A name for "a spokesman" tells more of the same source, or of another: it is shown.
                (Speaker::NotEstablished { .. }, Speaker::NotEstablished { .. }) => {
                    was.is_some() && is.is_some()
                }
                _ => true,
            };
            if is_other {
                return point(pair.was(a), pair.is(b), "another source");
            }
        }
        _ => (),
    }
    let (cue_was, cue_is) = (old.cue?, new.cue?);
    let is_hedged = |text: &Text, cue| !hedges_in(text, &[cue]).is_empty();
    let is_other = pair.loses(cue_was)
        && pair.gains(cue_is)
        && !is_hedged(pair.old, cue_was)
        && !is_hedged(pair.new, cue_is);
    is_other.then(|| point(pair.was(cue_was), pair.is(cue_is), "another verb")).flatten()
}

/// Whether two quotations hold mostly the same words.
fn is_one(pair: &Pair, old: &Quotation, new: &Quotation) -> bool {
    let words = |text: &Text, quotation: &Quotation| -> usize {
        quotation.content.iter().map(|part| text.words_in(*part).len()).sum()
    };
    let shorter = words(pair.old, old).min(words(pair.new, new));
    shorter > 0 && n_same(pair, old.cover(), new.cover()) * 1000 / shorter >= SAME_WORDS
}

/// A negation that was put in or taken out: of the words that changed, one side has more.
#[must_use]
pub fn negations(pair: &Pair) -> Vec<Point> {
    let find = |text: &Text, spans: &[Span]| -> Vec<Span> {
        let words = spans.iter().flat_map(|span| text.words_in(*span));
        let negates = |word: &str| NEGATIONS.has(word) || word.ends_with("n't");
        let found = words.filter(|word| {
            word.span.get(&text.article.text).is_some_and(|word| negates(&folded(word)))
        });
        found.map(|word| word.span).collect()
    };
    let (olds, news) = (find(pair.old, &pair.removed), find(pair.new, &pair.added));
    let kind = ChangeKind::Negation;
    match (olds.as_slice(), news.as_slice()) {
        ([first, ..], []) => {
            let how = "taken out".to_owned();
            vec![Point { kind, before: pair.was(*first), after: None, how }]
        }
        ([], [first, ..]) => {
            let how = "put in".to_owned();
            vec![Point { kind, before: None, after: pair.is(*first), how }]
        }
        _ => Vec::new(),
    }
}

/// Hedges that were put in, taken out or exchanged.
#[must_use]
pub fn hedges(pair: &Pair) -> Vec<Point> {
    let mut olds = hedges_in(pair.old, &pair.removed);
    let mut news = hedges_in(pair.new, &pair.added);
    olds.retain(|(old, _)| {
        let same = news.iter().position(|(new, _)| new == old);
        same.map(|at| news.remove(at)).is_none()
    });
    let mut news = news.into_iter();
    let kind = ChangeKind::Hedge;
    let mut points: Vec<Point> = olds
        .into_iter()
        .map(|(_, old)| {
            let after = news.next().and_then(|(_, new)| pair.is(new));
            let how = if after.is_some() { "another hedge" } else { "taken out" };
            Point { kind, before: pair.was(old), after, how: how.to_owned() }
        })
        .collect();
    points.extend(news.map(|(_, new)| {
        let how = "put in".to_owned();
        Point { kind, before: None, after: pair.is(new), how }
    }));
    points
}

/// The hedges within runs of words, the longest at each place.
fn hedges_in(text: &Text, runs: &[Span]) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    for run in runs {
        let words = text.words_in(*run);
        let mut at = 0;
        while at < words.len() {
            let longest = (1..=MAX_HEDGE_WORDS.min(words.len() - at)).rev().find_map(|n| {
                let span = words[at].span.cover(words[at + n - 1].span);
                let phrase = folded(span.get(&text.article.text)?);
                HEDGES.has(&phrase).then_some((n, phrase, span))
            });
            at += longest.as_ref().map_or(1, |(n, _, _)| *n);
            found.extend(longest.map(|(_, phrase, span)| (phrase, span)));
        }
    }
    found
}
