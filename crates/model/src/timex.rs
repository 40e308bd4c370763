//! Timex: a time expression, symbolic and resolved (TIMEX3).

use jiff::civil::Date;
use onrecord_text::Span;

/// A time expression in an article.
///
/// Found in two phases: `symbol` is what the words say without knowing when the article was written
/// (`-P1M` for "last month"); `value` is that, resolved against the article's date. A re-dated
/// article resolves again without being read again.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Timex {
    /// The words.
    pub span: Span,
    /// Its TIMEX3 type.
    pub kind: TimexKind,
    /// What the words say, in the notation of `analyze::timex`.
    pub symbol: String,
    /// The TIMEX3 value (ISO 8601 with TimeML's additions: `2016-03`, `PXM`, `PRESENT_REF`); for an
    /// expression that needs a date the article lacks, the value with `X` for what is unknown.
    pub value: String,
    /// The days it covers, when they are known: first and last, both included.
    pub days: Option<(Date, Date)>,
    /// Whether `value` was worked out from the article's date.
    pub is_relative: bool,
}

/// The types of TIMEX3 (ISO-TimeML).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum TimexKind {
    /// A calendar time of a day or longer.
    Date,
    /// A time within a day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}
