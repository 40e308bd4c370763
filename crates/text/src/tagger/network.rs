//! Inference: looked-up rows added, dilated convolutions with residuals, scores per label.
//!
//! Every sum is taken in one fixed order, lane by lane, and the products are fused into the sums on
//! every machine (in software where a processor older than 2013 cannot), so that vectors of any width
//! give the same numbers to the bit.

#[cfg(target_arch = "x86_64")]
use super::wide;
use super::{
    features::Features,
    model::{LANES, Linear, Model},
};

/// Scores of every label for every token, a row of [`Model::n_labels`] per token.
#[must_use]
pub fn scores(model: &Model, tokens: &[Features]) -> Vec<f32> {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx512f") {
        #[expect(unsafe_code, reason = "calling what needs AVX-512, which was found just above")]
        return unsafe { scores_avx512(model, tokens) };
    }
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
        // The same code compiled for wider vectors: 84 articles of PolNeAR take a third of the time.
        #[expect(
            unsafe_code,
            reason = "calling what needs AVX2 and FMA, which were found just above"
        )]
        return unsafe { scores_avx2(model, tokens) };
    }
    scores_with(model, tokens, multiply)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn scores_avx512(model: &Model, tokens: &[Features]) -> Vec<f32> {
    scores_with(model, tokens, |linear, block, inputs, sums| {
        let (weights, bias) = linear.block(block);
        wide::multiply(weights, bias, inputs, sums);
    })
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn scores_avx2(model: &Model, tokens: &[Features]) -> Vec<f32> {
    scores_with(model, tokens, multiply)
}

/// `N` tokens go through a layer together: each weight that is read serves all of them.
#[inline(always)]
fn scores_with<const N: usize>(
    model: &Model,
    tokens: &[Features],
    multiply: impl Fn(&Linear, usize, [&[f32]; N], &mut [[f32; LANES]; N]),
) -> Vec<f32> {
    let size = model.size;
    let mut x = looked_up(model, tokens);
    let reach = model.layers.iter().map(|layer| layer.dilation).max().unwrap_or(0);
    // Rows of zeros on both sides stand for what is outside the text.
    let mut normal = vec![0.0; (tokens.len() + 2 * reach) * size];
    let mut windows = [const { Vec::new() }; N];
    windows.fill(vec![0.0; 3 * size]);
    let mut sums = [[0.0; LANES]; N];
    for layer in &model.layers {
        normalize(&x, &layer.linear, size, &mut normal[reach * size..]);
        for (group, rows) in x.chunks_mut(N * size).enumerate() {
            for (window, middle) in windows.iter_mut().zip(N * group + reach..) {
                let three = [middle - layer.dilation, middle, middle + layer.dilation];
                for (part, at) in window.chunks_exact_mut(size).zip(three) {
                    if let Some(row) = normal.get(at * size..(at + 1) * size) {
                        part.copy_from_slice(row);
                    }
                }
            }
            for block in 0..size / LANES {
                multiply(&layer.linear, block, windows.each_ref().map(Vec::as_slice), &mut sums);
                for (row, sums) in rows.chunks_exact_mut(size).zip(&sums) {
                    for (out, sum) in row[block * LANES..].iter_mut().zip(sums) {
                        *out += sum.max(0.0);
                    }
                }
            }
        }
    }
    normalize(&x, &model.output, size, &mut normal);
    let n_labels = model.n_labels();
    let mut scores = Vec::with_capacity(tokens.len() * n_labels);
    for row in normal.chunks_exact(size).take(tokens.len()) {
        for block in 0..n_labels.div_ceil(LANES) {
            multiply(&model.output, block, [row; N], &mut sums);
            scores.extend(&sums[0][..LANES.min(n_labels - block * LANES)]);
        }
    }
    scores
}

/// The sum of the table rows of each token.
#[inline(always)]
fn looked_up(model: &Model, tokens: &[Features]) -> Vec<f32> {
    let mut x = vec![0.0; tokens.len() * model.size];
    for (token, sums) in tokens.iter().zip(x.chunks_exact_mut(model.size)) {
        for (table, row) in model.tables.iter().zip(model.rows(token)) {
            for (sum, value) in sums.iter_mut().zip(table.row(row)) {
                *sum += value;
            }
        }
    }
    x
}

/// Each row of `x` brought to mean 0 and variance 1, stretched and shifted.
#[inline(always)]
fn normalize(x: &[f32], linear: &Linear, size: usize, normal: &mut [f32]) {
    for (row, out) in x.chunks_exact(size).zip(normal.chunks_exact_mut(size)) {
        let mean = sum(row, |value| value) / size as f32;
        let variance = sum(row, |value| (value - mean) * (value - mean)) / size as f32;
        let factor = 1.0 / (variance + 1e-5).sqrt();
        let weights = linear.gain.iter().zip(&linear.shift);
        for ((value, out), (gain, shift)) in row.iter().zip(out).zip(weights) {
            *out = (value - mean) * factor * gain + shift;
        }
    }
}

/// Eight sums side by side, added up in a fixed order: fast, and the same everywhere.
#[inline(always)]
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

/// One block of outputs for two tokens: the bias and, input after input, its weights. The sums stay
/// in registers, four times faster here than sixteen-bit integers row by row.
#[inline(always)]
fn multiply(linear: &Linear, block: usize, inputs: [&[f32]; 2], sums: &mut [[f32; LANES]; 2]) {
    let (weights, bias) = linear.block(block);
    let mut lanes = [*bias, *bias];
    for ((one, two), weights) in inputs[0].iter().zip(inputs[1]).zip(weights) {
        for lane in 0..LANES {
            lanes[0][lane] = one.mul_add(weights[lane], lanes[0][lane]);
            lanes[1][lane] = two.mul_add(weights[lane], lanes[1][lane]);
        }
    }
    *sums = lanes;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_have_one_order() {
        let row: Vec<f32> = (0..20).map(|n| 1.0 / (n as f32 + 3.0)).collect();
        assert_eq!(sum(&row, |value| value).to_bits(), 0x400c_364a);
    }
}
