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

/// The words of a figure: its sentence, which says of what and when, without what a report puts
/// before its first sentence.
pub fn around(article: &Article, figure: &Figure) -> Span {
    without_lead(article, figure.passage)
}

/// A sentence without what an agency or a live report puts before it, a place, a day, a name or a
/// time of day: `TARNWICK, May 2 (Northwire) - The mill …`.
#[must_use]
pub fn without_lead(article: &Article, sentence: Span) -> Span {
    let sentence = without_time(article, sentence);
    let Some(inside) = sentence.get(&article.text) else { return sentence };
    let n_cut = dateline(inside).unwrap_or(0);
    Span::new(sentence.start() + n_cut, sentence.end())
}

/// Furthest that a line with place, day and agency reaches into a first sentence, in bytes.
const MAX_DATELINE_BYTES: usize = 160;

/// How many bytes of a sentence are its place, day and agency; `None` where it has none of them.
///
/// A dash ends them. Before it stands an agency in brackets, or a place in capitals; after it begins
/// a sentence.
fn dateline(sentence: &str) -> Option<usize> {
    let near = &sentence[..sentence.floor_char_boundary(MAX_DATELINE_BYTES)];
    let dashes = [" - ", " – ", " — ", " -- ", ") — ", ")- ", ")– ", ")— "];
    let ends = dashes.iter().filter_map(|dash| Some(near.find(dash)? + dash.len()));
    let end = ends.min()?;
    let lead = sentence[..end].trim_end_matches([' ', '-', '–', '—']);
    let is_capitals = |word: &str| {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        letters().count() > 2 && letters().all(char::is_uppercase)
    };
    let has_place = lead.split([' ', ',']).next().is_some_and(is_capitals);
    let words: Vec<&str> = lead.split_whitespace().collect();
    let in_brackets = lead.ends_with(')')
        && (lead.split(' ').any(is_capitals)
            || words.iter().all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '(')));
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let is_short = words.len() <= 4 && has_place && words.iter().all(is_capital);
    let begins = sentence[end..].starts_with(|c: char| c.is_uppercase() || is_quotation_mark(c));
    ((in_brackets || is_short) && begins).then_some(end)
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
    let is_direct = matches!(parts.last(), Some(Part::Direct(_)));
    let has_mark = inside.len() < last.len() && inside.ends_with(['.', '!', '?', '…']);
    if has_mark || (!is_direct && last.ends_with(['!', '?', '…'])) { "" } else { "." }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_place_and_agency_is_no_part_of_the_sentence() {
        let rest = |sentence: &'static str| &sentence[dateline(sentence).unwrap_or(0)..];
        assert_eq!(rest("TARNWICK, May 2 (Northwire) - The mill is shut."), "The mill is shut.");
        assert_eq!(
            rest("TARNWICK (Northwire) — “The mill is shut,” Ruiz said."),
            "“The mill is shut,” Ruiz said."
        );
        assert_eq!(rest("TARNWICK, Velden — The mill is shut."), "The mill is shut.");
        assert_eq!(rest("Tarnwick (Northwire) - The mill is shut."), "The mill is shut.");
        assert_eq!(
            rest("NATO ministers met – The mill is shut."),
            "NATO ministers met – The mill is shut."
        );
        assert_eq!(
            rest("The mill (the oldest) - it burned - is shut."),
            "The mill (the oldest) - it burned - is shut."
        );
        assert_eq!(
            rest("The mill – Ana Ruiz owns it – is shut."),
            "The mill – Ana Ruiz owns it – is shut."
        );
    }
}
