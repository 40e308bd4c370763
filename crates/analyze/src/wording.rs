//! Words asked for, held against one article: quoted exactly, quoted altered, or in its text.
//!
//! Compared are words and numbers: case, the style of quotation marks and apostrophes, punctuation and
//! white space do not matter; signs that change what is meant (`%`, `$`) do.

use onrecord_model::{
    article::{Article, ZoneKind},
    findings::Findings,
    quotation::{Mode, Quotation},
};
use onrecord_text::{
    Span,
    normal::folded,
    quotes::quoted,
    token::{TokenKind, tokens},
};
use std::collections::BTreeMap;

/// So many words are asked for, at most; longer ones are whole texts, not something said.
pub const MAX_ASKED_WORDS: usize = 200;

/// A quotation holds nearly the words when at least this share of their weight stands in it in order,
/// in hundredths.
///
/// Measured on 22 written quotations, each altered four ways, and 462 unrelated pairs of them
/// (`tests/wording.rs`): at 45 all with a word swapped, a negation dropped or the end replaced are found,
/// and 21 of 22 that were merged of two; at 60 these are 22, 22, 13 and 2. Unrelated pairs reach 27. Of
/// 156 quotations of real pages, held against 2,800 of other articles, 7 meet one at 45, 3 at 60; most of
/// the former share fewer than four words with it, which therefore need more.
pub const ALIKE_PERCENT: usize = 45;

/// The share that is needed where fewer than [`FEW_SHARED`] words are shared, in hundredths: any three
/// words of a short question stand somewhere.
const FEW_ALIKE_PERCENT: usize = 60;

/// See [`FEW_ALIKE_PERCENT`].
const FEW_SHARED: usize = 4;

/// Words of so many letters or fewer weigh half: they stand everywhere.
const SHORT_LETTERS: usize = 3;

/// How the words stand in an article, best first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Standing {
    /// In a quotation, in quotation marks or set off as one.
    Exact,
    /// In a quotation that the article retells: the words may be the outlet's.
    Retold,
    /// Nearly these words stand in a quotation.
    Altered,
    /// In the text, but in no quotation.
    InText,
}

/// A place where the words stand, or nearly.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Occurrence {
    /// How they stand there.
    pub standing: Standing,
    /// The index of the quotation in the findings; `None` in the text.
    pub quotation: Option<usize>,
    /// From the first of the words to the last.
    pub span: Span,
    /// Where the words differ, in order.
    pub differences: Vec<Difference>,
}

/// Words that differ: asked for on one side, found on the other; one side may be empty.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// The words asked for.
    pub asked: String,
    /// The words in their place.
    pub found: String,
}

/// Words as they are compared, with their places.
#[derive(Clone, Debug, Default)]
struct Words {
    folded: Vec<String>,
    spans: Vec<Span>,
}

/// How many words are compared in a text.
#[must_use]
pub fn count(asked: &str) -> usize {
    Words::of(asked, &[Span::new(0, asked.len())]).folded.len()
}

/// Where the words asked for stand in an article: each quotation once, then the text.
#[must_use]
pub fn find(asked: &str, article: &Article, findings: &Findings) -> Vec<Occurrence> {
    let mut wanted = Words::of(asked, &[Span::new(0, asked.len())]);
    wanted.folded.truncate(MAX_ASKED_WORDS);
    wanted.spans.truncate(MAX_ASKED_WORDS);
    if wanted.folded.is_empty() {
        return Vec::new();
    }
    // Of quotations inside each other that hold the same words, the innermost says who said them.
    let mut best: BTreeMap<Span, (usize, Occurrence)> = BTreeMap::new();
    for (idx, quotation) in findings.quotations.iter().enumerate() {
        let found = Words::of(&article.text, &quotation.content);
        let Some(mut occurrence) = in_quotation(asked, &wanted, &article.text, &found, quotation)
        else {
            continue;
        };
        occurrence.quotation = Some(idx);
        let n_words = found.folded.len();
        let known = best.get(&occurrence.span);
        if known.is_none_or(|(n_known, known)| {
            (occurrence.standing, n_words) < (known.standing, *n_known)
        }) {
            best.insert(occurrence.span, (n_words, occurrence));
        }
    }
    let mut all: Vec<Occurrence> = best.into_values().map(|(_, found)| found).collect();
    let in_text = in_text(&wanted, article);
    let is_quoted = |span: Span| {
        let mut exact = all.iter().filter(|found| found.standing <= Standing::Retold);
        exact.any(|found| found.span.intersects(span))
    };
    let rest: Vec<Span> = in_text.into_iter().filter(|span| !is_quoted(*span)).collect();
    all.extend(rest.into_iter().map(|span| Occurrence {
        standing: Standing::InText,
        quotation: None,
        span,
        differences: Vec::new(),
    }));
    all
}

