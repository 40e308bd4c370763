//! What may be shown: every quotation and figure of the corpus with its words, its day and its score.

use super::worth::{Weights, merit, weight_of};
use crate::{
    corpus::{Corpus, Index, hashed},
    day,
};
use onrecord_model::{
    article::{Article, ZoneKind},
    dating::Dating,
    figure::Figure,
    findings::Findings,
    id::Id,
    quotation::{Quotation, Speaker},
};
use onrecord_text::{
    Span,
    token::{TokenKind, tokens},
};
use std::collections::BTreeSet;

/// Longest sentence that is shown, in bytes; what is longer is no sentence but a dump.
pub const MAX_PASSAGE_BYTES: usize = 1500;

/// Something in one article that may be shown, with what decides whether it is.
#[derive(Clone, Debug)]
pub struct Candidate<'c> {
    /// The article.
    pub article: &'c Article,
    /// Its findings.
    pub findings: &'c Findings,
    /// The quotation or figure itself.
    pub what: What<'c>,
    /// The sentence it stands in.
    pub passage: Span,
    /// When it was said or stated.
    pub when: Dating,
    /// Whose it is, for variety: the speaker's name, else the words for them, else the outlet.
    pub voice: String,
    /// How much it matters; any integer, more is more.
    pub score: i64,
    /// Whether an article from before the day asked for tells it.
    pub is_told: bool,
    /// Its words, hashed, in order and each once.
    pub(super) words: Vec<u64>,
    /// Its numbers, as written: two statements with different numbers are no repeats.
    pub(super) numbers: BTreeSet<&'c str>,
    pub(super) origin: Id,
}

/// What a candidate shows.
#[derive(Clone, Copy, Debug)]
pub enum What<'c> {
    /// Something said.
    Said(&'c Quotation),
    /// An amount stated.
    Stated(&'c Figure),
}

/// Everything said in the corpus that may be shown, in no order that matters.
#[must_use]
pub fn sayings<'c>(
    corpus: &Corpus<'c>,
    index: &Index<'c>,
    weights: &Weights,
) -> Vec<Candidate<'c>> {
    let recurring = recurring(corpus);
    let mut found = Vec::new();
    for (article, findings) in corpus.articles {
        for quotation in &findings.quotations {
            let what = What::Said(quotation);
            let spans = (quotation.passage, quotation.content.clone());
            let Some(mut one) = candidate(article, findings, what, spans, index) else { continue };
            one.when = day::said(article, findings, quotation);
            one.is_told = !corpus.is_new(article);
            one.voice = voice(article, &quotation.speaker);
            one.score = weights.of_words(&one.words) + merit(article, quotation);
            let is_recurring = |span: &Span| recurring.contains(&(article.id, span.start()));
            if is_recurring(&quotation.passage) || quotation.content.iter().any(is_recurring) {
                one.score += 200;
            }
            if day::is_asked(corpus, &one.when) {
                found.push(one);
            }
        }
    }
    found
}

/// Every figure of the corpus that may be shown, in no order that matters.
#[must_use]
pub fn figures<'c>(
    corpus: &Corpus<'c>,
    index: &Index<'c>,
    weights: &Weights,
) -> Vec<Candidate<'c>> {
    let mut found = Vec::new();
    for (article, findings) in corpus.articles {
        for figure in &findings.figures {
            let what = What::Stated(figure);
            let Some(mut one) =
                candidate(article, findings, what, (figure.passage, vec![figure.passage]), index)
            else {
                continue;
            };
            one.when = article.published.clone();
            one.is_told = !corpus.is_new(article);
            one.voice = voice(article, &figure.source);
            one.score = weights.of_words(&one.words) + weight_of(figure);
            one.numbers = [figure.number.get(&article.text).unwrap_or_default()].into();
            if day::is_asked(corpus, &one.when) {
                found.push(one);
            }
        }
    }
    found
}

/// A candidate without its score; `None` for what stands outside the body, is too long, or lies
/// outside the text.
fn candidate<'c>(
    article: &'c Article,
    findings: &'c Findings,
    what: What<'c>,
    (passage, content): (Span, Vec<Span>),
    index: &Index,
) -> Option<Candidate<'c>> {
    let is_body =
        |span: &Span| article.zone_at(span.start()).is_some_and(|zone| zone.kind == ZoneKind::Body);
    let is_short = passage.len() <= MAX_PASSAGE_BYTES;
    if !is_short || content.is_empty() || !is_body(&passage) || !content.iter().all(is_body) {
        return None;
    }
    passage.get(&article.text)?;
    let mut words = Vec::new();
    let mut numbers = BTreeSet::new();
    for part in &content {
        let part = part.get(&article.text)?;
        words.extend(hashed(part));
        let digits = tokens(part).into_iter().filter(|token| token.kind == TokenKind::Number);
        numbers.extend(digits.map(|token| token.span.of(part)));
    }
    words.sort_unstable();
    words.dedup();
    let origin = index.origin(article.id);
    let (when, voice, score) = (Dating::default(), String::new(), 0);
    let is_told = false;
    Some(Candidate {
        article,
        findings,
        what,
        passage,
        when,
        voice,
        score,
        is_told,
        words,
        numbers,
        origin,
    })
}

/// The first bytes of every statement that was made on two occasions or more.
fn recurring(corpus: &Corpus) -> BTreeSet<(Id, usize)> {
    let claims = corpus.claims.iter().filter(|claim| claim.statements.len() > 1);
    let statements = claims.flat_map(|claim| &claim.statements);
    let places = statements.flat_map(|statement| [&statement.passage, &statement.content]);
    places.map(|passage| (passage.article(), passage.span().start())).collect()
}

fn voice(article: &Article, speaker: &Speaker) -> String {
    match speaker {
        Speaker::Established { name, .. } | Speaker::Decided { name: Some(name), .. } => {
            name.clone()
        }
        Speaker::Unnamed { described_at } => {
            described_at.get(&article.text).unwrap_or_default().to_lowercase()
        }
        Speaker::NotEstablished { .. } | Speaker::Decided { .. } => {
            format!("outlet {}", article.outlet_name())
        }
    }
}

impl Candidate<'_> {
    pub(super) fn is_decided(&self) -> bool {
        let speaker = match self.what {
            What::Said(quotation) => &quotation.speaker,
            What::Stated(figure) => &figure.source,
        };
        speaker.decided().is_some()
    }
}
