//! Inference: looked-up rows added, dilated convolutions with residuals, scores per label.
//!
//! What enters a matrix product is rounded to integers first. Sums of integers are the same in any
//! order, so the compiler is free to use whatever vectors the machine has and the result stays the
//! same to the bit; and sixteen-bit products are several times faster than floating point.

use super::{
    features::Features,
    model::{LARGEST, Linear, Model, STEPS},
};

/// Scores of every label for every token, a row per token.
#[must_use]
pub fn scores(model: &Model, tokens: &[Features]) -> Vec<f32> {
    let size = model.size;
    let mut x = looked_up(model, tokens);
    let reach = model.layers.iter().map(|layer| layer.dilation).max().unwrap_or(0);
    // Rows of zeros on both sides stand for what is outside the text.
    let mut rounded = vec![0; (tokens.len() + 2 * reach) * size];
    let mut window = vec![0; 3 * size];
    for layer in &model.layers {
        normalize(&x, &layer.linear, size, &mut rounded[reach * size..]);
        for (idx, residual) in x.chunks_exact_mut(size).enumerate() {
            for (part, at) in
                [idx + reach - layer.dilation, idx + reach, idx + reach + layer.dilation]
                    .into_iter()
                    .enumerate()
            {
                window[part * size..][..size].copy_from_slice(&rounded[at * size..][..size]);
            }
            for (out, sum) in residual.iter_mut().zip(outputs(&layer.linear, &window)) {
                *out += sum.max(0.0);
            }
        }
    }
    normalize(&x, &model.output, size, &mut rounded);
    let rows = rounded.chunks_exact(size).take(tokens.len());
    rows.flat_map(|row| outputs(&model.output, row)).collect()
}

/// The sum of the table rows of each token.
fn looked_up(model: &Model, tokens: &[Features]) -> Vec<f32> {
    let mut x = vec![0.0; tokens.len() * model.size];
    for (token, sums) in tokens.iter().zip(x.chunks_exact_mut(model.size)) {
        for (table, row) in model.tables.iter().zip(model.rows(token)) {
            let scale = table.scales[row];
            for (sum, value) in sums.iter_mut().zip(table.row(row)) {
                *sum += f32::from(*value) * scale;
            }
        }
    }
    x
}

/// Each row of `x` brought to mean 0 and variance 1, stretched and shifted, in steps of 1/256.
fn normalize(x: &[f32], linear: &Linear, size: usize, rounded: &mut [i16]) {
    for (row, out) in x.chunks_exact(size).zip(rounded.chunks_exact_mut(size)) {
        let mean = sum(row, |value| value) / size as f32;
        let variance = sum(row, |value| (value - mean) * (value - mean)) / size as f32;
        let factor = 1.0 / (variance + 1e-5).sqrt();
        let weights = linear.gain.iter().zip(&linear.shift);
        for ((value, out), (gain, shift)) in row.iter().zip(out).zip(weights) {
            *out = rounded_step((value - mean) * factor * gain + shift);
        }
    }
}

/// Eight sums side by side, added up in a fixed order: fast, and the same everywhere.
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (eights, rest) = row.as_chunks::<8>();
    let mut lanes = [0.0; 8];
    for eight in eights {
        for (lane, value) in lanes.iter_mut().zip(eight) {
            *lane += of(*value);
        }
    }
    let halves = [0, 1, 2, 3].map(|at| lanes[at] + lanes[at + 4]);
    let head = (halves[0] + halves[2]) + (halves[1] + halves[3]);
    rest.iter().fold(head, |sum, value| sum + of(*value))
}

/// A value in steps, rounded to the nearest: adding 1.5 · 2²³ leaves the integer in the low bits of
/// the float, which is several times faster than rounding and converting.
fn rounded_step(value: f32) -> i16 {
    const MAGIC: f32 = 12_582_912.0;
    let largest = f32::from(LARGEST);
    let limited = (value * STEPS).clamp(-largest, largest);
    (limited + MAGIC).to_bits().wrapping_sub(MAGIC.to_bits()) as i16
}

/// What a matrix makes of one row of inputs.
fn outputs<'a>(linear: &'a Linear, input: &'a [i16]) -> impl Iterator<Item = f32> + 'a {
    let rows = linear.weights.values.chunks_exact(linear.weights.n_columns);
    rows.zip(&linear.weights.scales)
        .zip(&linear.bias)
        .map(|((row, scale), bias)| dot(row, input) as f32 * (scale / STEPS) + bias)
}

fn dot(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_rounded_and_limited() {
        for (value, step) in [(0.0, 0), (1.0, 256), (-0.5, -128), (0.003, 1), (99.0, LARGEST)] {
            assert_eq!(rounded_step(value), step, "{value}");
        }
        assert_eq!(rounded_step(-99.0), -LARGEST);
    }
}
