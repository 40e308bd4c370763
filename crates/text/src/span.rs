//! Span: a half-open byte range in UTF-8 text, and the operations on it.

use std::fmt;

/// A half-open range of byte offsets into one UTF-8 text; `start <= end` always holds.
///
/// Offsets are bytes, not characters: `&text[span.range()]` is the spanned text. A span says
/// nothing about which text it belongs to; whoever holds one holds the text as well.
///
/// ```
/// use onrecord_text::Span;
/// let text = "市长 said";
/// let span = Span::new(0, 6);
/// assert_eq!(span.of(text), "市长");
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span from `start` up to, not including, `end`, in bytes.
    ///
    /// # Panics
    ///
    /// When `start > end`, or when `end` does not fit 32 bits: texts are limited long before.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span starts at {start}, after its end {end}");
        let fit = |at: usize| u32::try_from(at).expect("texts are shorter than 4 GiB");
        Self { start: fit(start), end: fit(end) }
    }

    /// The first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last one.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The span as a range, for indexing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start()..self.end()
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The spanned part of `text`.
    ///
    /// # Panics
    ///
    /// When the span does not lie on character boundaries of `text`; see [`Span::get`].
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The spanned part of `text`, or `None` when the span lies outside or cuts a character.
    #[must_use]
    pub fn get(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `at` lies inside.
    #[must_use]
    pub fn holds(self, at: usize) -> bool {
        self.start() <= at && at < self.end()
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn intersects(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The bytes both have, or `None` when they share none.
    #[must_use]
    pub fn intersection(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Span { start, end })
    }

    /// The smallest span holding both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span moved `by` bytes to the right.
    #[must_use]
    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start() + by, self.end() + by)
    }

    /// The span without white space at its two edges, within `text`.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Span {
        let part = self.of(text);
        let start = self.start() + (part.len() - part.trim_start().len());
        Span::new(start, start + part.trim().len())
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_meet_only_where_they_share_a_byte() {
        let (a, b, c) = (Span::new(0, 3), Span::new(3, 5), Span::new(2, 4));
        assert!(!a.intersects(b) && a.intersects(c) && b.intersects(c));
        assert_eq!(a.intersection(c), Some(Span::new(2, 3)));
        assert_eq!(a.cover(b), Span::new(0, 5));
    }

    #[test]
    fn trimming_an_all_blank_span_leaves_an_empty_one() {
        assert!(Span::new(1, 4).trimmed("a   b").is_empty());
        assert_eq!(Span::new(0, 6).trimmed("  ab  "), Span::new(2, 4));
    }

    #[test]
    fn a_span_that_cuts_a_character_gives_nothing() {
        assert_eq!(Span::new(0, 1).get("é"), None);
    }
}
