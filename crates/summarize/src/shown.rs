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
        let own = if is_direct { Some(*span) } else { inside_marks(article, *span) };
        let is_direct = own.is_some();
        let span = own.unwrap_or_else(|| with_marks(article, *span));
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

/// The words inside the marks where a span is nothing but words in quotation marks, a "that" before
/// them aside: they are the speaker's own.
fn inside_marks(article: &Article, span: Span) -> Option<Span> {
    let words = span.get(&article.text)?;
    let rest = words.strip_prefix("that").map_or(words, |rest| rest.trim_start_matches([',', ' ']));
    let inner = rest.strip_prefix(is_quotation_mark)?;
    let kept = inner.trim_end_matches(['.', ',', ' ']).strip_suffix(is_quotation_mark)?;
    let start = span.end() - inner.len();
    let found = Span::new(start, start + kept.len());
    (!kept.contains(is_quotation_mark) && kept.contains(' ')).then_some(found)
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

/// The words of a figure: its sentence, which says of what and when, without the time that a live
/// report puts before it.
pub fn around(article: &Article, figure: &Figure) -> Span {
    without_time(article, figure.passage)
}

/// A sentence without a time of day before it: `1745 The dam …`, `17:45 The dam …`.
#[must_use]
pub fn without_time(article: &Article, sentence: Span) -> Span {
    let Some(inside) = sentence.get(&article.text) else { return sentence };
    let Some((first, rest)) = inside.split_once(' ') else { return sentence };
    let digits = first.bytes().filter(u8::is_ascii_digit).count();
    let is_time =
        digits == 4 && first.bytes().all(|b| b.is_ascii_digit() || b == b':' || b == b'.');
    // "2017 was a dry year" begins with a number too, but no capital follows it.
    if is_time && rest.starts_with(char::is_uppercase) {
        return Span::new(sentence.end() - rest.len(), sentence.end());
    }
    sentence
}

/// What ends a sentence of ours after its last words: nothing where those end one themselves.
#[must_use]
pub fn stop(parts: &[Part]) -> &'static str {
    let last = parts.last().and_then(Part::passage).map_or("", Passage::exact);
    let inside = last.trim_end_matches(|c| is_quotation_mark(c) || c == '’' || c == '\'');
    if inside.len() < last.len() && inside.ends_with(['.', '!', '?', '…']) { "" } else { "." }
}
