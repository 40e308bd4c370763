//! Copy: two articles sharing text, how much, and which came first.

use crate::id::Id;
use onrecord_text::Span;

/// Thousandths as a share is shown everywhere, in percent with one place: `93.5 %`.
///
/// ```
/// assert_eq!(onrecord_model::copy::percent(935), "93.5 %");
/// ```
#[must_use]
pub fn percent(thousandths: usize) -> String {
    format!("{}.{} %", thousandths / 10, thousandths % 10)
}

/// Two articles that share text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Copy {
    /// The article with the smaller identifier.
    pub a: Id,
    /// The other one.
    pub b: Id,
    /// How the two are related.
    pub kind: CopyKind,
    /// Which one took from which, where dates or credits prove it.
    pub direction: Direction,
    /// The share of `a`'s text that stands in `b`, from 0 to 1000.
    pub a_in_b: u16,
    /// The share of `b`'s text that stands in `a`, from 0 to 1000.
    pub b_in_a: u16,
    /// The longest shared passages, as spans of both texts, in the order of `a`.
    pub shared: Vec<(Span, Span)>,
    /// Why: the credits, dates and shares, in words for `explain`.
    pub reasons: Vec<String>,
}

/// How two articles that share text are related, closest first.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum CopyKind {
    /// The same words.
    Exact,
    /// The same but for small changes.
    Near,
    /// One is a part of the other.
    Excerpt,
    /// The same report in partly other words.
    Rewrite,
    /// A passage of several sentences is shared.
    SharedPassage,
    /// One sentence is shared: a template, a background line.
    SharedSentence,
}

impl Copy {
    /// The longest shared passage, as spans of both texts in bytes; the first of equals. `None` where
    /// none is listed.
    #[must_use]
    pub fn longest(&self) -> Option<(Span, Span)> {
        self.shared.iter().max_by_key(|(a, _)| (a.len(), std::cmp::Reverse(*a))).copied()
    }
}

impl CopyKind {
    /// Whether the two count as one origin; shared passages and sentences alone do not.
    #[must_use]
    pub fn is_one_origin(self) -> bool {
        self <= CopyKind::Rewrite
    }
}

/// Which of two articles came first.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Direction {
    /// `b` took from `a`.
    FromA,
    /// `a` took from `b`.
    FromB,
    /// Both took from a third that is credited and may be absent.
    FromThird,
    /// Not established.
    NotEstablished,
}

/// Articles counted by origin: reprints of one agency are one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Origins {
    /// The articles that were counted, in order.
    pub articles: Vec<Id>,
    /// Groups of articles that go back to one origin, each in order; every article is in one.
    pub groups: Vec<OriginGroup>,
    /// Edges among the articles.
    pub copies: Vec<Copy>,
}

/// Articles that go back to one origin.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OriginGroup {
    /// The articles, in order.
    pub articles: Vec<Id>,
    /// The agency or outlet they are credited to, where they are.
    pub credited: Option<String>,
    /// Why they are one, in words for `explain`; empty for an article alone.
    pub reasons: Vec<String>,
}

impl Origins {
    /// At most so many origins are independent: the groups. Fewer may be, never more.
    #[must_use]
    pub fn at_most(&self) -> usize {
        self.groups.len()
    }
}