fn in_quotation(
    asked: &str,
    wanted: &Words,
    text: &str,
    found: &Words,
    quotation: &Quotation,
) -> Option<Occurrence> {
    if let Some(at) = found.places(wanted).next() {
        let spans = &found.spans[at..at + wanted.spans.len()];
        let span = spans[0].cover(spans[spans.len() - 1]);
        let marked = quoted(text);
        let is_marked = |word: &Span| marked.iter().any(|part| part.inner.contains(*word));
        let is_own = quotation.mode == Mode::Direct || spans.iter().all(is_marked);
        let standing = if is_own { Standing::Exact } else { Standing::Retold };
        return Some(Occurrence { standing, quotation: None, span, differences: Vec::new() });
    }
    let pairs = aligned(wanted, found);
    if shared_percent(wanted, &pairs) < ALIKE_PERCENT {
        return None;
    }
    let (first, last) = (*pairs.first()?, *pairs.last()?);
    Some(Occurrence {
        standing: Standing::Altered,
        quotation: None,
        span: found.spans[first.1].cover(found.spans[last.1]),
        differences: differences(asked, wanted, text, found, &pairs),
    })
}

/// The share of the weight of the words asked for that stands in order in what was found, in
/// hundredths; 0 where too few words are shared or these lie far apart.
fn shared_percent(wanted: &Words, pairs: &[(usize, usize)]) -> usize {
    let [first, .., last] = pairs else { return 0 };
    let shared: usize = pairs.iter().map(|(a, _)| weight(&wanted.folded[*a])).sum();
    let all: usize = wanted.folded.iter().map(|word| weight(word)).sum();
    let is_near = last.1 - first.1 < 2 * wanted.folded.len();
    let percent = shared * 100 / all.max(1);
    let is_enough = pairs.len() >= FEW_SHARED || percent >= FEW_ALIKE_PERCENT;
    if is_near && is_enough { percent } else { 0 }
}

/// How much of what is asked for stands in other words, in hundredths, as it is compared with
/// [`ALIKE_PERCENT`].
#[must_use]
pub fn share(asked: &str, found: &str) -> usize {
    let of = |text: &str| Words::of(text, &[Span::new(0, text.len())]);
    let (wanted, found) = (of(asked), of(found));
    shared_percent(&wanted, &aligned(&wanted, &found))
}

/// Where the words stand in a row in the article's own text.
fn in_text(wanted: &Words, article: &Article) -> Vec<Span> {
    let all = Words::of(&article.text, &[Span::new(0, article.text.len())]);
    let spans = all.places(wanted).map(|at| {
        let spans = &all.spans[at..at + wanted.spans.len()];
        spans[0].cover(spans[spans.len() - 1])
    });
    let is_own = |span: &Span| {
        let zone = article.zone_at(span.start());
        zone.is_none_or(|zone| zone.kind != ZoneKind::Furniture)
    };
    spans.filter(is_own).collect()
}

impl Words {
    fn of(text: &str, parts: &[Span]) -> Self {
        let mut words = Self::default();
        for part in parts {
            let Some(within) = part.get(text) else { continue };
            let n_before = words.folded.len();
            for token in tokens(within) {
                let (word, span) = (token.span.of(within), token.span.shifted(part.start()));
                let is_sign = matches!(word, "%" | "‰" | "°" | "$" | "€" | "£" | "¥");
                if token.kind == TokenKind::Mark && !is_sign {
                    continue;
                }
                let joins = words.folded.len() > n_before && words.join(text, word, span);
                if !joins {
                    words.folded.push(folded(word));
                    words.spans.push(span);
                }
            }
        }
        words
    }

