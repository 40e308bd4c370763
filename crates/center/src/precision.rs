//! How surely a quotation must have been read to count.

use onrecord_model::quotation::Quotation;

/// The least confidence of a quotation at [`Precision::High`], of 1000.
///
/// Measured on PolNeAR dev (`docs/models/quotations-en.md`): of what is kept, 95.0 % of the content is
/// right by soft precision against 84.3 % of everything; 60.3 % of what there is to find is kept
/// against 80.8 %.
pub const HIGH_CONFIDENCE: u16 = 730;

/// Which quotations count: all that were found, or those that were read surely, for those who would
/// rather miss than misquote.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Precision {
    /// All.
    #[default]
    All,
    /// Those with a confidence of [`HIGH_CONFIDENCE`] or more.
    High,
}

impl Precision {
    /// Whether a quotation counts.
    #[must_use]
    pub fn keeps(self, quotation: &Quotation) -> bool {
        self == Precision::All || quotation.confidence >= HIGH_CONFIDENCE
    }

    /// `all` and `high`, as settings write them.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "all" => Some(Precision::All),
            "high" => Some(Precision::High),
            _ => None,
        }
    }
}

/// What is said where quotations were left out; none where there were none.
#[must_use]
pub fn left_out(n: usize) -> Option<String> {
    let of = format!("with a confidence below {HIGH_CONFIDENCE} of 1000");
    match n {
        0 => None,
        1 => Some(format!("1 quotation {of} was left out")),
        n => Some(format!("{n} quotations {of} were left out")),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_model_card_and_the_guide_say_the_same() {
        let card = include_str!("../../../docs/models/quotations-en.md");
        assert!(card.contains("| 0 | 84.3 | 80.8 |"));
        assert!(card.contains("| 730 | 95.0 | 60.3 |"));
        let guide = include_str!("../../../docs/guide.md");
        for figure in ["84.3", "80.8", "95.0", "60.3", "730"] {
            assert!(guide.contains(figure), "{figure}");
        }
    }
}
