//! The exponential function, the same to the bit on every machine.

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
}
