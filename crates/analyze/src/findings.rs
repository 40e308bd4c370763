//! One article through every analyzer: the per-article step.

use crate::{ANALYZER, attribution, document::Document, entity, figure, quotation, timex};
use onrecord_model::{article::Article, findings::Findings, problem::Problem};

/// Everything that can be found in one article.
#[must_use]
pub fn find(article: &Article) -> Findings {
    let document = Document::of(article);
    let mut timexes = timex::find(&document);
    timex::resolve(&mut timexes, &article.published);
    let entities = entity::find(&document);
    let quotations = quotation::find(&document, &entities);
    let mut figures = figure::find(&document, &timexes);
    attribution::attribute(&mut figures, &quotations, &entities, &document);
    Findings {
        article: article.id,
        analyzer: ANALYZER,
        entities,
        timexes,
        quotations,
        figures,
        problems: Vec::new(),
    }
}

/// The findings of an article that could not be read, with why.
#[must_use]
pub fn none(article: &Article, why: Problem) -> Findings {
    Findings {
        article: article.id,
        analyzer: ANALYZER,
        entities: Vec::new(),
        timexes: Vec::new(),
        quotations: Vec::new(),
        figures: Vec::new(),
        problems: vec![why],
    }
}
