//! Who copied whom: keys for one article; one group aligned; credit; direction.

mod words;
mod align;
mod credit;
mod kind;
mod direction;
mod origin;
mod sentence;
#[cfg(test)]
mod tests;

pub use origin::origins;
pub use sentence::{MAX_ALIKE, shared_sentences, telling_ends};
pub use words::Reading;

use align::Passage;
use kind::{Beside, Measure};
use onrecord_model::{address::canonical, article::Article, copy::Copy};
use onrecord_text::shingle::Shingle;

/// How many shared passages a copy lists, longest first chosen.
const MAX_PASSAGES: usize = 12;

/// The keys under which an article meets those it may share text with: a pinned sketch of its body,
/// sorted, each once. Two articles that share a long passage share a key.
#[must_use]
pub fn keys(article: &Article) -> Vec<u64> {
    Reading::of(article).keys()
}

/// Compares two articles that met under some key. `None` when they share nothing worth telling, and
/// for two captures of one page: these are versions of one article, and no copies.
/// The result does not depend on the order of the two.
#[must_use]
pub fn compare(one: &Article, other: &Article) -> Option<Copy> {
    compare_readings(&Reading::of(one), &Reading::of(other), &[])
}

/// Compares two articles that were read before: for whoever compares one with many.
///
/// `recurring` are keys that recur in the archive for weeks, sorted. Where days lie between the two
/// and nothing is shared but passages under such keys, these are a template, and nobody copied them.
#[must_use]
pub fn compare_readings(one: &Reading, other: &Reading, recurring: &[u64]) -> Option<Copy> {
    if is_one_page(one.article, other.article) {
        return None;
    }
    let (a, b) = if one.article.id <= other.article.id { (one, other) } else { (other, one) };
    let mut passages = align::shared(&a.words, &b.words);
    passages.retain(|passage| !is_counting(a, passage));
    if passages.is_empty() {
        return None;
    }
    let measure = Measure::of(a, b, &passages);
    let beside = Beside::of(a.article, b.article);
    let kind = measure.kind(beside)?;
    let is_template = |passage: &Passage| !recurring.is_empty() && a.has_key(passage.a, recurring);
    if !kind.is_one_origin() && !beside.may_be_one_report() && passages.iter().all(is_template) {
        return None;
    }
    let (direction, why) = direction::establish(a.article, b.article);
    passages.sort_by_key(|passage| (std::cmp::Reverse(passage.n_equal), passage.a));
    passages.truncate(MAX_PASSAGES);
    passages.sort_by_key(|passage| passage.a);
    let mut reasons = vec![measure.words()];
    reasons.extend(why);
    Some(Copy {
        a: a.article.id,
        b: b.article.id,
        kind,
        direction,
        a_in_b: u16::try_from(measure.a_in_b).unwrap_or(1000),
        b_in_a: u16::try_from(measure.b_in_a).unwrap_or(1000),
        shared: passages.iter().map(|passage| passage.spans(&a.words, &b.words)).collect(),
        reasons,
    })
}

/// Whether a passage is a row of numbers, as the days of a month and the pages of a list are: it is
/// nobody's.
fn is_counting(reading: &Reading, passage: &Passage) -> bool {
    let words = reading.words.get(passage.a.0..passage.a.1).unwrap_or_default();
    let is_number = |word: &&Shingle| {
        let word = word.span.get(&reading.article.text).unwrap_or_default();
        word.bytes().all(|byte| byte.is_ascii_digit())
    };
    words.iter().filter(is_number).count() * 4 > words.len() * 3
}

/// Whether both were captured at one address.
fn is_one_page(one: &Article, other: &Article) -> bool {
    let page = |article: &Article| canonical(&article.address.as_ref()?.value);
    page(one).is_some_and(|address| page(other) == Some(address))
}
