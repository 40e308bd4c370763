//! Passage: a span of one article, with its exact text; the unit of citation.

use crate::{article::Article, id::Id};
use onrecord_text::Span;
use std::fmt;

/// How many bytes of context a citation carries on each side, at most.
pub const CONTEXT_BYTES: usize = 48;

/// A span of one article with its exact text and a little context: what a citation points to.
///
/// There is no other way to make one than from a stored article, so every passage has stood in an
/// article; `Passage::recall` reads back what was made so before.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Passage {
    article: Id,
    capture: Id,
    span: Span,
    exact: String,
    prefix: String,
    suffix: String,
}

impl Passage {
    /// The passage at `span` of `article`, edges trimmed of white space.
    ///
    /// `None` when the span lies outside the text, cuts a character or holds only white space.
    #[must_use]
    pub fn of(article: &Article, span: Span) -> Option<Self> {
        let text = &article.text;
        span.get(text)?;
        let span = span.trimmed(text);
        if span.is_empty() {
            return None;
        }
        let from = text.ceil_char_boundary(span.start().saturating_sub(CONTEXT_BYTES));
        let to = text.floor_char_boundary((span.end() + CONTEXT_BYTES).min(text.len()));
        Some(Self {
            article: article.id,
            capture: article.capture,
            span,
            exact: span.of(text).to_owned(),
            prefix: text[from..span.start()].to_owned(),
            suffix: text[span.end()..to].to_owned(),
        })
    }

    /// A passage as it was written down earlier, in a record or a brief. It proves nothing until it
    /// is verified against the archive.
    #[must_use]
    pub fn recall(article: Id, capture: Id, span: Span, text: [String; 3]) -> Self {
        let [prefix, exact, suffix] = text;
        Self { article, capture, span, exact, prefix, suffix }
    }

    /// The passage of the same article at a part of this one: `span` counts bytes of its exact text.
    /// Its context is the one that [`Passage::of`] would give it.
    ///
    /// `None` when the span lies outside, cuts a character or holds only white space.
    #[must_use]
    pub fn inside(&self, span: Span) -> Option<Self> {
        span.get(&self.exact)?;
        let span = span.trimmed(&self.exact);
        if span.is_empty() {
            return None;
        }
        let known = [self.prefix.as_str(), &self.exact, &self.suffix].concat();
        let (start, end) = (self.prefix.len() + span.start(), self.prefix.len() + span.end());
        // What is known reaches as far beyond the part as context does, or to the text's edge.
        let from = known.ceil_char_boundary(start.saturating_sub(CONTEXT_BYTES));
        let to = known.floor_char_boundary((end + CONTEXT_BYTES).min(known.len()));
        Some(Self {
            article: self.article,
            capture: self.capture,
            span: span.shifted(self.span.start()),
            exact: known[start..end].to_owned(),
            prefix: known[from..start].to_owned(),
            suffix: known[end..to].to_owned(),
        })
    }

    /// The article it stands in.
    #[must_use]
    pub fn article(&self) -> Id {
        self.article
    }

    /// The capture that the article was made from.
    #[must_use]
    pub fn capture(&self) -> Id {
        self.capture
    }

    /// Where it stands in the article's text.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// The words themselves.
    #[must_use]
    pub fn exact(&self) -> &str {
        &self.exact
    }

    /// Up to [`CONTEXT_BYTES`] bytes before it.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Up to [`CONTEXT_BYTES`] bytes after it.
    #[must_use]
    pub fn suffix(&self) -> &str {
        &self.suffix
    }
}

/// `1f90bcd500fc/277-454`: the short identifier of the article and the span.
impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}/{}", self.article, self.span)
    }
}
