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
    /// What the source does with it: says, asks, plans.
    pub kind: QuotationKind,
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

    /// Whether it is a statement: something that a source the article names or describes uttered, or
    /// told in some of the source's own words.
    #[must_use]
    pub fn is_statement(&self) -> bool {
        let is_retold = self.kind.is_uttered() && self.source.is_some();
        is_retold || self.mode != Mode::Indirect
    }
}

/// What a source does with what it is quoted for, as the cue tells.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum QuotationKind {
    /// Says it: also announces, warns, promises, denies.
    #[default]
    Says,
    /// Writes it.
    Writes,
    /// Finds it: a study, a poll, an inquiry.
    Finds,
    /// Asks for it, or asks it.
    Asks,
    /// Plans, wants or attempts it.
    Plans,
    /// Believes, hopes, fears or expects it, or seems to.
    Believes,
    /// Is for or against it.
    Sides,
    /// Does something else about it, or what the cue does is not known.
    Does,
}

impl QuotationKind {
    /// Every kind, in order.
    pub const ALL: [Self; 8] = [
        Self::Says,
        Self::Writes,
        Self::Finds,
        Self::Asks,
        Self::Plans,
        Self::Believes,
        Self::Sides,
        Self::Does,
    ];

    /// Its name, as lists, records and rows have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Says => "says",
            Self::Writes => "writes",
            Self::Finds => "finds",
            Self::Asks => "asks",
            Self::Plans => "plans",
            Self::Believes => "believes",
            Self::Sides => "sides",
            Self::Does => "does",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it is uttered: the others are told of a source that need not have said a word.
    #[must_use]
    pub fn is_uttered(self) -> bool {
        matches!(self, Self::Says | Self::Writes | Self::Finds | Self::Asks)
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
    /// Whom a person decided on, whatever the article tells.
    Decided {
        /// The name; `None` when it was decided that nobody is established.
        name: Option<String>,
        /// By whom, when and why: `decided by Lea Vik on 15 Oct 2025`. Shown wherever the name is.
        note: String,
        /// What was found in the article.
        found: Box<Speaker>,
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
            Speaker::Decided { name, .. } => name.as_deref(),
            _ => None,
        }
    }

    /// By whom, when and why it was decided, where a person did.
    #[must_use]
    pub fn decided(&self) -> Option<&str> {
        match self {
            Speaker::Decided { note, .. } => Some(note),
            _ => None,
        }
    }
}
