//! Which kinds of quotations are listed: statements, some kinds, all.

use crate::error::{Error, Result};
use onrecord_model::quotation::{Quotation, QuotationKind};

/// Which quotations a listing shows, by what their source does.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Kinds {
    /// All of them.
    #[default]
    All,
    /// What was uttered, and what is told in some of the source's own words: not what an article tells
    /// of somebody's plans, beliefs and stands.
    Statements,
    /// These kinds.
    Only(Vec<QuotationKind>),
}

impl Kinds {
    /// Reads the names of kinds: `statements` or `all` alone, or any of the others.
    ///
    /// # Errors
    ///
    /// When a name is none; the message lists them.
    pub fn named(names: &[String]) -> Result<Self> {
        if names.is_empty() || names == ["statements"] {
            return Ok(Self::Statements);
        }
        if names.iter().any(|name| name == "all") {
            return Ok(Self::All);
        }
        let kind = |name: &String| {
            let known = QuotationKind::ALL.map(QuotationKind::name).join(", ");
            let refused = || format!("`{name}` is no kind; known are {known}, statements, all");
            QuotationKind::named(name).ok_or_else(|| Error::query(refused()))
        };
        Ok(Self::Only(names.iter().map(kind).collect::<Result<_>>()?))
    }

    /// Whether a quotation is listed.
    #[must_use]
    pub fn keeps(&self, quotation: &Quotation) -> bool {
        match self {
            Self::All => true,
            Self::Statements => quotation.is_statement(),
            Self::Only(kinds) => kinds.contains(&quotation.kind),
        }
    }
}

/// How many quotations were left out of a listing, and why.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct LeftOut {
    /// For their confidence.
    pub unsure: usize,
    /// For their kind.
    pub of_other_kinds: usize,
    /// Articles for which a later version of their page stands.
    pub versions: usize,
}

impl LeftOut {
    /// What is said of it, a line each; nothing where nothing was left out.
    #[must_use]
    pub fn told(&self, kinds: &Kinds) -> Vec<String> {
        let what = match kinds {
            Kinds::Statements => {
                "plans, beliefs, doings or sayings without a source, told without anyone's own words"
            }
            _ => "of other kinds",
        };
        let other = match self.of_other_kinds {
            0 => None,
            1 => Some(format!("1 quotation was left out: {what}; --kind all lists it")),
            n => Some(format!("{n} quotations were left out: {what}; --kind all lists them")),
        };
        let versions = versions_left_out(self.versions);
        let unsure = crate::precision::left_out(self.unsure);
        other.into_iter().chain(versions).chain(unsure).collect()
    }
}

/// What is said where other versions of the articles' pages were left out; none where there were none.
#[must_use]
pub fn versions_left_out(n: usize) -> Option<String> {
    match n {
        0 => None,
        1 => Some("1 other version of a page captured again does not count by itself".to_owned()),
        n => Some(format!("{n} other versions of pages captured again do not count by themselves")),
    }
}
