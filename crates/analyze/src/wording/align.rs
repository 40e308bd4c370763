//! Words held against words: which ones stand in both in the same order, and what differs.

use super::words::{Words, weight};
use onrecord_text::Span;

/// The share that is needed where fewer than [`FEW_SHARED`] words are shared, in hundredths: any three
/// words of a short question stand somewhere.
const FEW_ALIKE_PERCENT: usize = 60;

/// See [`FEW_ALIKE_PERCENT`].
const FEW_SHARED: usize = 4;

/// Words that differ: asked for on one side, found on the other; one side may be empty.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// The words asked for.
    pub asked: String,
    /// The words in their place.
    pub found: String,
}

/// The share of the weight of the words asked for that stands in order in what was found, in
/// hundredths; 0 where too few words are shared or these lie far apart.
pub(super) fn shared_percent(wanted: &Words, pairs: &[(usize, usize)]) -> usize {
    let [first, .., last] = pairs else { return 0 };
    let shared: usize = pairs.iter().map(|(a, _)| weight(&wanted.folded[*a])).sum();
    let all: usize = wanted.folded.iter().map(|word| weight(word)).sum();
    let is_near = last.1 - first.1 < 2 * wanted.folded.len();
    let percent = shared * 100 / all.max(1);
    let is_enough = pairs.len() >= FEW_SHARED || percent >= FEW_ALIKE_PERCENT;
    if is_near && is_enough { percent } else { 0 }
}

/// The words that stand in both in the same order, as pairs of places: the best local alignment
/// (Smith and Waterman 1981), where a shared word gains twice its weight and a word of one side alone
/// costs one.
pub(super) fn aligned(wanted: &Words, found: &Words) -> Vec<(usize, usize)> {
    let (rows, columns) = (wanted.folded.len() + 1, found.folded.len() + 1);
    let mut scores = vec![0_i32; rows * columns];
    let mut best = (0, 0, 0);
    for a in 1..rows {
        let gain = i32::try_from(2 * weight(&wanted.folded[a - 1])).unwrap_or(2);
        for b in 1..columns {
            let is_same = wanted.folded[a - 1] == found.folded[b - 1];
            let over = if is_same { scores[(a - 1) * columns + b - 1] + gain } else { 0 };
            let skipped = scores[(a - 1) * columns + b].max(scores[a * columns + b - 1]) - 1;
            let score = over.max(skipped).max(0);
            scores[a * columns + b] = score;
            if score > best.0 {
                best = (score, a, b);
            }
        }
    }
    let (_, mut a, mut b) = best;
    let mut pairs = Vec::new();
    while a > 0 && b > 0 && scores[a * columns + b] > 0 {
        let here = scores[a * columns + b];
        let gain = i32::try_from(2 * weight(&wanted.folded[a - 1])).unwrap_or(2);
        let is_same = wanted.folded[a - 1] == found.folded[b - 1];
        if is_same && here == scores[(a - 1) * columns + b - 1] + gain {
            pairs.push((a - 1, b - 1));
            (a, b) = (a - 1, b - 1);
        } else if here == scores[(a - 1) * columns + b] - 1 {
            a -= 1;
        } else {
            b -= 1;
        }
    }
    pairs.reverse();
    pairs
}

/// What lies between the shared words, and what was asked for before and after them.
pub(super) fn differences(
    asked: &str,
    wanted: &Words,
    text: &str,
    found: &Words,
    pairs: &[(usize, usize)],
) -> Vec<Difference> {
    let words = |text: &str, spans: &[Span]| match spans {
        [] => String::new(),
        [first, .., last] => first.cover(*last).get(text).unwrap_or_default().to_owned(),
        [only] => only.get(text).unwrap_or_default().to_owned(),
    };
    let (mut all, mut from) = (Vec::new(), (0, pairs[0].1));
    let end = (wanted.spans.len(), pairs[pairs.len() - 1].1 + 1);
    for to in pairs.iter().copied().chain([end]) {
        if from.0 < to.0 || from.1 < to.1 {
            let difference = Difference {
                asked: words(asked, &wanted.spans[from.0..to.0]),
                found: words(text, &found.spans[from.1..to.1]),
            };
            all.push(difference);
        }
        from = (to.0 + 1, to.1 + 1);
    }
    // At the ends the quotation may go on with words of its own; they take the place of those asked
    // for only where the quotation itself begins or ends with as few.
    let (first, last) = (pairs[0], pairs[pairs.len() - 1]);
    if first.0 > 0 && first.1 > 0 && first.1 <= first.0 {
        all[0].found = words(text, &found.spans[..first.1]);
    }
    let (n_asked, n_found) = (end.0 - last.0 - 1, found.spans.len() - end.1);
    if n_asked > 0
        && n_found <= n_asked
        && let Some(at_end) = all.last_mut()
    {
        at_end.found = words(text, &found.spans[end.1..]);
    }
    all
}
