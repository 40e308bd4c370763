//! How sure a quotation is: what the tagger expects of its parts, weighed.
//!
//! The weights are those of a logistic regression, fitted by `train/confidence.py`;
//! `docs/models/quotations-en.md` says on what, and what it brings.

use onrecord_text::tagger::exp::{exp, ln};

const BASE: f32 = -0.780;
const CONTENT: f32 = 0.536;
const CUE: f32 = 0.161;
const SOURCE: f32 = 0.053;
const NO_CUE: f32 = -0.101;
const NO_SOURCE: f32 = -0.779;

/// How sure it is that content and source are right, from 0 to 1000, given how sure the tagger is of
/// each part, from 0 to 1000.
///
/// A cue or source may be missing because there is none or because it was missed; its weight says how
/// much doubt that casts.
#[must_use]
pub fn confidence(content: u16, cue: Option<u16>, source: Option<u16>) -> u16 {
    let weighed = |part: Option<u16>, weight: f32, missing: f32| {
        part.map_or(missing, |sure| weight * log_odds(sure))
    };
    let sum = BASE
        + CONTENT * log_odds(content)
        + weighed(cue, CUE, NO_CUE)
        + weighed(source, SOURCE, NO_SOURCE);
    (1000.0 / (1.0 + exp(-sum)) + 0.5) as u16
}

/// The logarithm of the odds; certainty counts as one in a thousand short of it.
fn log_odds(sure: u16) -> f32 {
    let chance = f32::from(sure.min(1000)) / 1000.0;
    ln((chance + 0.001) / (1.001 - chance))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubt_about_any_part_is_a_doubt_about_the_quotation() {
        let sure = confidence(1000, Some(1000), Some(1000));
        assert!(sure >= 900, "{sure}");
        assert!(confidence(600, Some(1000), Some(1000)) < sure);
        assert!(confidence(1000, Some(600), Some(1000)) < sure);
        assert!(confidence(1000, Some(1000), Some(600)) < sure);
        assert!(confidence(1000, Some(1000), None) < sure);
        assert!(confidence(300, Some(500), None) < 500);
    }
}
