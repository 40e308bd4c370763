//! Claim: what quotations and figures assert, followed over time.

use crate::{dating::Dating, id::Id, passage::Passage, quotation::Mode};

/// The same thing asserted about the same subject, once or more.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Claim {
    /// The identifier: of its earliest statement's passage.
    pub id: Id,
    /// The occasions on which it was stated, in order of their days, undated ones last.
    pub statements: Vec<Statement>,
    /// How statements relate; indices into `statements`.
    pub relations: Vec<Relation>,
    /// Words that the statements share, for `explain`.
    pub words: Vec<String>,
}

/// One statement of a claim.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Statement {
    /// The sentence it stands in.
    pub passage: Passage,
    /// The words that state it, within the passage's article.
    pub content: Passage,
    /// Who states it: a speaker's name; `None` when not established.
    pub speaker: Option<String>,
    /// By whom, when and why the speaker was decided, where a person did.
    pub speaker_decided: Option<String>,
    /// The outlet that reports it.
    pub outlet: String,
    /// Whether the words are the speaker's own; `None` where the outlet reports without a source.
    pub mode: Option<Mode>,
    /// Words that weaken it, as written.
    pub hedges: Vec<String>,
    /// When it was stated: the article's date, narrowed by the sentence's own words.
    pub when: Dating,
    /// Copies and repeats of this statement elsewhere; never counted as further occasions.
    pub repeats: Vec<Passage>,
}

/// How two statements relate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Relation {
    /// The earlier statement.
    pub from: usize,
    /// The later one.
    pub to: usize,
    /// How the later relates to the earlier.
    pub kind: RelationKind,
    /// Why, in words for `explain`.
    pub reason: String,
}

/// How a statement relates to an earlier one.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum RelationKind {
    /// It says the same again.
    Repeats,
    /// It says more, or drops a hedge.
    Stronger,
    /// It says less, or adds a hedge.
    Weaker,
    /// It gives a newer state of the same thing.
    Updates,
    /// Both cannot hold.
    Conflicts,
    /// The two look alike but measure different things.
    NotComparable,
}
