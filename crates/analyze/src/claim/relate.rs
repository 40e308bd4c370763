//! How a statement relates to an earlier one of the same claim.

use crate::claim::{
    assertion::{ASIDES, Assertion},
    measure::{Amounts, Measured, compare},
    order::Order,
    same::{is_one_event, is_other_count, is_share_of_one},
    scope::years,
    spoken::{Said, Spoken},
};
use onrecord_model::{claim::RelationKind, figure::Figure};
use onrecord_text::Span;
use std::collections::BTreeSet;

/// How far before a clause of a quotation a hedge still weakens it, in bytes.
const NEAR_BYTES: usize = 100;

/// Two amounts of different days that lie further apart than this part of the larger are two states,
/// even where the words of one allow the other: "at least 75" and, days later, "150".
const NEAR_PART: i64 = 10;

/// What is added to a reason where the days do not tell which came first.
const UNORDERED: &str = "order not established";

/// A statement with those of its clauses that say what is compared.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// The statement.
    pub spoken: &'a Spoken<'a>,
    /// The clauses.
    pub clauses: Vec<&'a Assertion>,
}

impl Side<'_> {
    /// Whether it denies what the claim says.
    #[must_use]
    pub fn is_denial(&self) -> bool {
        self.clauses.first().is_some_and(|clause| clause.is_denied)
    }

    /// The clause of a figure.
    fn said_of(&self, figure: &Figure) -> Option<Said<'_>> {
        let holds = |clause: &&&Assertion| clause.span.contains(figure.number);
        let clause = self.clauses.iter().find(holds)?;
        Some(Said { spoken: self.spoken, clause })
    }

    fn figures(&self) -> Vec<&Figure> {
        let all = self.clauses.iter().flat_map(|clause| &clause.figures);
        all.map(|idx| self.spoken.figures[*idx]).collect()
    }

    /// The hedges that weaken what is compared, as written: those in its clauses and, in a quotation,
    /// those shortly before. In a sentence that counts, none behind a further clause: "40 were shot after
    /// he allegedly drew" hedges no count.
    fn hedges(&self) -> Vec<&str> {
        let text = &self.spoken.article.text;
        let reach = if self.spoken.statement.mode.is_none() { 0 } else { NEAR_BYTES };
        let figures = self.figures();
        let is_near = |at: &&Span| {
            self.clauses.iter().any(|clause| {
                clause.span.start().saturating_sub(reach) <= at.start()
                    && at.end() <= clause.span.end()
            })
        };
        let is_own = |at: &&Span| {
            figures.iter().all(|figure| {
                let between = text.get(figure.number.end()..at.start()).unwrap_or_default();
                !between.split(' ').any(|word| ASIDES.contains(&word))
            })
        };
        let near = self.spoken.hedges.iter().filter(is_near).filter(is_own);
        near.filter_map(|at| at.get(text)).collect()
    }
}

/// How `later` relates to `earlier`, and why, in words.
///
/// A denial and what it denies conflict. Else figures decide, where both state one of the same measure;
/// then hedges.
#[must_use]
pub fn relate(earlier: &Side, later: &Side) -> (RelationKind, String) {
    let order = Order::of(&earlier.spoken.statement.when, &later.spoken.statement.when);
    if earlier.is_denial() != later.is_denial() {
        return (RelationKind::Conflicts, denied(later, order));
    }
    by_figures(earlier, later, order).unwrap_or_else(|| {
        let (kind, reason) = by_hedges(earlier, later, order);
        match kind {
            RelationKind::Repeats if reason.is_empty() => (kind, "says the same".to_owned()),
            RelationKind::Repeats => (kind, format!("says the same, {reason}")),
            _ => (kind, reason),
        }
    })
}

fn denied(later: &Side, order: Order) -> String {
    const EITHER: &str = "one denies what the other says";
    let which = if later.is_denial() { "this denies it" } else { "this says what that denies" };
    match order {
        Order::SameDay => EITHER.to_owned(),
        Order::Earlier | Order::Later => {
            format!("{which}, on another day: the state may have changed")
        }
        Order::NotEstablished => format!("{EITHER}; {UNORDERED}"),
    }
}

