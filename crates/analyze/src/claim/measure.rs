//! Whether two figures measure the same thing, and how their amounts relate.

use crate::claim::assertion::{is_incident, key};
use onrecord_model::figure::{Amount, Figure, Modifier};
use onrecord_text::{
    Span,
    normal::folded,
    token::{TokenKind, tokens},
};
use std::collections::BTreeSet;

/// How far around a figure its words are looked for, in bytes.
const NEAR_BYTES: usize = 60;

/// A figure with the text it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Measured<'a> {
    /// The text of its article.
    pub text: &'a str,
    /// The figure.
    pub figure: &'a Figure,
}

/// How the amounts of two figures of one measure lie to each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Amounts {
    /// The same bounds.
    Equal,
    /// The second lies within the first.
    Within,
    /// The first lies within the second.
    Holds,
    /// They have some amounts in common.
    Overlap,
    /// They have none in common.
    Apart,
}

impl Measured<'_> {
    /// The least and the most that it can be; `None` where nothing bounds it.
    #[must_use]
    pub fn bounds(&self) -> Option<(Option<Amount>, Option<Amount>)> {
        let Figure { value, low, high, modifier, .. } = self.figure;
        if low.is_some() || high.is_some() {
            return Some((*low, *high));
        }
        let value = (*value)?;
        Some(match modifier {
            Modifier::Over | Modifier::AtLeast => (Some(value), None),
            Modifier::Under | Modifier::AtMost | Modifier::Nearly => (None, Some(value)),
            _ => (Some(value), Some(value)),
        })
    }

    fn words(&self, span: Option<Span>) -> BTreeSet<String> {
        let words = span.and_then(|span| span.get(self.text)).unwrap_or_default();
        content(words)
    }

    /// Whether both say what they count and what happened to or holds of it, in words in common.
    #[must_use]
    pub fn is_one_count(self, other: Measured) -> bool {
        let is_common = |of: fn(&Figure) -> Option<Span>| {
            let (one, other) = (self.words(of(self.figure)), other.words(of(other.figure)));
            !one.is_disjoint(&other)
        };
        is_common(|figure| figure.counted) && is_common(|figure| figure.relation)
    }

    /// The content words near it in its sentence.
    #[must_use]
    pub fn context(&self) -> BTreeSet<String> {
        let (at, sentence) = (self.figure.number, self.figure.passage);
        let from = at.start().saturating_sub(NEAR_BYTES).max(sentence.start());
        let to = (at.end() + NEAR_BYTES).min(sentence.end()).min(self.text.len());
        let (from, to) = (self.text.ceil_char_boundary(from), self.text.floor_char_boundary(to));
        self.words((from <= to).then(|| Span::new(from, to)))
    }
}

/// The content words of a text, numbers left out.
#[must_use]
pub fn content(text: &str) -> BTreeSet<String> {
    let words = tokens(text).into_iter().filter(|token| token.kind == TokenKind::Word);
    words.filter_map(|token| key(&folded(token.span.of(text)))).collect()
}

/// What a figure measures, in the words of its article; empty where they do not say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure<'a> {
    /// Its unit.
    pub unit: &'a str,
    /// What is counted.
    pub counted: &'a str,
    /// The whole that a part is of.
    pub of: &'a str,
    /// The place it holds for.
    pub place: &'a str,
    /// What happened to or holds of what is counted.
    pub relation: &'a str,
}

impl<'a> Measure<'a> {
    fn of(measured: Measured<'a>) -> Self {
        let words =
            |span: Option<Span>| span.and_then(|span| span.get(measured.text)).unwrap_or_default();
        let figure = measured.figure;
        Self {
            unit: &figure.unit,
            counted: words(figure.counted),
            of: words(figure.of),
            place: words(figure.place),
            relation: words(figure.relation),
        }
    }
}

/// Why two figures cannot be compared, in words: another unit, population, part, place or holder.
/// `None` when nothing says that they measure different things.
#[must_use]
pub fn why_apart(a: &Measure, b: &Measure) -> Option<String> {
    if a.unit != b.unit {
        return Some(format!("one is in {}, the other in {}", unit(a.unit), unit(b.unit)));
    }
    let parts = [
        ("counts", a.counted, b.counted),
        ("is of", a.of, b.of),
        ("holds for", a.place, b.place),
        ("says", a.relation, b.relation),
    ];
    for (verb, of_a, of_b) in parts {
        let (of_a, of_b) = (content(of_a), content(of_b));
        if !of_a.is_empty() && !of_b.is_empty() && of_a.is_disjoint(&of_b) {
            let (one, other) = (list(&of_a), list(&of_b));
            return Some(format!("one {verb} {one}, the other {verb} {other}"));
        }
    }
    let (of_a, of_b) = (holders(a), holders(b));
    (!of_a.is_empty() && !of_b.is_empty() && of_a.is_disjoint(&of_b))
        .then(|| format!("one is held by {}, the other by {}", list(&of_a), list(&of_b)))
}