    /// Joins digits to the number before them and letters to the initials before them: `1,200` is
    /// `1200`, `a.m.` is `am`; `3.5` is not `35`.
    fn join(&mut self, text: &str, word: &str, span: Span) -> bool {
        let (Some(before), Some(at)) = (self.folded.last_mut(), self.spans.last_mut()) else {
            return false;
        };
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        let mut back = text.get(..at.end()).unwrap_or_default().chars().rev();
        let was_initial = back.next().is_some_and(char::is_alphabetic)
            && !back.next().is_some_and(char::is_alphanumeric);
        let is_digits = word.bytes().all(|byte| byte.is_ascii_digit());
        let was_digits = before.ends_with(|c: char| c.is_ascii_digit());
        match text.get(at.end()..span.start()) {
            Some(",") if is_digits && was_digits && word.len() == 3 => before.push_str(word),
            Some(".") if is_digits && was_digits => {
                before.push('.');
                before.push_str(word);
            }
            Some(".") if is_initial && was_initial => {
                before.push_str(&folded(word));
            }
            _ => return false,
        }
        *at = at.cover(span);
        true
    }

    /// Where these words hold the wanted ones in a row.
    fn places<'w>(&'w self, wanted: &'w Words) -> impl Iterator<Item = usize> + 'w {
        let runs = self.folded.windows(wanted.folded.len().max(1)).enumerate();
        runs.filter(|(_, run)| *run == wanted.folded.as_slice()).map(|(at, _)| at)
    }
}

fn weight(word: &str) -> usize {
    let is_short =
        word.chars().count() <= SHORT_LETTERS && !word.starts_with(|c: char| c.is_numeric());
    if is_short { 1 } else { 2 }
}

/// The words that stand in both in the same order, as pairs of places: the best local alignment
/// (Smith and Waterman 1981), where a shared word gains twice its weight and a word of one side alone
/// costs one.
fn aligned(wanted: &Words, found: &Words) -> Vec<(usize, usize)> {
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
fn differences(
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

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(asked: &str, content: &str) -> Option<Vec<(String, String)>> {
        let whole = |text: &str| Words::of(text, &[Span::new(0, text.len())]);
        let quotation = Quotation {
            content: vec![Span::new(0, content.len())],
            cue: None,
            source: None,
            kind: onrecord_model::quotation::QuotationKind::Says,
            mode: Mode::Direct,
            speaker: onrecord_model::quotation::Speaker::NotEstablished { reason: String::new() },
            via: Vec::new(),
            hedges: Vec::new(),
            is_negated: false,
            passage: Span::new(0, content.len()),
            confidence: 1000,
        };
        let found = in_quotation(asked, &whole(asked), content, &whole(content), &quotation)?;
        assert_eq!(found.standing == Standing::Exact, found.differences.is_empty(), "{asked}");
        Some(found.differences.into_iter().map(|it| (it.asked, it.found)).collect())
    }

    #[test]
    fn case_marks_and_blanks_make_no_difference() {
        for (asked, content) in [
            ("we didn't  wait — for BRENMARK", "We didn’t wait for Brenmark"),
            ("“1,200 people”", "Some 1200 people, he said"),
            ("62 million", "about 62 million crowns"),
            ("at 4 AM in the US", "It was found at 4 a.m. in the U.S. on Monday"),
        ] {
            assert_eq!(compared(asked, content), Some(Vec::new()), "{asked}");
        }
    }

    #[test]
    fn differing_words_are_named() {
        for (asked, content, expected) in [
            ("The dam is safe", "the dam is unsafe", vec![("safe", "unsafe")]),
            ("We cannot promise a day", "I cannot promise a day", vec![("We", "I")]),
            (
                "the repair is complete and nothing stands in the way",
                "The repair of the dam is largely complete, and nothing stands in the way of filling it",
                vec![("", "of the dam"), ("", "largely")],
            ),
            ("growth of 3.5 percent in May", "growth of 35 percent in May", vec![("3.5", "35")]),
            ("costs fell 5% in June", "costs fell 5 in June", vec![("%", "")]),
            ("il faut y aller.À Paris", "il faut y aller.A Paris", vec![("À", "A")]),
            ("not one crown will be paid", "one crown will be paid", vec![("not", "")]),
        ] {
            let expected = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
            assert_eq!(compared(asked, content), Some(expected.collect()), "{asked}");
        }
    }

    #[test]
    fn other_words_are_not_found() {
        for (asked, content) in [
            ("the dam is safe", "It is the first page we have seen"),
            ("months", "a month away"),
            ("nobody here is to blame for it", "Nobody here has seen a worker since January"),
        ] {
            assert_eq!(compared(asked, content), None, "{asked}");
        }
    }
}
