//! An article with its sentences, tokens and quotation marks worked out once, for every analyzer.

use onrecord_model::article::{Article, ZoneKind};
use onrecord_text::{
    Span,
    quotes::{Quoted, quoted},
    sentence::sentences,
    token::{Token, tokens},
};
use std::sync::OnceLock;

/// An article with its sentences, tokens and quotation marks.
#[derive(Debug)]
pub struct Document<'a> {
    /// The article.
    pub article: &'a Article,
    /// Every token of the text, in order.
    pub tokens: Vec<Token>,
    /// Every sentence of the text, in order; a sentence never crosses a block.
    pub sentences: Vec<Sentence>,
    quoted: OnceLock<Vec<Quoted>>,
}

/// A sentence with its tokens and the zone it stands in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// The zone it stands in.
    pub zone: ZoneKind,
    /// Its tokens, as a range of [`Document::tokens`].
    pub tokens: std::ops::Range<usize>,
}

impl<'a> Document<'a> {
    /// Reads an article.
    #[must_use]
    pub fn of(article: &'a Article) -> Self {
        let text = &article.text;
        let tokens = tokens(text);
        let mut next = 0;
        let read = |span: Span| {
            let first = next + tokens[next..].partition_point(|t| t.span.start() < span.start());
            next = first + tokens[first..].partition_point(|t| t.span.start() < span.end());
            let zone = article.zone_at(span.start()).map_or(ZoneKind::Body, |zone| zone.kind);
            Sentence { span, zone, tokens: first..next }
        };
        let sentences = sentences(text).into_iter().map(read).collect();
        Self { article, tokens, sentences, quoted: OnceLock::new() }
    }

    /// Every part in quotation marks, in order; found when first asked for.
    #[must_use]
    pub fn quoted(&self) -> &[Quoted] {
        self.quoted.get_or_init(|| quoted(self.text()))
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.article.text
    }

    /// The words of a span.
    #[must_use]
    pub fn words(&self, span: Span) -> &'a str {
        span.of(&self.article.text)
    }

    /// The index of the sentence that holds the byte at `at`; between two, the one before.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start() <= at).checked_sub(1)
    }

    /// Sentences outside furniture, with their indices.
    pub fn reading(&self) -> impl Iterator<Item = (usize, &Sentence)> {
        let sentences = self.sentences.iter().enumerate();
        sentences.filter(|(_, sentence)| sentence.zone != ZoneKind::Furniture)
    }
}
