//! Decision: what a person corrected or noted, when and why; never changed, only taken back.

use crate::{id::Id, passage::Passage};
use jiff::{Timestamp, civil::Date};

/// What a person decided. It stands beside what the program finds and never replaces it there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decision {
    /// The identifier: of everything below, in its wire form.
    pub id: Id,
    /// One more than the largest number its center knew. Decisions count in the order of their
    /// numbers, the later over the earlier, then of moment and identifier: the same order wherever
    /// the same decisions meet (a Lamport clock).
    pub number: u32,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it, where they say.
    pub by: Option<String>,
    /// Why, in their words.
    pub why: Option<String>,
    /// What was decided.
    pub what: What,
}

/// What a decision says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum What {
    /// These articles go back to one origin.
    Join(Vec<Whole>),
    /// None of these articles is a copy of another of them.
    Split(Vec<Whole>),
    /// The names at these passages are of one person, body or place.
    Same(Vec<Passage>),
    /// The names at these passages are each of another.
    Different(Vec<Passage>),
    /// When an article was published.
    Date {
        /// The article.
        article: Whole,
        /// The first and the last day it can be, the same for a day; `None` when it is not known.
        days: Option<(Date, Date)>,
    },
    /// Who speaks in a quotation, or who states a figure.
    Speaker {
        /// The words said, or the figure.
        passage: Passage,
        /// The name; `None` when it is not established.
        name: Option<String>,
    },
    /// Words that were read as a quotation or figure and are none.
    Drop {
        /// The words.
        passage: Passage,
    },
    /// A note.
    Note {
        /// What it is about.
        about: About,
        /// Its words.
        text: String,
    },
    /// An earlier decision is taken back.
    Undo {
        /// That decision; of an undo it restores what that took back.
        decision: Id,
    },
}

/// An article as a whole. Where a later version of the program reads its capture anew, the decision
/// is about the article made then.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Whole {
    /// The article that was decided about.
    pub article: Id,
    /// Its capture.
    pub capture: Id,
}

/// What a note is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum About {
    /// An article.
    Article(Whole),
    /// A passage of one.
    Passage(Passage),
}

impl What {
    /// The names of all kinds, as records and commands have them.
    pub const KINDS: [&'static str; 9] =
        ["join", "split", "same", "different", "date", "speaker", "drop", "note", "undo"];

    /// The name of its kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            What::Join(_) => "join",
            What::Split(_) => "split",
            What::Same(_) => "same",
            What::Different(_) => "different",
            What::Date { .. } => "date",
            What::Speaker { .. } => "speaker",
            What::Drop { .. } => "drop",
            What::Note { .. } => "note",
            What::Undo { .. } => "undo",
        }
    }

    /// The articles it is about, as they were then; none for an undo.
    #[must_use]
    pub fn articles(&self) -> Vec<Whole> {
        let of = |passage: &Passage| Whole::of(passage);
        match self {
            What::Join(articles) | What::Split(articles) => articles.clone(),
            What::Same(names) | What::Different(names) => names.iter().map(of).collect(),
            What::Date { article, .. } => vec![*article],
            What::Speaker { passage, .. } | What::Drop { passage } => vec![of(passage)],
            What::Note { about: About::Article(article), .. } => vec![*article],
            What::Note { about: About::Passage(passage), .. } => vec![of(passage)],
            What::Undo { .. } => Vec::new(),
        }
    }

    /// The one passage it is about; `None` when it is about several, whole articles or another
    /// decision.
    #[must_use]
    pub fn passage(&self) -> Option<&Passage> {
        match self {
            What::Speaker { passage, .. }
            | What::Drop { passage }
            | What::Note { about: About::Passage(passage), .. } => Some(passage),
            _ => None,
        }
    }
}

impl Whole {
    /// The article that a passage stands in.
    #[must_use]
    pub fn of(passage: &Passage) -> Self {
        Self { article: passage.article(), capture: passage.capture() }
    }
}

impl Decision {
    /// Its place in the order in which decisions count.
    #[must_use]
    pub fn order(&self) -> (u32, Timestamp, Id) {
        (self.number, self.at, self.id)
    }

    /// That it was decided, by whom, when (in UTC) and why, as everything that rests on it says:
    /// `decided by Lea Vik on 15 Oct 2025: the caption names her`.
    #[must_use]
    pub fn words(&self) -> String {
        let by = self.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        let why = self.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        format!("decided{by} on {}{why}", self.at.strftime("%-d %b %Y"))
    }
}
