//! What was wrong with an input: carried beside a result, not instead of it.

use std::fmt;

/// Something wrong with one input, in words for its reader.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// What kind of thing is wrong, for counting.
    pub kind: ProblemKind,
    /// What exactly: lower case, no full stop, with the offending value and the limit.
    pub detail: String,
}

impl Problem {
    /// A problem of this kind.
    #[must_use]
    pub fn new(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.words(), self.detail)
    }
}

macro_rules! kinds {
    ($($name:ident $wire:literal $words:literal $doc:literal),* $(,)?) => {
        /// The kinds of problems that inputs have.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum ProblemKind { $(#[doc = $doc] $name),* }

        impl ProblemKind {
            /// Every kind, in the order in which they are listed to people.
            pub const ALL: &[ProblemKind] = &[$(ProblemKind::$name),*];

            /// The stable name used in stored records and JSON.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(ProblemKind::$name => $wire),* }
            }

            /// The kind in words for people.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(ProblemKind::$name => $words),* }
            }
        }
    };
}

kinds! {
    Empty "empty" "empty input" "The input holds no bytes, or only white space.",
    NotText "not_text" "not text" "The bytes are no page and no text: a picture, a program, random bytes.",
    TooLarge "too_large" "too large" "The input is larger than a limit; what was done with it is said in the detail.",
    TooDeep "too_deep" "nested too deep" "The page nests elements deeper than a limit.",
    Charset "charset" "wrong charset" "Some bytes do not belong to the encoding of the page.",
    NoText "no_text" "no article text" "No main text was found in the page.",
    NoTitle "no_title" "no title" "No title was found in the page.",
    NoDate "no_date" "no date" "No day can be named; the interval says what is known.",
    DateConflict "date_conflict" "dates in conflict" "Evidence for different days was found.",
    MetadataBroken "metadata_broken" "broken metadata" "Structured data of the page cannot be read.",
    Truncated "truncated" "truncated" "The input ends in the middle of a record or of a page.",
    Damaged "damaged" "damaged" "A record of an archive cannot be read, or its digest is wrong.",
    Unreadable "unreadable" "cannot be read" "A file or folder cannot be opened or read.",
    Loop "loop" "loop of links" "A folder contains itself through a link.",
    Refused "refused" "refused" "robots.txt, a private address or another rule forbids fetching.",
    Fetch "fetch" "cannot be fetched" "A server did not answer, or answered with an error.",
    Internal "internal" "internal error" "This program failed on the page: a fault of ours, worth reporting.",
    Language "language" "language not read" "Quotations and names, or figures too, are not read in the language of the page.",
    NotAnArticle "not_an_article" "not an article" "The page is a list, an error page or a wall rather than an article.",
}
