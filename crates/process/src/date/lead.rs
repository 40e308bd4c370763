//! Datelines and weekday words in the first paragraphs.

use crate::date::{
    clue::Clue,
    parts::Parts,
    words,
    written::{Habits, dates},
};
use onrecord_model::dating::{EvidenceKind, Says};
use onrecord_text::{Span, token::tokens};

/// How many paragraphs may begin with the dateline: standfirst and boxes come before it.
const MAX_DATELINE_PARAGRAPHS: usize = 4;

/// The dateline ends within so many bytes.
const MAX_DATELINE_BYTES: usize = 160;

/// Weekday words are looked for in so many bytes of the body.
const MAX_LEAD_BYTES: usize = 1_200;

/// The datelines as clues: `BRENMARK, November 14. /NA/`.
#[must_use]
pub fn dateline_clues(text: &str, parts: &Parts, habits: &Habits) -> Vec<Clue> {
    let paragraphs = parts.body.iter().take(MAX_DATELINE_PARAGRAPHS);
    paragraphs.filter_map(|span| dateline_clue(text, *span, habits)).take(1).collect()
}

fn dateline_clue(text: &str, span: Span, habits: &Habits) -> Option<Clue> {
    let line = span.get(text).filter(|line| !is_update(line))?;
    let head = &line[..line.floor_char_boundary(MAX_DATELINE_BYTES)];
    let written = dates(head, habits).into_iter().next()?;
    if !opens_dateline(&head[..written.whole.start()])
        || !closes_dateline(&head[written.whole.end()..])
    {
        return None;
    }
    // A paragraph that opens with a whole date is dated by it, though no place is named.
    let has_place = written.whole.start() > 0;
    let says = match (written.date(), written.day) {
        (Some(day), _) if written.other.is_none() => Says::Equals(day),
        (None, Some(day)) if written.year.is_none() && has_place => {
            Says::MonthDay(written.month, day)
        }
        _ => return None,
    };
    let whole = written.whole;
    let clue = Clue::new(
        EvidenceKind::Dateline,
        says,
        "dateline",
        whole.of(head),
        if has_place { 930 } else { 550 },
    );
    Some(clue.at(whole.shifted(span.start())).with_time(written.time))
}

/// Whether a line tells of a later change of the text: `Update, 11 April:`.
#[must_use]
pub fn is_update(line: &str) -> bool {
    const OPENERS: &[&str] =
        &["update", "updated", "editor", "correction", "aktualisiert", "nachtrag"];
    let first = line.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
    first.is_some_and(|first| OPENERS.contains(&words::fold(first).as_str()))
}

/// Whether the words before a date are places and agencies: few, none in lower case.
fn opens_dateline(before: &str) -> bool {
    let words: Vec<&str> =
        before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_name = |word: &&str| {
        !word.chars().next().is_some_and(char::is_lowercase)
            || matches!(*word, "de" | "la" | "al" | "el" | "di" | "le")
    };
    let n_unspaced = before.chars().filter(|c| onrecord_text::token::is_unspaced(*c)).count();
    words.len() <= 8 && n_unspaced <= 12 && words.iter().all(is_name)
}

/// Whether what follows a date ends a dateline: a dash, a stop, a slash, a bracket, the word for a
/// dispatch.
fn closes_dateline(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '\u{a0}', ',']);
    let after = after.trim_start_matches("г.").trim_start();
    let is_agency = after.strip_prefix(['(', '/', '[']).is_some();
    // `January 6–9` is a span of days.
    let is_span = after.starts_with(['-', '–', '—'])
        && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    is_agency
        || !is_span
            && after.starts_with(['-', '–', '—', '―', '−', '.', ':', '|', ')', ']', '】', '）'])
        || ["电", "電", "讯", "訊", "일", "PRNewswire", "ANI", "IRNA"]
            .iter()
            .any(|word| after.starts_with(word))
}

/// The weekday words of the lead as clues, the first of them the most trusted: `said on Thursday`.
#[must_use]
pub fn weekday_clues(text: &str, parts: &Parts, language: Option<&str>) -> Vec<Clue> {
    let mut clues: Vec<Clue> = Vec::new();
    let Some(language) = language else { return clues };
    let mut left = MAX_LEAD_BYTES;
    for span in &parts.body {
        let Some(line) = span.get(text) else { continue };
        let line = &line[..line.floor_char_boundary(left)];
        left -= line.len();
        let tokens = tokens(line);
        for idx in 0..tokens.len() {
            let Some((weekday, last)) = weekday_at(line, &tokens, idx, language) else { continue };
            let says = Says::Weekday(weekday);
            if clues.iter().any(|clue| clue.evidence.says == says) {
                continue;
            }
            let words = tokens[idx].span.cover(tokens[last].span);
            let reliability = if clues.is_empty() { 700 } else { 400 };
            let clue =
                Clue::new(EvidenceKind::WeekdayWord, says, "lead", words.of(line), reliability);
            clues.push(clue.at(words.shifted(span.start())));
        }
        if left == 0 {
            break;
        }
    }
    clues
}

fn weekday_at(
    line: &str,
    tokens: &[onrecord_text::token::Token],
    idx: usize,
    language: &str,
) -> Option<(jiff::civil::Weekday, usize)> {
    let first = tokens[idx].span;
    let longest = (idx + 2).min(tokens.len() - 1);
    (idx..=longest).rev().find_map(|last| {
        let words = first.cover(tokens[last].span).of(line);
        let weekday = words::full_weekday(words, language).filter(|_| words.len() <= 45)?;
        Some((weekday, last))
    })
}
