//! Figure: an amount, its bounds, its unit, what it counts, who states it.

use crate::quotation::{Mode, Speaker};
use onrecord_text::Span;
use std::fmt;

/// A number in fixed point with six decimals: exact, ordered, the same everywhere.
///
/// ```
/// use onrecord_model::figure::Amount;
/// assert_eq!(Amount::parse("1234.5").unwrap().to_string(), "1234.5");
/// assert_eq!(Amount::parse("0.5").unwrap().times(1_000_000).unwrap().to_string(), "500000");
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Amount(i128);

/// How many parts one is divided into.
const PARTS: i128 = 1_000_000;

impl Amount {
    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self(i128::from(number) * PARTS)
    }

    /// `numerator / denominator`, cut after the sixth decimal; `None` when the denominator is zero.
    #[must_use]
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (i128::from(numerator) * PARTS).checked_div(i128::from(denominator)).map(Self)
    }

    /// Reads digits with an optional sign and decimal point; decimals past the sixth are cut.
    /// `None` for anything else and for more than 30 digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, sign) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (rest, -1),
            None => (text, 1),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.len() > 30 || (whole.is_empty() && part.is_empty()) {
            return None;
        }
        if !is_digits(whole) || !is_digits(part) {
            return None;
        }
        let part = &part[..part.len().min(6)];
        let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let decimals: i128 = format!("{part:0<6}").parse().ok()?;
        Some(Self(sign * (whole * PARTS + decimals)))
    }

    /// The amount times a scale, such as a million; `None` when it grows out of range.
    #[must_use]
    pub fn times(self, scale: i64) -> Option<Self> {
        self.0.checked_mul(i128::from(scale)).map(Self)
    }

    /// The amount divided by a whole number; `None` for zero.
    #[must_use]
    pub fn over(self, divisor: i64) -> Option<Self> {
        self.0.checked_div(i128::from(divisor)).map(Self)
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The number as it is stored: the amount times a million, rounded nowhere.
    #[must_use]
    pub fn parts(self) -> i128 {
        self.0
    }
}

/// Digits with a decimal point where needed, no grouping: `470000`, `0.5`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1_000_000, self.0.unsigned_abs() % 1_000_000);
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let decimals = format!("{part:06}");
        write!(f, "{sign}{whole}.{}", decimals.trim_end_matches('0'))
    }
}

/// An amount that an article states.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Figure {
    /// The figure with its modifier and what it counts: `over 470,000 people`.
    pub span: Span,
    /// The number alone: `470,000`; the same as `span` for `many areas`.
    pub number: Span,
    /// The number as stated, where one is; for a range, none.
    pub value: Option<Amount>,
    /// The least it can be by its words, where they say so.
    pub low: Option<Amount>,
    /// The most it can be by its words, where they say so.
    pub high: Option<Amount>,
    /// How the words bound the number.
    pub modifier: Modifier,
    /// Whether the words are vague: `hundreds`, `many`.
    pub is_vague: bool,
    /// Whether the figure is denied: "we cannot say 100%".
    pub is_negated: bool,
    /// The unit in singular English: `person`, `percent`, `dollar`, `kilometre`; empty when the
    /// number counts things that have no unit of their own.
    pub unit: String,
    /// What is counted, as written: `people`.
    pub counted: Option<Span>,
    /// The whole that a part is of: `the country's territory`.
    pub of: Option<Span>,
    /// What happened to or holds of what is counted: `killed`, `under Daesh control`.
    pub relation: Option<Span>,
    /// The place it holds for.
    pub place: Option<Span>,
    /// The time expression it holds for.
    pub time: Option<Span>,
    /// Whose words it stands in; `None` when the outlet reports it in its own voice. With a source
    /// that is `NotEstablished` it is somebody else's, and who that is cannot be told.
    pub mode: Option<Mode>,
    /// Who states it; `NotEstablished` for the outlet itself and where it cannot be told, with that
    /// as the reason.
    pub source: Speaker,
    /// The words that name the source, where there are any.
    pub source_at: Option<Span>,
    /// Through whom it came, outermost first: `the council` in "the council cites doctors who
    /// estimate 40 dead".
    pub via: Vec<Span>,
    /// The sentence it stands in.
    pub passage: Span,
}

/// How words bound a number.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Modifier {
    /// The number itself.
    Exactly,
    /// More than: `over`, `more than`.
    Over,
    /// Less than: `under`, `fewer than`.
    Under,
    /// At least.
    AtLeast,
    /// At most: `up to`.
    AtMost,
    /// About.
    About,
    /// A little less: `nearly`, `almost`.
    Nearly,
    /// From one number to another.
    Range,
    /// An order of magnitude: `hundreds`, `dozens`.
    Order,
    /// `some`, `a few`.
    Some,
    /// `several`.
    Several,
    /// `many`, `a lot of`.
    Many,
    /// `most`, `the bulk of`.
    Most,
    /// `part of`, `a significant part`.
    Part,
    /// A rise by the number: `up 3 percent`.
    Up,
    /// A fall by the number.
    Down,
}

impl Modifier {
    /// The sign or word used in JSON and tables: `=`, `>`, `<~`, `several`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Modifier::Exactly => "=",
            Modifier::Over => ">",
            Modifier::Under => "<",
            Modifier::AtLeast => ">=",
            Modifier::AtMost => "<=",
            Modifier::About => "~",
            Modifier::Nearly => "<~",
            Modifier::Range => "range",
            Modifier::Order => "order",
            Modifier::Some => "some",
            Modifier::Several => "several",
            Modifier::Many => "many",
            Modifier::Most => "most",
            Modifier::Part => "part",
            Modifier::Up => "up",
            Modifier::Down => "down",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn amounts_print_as_they_were_read(whole in 0u64..u64::MAX, part in "[0-9]{0,5}[1-9]") {
            let text = format!("{whole}.{part}");
            prop_assert_eq!(Amount::parse(&text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn amounts_refuse_what_is_no_number() {
        for text in ["", ".", "1,000", "1.2.3", "ten", "-", "9999999999999999999999999999999"] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
        assert_eq!(Amount::ratio(1, 3).unwrap().to_string(), "0.333333");
        assert_eq!(Amount::ratio(1, 0), None);
        assert_eq!(Amount::parse("-0.5").unwrap().to_string(), "-0.5");
    }
}
