//! How long a brief or a timeline is, and how a brief shares its sentences out among its sections.

/// Most sentences that a text can be asked to have.
pub const MAX_SENTENCES: usize = 500;

/// Most days of a timeline whose length nobody chose: so many, and one for each so many articles, up
/// to a limit. Few articles name many days in passing.
const LEAST_OWN_DAYS: usize = 6;
const ARTICLES_PER_DAY: usize = 3;
const MAX_OWN_DAYS: usize = 60;

/// Sentences of about a page.
const PAGE_SENTENCES: usize = 12;

/// How long a timeline or brief may be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Length {
    /// As many days as matter in the corpus; for a brief, about a page.
    Own,
    /// Five sentences; five lines on a terminal.
    Short,
    /// About a page.
    Page,
    /// Up to three pages.
    Long,
    /// So many sentences, from 1 to [`MAX_SENTENCES`].
    Sentences(usize),
}

impl Length {
    /// Sentences, at most; what is missing is told beside them.
    #[must_use]
    pub fn n_sentences(self) -> usize {
        match self {
            Length::Short => 5,
            Length::Page | Length::Own => PAGE_SENTENCES,
            Length::Long => 36,
            Length::Sentences(n) => n.clamp(1, MAX_SENTENCES),
        }
    }

    /// How many sentences each section of a brief may have.
    #[must_use]
    pub fn room(self) -> Room {
        let n = self.n_sentences();
        // A claim is told by some occasions at least, copies by the count and one group;
        // a page also has a group or a sentence shared.
        let at_least = |least: usize, n: usize| if n < least { 0 } else { n };
        let again = at_least(3, n * 2 / 7);
        Room {
            all: n,
            claims: again.div_ceil(4),
            occasions: again.min(8),
            again,
            changed: n / 5,
            differs: n / 6,
            figures: n / 5,
            origins: at_least(2, n / 7) + usize::from(n >= PAGE_SENTENCES),
            missing: 2 + n / 2,
        }
    }
}

/// How many sentences each section of a brief may have; what one leaves free goes to what was said.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Room {
    /// All of them.
    pub all: usize,
    /// Claims that were stated again.
    pub claims: usize,
    /// Occasions of each.
    pub occasions: usize,
    /// Occasions of all claims.
    pub again: usize,
    /// Changes of pages.
    pub changed: usize,
    /// Pairs of statements that differ.
    pub differs: usize,
    /// Figures.
    pub figures: usize,
    /// Sentences on who copied whom.
    pub origins: usize,
    /// What is missing, beside all of them.
    pub missing: usize,
}

/// How many days a timeline has, and how many sentences each.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Extent {
    /// How many days.
    pub days: Days,
    /// Sentences per day, at most.
    pub per_day: usize,
    /// Whether weeks and months that a text names are entries too, or days alone.
    pub has_stretches: bool,
}

/// How many days a timeline has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Days {
    /// This many, fewer only where the corpus has no more.
    AtMost(usize),
    /// Those that matter beside the weightiest, by their weights in the corpus.
    Salient {
        /// Never more than this many.
        at_most: usize,
    },
}

impl Days {
    /// Most days.
    #[must_use]
    pub fn at_most(self) -> usize {
        match self {
            Days::AtMost(at_most) | Days::Salient { at_most } => at_most,
        }
    }
}

impl Length {
    /// The days and sentences that a timeline of this length has, of so many articles.
    #[must_use]
    pub fn extent(self, n_articles: usize) -> Extent {
        let own = (LEAST_OWN_DAYS + n_articles / ARTICLES_PER_DAY).min(MAX_OWN_DAYS);
        let (days, per_day) = match self {
            Length::Own => (Days::Salient { at_most: own }, 2),
            Length::Short => (Days::AtMost(5), 1),
            Length::Page => (Days::AtMost(14), 1),
            Length::Long => (Days::AtMost(40), 2),
            Length::Sentences(_) => (Days::AtMost(self.n_sentences()), 1),
        };
        Extent { days, per_day, has_stretches: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_text_has_no_less_of_anything() {
        let mut before = Length::Sentences(1).room();
        assert_eq!((before.figures, before.differs, before.origins), (0, 0, 0));
        for n in 2..200 {
            let room = Length::Sentences(n).room();
            assert!(room.figures >= before.figures && room.differs >= before.differs);
            let n_changed = room.changed;
            assert!(room.again + n_changed + room.differs + room.figures + room.origins <= n);
            before = room;
        }
        assert_eq!(Length::Sentences(0).n_sentences(), 1);
    }
}
