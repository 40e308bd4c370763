//! Why a rewording is refused: a named reason, and the words it is about.

use std::fmt;

/// Why a rewording is refused.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Reason {
    /// It says nothing.
    Empty,
    /// It is longer than the sentences that it rewords, by more than joining words explain.
    TooLong,
    /// A control character, a direction mark or one without width.
    HiddenCharacter,
    /// Markup or a link.
    Markup,
    /// A sentence without the number of a passage, or without one that it rests on.
    CitationMissing,
    /// The number of another passage.
    CitationWrong,
    /// A number that is not the one in the passage.
    Number,
    /// A name that is not the one in the passage.
    Name,
    /// A word of negation dropped or added.
    Negation,
    /// A hedge dropped or added.
    Hedge,
    /// A bound of a number dropped, added or turned around.
    Bound,
    /// How many of them: some, all, dozens.
    Population,
    /// What is counted, or its unit.
    Unit,
    /// A comparison or a superlative.
    Comparison,
    /// A cause or a conclusion in the model's own voice.
    Cause,
    /// A contrast in the model's own voice.
    Contrast,
    /// A judgment in the model's own voice.
    Judgment,
    /// A day, a time or a tense.
    Time,
    /// Somebody referred to by a word that the sentence does not have.
    Person,
    /// Words that are not those of the passages.
    Words,
    /// Words in quotation marks that are not the quoted ones.
    QuotationAltered,
    /// Quotation marks around words that were retold.
    MarksAdded,
    /// Quoted words without quotation marks.
    MarksDropped,
    /// Words given to somebody else, or to nobody.
    Attribution,
    /// Another verb than the source's.
    Cue,
    /// Given to another outlet, or to none.
    Outlet,
    /// A statement is left out, or a part of one.
    Dropped,
    /// A statement stands twice.
    Repeated,
    /// Words or statements in another order.
    Order,
    /// Words of the passages, joined in a way that could say something else.
    Form,
}

impl Reason {
    /// The name of the reason, as logs write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Reason::Empty => "empty",
            Reason::TooLong => "too long",
            Reason::HiddenCharacter => "hidden character",
            Reason::Markup => "markup",
            Reason::CitationMissing => "citation missing",
            Reason::CitationWrong => "citation wrong",
            Reason::Number => "number",
            Reason::Name => "name",
            Reason::Negation => "negation",
            Reason::Hedge => "hedge",
            Reason::Bound => "bound",
            Reason::Population => "population",
            Reason::Unit => "unit",
            Reason::Comparison => "comparison",
            Reason::Cause => "cause",
            Reason::Contrast => "contrast",
            Reason::Judgment => "judgment",
            Reason::Time => "time",
            Reason::Person => "person",
            Reason::Words => "words",
            Reason::QuotationAltered => "quotation altered",
            Reason::MarksAdded => "quotation marks added",
            Reason::MarksDropped => "quotation marks dropped",
            Reason::Attribution => "attribution",
            Reason::Cue => "cue",
            Reason::Outlet => "outlet",
            Reason::Dropped => "dropped",
            Reason::Repeated => "repeated",
            Reason::Order => "order",
            Reason::Form => "form",
        }
    }
}

/// A refusal: the reason, and what it is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    /// The named reason.
    pub reason: Reason,
    /// What it is about, in words.
    pub detail: String,
}

impl Refusal {
    /// A refusal for `reason`, about `detail`.
    pub(crate) fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.reason.name(), self.detail)
    }
}
