//! How long a timeline or brief may be.

/// How long a timeline or brief may be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Length {
    /// As many days as matter in the corpus; for a brief, about a page.
    Own,
    /// About five sentences.
    Short,
    /// About a page.
    Page,
    /// Up to three pages.
    Long,
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

/// Most days of a timeline whose length nobody chose.
const MAX_OWN_DAYS: usize = 60;

impl Length {
    /// The days and sentences that a timeline of this length has.
    #[must_use]
    pub fn extent(self) -> Extent {
        let (days, per_day) = match self {
            Length::Own => (Days::Salient { at_most: MAX_OWN_DAYS }, 2),
            Length::Short => (Days::AtMost(5), 1),
            Length::Page => (Days::AtMost(14), 1),
            Length::Long => (Days::AtMost(40), 2),
        };
        Extent { days, per_day, has_stretches: true }
    }
}
