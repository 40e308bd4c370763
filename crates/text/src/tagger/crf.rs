//! The conditional random field: the best labels of a text, and how likely each span is.

use super::{Tagged, exp::exp, features::Features, model::Model};
use std::ops::Range;

/// Below every score that a model gives.
const NEVER: f32 = -1e4;

/// Leaves only the label "none" to the separators between lines, so that no span crosses one.
pub fn forbid_separators(scores: &mut [f32], tokens: &[Features], n_labels: usize) {
    for (token, row) in tokens.iter().zip(scores.chunks_exact_mut(n_labels)) {
        if token.is_separator() {
            row[1..].fill(NEVER);
        }
    }
}

/// The spans of the best labels, each with how likely it is.
#[must_use]
pub fn spans(model: &Model, tokens: &[Features], scores: &[f32]) -> Vec<Tagged> {
    let labels = best_labels(model, scores);
    if labels.iter().all(|label| *label == 0) {
        return Vec::new();
    }
    let chances = Chances::of(model, scores);
    let (mut found, mut first) = (Vec::new(), 0);
    for (at, label) in labels.iter().enumerate() {
        let Some(inside) = label.checked_sub(1) else {
            continue;
        };
        let (kind, edge) = (inside / 4, Edge::of(inside % 4));
        if matches!(edge, Edge::Begin | Edge::Single) {
            first = at;
        }
        if matches!(edge, Edge::End | Edge::Single) {
            let span = tokens[first].span.cover(tokens[at].span);
            let confidence = per_mille(chances.of_path(first, &labels[first..=at]));
            let overlap = per_mille(chances.of_kind(kind, first..at + 1));
            found.push(Tagged { span, kind, confidence, overlap });
        }
    }
    found
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Edge {
    Begin,
    Inside,
    End,
    Single,
}

impl Edge {
    fn of(number: usize) -> Self {
        [Edge::Begin, Edge::Inside, Edge::End, Edge::Single][number]
    }
}

fn per_mille(chance: f32) -> u16 {
    (chance.clamp(0.0, 1.0) * 1000.0 + 0.5) as u16
}

/// The labels with the highest sum of scores (Viterbi); of equals, the lower label.
fn best_labels(model: &Model, scores: &[f32]) -> Vec<usize> {
    let n = model.n_labels();
    let mut best: Vec<f32> = scores[..n].iter().zip(&model.starts).map(|(a, b)| a + b).collect();
    let mut back = vec![0_u8; scores.len()];
    let mut next = vec![0.0; n];
    for (row, pointers) in scores.chunks_exact(n).zip(back.chunks_exact_mut(n)).skip(1) {
        next.fill(f32::NEG_INFINITY);
        for (before, score) in best.iter().enumerate() {
            let steps = &model.steps[before * n..][..n];
            for ((next, pointer), step) in next.iter_mut().zip(&mut *pointers).zip(steps) {
                let through = score + step;
                if through > *next {
                    *next = through;
                    *pointer = before as u8; // there are at most 253 labels, see `Model::read`
                }
            }
        }
        for ((best, next), score) in best.iter_mut().zip(&next).zip(row) {
            *best = next + score;
        }
    }
    let mut label = 0;
    for (idx, score) in best.iter().enumerate() {
        if *score > best[label] {
            label = idx;
        }
    }
    let mut labels = vec![label];
    for pointers in back.chunks_exact(n).skip(1).rev() {
        label = usize::from(pointers[label]);
        labels.push(label);
    }
    labels.reverse();
    labels
}

/// How likely labels are, given the whole text (forward-backward, each row scaled).
struct Chances<'m> {
    n: usize,
    steps: &'m [f32],
    /// Exponentials of the scores.
    weights: Vec<f32>,
    /// How likely each label is at each token.
    at: Vec<f32>,
    /// What comes after each label, scaled row by row.
    after: Vec<f32>,
}

impl<'m> Chances<'m> {
    fn of(model: &'m Model, scores: &[f32]) -> Self {
        let n = model.n_labels();
        let steps = &model.exp_steps;
        let mut weights = Vec::with_capacity(scores.len());
        for row in scores.chunks_exact(n) {
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            weights.extend(row.iter().map(|score| exp(score - top)));
        }
        let mut after = vec![1.0; scores.len()];
        for at in (1..scores.len() / n).rev() {
            let later: Vec<f32> = (0..n).map(|b| weights[at * n + b] * after[at * n + b]).collect();
            let row = &mut after[(at - 1) * n..][..n];
            for (a, out) in row.iter_mut().enumerate() {
                *out = steps[a * n..][..n].iter().zip(&later).fold(0.0, |sum, (s, l)| sum + s * l);
            }
            scale(row);
        }
        let mut before: Vec<f32> = model.starts.iter().map(|start| exp(*start)).collect();
        let mut chances = vec![0.0; scores.len()];
        for (at, out) in chances.chunks_exact_mut(n).enumerate() {
            let here = &weights[at * n..][..n];
            let mut forward: Vec<f32> = before.iter().zip(here).map(|(b, w)| b * w).collect();
            scale(&mut forward);
            for ((out, f), a) in out.iter_mut().zip(&forward).zip(&after[at * n..]) {
                *out = f * a;
            }
            scale(out);
            before.fill(0.0);
            for (a, f) in forward.iter().enumerate() {
                for (b, step) in before.iter_mut().zip(&steps[a * n..]) {
                    *b += f * step;
                }
            }
        }
        Self { n, steps, weights, at: chances, after }
    }

    /// How likely exactly these labels from the token `first` on are.
    fn of_path(&self, first: usize, labels: &[usize]) -> f32 {
        let n = self.n;
        let mut chance = self.at[first * n + labels[0]];
        for (idx, pair) in labels.windows(2).enumerate() {
            let at = first + idx + 1;
            let to = |b: usize| {
                self.steps[pair[0] * n + b] * self.weights[at * n + b] * self.after[at * n + b]
            };
            let all = (0..n).fold(0.0, |sum, b| sum + to(b));
            chance *= if all > 0.0 { to(pair[1]) / all } else { 0.0 };
        }
        chance
    }

    /// How likely a token has a label of this kind, whatever the edges, on average over these tokens.
    fn of_kind(&self, kind: usize, tokens: Range<usize>) -> f32 {
        let labels_of_kind = 1 + 4 * kind..5 + 4 * kind;
        let chance = |at: usize| {
            let row = &self.at[at * self.n..][..self.n];
            row[labels_of_kind.clone()].iter().fold(0.0, |sum, chance| sum + chance)
        };
        let n_tokens = tokens.len() as f32;
        tokens.fold(0.0, |sum, at| sum + chance(at)) / n_tokens
    }
}

fn scale(row: &mut [f32]) {
    let sum = row.iter().fold(0.0, |sum, value| sum + value);
    if sum > 0.0 {
        row.iter_mut().for_each(|value| *value /= sum);
    }
}
