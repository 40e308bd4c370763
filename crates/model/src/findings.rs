//! Findings: everything analysis found in one article.

use crate::{
    entity::Entity, figure::Figure, id::Id, problem::Problem, quotation::Quotation, timex::Timex,
};

/// Everything analysis found in one article; lists in the order of their place in the text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Findings {
    /// The article that was read.
    pub article: Id,
    /// The version of `analyze` that read it; raising it marks older findings stale.
    pub analyzer: u32,
    /// People, organizations and places.
    pub entities: Vec<Entity>,
    /// Time expressions.
    pub timexes: Vec<Timex>,
    /// What was said.
    pub quotations: Vec<Quotation>,
    /// Amounts.
    pub figures: Vec<Figure>,
    /// What could not be read, such as a language without word lists.
    pub problems: Vec<Problem>,
}
