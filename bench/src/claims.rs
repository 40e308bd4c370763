//! Task `claims`: whether a sentence supports or refutes the figures of another, or neither.

use crate::{clock::Clock, lines, numbers};
use anyhow::Result;
use onrecord_analyze::claim::measure::{self, Amounts, Measured, content};
use onrecord_model::figure::{Amount, Figure, Modifier};
use serde_json::{Value, json};
use std::{collections::BTreeSet, path::Path};

/// Labels pairs of claim and evidence (JSON Lines with `unique_id`, `claim`, `evidence`).
pub fn answer(gold: &Path, _pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let mut answers = String::new();
    for line in lines::text(gold)?.lines().filter(|line| !line.trim().is_empty()) {
        let pair: Value = serde_json::from_str(line)?;
        let field = |name: &str| pair[name].as_str().unwrap_or_default();
        let (claim, evidence) = (field("claim"), field("evidence"));
        let label = clock.stage("claims", line.len(), || label(field("page"), claim, evidence));
        let answer = json!({"unique_id": field("unique_id"), "label": label});
        answers.push_str(&format!("{answer}\n"));
    }
    Ok(answers)
}

/// What the evidence says of the claim, told by figures alone.
fn label(page: &str, claim: &str, evidence: &str) -> &'static str {
    let (of_claim, of_evidence) = (numbers::figures(claim), numbers::figures(evidence));
    let others: Vec<Measured> =
        of_evidence.iter().map(|figure| Measured { text: evidence, figure }).collect();
    if of_claim.is_empty() || others.is_empty() || !is_one_subject(page, claim, evidence) {
        return "NOT ENOUGH INFO";
    }
    let mut n_supported = 0;
    let mut n_refuted = 0;
    for figure in &of_claim {
        let one = Measured { text: claim, figure };
        let Some(idx) = measure::counterpart(one, &others) else { continue };
        let (Some(claimed), Some(stated)) =
            (bounds(figure, true), bounds(&of_evidence[idx], false))
        else {
            continue;
        };
        match measure::lie(claimed, stated) {
            Amounts::Equal | Amounts::Within => n_supported += 1,
            // Another figure of the same kind fits: which of the two was meant cannot be told.
            Amounts::Apart if fits_another(claimed, figure, &of_evidence) => (),
            Amounts::Apart => n_refuted += 1,
            Amounts::Holds | Amounts::Overlap => (),
        }
    }
    match (n_supported, n_refuted) {
        (_, 1..) => "REFUTES",
        (1.., 0) if n_supported == of_claim.len() => "SUPPORTS",
        _ => "NOT ENOUGH INFO",
    }
}

/// Whether some figure of the same unit lies within what is claimed.
fn fits_another(claimed: Bounds, figure: &Figure, others: &[Figure]) -> bool {
    let same = others.iter().filter(|other| other.unit == figure.unit && !figure.unit.is_empty());
    let mut bounds = same.filter_map(|other| bounds(other, false));
    bounds.any(|stated| matches!(measure::lie(claimed, stated), Amounts::Equal | Amounts::Within))
}

/// Whether enough of what the claim says, beside the subject of its page, stands in the evidence.
fn is_one_subject(page: &str, claim: &str, evidence: &str) -> bool {
    let subject = content(page);
    let claimed: BTreeSet<String> = content(claim).difference(&subject).cloned().collect();
    let n_shared = claimed.intersection(&content(evidence)).count();
    n_shared * 100 >= claimed.len() * 25
}

/// The least and the most that a figure can be.
type Bounds = (Option<Amount>, Option<Amount>);

/// The bounds of a figure. A writer who states "over 20 million" means little more than that, so as
/// evidence it reaches a tenth further; "about" reaches a twentieth to both sides.
fn bounds(figure: &Figure, is_claimed: bool) -> Option<Bounds> {
    let value = figure.value?;
    // "More than 52" is not 52.
    let next = Amount::parse("0.000001")?;
    let tenth = value.over(10)?;
    let minus = |part: Amount| Some(value.plus(part.times(-1)?));
    Some(match figure.modifier {
        Modifier::Over | Modifier::AtLeast if !is_claimed => {
            (Some(value.plus(next)), Some(value.plus(tenth)))
        }
        Modifier::Under | Modifier::AtMost if !is_claimed => (minus(tenth), minus(next)),
        Modifier::Over => (Some(value.plus(next)), None),
        Modifier::Under => (None, minus(next)),
        Modifier::Nearly => (minus(tenth), Some(value)),
        Modifier::About => (minus(value.over(20)?), Some(value.plus(value.over(20)?))),
        _ => (figure.low, figure.high),
    })
}
