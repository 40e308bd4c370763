//! The words around a number that bound, move or deny it.

use super::{line::Line, lists::LISTS, quantity::Quantity};
use onrecord_model::figure::Modifier;

/// The longest phrase before a number that bounds it, in tokens.
const BOUND_TOKENS: usize = 4;

/// The bound before a quantity and the token where its words start.
#[must_use]
pub fn before(line: &Line<'_>, start: usize) -> Option<(Modifier, usize)> {
    let bounds = if line.is_english { &LISTS.bounds } else { &LISTS.other_bounds };
    for skip in 0..=1usize {
        let Some(end) = start.checked_sub(skip) else { break };
        // more than a dozen, nearly the 50 that, (~1lb)
        if skip == 1 && !matches!(line.lower(end), "the" | "a" | "an" | "of" | "by" | "another") {
            continue;
        }
        for n in (1..=BOUND_TOKENS.min(end)).rev() {
            let words = line.joined(end - n..end);
            if let Some(modifier) = bounds.get(words.as_str()) {
                let (modifier, first) = (*modifier, end - n);
                if is_other_sense(line, &words, first, end) {
                    continue;
                }
                let further =
                    if modifier == Modifier::Exactly { before(line, first) } else { None };
                return Some(further.unwrap_or((modifier, first)));
            }
        }
    }
    None
}

/// `the bridge over 3 rivers` cannot be told here; `go over 5` and `at around` can.
fn is_other_sense(line: &Line<'_>, words: &str, first: usize, end: usize) -> bool {
    match words {
        "over" => matches!(
            line.before(first, 1),
            "victory" | "win" | "control" | "handed" | "took" | "take"
        ),
        "under" => matches!(line.before(first, 1), "come" | "from"),
        "near" | "below" | "above" => line.is_capital(end),
        _ => false,
    }
}

/// The bound after a quantity and the token after its words.
#[must_use]
pub fn after(line: &Line<'_>, end: usize) -> Option<(Modifier, usize)> {
    if line.word(end) == "+" && line.is_glued(end) {
        return Some((Modifier::Over, end + 1));
    }
    (1..=2usize).rev().find_map(|n| {
        if end + n > line.tokens.len() {
            return None;
        }
        let words = line.joined(end..end + n);
        LISTS.bounds_after.get(words.as_str()).map(|modifier| (*modifier, end + n))
    })
}

/// A rise or a fall by the quantity: the verb right before it, perhaps with `by`.
#[must_use]
pub fn direction(line: &Line<'_>, start: usize) -> Option<Modifier> {
    let by = usize::from(line.before(start, 1) == "by");
    let further = usize::from(by == 1 && matches!(line.before(start, 2), "further" | "another"));
    let found = LISTS.directions.get(line.before(start, 1 + by + further)).copied();
    // `down from $5` and `up to 5` are no falls and rises by it.
    found.filter(|_| !(line.before(start, 1) == "to" || line.before(start, 1) == "from"))
}

/// How many tokens before a figure can deny it.
const DENIAL_TOKENS: usize = 10;

/// Whether the figure is denied: a `not` before it in its clause.
#[must_use]
pub fn is_negated(line: &Line<'_>, start: usize) -> bool {
    for at in (start.saturating_sub(DENIAL_TOKENS)..start).rev() {
        let word = line.lower(at);
        if matches!(word, "," | ";" | ":" | "but" | "." | "(" | "because" | "although" | "while") {
            return false;
        }
        // `not only` and `not less than` deny nothing.
        let next = line.lower(at + 1);
        let is_bound = matches!(next, "only" | "less" | "more" | "fewer" | "just" | "least");
        let is_denial = matches!(word, "not" | "cannot" | "never" | "neither" | "nor")
            || word.ends_with("n't")
            || word.ends_with("n’t");
        if is_denial && !is_bound {
            return true;
        }
    }
    false
}

/// Low and high of a bounded number.
#[must_use]
pub fn limits(quantity: &Quantity, modifier: Modifier) -> Limits {
    let value = Some(quantity.value);
    match modifier {
        _ if quantity.to.is_some() => {
            Limits { value: None, low: value.min(quantity.to), high: value.max(quantity.to) }
        }
        Modifier::Over | Modifier::AtLeast => Limits { value, low: value, high: None },
        Modifier::Under | Modifier::AtMost | Modifier::Nearly => {
            Limits { value, low: None, high: value }
        }
        Modifier::About => Limits { value, low: None, high: None },
        _ => Limits { value, low: value, high: value },
    }
}

/// The amount and its limits.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The number as stated.
    pub value: Option<onrecord_model::figure::Amount>,
    /// The least it can be.
    pub low: Option<onrecord_model::figure::Amount>,
    /// The most it can be.
    pub high: Option<onrecord_model::figure::Amount>,
}