/// Why two figures cannot be compared, as [`why_apart`], and also where one counts more kinds of the
/// same: those killed, and those killed or wounded.
#[must_use]
pub fn why_not(a: Measured, b: Measured) -> Option<String> {
    let (of_a, of_b) = (Measure::of(a), Measure::of(b));
    let says = |measure: &Measure| !measure.of.is_empty() || !measure.counted.is_empty();
    if a.figure.unit == "percent" && says(&of_a) != says(&of_b) {
        return Some("only one says of what it is a share".to_owned());
    }
    why_apart(&of_a, &of_b).or_else(|| {
        let kinds = |measured: Measured| -> BTreeSet<String> {
            let parts = [measured.figure.relation, measured.figure.counted];
            let words = parts.into_iter().flat_map(|part| measured.words(part));
            words.filter(|word| is_incident(word)).collect()
        };
        let (of_a, of_b) = (kinds(a), kinds(b));
        (!of_a.is_empty() && !of_b.is_empty() && of_a != of_b)
            .then(|| format!("one counts {}, the other counts {}", list(&of_a), list(&of_b)))
    })
}

/// How two figures' amounts lie to each other; the reason where they do not measure the same.
///
/// # Errors
///
/// The reason, in words, why they cannot be compared: another unit, population, part, place or
/// holder. "Less than 5 percent held by A" is not compared with what B holds.
pub fn compare(a: Measured, b: Measured) -> Result<Amounts, String> {
    if let Some(why) = why_not(a, b) {
        return Err(why);
    }
    match (a.bounds(), b.bounds()) {
        (Some(a), Some(b)) => Ok(lie(a, b)),
        _ => Err("one names no amount".to_owned()),
    }
}

/// Which of these figures measures the same as `one`: of the same unit and, by the words counted and
/// the words around, closest to it. `None` when none comes close.
#[must_use]
pub fn counterpart(one: Measured, others: &[Measured]) -> Option<usize> {
    let (counted, context) = (one.words(one.figure.counted), one.context());
    let rated = others.iter().enumerate().filter_map(|(idx, other)| {
        if other.figure.unit != one.figure.unit {
            return None;
        }
        let theirs = other.words(other.figure.counted);
        let n_counted = counted.intersection(&theirs).count();
        // Percent and money name no thing of their own: what is around them decides.
        let is_bare = counted.is_empty() || theirs.is_empty();
        if n_counted == 0 && (!is_bare || one.figure.unit.is_empty()) {
            return None;
        }
        let is_equal = one.bounds() == other.bounds();
        let n_context = context.intersection(&other.context()).count();
        Some(((n_counted + n_context, is_equal), idx))
    });
    rated.max_by_key(|(rate, idx)| (*rate, std::cmp::Reverse(*idx))).map(|(_, idx)| idx)
}

/// Who holds or does what the figure measures: the words after `by` or before `control` in what it
/// says holds of the thing counted.
fn holders(measure: &Measure) -> BTreeSet<String> {
    let relation = content(measure.relation);
    relation.into_iter().filter(|word| word != "control" && word != "under").collect()
}

fn unit(unit: &str) -> &str {
    if unit.is_empty() { "no unit" } else { unit }
}

fn list(words: &BTreeSet<String>) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ")
}

type Bounds = (Option<Amount>, Option<Amount>);

/// How the second range lies to the first.
#[must_use]
pub fn lie(a: Bounds, b: Bounds) -> Amounts {
    let below = |high: Option<Amount>, low: Option<Amount>| matches!((high, low), (Some(h), Some(l)) if h < l);
    let touches = |high: Option<Amount>, low: Option<Amount>| matches!((high, low), (Some(h), Some(l)) if h == l);
    if a == b {
        return Amounts::Equal;
    }
    // "More than 5" and "less than 5" touch and have nothing in common.
    let is_open = |(low, high): Bounds| low.is_none() || high.is_none();
    let meet_at_edge = is_open(a) && is_open(b) && (touches(a.1, b.0) || touches(b.1, a.0));
    if below(a.1, b.0) || below(b.1, a.0) || meet_at_edge {
        return Amounts::Apart;
    }
    let inside = |inner: Bounds, outer: Bounds| {
        let low = outer.0.is_none_or(|low| inner.0.is_some_and(|other| other >= low));
        let high = outer.1.is_none_or(|high| inner.1.is_some_and(|other| other <= high));
        low && high
    };
    match (inside(b, a), inside(a, b)) {
        (true, _) => Amounts::Within,
        (_, true) => Amounts::Holds,
        _ => Amounts::Overlap,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_lie_as_their_words_say() {
        let n = |n: i64| Some(Amount::whole(n));
        assert_eq!(lie((n(5), n(5)), (n(5), n(5))), Amounts::Equal);
        assert_eq!(lie((n(5), None), (n(7), n(7))), Amounts::Within);
        assert_eq!(lie((n(7), n(7)), (n(5), None)), Amounts::Holds);
        assert_eq!(lie((n(5), None), (None, n(7))), Amounts::Overlap);
        assert_eq!(lie((n(5), None), (None, n(4))), Amounts::Apart);
        assert_eq!(lie((n(5), None), (None, n(5))), Amounts::Apart);
    }
}
