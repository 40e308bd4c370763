//! One article through every analyzer: the per-article step.

use crate::{
    ANALYZER, attribution, document::Document, entity, figure, number::numerals, quotation, timex,
};
use onrecord_model::{
    article::Article,
    findings::Findings,
    problem::{Problem, ProblemKind},
};

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
        problems: unread(article).into_iter().collect(),
    }
}

/// What is not read in the language of an article: quotations and names in any but English, figures where no list
/// tells its number words.
fn unread(article: &Article) -> Option<Problem> {
    let language = article.language.as_deref().filter(|language| *language != "en")?;
    let what = match numerals(Some(language)) {
        Some(_) => "quotations and names are",
        None => "quotations, names and figures are",
    };
    let detail = format!("{what} not read in the language `{language}`");
    Some(Problem::new(ProblemKind::Language, detail))
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
