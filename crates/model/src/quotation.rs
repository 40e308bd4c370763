//! Quotation: content, cue and source of something said, written or held.

use onrecord_text::Span;

/// Something that somebody said, wrote or held, as an article reports it (PolNeAR's three parts).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Quotation {
    /// What is said, in one part or, where the report interrupts it, several in order. Without the
    /// quotation marks.
    pub content: Vec<Span>,
    /// The words that introduce it: `said`, `according to`.
    pub cue: Option<Span>,
    /// Who says it, as the passage names them: `he`, `the mayor`.
    pub source: Option<Span>,
    /// Whether the words are the source's own.
    pub mode: Mode,
    /// Who that is.
    pub speaker: Speaker,
    /// Through whom it came, outermost first: `the report` in "according to the report, the minister
    /// said".
    pub via: Vec<Span>,
    /// Words that weaken it, in or around the content: `largely`, `too early to say`.
    pub hedges: Vec<Span>,
    /// Whether it is said *not* to have been said, or refused: `declined to comment`.
    pub is_negated: bool,
    /// The sentences it stands in.
    pub passage: Span,
    /// How sure the tagger is of content and source, from 0 to 1000.
    pub confidence: u16,
}

impl Quotation {
    /// From the first byte of the first part to the last of the last.
    ///
    /// # Panics
    ///
    /// When there is no content; no quotation is made without.
    #[must_use]
    pub fn cover(&self) -> Span {
        self.content[0].cover(self.content[self.content.len() - 1])
    }
}

/// Whose words they are.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Mode {
    /// The source's own words, in quotation marks.
    Direct,
    /// Retold.
    Indirect,
    /// Retold with some of the source's own words in quotation marks.
    Mixed,
}

/// Who a quotation's source is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Speaker {
    /// Somebody with a name.
    Established {
        /// The fullest name in the article: `Ana Ruiz`.
        name: String,
        /// Where the article gives that name.
        name_at: Span,
        /// Person, or an organization speaking as such.
        kind: SpeakerKind,
        /// Why the source is held to be that one, for `explain`.
        reason: String,
    },
    /// Somebody the article describes without a name: `a Pentagon spokesman`.
    Unnamed {
        /// The description.
        described_at: Span,
    },
    /// Who it is cannot be told.
    NotEstablished {
        /// Why not, for `explain`.
        reason: String,
    },
}

/// What kind of source speaks.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum SpeakerKind {
    /// A person.
    Person,
    /// An organization: a ministry, a company, an army.
    Organization,
    /// A report, a study, a statement, a law.
    Document,
    /// An outlet or agency.
    Outlet,
}

impl Speaker {
    /// The name, where one is established.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Speaker::Established { name, .. } => Some(name),
            _ => None,
        }
    }
}
