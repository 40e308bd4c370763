//! Figures, names and days of a sentence that changed: what became of each.

use super::{
    differ::Pair,
    units::{Text, is_same_name, stated},
};
use onrecord_model::{
    change::{ChangeKind, Point},
    entity::{Entity, EntityKind},
    figure::Figure,
    timex::Timex,
};
use onrecord_text::{Span, normal::folded};

/// Figures that are stated otherwise, taken out of the article, or put in.
#[must_use]
pub fn figures(pair: &Pair) -> Vec<Point> {
    let mut olds: Vec<&Figure> = pair.old.figures_in(pair.before.span).collect();
    let mut news: Vec<&Figure> = pair.new.figures_in(pair.after.span).collect();
    olds.retain(|old| {
        let same = news.iter().position(|new| stated(new) == stated(old));
        same.map(|at| news.remove(at)).is_none()
    });
    let mut points = Vec::new();
    for old in olds {
        let alike = |new: &&Figure| is_of_one_thing(pair, old, new);
        let at = news.iter().position(alike);
        let Some(new) = at.map(|at| news.remove(at)) else {
            if pair.loses(old.span) && !pair.new.states(old) {
                points.push(Point {
                    kind: ChangeKind::Figure,
                    before: pair.was(old.span),
                    after: None,
                    how: "taken out".to_owned(),
                });
            }
            continue;
        };
        if pair.loses(old.span) || pair.gains(new.span) {
            points.push(Point {
                kind: ChangeKind::Figure,
                before: pair.was(old.span),
                after: pair.is(new.span),
                how: how(old, new),
            });
        }
    }
    for new in news {
        if pair.gains(new.span) && !pair.old.states(new) {
            points.push(Point {
                kind: ChangeKind::Figure,
                before: None,
                after: pair.is(new.span),
                how: "put in".to_owned(),
            });
        }
    }
    points
}

/// Whether two figures count the same thing: by the words for it, else by their unit.
fn is_of_one_thing(pair: &Pair, old: &Figure, new: &Figure) -> bool {
    let words = |text: &Text, span: Option<Span>| {
        span.and_then(|span| span.get(&text.article.text)).map(folded)
    };
    let (was, is) = (words(pair.old, old.counted), words(pair.new, new.counted));
    let is_open = |figure: &Figure| figure.unit.is_empty() && figure.counted.is_none();
    (was.is_some() && was == is) || old.unit == new.unit || is_open(old) || is_open(new)
}

fn how(old: &Figure, new: &Figure) -> String {
    let differs = [
        ((old.value, old.low, old.high) != (new.value, new.low, new.high), "value"),
        (old.modifier != new.modifier || old.is_vague != new.is_vague, "bound"),
        (old.unit != new.unit, "unit"),
        (old.is_negated != new.is_negated, "negation"),
    ];
    let mut named: Vec<&str> = differs.iter().filter(|it| it.0).map(|it| it.1).collect();
    // "12" and "at least 12" have other least values only because of the bound.
    if old.value.is_some() && old.value == new.value && named.first() == Some(&"value") {
        named.remove(0);
    }
    if named.is_empty() { "stated otherwise".to_owned() } else { named.join(" and ") }
}

/// Names that are written otherwise, took the place of another, were taken out of the article or put
/// in.
#[must_use]
pub fn names(pair: &Pair) -> Vec<Point> {
    let mut olds = named_in(pair.old, pair.before.span, &|span| pair.loses(span));
    let mut news = named_in(pair.new, pair.after.span, &|span| pair.gains(span));
    let still = named_in(pair.new, pair.after.span, &|_| true);
    let already = named_in(pair.old, pair.before.span, &|_| true);
    olds.retain(|(old, _)| !still.iter().any(|(new, _)| is_same_name(&old.name, &new.name)));
    news.retain(|(new, _)| !already.iter().any(|(old, _)| is_same_name(&old.name, &new.name)));
    let mut points = Vec::new();
    for (old, at) in olds {
        let other = news.iter().position(|(new, _)| new.kind == old.kind);
        let (after, how) = match other.map(|at| news.remove(at)) {
            Some((_, at)) => (pair.is(at), "another name"),
            None if pair.new.names(&old.name) => continue,
            None => (None, "is no longer named"),
        };
        let before = pair.was(at);
        points.push(Point { kind: ChangeKind::Name, before, after, how: how.to_owned() });
    }
    for (new, at) in news.into_iter().filter(|(new, _)| !pair.old.names(&new.name)) {
        let (kind, after) = (ChangeKind::Name, pair.is(at));
        // A place that is added tells more of the same; a person or a body is another actor.
        if new.kind != EntityKind::Place {
            points.push(Point { kind, before: None, after, how: "newly named".to_owned() });
        }
    }
    points
}

/// The entities that a span names in words that count, each with its first such mention.
fn named_in<'t>(
    text: &Text<'t>,
    span: Span,
    counts: &dyn Fn(Span) -> bool,
) -> Vec<(&'t Entity, Span)> {
    let mut found: Vec<(&Entity, Span)> = Vec::new();
    for (entity, at) in text.named_in(span).filter(|(_, at)| counts(*at)) {
        if !found.iter().any(|(known, _)| known.name_at == entity.name_at) {
            found.push((entity, at));
        }
    }
    found
}

/// Days and times that are others.
#[must_use]
pub fn days(pair: &Pair) -> Vec<Point> {
    let mut olds: Vec<&Timex> = pair.old.days_in(pair.before.span).collect();
    let mut news: Vec<&Timex> = pair.new.days_in(pair.after.span).collect();
    olds.retain(|old| {
        let same = news.iter().position(|new| new.value == old.value);
        same.map(|at| news.remove(at)).is_none()
    });
    olds.retain(|old| pair.loses(old.span));
    news.retain(|new| pair.gains(new.span));
    // What went to another sentence together with its words is no other day.
    let stands = |text: &Text, words: &[_]| text.share_of(words) == 1000;
    if news.is_empty() {
        olds.retain(|old| !stands(pair.new, pair.old.words_in(old.span)));
    } else if olds.is_empty() {
        news.retain(|new| !stands(pair.old, pair.new.words_in(new.span)));
    }
    let mut news = news.into_iter();
    let mut points: Vec<Point> = olds
        .into_iter()
        .map(|old| {
            let new = news.next();
            let how = if new.is_some() { "another day or time" } else { "taken out" };
            let after = new.and_then(|new| pair.is(new.span));
            let before = pair.was(old.span);
            Point { kind: ChangeKind::Date, before, after, how: how.to_owned() }
        })
        .collect();
    points.extend(news.map(|new| Point {
        kind: ChangeKind::Date,
        before: None,
        after: pair.is(new.span),
        how: "put in".to_owned(),
    }));
    points
}
