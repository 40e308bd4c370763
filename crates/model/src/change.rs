//! Change: what one capture of a page says otherwise than an earlier one of the same address.

use crate::{id::Id, passage::Passage};
use jiff::Timestamp;
use onrecord_text::Span;

/// A page as it was at one moment: one capture of its address, and the article made of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Version {
    /// The article.
    pub article: Id,
    /// The capture that it was made from.
    pub capture: Id,
    /// When the page was captured. It was changed before that moment, nobody knows how long before.
    pub captured_at: Timestamp,
}

/// Two versions of a page held against each other.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Comparison {
    /// The earlier version.
    pub older: Version,
    /// The later version.
    pub newer: Version,
    /// What changed, weightiest first; of one weight in the order of the text.
    pub changes: Vec<Change>,
    /// Whether the later version says anywhere that it was changed: a correction, an update.
    pub is_noted: bool,
}

/// A sentence that changed, with what changed in it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// The heaviest kind of change in it: that of its first point.
    pub kind: ChangeKind,
    /// The sentence in the earlier version; `None` where it was added.
    pub before: Option<Passage>,
    /// The sentence in the later version; `None` where it was taken out.
    pub after: Option<Passage>,
    /// What changed in it, weightiest first; at least one.
    pub points: Vec<Point>,
    /// The words of the earlier version that are gone, as spans of its text, in order.
    pub removed: Vec<Span>,
    /// The words of the later version that are new, as spans of its text, in order.
    pub added: Vec<Span>,
}

/// One thing that changed within a sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Point {
    /// What kind of thing.
    pub kind: ChangeKind,
    /// Its words in the earlier version: `at least 12`.
    pub before: Option<Passage>,
    /// Its words in the later version: `15`.
    pub after: Option<Passage>,
    /// What happened, in our words: `value and bound`, `taken out`.
    pub how: String,
}

/// What changed, weightiest first.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ChangeKind {
    /// The page says itself that it was changed: a correction, an update, a note by its editors.
    Notice,
    /// The page no longer holds the article: an error page, a stub, no page at all.
    Gone,
    /// The headline.
    Headline,
    /// A figure: its value, its bound, its unit.
    Figure,
    /// Who is named.
    Name,
    /// Words in quotation marks, or the marks around them.
    Quotation,
    /// Who said it.
    Attribution,
    /// A negation that was put in or taken out.
    Negation,
    /// A word that weakens what is said was put in or taken out.
    Hedge,
    /// A day, a time.
    Date,
    /// A sentence was taken out.
    Removed,
    /// The page shows the beginning of the article alone: a wall, a capture cut short.
    Cut,
    /// A sentence was put in.
    Added,
    /// The page holds another article, as a page for the news of the day does.
    Replaced,
    /// Other words for it.
    Wording,
    /// The same sentence at another place.
    Moved,
    /// Quotation marks, dashes, white space, case or punctuation alone.
    Typography,
}

impl ChangeKind {
    /// Every kind, weightiest first.
    pub const ALL: [Self; 17] = [
        Self::Notice,
        Self::Gone,
        Self::Headline,
        Self::Figure,
        Self::Name,
        Self::Quotation,
        Self::Attribution,
        Self::Negation,
        Self::Hedge,
        Self::Date,
        Self::Removed,
        Self::Cut,
        Self::Added,
        Self::Replaced,
        Self::Wording,
        Self::Moved,
        Self::Typography,
    ];

    /// Its name, as rows and lists have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Gone => "gone",
            Self::Headline => "headline",
            Self::Figure => "figure",
            Self::Name => "name",
            Self::Quotation => "quotation",
            Self::Attribution => "attribution",
            Self::Negation => "negation",
            Self::Hedge => "hedge",
            Self::Date => "date",
            Self::Removed => "removed",
            Self::Added => "added",
            Self::Cut => "cut",
            Self::Replaced => "replaced",
            Self::Wording => "wording",
            Self::Moved => "moved",
            Self::Typography => "typography",
        }
    }

    /// Whether it changes what the page says; the others change how it says it.
    #[must_use]
    pub fn is_of_substance(self) -> bool {
        self < Self::Wording
    }
}

impl Comparison {
    /// The changes that change what the page says.
    pub fn of_substance(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.kind.is_of_substance())
    }

    /// How many changes are of a kind.
    #[must_use]
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_stand_in_the_order_of_their_weight() {
        assert!(ChangeKind::ALL.windows(2).all(|pair| pair[0] < pair[1]));
        let n_of_substance = ChangeKind::ALL.iter().filter(|kind| kind.is_of_substance()).count();
        assert_eq!(n_of_substance, 14);
    }
}
