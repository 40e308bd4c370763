//! Which words of an article are shown, and whether they may stand in quotation marks.

use crate::cite::is_quotation_mark;
use onrecord_model::{
    article::Article,
    brief::Part,
    figure::Figure,
    passage::Passage,
    quotation::{Mode, Quotation, Speaker},
};
use onrecord_text::{Span, sentence::sentences};

/// The words of a quotation: direct only where the article has them in quotation marks.
pub fn words(article: &Article, quotation: &Quotation) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for span in &quotation.content {
        let is_direct = quotation.mode == Mode::Direct && is_enclosed(article, *span);
        let span = if is_direct { *span } else { with_marks(article, *span) };
        let Some(passage) = trimmed(article, span, &['.', ',', ';', ':', ' ']) else { continue };
        if !parts.is_empty() {
            parts.push(Part::Ours(" … ".to_owned()));
        }
        parts.push(if is_direct { Part::Direct(passage) } else { Part::Retold(passage) });
    }
    parts
}

/// The words of a span as a source's own, without marks at their end; `None` where the article does
/// not have them in quotation marks.
#[must_use]
pub fn own_words(article: &Article, span: Span) -> Option<Passage> {
    let is_own = is_enclosed(article, span);
    is_own.then(|| trimmed(article, span, &['.', ',', ';', ':', ' '])).flatten()
}

/// Whether the article has the words of a span in quotation marks, with none of them inside: an
/// analyzer that is wrong about this must not make anybody say what was only retold.
pub fn is_enclosed(article: &Article, span: Span) -> bool {
    let Some(inside) = span.get(&article.text) else { return false };
    let before = article.text[..span.start()].trim_end_matches([' ', '\u{a0}']).chars().next_back();
    let after = article.text[span.end()..].trim_start_matches([',', '.', ' ', '!', '?', '\u{a0}']);
    let is_mark = |c: char| is_quotation_mark(c) || matches!(c, '‘' | '’' | '\'');
    let opens = before.is_some_and(is_mark);
    let closes = after.chars().next().is_some_and(is_mark);
    (opens || closes) && !inside.contains(is_quotation_mark)
}

/// The span with a quotation mark at its edge taken in, where only its partner is inside.
fn with_marks(article: &Article, span: Span) -> Span {
    let Some(inside) = span.get(&article.text) else { return span };
    if inside.chars().filter(|c| is_quotation_mark(*c)).count() % 2 == 0 {
        return span;
    }
    let next = article.text[span.end()..].chars().next().filter(|c| is_quotation_mark(*c));
    let last = article.text[..span.start()].chars().next_back().filter(|c| is_quotation_mark(*c));
    match (next, last) {
        (Some(c), _) => Span::new(span.start(), span.end() + c.len_utf8()),
        (None, Some(c)) => Span::new(span.start() - c.len_utf8(), span.end()),
        (None, None) => span,
    }
}

/// The passage of a span without the marks given at its end, which belong to the article's sentence
/// rather than to what is shown of it.
#[must_use]
pub fn trimmed(article: &Article, span: Span, marks: &[char]) -> Option<Passage> {
    let inside = span.get(&article.text)?.trim_end();
    let kept = inside.trim_end_matches(marks);
    // An ellipsis or an abbreviation's last stop is part of the words.
    let kept = if inside.ends_with("..") || kept.ends_with(['.', '…']) { inside } else { kept };
    Passage::of(article, Span::new(span.start(), span.start() + kept.len()))
}

/// The sentence of an article that holds a span.
#[must_use]
pub fn sentence_of(article: &Article, span: Span) -> Option<Span> {
    let block = article.zone_at(span.start())?.span;
    let inside = block.get(&article.text)?;
    let found = sentences(inside).into_iter().map(|sentence| sentence.shifted(block.start()));
    found.into_iter().find(|sentence| sentence.contains(span)).or(Some(span))
}

/// The sentence that gives a speaker's full name, where it is another one than the quotation's own.
pub fn name_given(article: &Article, speaker: &Speaker, passage: Span) -> Option<Passage> {
    let Speaker::Established { name_at, .. } = speaker else { return None };
    if passage.intersects(*name_at) {
        return None;
    }
    Passage::of(article, sentence_of(article, *name_at)?)
}

/// Longest sentence that a figure is shown in whole, in bytes.
const WHOLE_SENTENCE_BYTES: usize = 240;

/// The words of a figure: its sentence, which says of what and when; where that is long, from what
/// it counts to what happened to it.
pub fn around(article: &Article, figure: &Figure) -> Span {
    let sentence = figure.passage;
    let told = [figure.counted, figure.of, figure.relation];
    let joined = told.into_iter().flatten().fold(figure.span, Span::cover);
    let n_words = joined.get(&article.text).unwrap_or_default().split_whitespace().count();
    let says_enough = figure.relation.is_some() && n_words >= 4;
    let is_long = sentence.len() > WHOLE_SENTENCE_BYTES;
    if is_long && says_enough && sentence.contains(joined) { joined } else { sentence }
}
