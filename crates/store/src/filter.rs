//! What can be asked of the store: words, outlets, names, days, languages.

use jiff::civil::Date;

/// Which articles are wanted. The default wants all of them; every part that is given narrows.
///
/// Words and names are compared without regard to case and diacritics.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Filter {
    /// Words and phrases of title or text; all must match.
    pub words: Vec<Term>,
    /// Names or sites of outlets, or parts of them; one must match.
    pub outlet: Vec<String>,
    /// Names of speakers, persons or organizations, or parts of them; one must match.
    pub who: Vec<String>,
    /// Published on this day or later.
    ///
    /// An undated article matches `from` and `to` only when every day it can be of matches; with
    /// `undated`, when one can.
    pub from: Option<Date>,
    /// Published on this day or earlier; see `from` for undated articles.
    pub to: Option<Date>,
    /// ISO 639 codes of languages; one must match.
    pub lang: Vec<String>,
    /// Only articles whose day is not known.
    pub undated: bool,
}

/// A word or phrase wanted in an article.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Term {
    /// A word; in English articles any of its forms.
    Word(String),
    /// Words in a row.
    Phrase(String),
    /// Must not match.
    Not(Box<Term>),
}

impl Term {
    /// The words themselves, whether wanted or not.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Term::Word(text) | Term::Phrase(text) => text,
            Term::Not(term) => term.text(),
        }
    }

    /// Whether it must not match.
    #[must_use]
    pub fn is_negated(&self) -> bool {
        match self {
            Term::Not(term) => !term.is_negated(),
            _ => false,
        }
    }
}
