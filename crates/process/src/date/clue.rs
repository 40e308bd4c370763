//! A clue: one piece of evidence on its way to the choice, with the time of day written beside it.

use jiff::{ToSpan, civil::Date};
use onrecord_model::dating::{Evidence, EvidenceKind, Says, WrittenTime};
use onrecord_text::Span;

/// The most bytes of an evidence's own words that are kept.
pub const MAX_QUOTED_BYTES: usize = 160;

/// Bounds count from this reliability on.
const MIN_BOUND: u16 = 800;

/// A piece of evidence with what only the choice needs to know of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Clue {
    /// The evidence.
    pub evidence: Evidence,
    /// The time of day written beside the day.
    pub time: Option<WrittenTime>,
    /// Whether it speaks of the last change rather than of the publication.
    pub is_modified: bool,
}

impl Clue {
    /// A clue without time of day and without a place in the text.
    #[must_use]
    pub fn new(
        kind: EvidenceKind,
        says: Says,
        place: &str,
        quoted: &str,
        reliability: u16,
    ) -> Self {
        let quoted = quoted[..quoted.floor_char_boundary(MAX_QUOTED_BYTES)].to_owned();
        let place = place.to_owned();
        let evidence =
            Evidence { kind, says, place, quoted, span: None, reliability, refused: None };
        Self { evidence, time: None, is_modified: false }
    }

    /// The clue with its place in the article's text.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.evidence.span = Some(span);
        self
    }

    /// The clue with the time of day beside it.
    #[must_use]
    pub fn with_time(mut self, time: Option<WrittenTime>) -> Self {
        self.time = time;
        self
    }

    /// The clue put aside, with the reason.
    #[must_use]
    pub fn refused(mut self, reason: &str) -> Self {
        self.evidence.refused = Some(reason.to_owned());
        self
    }

    /// The day that it states, unless it was refused.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        match self.evidence.says {
            Says::Equals(day) if self.evidence.refused.is_none() => Some(day),
            _ => None,
        }
    }

    /// Whether it counts as a bound.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.evidence.refused.is_none() && self.evidence.reliability >= MIN_BOUND
    }

    /// The first day that it allows, where it bounds.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        match self.evidence.says {
            Says::NotBefore(day) | Says::WithinDaysAfter(day, _) if self.is_counted() => Some(day),
            Says::YearAtLeast(year) if self.is_counted() => Date::new(year, 1, 1).ok(),
            _ => None,
        }
    }

    /// The last day that it allows, where it bounds.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        match self.evidence.says {
            Says::NotAfter(day) if self.is_counted() => Some(day),
            Says::WithinDaysAfter(day, n_days) if self.is_counted() => {
                day.checked_add(i64::from(n_days).days()).ok()
            }
            _ => None,
        }
    }
}
