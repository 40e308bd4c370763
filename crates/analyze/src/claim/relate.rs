//! How a statement relates to an earlier one of the same claim.

use crate::claim::{
    measure::{self, Measured},
    spoken::Spoken,
};
use onrecord_model::{claim::RelationKind, dating::Dating, figure::Figure};

/// How `later` relates to `earlier`, and why, in words.
///
/// Figures decide first, where both state one of the same measure; then hedges.
#[must_use]
pub fn relate(earlier: &Spoken, later: &Spoken) -> (RelationKind, String) {
    by_figures(earlier, later).unwrap_or_else(|| by_hedges(earlier, later))
}

fn by_figures(earlier: &Spoken, later: &Spoken) -> Option<(RelationKind, String)> {
    let is_later = is_before(&earlier.statement.when, &later.statement.when);
    let mut refused = None;
    if earlier.figures.is_empty() != later.figures.is_empty() {
        let (which, stated) =
            if later.figures.is_empty() { ("earlier", earlier) } else { ("later", later) };
        // "We cannot say 100 %" states no share.
        let is_share = |figure: &&&Figure| figure.unit == "percent" && !figure.is_negated;
        let amount = stated.figures.iter().find(is_share)?;
        let words = amount.span.get(&stated.article.text)?;
        let reason = format!("only the {which} states an amount: `{words}`");
        return Some((RelationKind::NotComparable, reason));
    }
    for a in &earlier.figures {
        for b in &later.figures {
            let (of_a, of_b) = (&earlier.article.text, &later.article.text);
            let one = Measured { text: of_a, figure: a };
            let other = Measured { text: of_b, figure: b };
            match measure::compare(one, other) {
                Ok(amounts) => {
                    let (kind, words) = measure::relation(amounts, is_later);
                    let (a, b) = (a.span.get(of_a)?, b.span.get(of_b)?);
                    return Some((kind, format!("`{a}`, then `{b}`: {words}")));
                }
                Err(reason) if a.unit == b.unit => refused = Some(reason),
                Err(_) => (),
            }
        }
    }
    refused.map(|reason| (RelationKind::NotComparable, reason))
}

fn by_hedges(earlier: &Spoken, later: &Spoken) -> (RelationKind, String) {
    let (before, after) = (&earlier.statement.hedges, &later.statement.hedges);
    let quoted = |words: &[String]| {
        words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
    };
    match (before.is_empty(), after.is_empty()) {
        (false, true) => (RelationKind::Stronger, format!("drops {}", quoted(before))),
        (true, false) => (RelationKind::Weaker, format!("adds {}", quoted(after))),
        (true, true) => (RelationKind::Repeats, "says the same without a hedge".to_owned()),
        (false, false) => {
            let reason =
                format!("says the same, hedged by {}, then by {}", quoted(before), quoted(after));
            (RelationKind::Repeats, reason)
        }
    }
}

/// Whether every day the first can be of lies before every day of the second.
#[must_use]
pub fn is_before(a: &Dating, b: &Dating) -> bool {
    matches!((a.interval(), b.interval()), (Some((_, last)), Some((first, _))) if last < first)
}
