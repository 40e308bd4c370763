//! The product of weights and tokens with registers of 512 bits, which the compiler does not find.
//!
//! Left to the compiler, any more than two tokens leave the registers and take nine times as long.
//! Written out, eight at once take two thirds of the time of narrower registers.

use super::model::LANES;
use std::arch::x86_64::{
    __m512, _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_set1_ps, _mm512_setzero_ps, _mm512_storeu_ps,
};

/// How many tokens go together: two sums each, and the weights, stay in the 32 registers.
pub const TOKENS: usize = 8;

/// Numbers in a register.
const WIDTH: usize = 16;

/// One block of outputs for [`TOKENS`] tokens: the bias and, input after input, its weights, in the same
/// order and fused as everywhere, so that the sums are the same to the bit.
#[target_feature(enable = "avx512f")]
#[inline]
pub fn multiply(
    weights: &[[f32; LANES]],
    bias: &[f32; LANES],
    inputs: [&[f32]; TOKENS],
    sums: &mut [[f32; LANES]; TOKENS],
) {
    let inputs = inputs.map(|input| &input[..weights.len()]);
    let [low, high] = load(bias);
    let mut lanes = [[low, high]; TOKENS];
    for (idx, weights) in weights.iter().enumerate() {
        let [low, high] = load(weights);
        for (lanes, input) in lanes.iter_mut().zip(&inputs) {
            let value = _mm512_set1_ps(input[idx]);
            lanes[0] = _mm512_fmadd_ps(value, low, lanes[0]);
            lanes[1] = _mm512_fmadd_ps(value, high, lanes[1]);
        }
    }
    for (sums, lanes) in sums.iter_mut().zip(lanes) {
        for (sums, lanes) in sums.as_chunks_mut::<WIDTH>().0.iter_mut().zip(lanes) {
            #[expect(unsafe_code, reason = "the pointer is to sixteen numbers that are borrowed")]
            unsafe {
                _mm512_storeu_ps(sums.as_mut_ptr(), lanes);
            }
        }
    }
}

#[target_feature(enable = "avx512f")]
#[inline]
fn load(numbers: &[f32; LANES]) -> [__m512; 2] {
    let mut halves = [_mm512_setzero_ps(); 2];
    for (half, numbers) in halves.iter_mut().zip(numbers.as_chunks::<WIDTH>().0) {
        #[expect(unsafe_code, reason = "the pointer is to sixteen numbers that are borrowed")]
        let loaded = unsafe { _mm512_loadu_ps(numbers.as_ptr()) };
        *half = loaded;
    }
    halves
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_narrow_registers_to_the_bit() {
        if !is_x86_feature_detected!("avx512f") {
            return;
        }
        let number = |at: usize| ((at * 7919) % 1013) as f32 / 317.0 - 1.6;
        let weights: Vec<[f32; LANES]> =
            (0..33).map(|input| std::array::from_fn(|lane| number(input * LANES + lane))).collect();
        let bias = std::array::from_fn(|lane| number(5 * lane));
        let inputs: [Vec<f32>; TOKENS] =
            std::array::from_fn(|token| (0..33).map(|at| number(at + 91 * token)).collect());
        let mut sums = [[0.0; LANES]; TOKENS];
        #[expect(unsafe_code, reason = "what it needs was found above")]
        unsafe {
            multiply(&weights, &bias, inputs.each_ref().map(Vec::as_slice), &mut sums);
        }
        for (token, input) in inputs.iter().enumerate() {
            for lane in 0..LANES {
                let products = input.iter().zip(&weights);
                let sum =
                    products.fold(bias[lane], |sum, (value, row)| value.mul_add(row[lane], sum));
                assert_eq!(sums[token][lane].to_bits(), sum.to_bits());
            }
        }
    }
}
