//! The figures of a headline joined to those of the body that they stand for, and what they leave out.
//!
//! A headline keeps one end of a range ("Up to 7,000") or drops a bound of it; the body has both.

use crate::claim::{
    measure::{Amounts, Measured, content, counterpart, lie, why_not},
    same,
};
use onrecord_model::{
    article::{Article, ZoneKind},
    figure::{Figure, Modifier},
    findings::Findings,
};
use onrecord_text::Span;

/// The figure of the body that a figure of the headline stands for, and how the headline's amount lies
/// to it. `None` for a figure outside the headline, and where no figure of the body shares an amount
/// or a thing counted with it.
///
/// An end in common decides first, then what is counted and the words around.
#[must_use]
pub fn in_body<'f>(
    article: &'f Article,
    figures: &'f [Figure],
    figure: &'f Figure,
) -> Option<(&'f Figure, Amounts)> {
    let zone = |figure: &Figure| article.zone_at(figure.number.start()).map(|zone| zone.kind);
    if zone(figure) != Some(ZoneKind::Title) {
        return None;
    }
    let one = Measured { text: &article.text, figure };
    let bounds = one.bounds()?;
    let body: Vec<Measured> = figures
        .iter()
        .filter(|other| zone(other) == Some(ZoneKind::Body))
        .map(|figure| Measured { text: &article.text, figure })
        .collect();
    let fits = |other: &&Measured| {
        let theirs = other.bounds();
        let is_unit = other.figure.unit == figure.unit
            || figure.unit.is_empty()
            || figure.unit == "person" && other.figure.unit.is_empty();
        is_unit && theirs.is_some_and(|theirs| shares_end(bounds, theirs))
    };
    let found = body.iter().find(fits).or_else(|| body.get(counterpart(one, &body)?))?;
    Some((found.figure, lie(found.bounds()?, bounds)))
}

type Bounds = (Option<onrecord_model::figure::Amount>, Option<onrecord_model::figure::Amount>);

/// Whether two ranges have an end in common.
fn shares_end(a: Bounds, b: Bounds) -> bool {
    let ends = |(low, high): Bounds| [low, high].into_iter().flatten().collect::<Vec<_>>();
    let theirs = ends(b);
    ends(a).iter().any(|end| theirs.contains(end))
}

/// What the headline does to the body's amount, in words.
#[must_use]
pub fn words(amounts: Amounts) -> &'static str {
    match amounts {
        Amounts::Equal => "the same amount",
        Amounts::Within => "the headline is narrower than the body",
        Amounts::Holds => "the headline is wider than the body",
        Amounts::Overlap => "the headline overlaps the body",
        Amounts::Apart => "the headline differs from the body",
    }
}

/// A figure of the body that the headline's figure stands for, and what is left out of it.
pub(super) fn by_figure<'f>(
    article: &'f Article,
    findings: &'f Findings,
    figure: &'f Figure,
) -> Option<(&'f Figure, String)> {
    let (found, amounts) = in_body(article, &findings.figures, figure)?;
    Some((found, left_out("headline", &article.text, figure, found, amounts)?))
}

/// What a figure of a headline or a heading leaves out of the one that it stands for, in words.
pub(crate) fn left_out(
    called: &str,
    text: &str,
    figure: &Figure,
    found: &Figure,
    amounts: Amounts,
) -> Option<String> {
    let (above, below) = (Measured { text, figure }, Measured { text, figure: found });
    let is_open = figure.is_vague || found.is_vague;
    if is_open
        || !shares_end(above.bounds()?, below.bounds()?)
        || !is_retelling(text, figure, found)
    {
        return None;
    }
    let (short, whole) = (figure.span.get(text)?, found.span.get(text)?);
    let is_bare = figure.modifier == Modifier::Exactly;
    // A headline rounds: `about` says little more than the number.
    let is_bound = !matches!(
        found.modifier,
        Modifier::Exactly | Modifier::About | Modifier::Up | Modifier::Down
    );
    let is_retold = figure.unit == found.unit && {
        let words = |at: Option<Span>| content(at.and_then(|at| at.get(text)).unwrap_or_default());
        !words(figure.relation).is_disjoint(&words(found.relation))
    };
    let is_other = is_retold && same::is_other_count(above, below);
    let others = is_other.then(|| why_not(above, below)).flatten();
    let reason = match amounts {
        _ if found.modifier == Modifier::Range && figure.modifier != Modifier::Range => {
            format!("the {called} `{short}` keeps one end of `{whole}`")
        }
        _ if is_bare && is_bound => format!("the {called} `{short}` drops the bound of `{whole}`"),
        _ => format!("the {called} `{short}` and `{whole}`: {}", others?),
    };
    Some(reason)
}

/// The line of a headline's figure and the sentence it stands for have so many words in common beside
/// the number: "3. Tackle the attic" is no number of what "2-3 easy steps" counts.
const LEAST_SHARED: usize = 2;

/// Whether the sentence of one figure tells again what that of the other does, the numbers left out.
fn is_retelling(text: &str, figure: &Figure, found: &Figure) -> bool {
    let words = |at: Span| content(at.get(text).unwrap_or_default());
    let is_thing = |word: &String| word.starts_with(char::is_alphabetic);
    let is_counting = figure.counted.is_some_and(|at| words(at).iter().any(is_thing));
    if !is_counting && figure.unit != "percent" {
        return false;
    }
    let (above, below) = (words(figure.passage), words(found.passage));
    let numbers = &words(figure.number) | &words(found.number);
    above.intersection(&below).filter(|word| !numbers.contains(*word)).count() >= LEAST_SHARED
}