fn by_figures(earlier: &Side, later: &Side, order: Order) -> Option<(RelationKind, String)> {
    let (of_a, of_b) = (&earlier.spoken.article.text, &later.spoken.article.text);
    let (before, after) = (earlier.figures(), later.figures());
    if before.is_empty() != after.is_empty() {
        let (which, text, stated) =
            if after.is_empty() { ("earlier", of_a, before) } else { ("later", of_b, after) };
        let amount = stated.iter().find(|figure| figure.unit == "percent")?;
        let words = amount.span.get(text)?;
        let which = if order == Order::NotEstablished { "other" } else { which };
        let which = if order == Order::NotEstablished && !later.figures().is_empty() {
            "this"
        } else {
            which
        };
        let reason = format!("only the {which} one states an amount: `{words}`");
        return Some((RelationKind::NotComparable, reason));
    }
    let pairs = before.iter().flat_map(|a| after.iter().map(move |b| (*a, *b)));
    let mut compared: Vec<(bool, Amounts, &Figure, &Figure)> = Vec::new();
    let (mut refused, mut shared) = (None, None);
    for (a, b) in pairs {
        let one = Measured { text: of_a, figure: a };
        let other = Measured { text: of_b, figure: b };
        match compare(one, other) {
            Ok(amounts) if amounts != Amounts::Equal && is_share_of_one(one, other) => {
                let (a, b) = (a.span.get(of_a)?, b.span.get(of_b)?);
                let reason =
                    format!("`{a}` and `{b}`: one share of one whole, overlapping or rounded");
                shared = Some((RelationKind::Repeats, reason));
            }
            Ok(amounts) => {
                let is_one =
                    is_one_event(earlier.said_of(a)?, later.said_of(b)?, one, other, amounts);
                if is_one || amounts == Amounts::Equal {
                    compared.push((!one.is_one_count(other), amounts, a, b));
                }
            }
            Err(reason) if is_share_of_one(one, other) => {
                let (a, b) = (a.span.get(of_a)?, b.span.get(of_b)?);
                let reason = format!("`{a}` and `{b}`: one share of one whole, but {reason}");
                shared = Some((RelationKind::Repeats, reason));
            }
            Err(reason) if is_other_count(one, other) => {
                let (a, b) = (a.span.get(of_a)?, b.span.get(of_b)?);
                refused = Some(format!("`{a}` and `{b}`: the same number, but {reason}"));
            }
            Err(_) => (),
        }
    }
    // The same amount tells more than another one that stands beside it.
    let best = compared
        .iter()
        .min_by_key(|(is_loose, amounts, ..)| (*amounts != Amounts::Equal, *is_loose));
    let Some((_, amounts, a, b)) = best.copied() else {
        return shared.or_else(|| refused.map(|reason| (RelationKind::NotComparable, reason)));
    };
    let (one, other) = (Measured { text: of_a, figure: a }, Measured { text: of_b, figure: b });
    let (kind, words) = match amounts {
        Amounts::Equal => {
            let (kind, words) = by_hedges(earlier, later, order);
            let comma = if words.is_empty() { "" } else { ", " };
            (kind, format!("the same amount{comma}{words}"))
        }
        _ if a.is_vague || b.is_vague => {
            (RelationKind::NotComparable, "one is no exact amount".to_owned())
        }
        Amounts::Apart if is_past(earlier.said_of(a)?, later.said_of(b)?) => {
            (RelationKind::Conflicts, "another amount of what is past".to_owned())
        }
        _ => {
            let (kind, words) = by_amounts(amounts, order, is_far(one, other));
            (kind, words.to_owned())
        }
    };
    let (a, b) = (a.span.get(of_a)?, b.span.get(of_b)?);
    let then = if order == Order::Earlier { "then" } else { "and" };
    Some((kind, format!("`{a}`, {then} `{b}`: {words}")))
}

/// Whether both clauses name a year that was over when they were published: what it counts grows no more.
fn is_past(a: Said, b: Said) -> bool {
    let years = |said: Said| -> BTreeSet<i16> {
        let published = said.spoken.statement.when.best.map(jiff::civil::Date::year);
        let past = |year: &i16| published.is_some_and(|published| *year < published);
        years(&said.spoken.article.text, said.clause.span).into_iter().filter(past).collect()
    };
    !years(a).is_disjoint(&years(b))
}

/// Whether the numbers of two figures are no roundings of each other.
fn is_far(a: Measured, b: Measured) -> bool {
    let stated = |one: Measured| {
        one.figure.value.or_else(|| one.bounds().and_then(|(low, high)| high.or(low)))
    };
    let (Some(a), Some(b)) = (stated(a), stated(b)) else { return false };
    let (less, more) = (a.min(b), a.max(b));
    let gap = less.times(-1).map(|less| more.plus(less));
    matches!((gap, more.over(NEAR_PART)), (Some(gap), Some(part)) if gap > part)
}

/// How a figure relates to one before it whose amounts lie so.
fn by_amounts(amounts: Amounts, order: Order, is_far: bool) -> (RelationKind, &'static str) {
    let is_apart = amounts == Amounts::Apart || (is_far && amounts != Amounts::Equal);
    match (amounts, order) {
        (Amounts::Equal, _) => (RelationKind::Repeats, "the same amount"),
        (_, Order::Earlier) if is_apart => (RelationKind::Updates, "another amount, later"),
        (_, Order::Later) if is_apart => (RelationKind::Updates, "another amount, earlier"),
        (Amounts::Apart, Order::SameDay) => {
            (RelationKind::Conflicts, "another amount for the same day")
        }
        (Amounts::Apart, _) => {
            (RelationKind::NotComparable, "another amount; order not established")
        }
        (Amounts::Within, _) => (RelationKind::Stronger, "an amount within the other's bounds"),
        (Amounts::Holds, _) => (RelationKind::Weaker, "wider bounds than the other's"),
        (Amounts::Overlap, _) => (RelationKind::Repeats, "amounts that overlap"),
    }
}

fn by_hedges(earlier: &Side, later: &Side, order: Order) -> (RelationKind, String) {
    let (before, after) = (earlier.hedges(), later.hedges());
    let quoted = |words: &[&str]| {
        words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
    };
    let then = if order == Order::Earlier { "then by" } else { "and by" };
    let (kind, reason) = match (before.is_empty(), after.is_empty()) {
        (false, true) if order == Order::Earlier => {
            (RelationKind::Stronger, format!("drops {}", quoted(&before)))
        }
        (true, false) if order == Order::Earlier => {
            (RelationKind::Weaker, format!("adds {}", quoted(&after)))
        }
        (false, true) => (RelationKind::Stronger, format!("without {}", quoted(&before))),
        (true, false) => (RelationKind::Weaker, format!("with {}", quoted(&after))),
        (true, true) => (RelationKind::Repeats, String::new()),
        (false, false) => {
            let (before, after) = (quoted(&before), quoted(&after));
            (RelationKind::Repeats, format!("hedged by {before}, {then} {after}"))
        }
    };
    let is_open = order == Order::NotEstablished;
    let reason = match (is_open, reason.is_empty()) {
        (true, true) => UNORDERED.to_owned(),
        (true, false) => format!("{reason}; {UNORDERED}"),
        _ => reason,
    };
    (kind, reason)
}
