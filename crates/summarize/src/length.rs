//! How long a brief or a timeline is, and how a brief shares its sentences out among its sections.

/// Most sentences that a text can be asked to have.
pub const MAX_SENTENCES: usize = 500;

/// How long a timeline or brief may be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Length {
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
            Length::Page => 14,
            Length::Long => 44,
            Length::Sentences(n) => n.clamp(1, MAX_SENTENCES),
        }
    }

    /// How many sentences each section of a brief may have.
    #[must_use]
    pub fn room(self) -> Room {
        let n = self.n_sentences();
        // A claim is told by some occasions at least, copies by the count and one group.
        let at_least = |least: usize, n: usize| if n < least { 0 } else { n };
        let again = at_least(3, n * 2 / 7);
        Room {
            all: n,
            claims: again.div_ceil(4),
            occasions: again.min(8),
            again,
            changed: n / 5,
            differs: n / 7,
            figures: n / 5,
            origins: at_least(2, n / 7),
            missing: 2 + n / 3,
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
