//! Headlines held against the text below them: what they leave out of it.

mod figures;
mod words;
#[cfg(test)]
mod tests;

pub(crate) use figures::left_out;
pub use figures::{in_body, words};

use crate::claim::{self, Spoken};
use onrecord_model::{
    article::Article,
    claim::{Claim, Relation, RelationKind, Statement},
    figure::Figure,
    findings::Findings,
    id::Id,
    passage::Passage,
};

/// A headline that says more than the text below it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Bolder {
    /// The headline.
    pub headline: Statement,
    /// What the text says.
    pub body: Statement,
    /// What the headline leaves out, in words.
    pub reason: String,
}

impl Bolder {
    /// The two as a claim of one article: what the text says, then the headline, which is stronger.
    #[must_use]
    pub fn into_claim(self) -> Claim {
        let at = self.headline.content.span();
        let place = [(at.start() as u64).to_be_bytes(), (at.end() as u64).to_be_bytes()].concat();
        let article = self.headline.content.article();
        let kind = RelationKind::Stronger;
        Claim {
            id: Id::of("headline", [article.bytes().as_slice(), &place]),
            statements: vec![self.body, self.headline],
            relations: vec![Relation { from: 0, to: 1, kind, reason: self.reason }],
            words: Vec::new(),
        }
    }
}

/// Where the headline of an article says more than its own text: a bound, a hedge or the source left
/// out, some made all, others counted. Both passages are of the article; each is reported once.
#[must_use]
pub fn bolder(article: &Article, findings: &Findings) -> Vec<Bolder> {
    let spoken = claim::statements(article, findings);
    let Some(headline) = spoken.iter().find(|spoken| spoken.is_headline) else { return Vec::new() };
    let body: Vec<&Spoken> = spoken.iter().filter(|spoken| !spoken.is_headline).collect();
    let figure =
        headline.figures.iter().find_map(|figure| figures::by_figure(article, findings, figure));
    let found = figure
        .or_else(|| words::by_all(article, findings, headline))
        .and_then(|(figure, reason)| Some((stated(article, figure, &body)?, reason)))
        .or_else(|| words::by_words(headline, &body));
    let headline = Statement { mode: None, speaker: None, ..headline.statement.clone() };
    found
        .into_iter()
        .map(|(body, reason)| Bolder { headline: headline.clone(), body, reason })
        .collect()
}

/// The statement a figure of the body stands in; where none was found, its sentence.
pub(crate) fn stated(article: &Article, figure: &Figure, body: &[&Spoken]) -> Option<Statement> {
    let mut holding =
        body.iter().filter(|spoken| spoken.statement.content.span().contains(figure.number));
    match holding.next() {
        Some(spoken) => Some(spoken.statement.clone()),
        None => {
            let passage = Passage::of(article, figure.passage)?;
            Some(Statement {
                content: passage.clone(),
                passage,
                speaker: figure.source.name().map(str::to_owned),
                speaker_decided: figure.source.decided().map(str::to_owned),
                outlet: article.outlet_name().to_owned(),
                mode: figure.mode,
                hedges: Vec::new(),
                when: article.published.clone(),
                repeats: Vec::new(),
            })
        }
    }
}
