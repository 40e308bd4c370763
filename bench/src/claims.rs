//! Task `claims`: whether a sentence supports or refutes the figures of another, or neither.

use crate::{clock::Clock, lines, numbers};
use anyhow::Result;
use onrecord_analyze::claim::measure::{self, Amounts, Measured, content};
use onrecord_model::figure::{Amount, Figure, Modifier};
use serde_json::{Value, json};
use std::path::Path;

/// Labels pairs of claim and evidence (JSON Lines with `unique_id`, `claim`, `evidence`).
pub fn answer(gold: &Path, _pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let mut answers = String::new();
    for line in lines::text(gold)?.lines().filter(|line| !line.trim().is_empty()) {
        let pair: Value = serde_json::from_str(line)?;
        let field = |name: &str| pair[name].as_str().unwrap_or_default();
        let (claim, evidence) = (field("claim"), field("evidence"));
        let label = clock.stage("claims", line.len(), || label(claim, evidence));
        let answer = json!({"unique_id": field("unique_id"), "label": label});
        answers.push_str(&format!("{answer}\n"));
    }
    Ok(answers)
}

/// What the evidence says of the claim, told by figures alone.
fn label(claim: &str, evidence: &str) -> &'static str {
    let (of_claim, of_evidence) = (numbers::figures(claim), numbers::figures(evidence));
    let others: Vec<Measured> =
        of_evidence.iter().map(|figure| Measured { text: evidence, figure }).collect();
    if of_claim.is_empty() || others.is_empty() || !is_one_subject(claim, evidence) {
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

/// Whether most of what the claim speaks of stands in the evidence.
fn is_one_subject(claim: &str, evidence: &str) -> bool {
    let (claimed, stated) = (content(claim), content(evidence));
    claimed.intersection(&stated).count() * 100 >= claimed.len() * 30
}

/// The bounds of a figure. A writer who states "over 20 million" means little more than that, so as
/// evidence it reaches a tenth further; "about" reaches a twentieth to both sides.
fn bounds(figure: &Figure, is_claimed: bool) -> Option<(Option<Amount>, Option<Amount>)> {
    let value = figure.value?;
    let tenth = value.over(10)?;
    let minus = |part: Amount| Some(value.plus(part.times(-1)?));
    Some(match figure.modifier {
        Modifier::Over | Modifier::AtLeast if !is_claimed => (Some(value), Some(value.plus(tenth))),
        Modifier::Under | Modifier::AtMost if !is_claimed => (minus(tenth), Some(value)),
        Modifier::Nearly => (minus(tenth), Some(value)),
        Modifier::About => (minus(value.over(20)?), Some(value.plus(value.over(20)?))),
        _ => (figure.low, figure.high),
    })
}
