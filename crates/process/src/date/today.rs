//! Days that a text ties to its own: `today (19.08.2020)`, `yesterday, 7 November`.

use crate::date::{
    clue::Clue,
    lead::is_update,
    parts::Parts,
    words::{self, fold},
    written::{Habits, Written, dates},
};
use jiff::ToSpan;
use onrecord_model::dating::{EvidenceKind, Says};
use onrecord_text::Span;
use std::{collections::HashMap, sync::LazyLock};

/// Such days are looked for in so many bytes of the body; farther on they stand in what others said.
const MAX_LEAD_BYTES: usize = 2_500;

/// How often such a day is that of publication: today's was on all 5 pages with one of four sets.
const RELIABILITY: u16 = 900;

/// A text with a whole day beside `yesterday` or `tomorrow` appears within so many days of it.
const NEAR_DAYS: u16 = 4;

/// Words between such a word and the date: the weekday, an article.
const MAX_BETWEEN_WORDS: usize = 2;
const MAX_ARTICLE_BYTES: usize = 4;

/// How much before a date is read, in bytes.
const MAX_BEFORE_BYTES: usize = 60;

/// A word by which a text names a day beside its own.
struct Tie {
    word: String,
    n_days: i8,
    needs_weekday: bool,
}

static TIES: LazyLock<HashMap<&'static str, Vec<Tie>>> = LazyLock::new(|| {
    let file = include_str!("../../../../lang/today.txt");
    let rows = file.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let mut columns = row.split('\t');
        let language = columns.next().unwrap_or_default();
        let ties = columns.zip([0, -1, 1]).flat_map(|(column, n_days)| {
            column.split('|').filter(|form| !form.is_empty()).map(move |form| Tie {
                word: fold(form.trim_end_matches('+')),
                n_days,
                needs_weekday: form.ends_with('+'),
            })
        });
        (language, ties.collect())
    })
    .collect()
});

/// The day of the text, by the first day that it ties to its own; with its weekday, if no year is
/// written.
#[must_use]
pub fn today_clues(text: &str, parts: &Parts, habits: &Habits) -> Vec<Clue> {
    let Some(ties) = habits.language.and_then(|language| TIES.get(language)) else {
        return Vec::new();
    };
    let mut left = MAX_LEAD_BYTES;
    for span in &parts.body {
        let Some(line) = span.get(text).filter(|line| !is_update(line)) else { continue };
        let line = &line[..line.floor_char_boundary(left)];
        left -= line.len();
        let clues = dates(line, habits)
            .into_iter()
            .filter_map(|written| Some((tie_before(line, &written, ties, habits)?, written)))
            .map(|(tie, written)| tied(line, &written, tie, *span))
            .find(|clues| !clues.is_empty());
        if let Some(clues) = clues {
            return clues;
        }
    }
    Vec::new()
}

/// The word right before a date, but for its weekday and an article.
fn tie_before<'t>(
    line: &str,
    written: &Written,
    ties: &'t [Tie],
    habits: &Habits,
) -> Option<&'t Tie> {
    let end = written.whole.start();
    let start = line.ceil_char_boundary(end.saturating_sub(MAX_BEFORE_BYTES));
    let mut before = &line[start..end];
    for _ in 0..=MAX_BETWEEN_WORDS {
        before = before.trim_end_matches([' ', '\u{a0}', ',', '(', '（', '[', '–']);
        let folded = fold(before);
        let found = ties.iter().find(|tie| {
            let rest = folded.strip_suffix(tie.word.as_str());
            let is_whole = |rest: &str| {
                let last = rest.chars().next_back();
                last.is_none_or(|c| !c.is_alphanumeric() || onrecord_text::token::is_unspaced(c))
            };
            rest.is_some_and(is_whole) && (!tie.needs_weekday || written.weekday.is_some())
        });
        if found.is_some() {
            return found;
        }
        let word_start = before
            .rfind(|c: char| !c.is_alphanumeric() && c != '-')
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let word = &before[word_start..];
        let is_weekday = words::weekday(word, habits.language).is_some();
        if word.is_empty() || !(is_weekday || word.len() <= MAX_ARTICLE_BYTES) {
            return None;
        }
        before = &before[..word_start];
    }
    None
}

fn tied(line: &str, written: &Written, tie: &Tie, span: Span) -> Vec<Clue> {
    let clue = |kind, says| {
        let words = written.whole.of(line);
        Clue::new(kind, says, "beside the word for its day", words, RELIABILITY)
            .at(written.whole.shifted(span.start()))
    };
    let day = written.date().filter(|_| written.other.is_none());
    let says = match (day, written.day.filter(|_| written.year.is_none()), tie.n_days) {
        (Some(day), _, 0) => Says::Equals(day),
        (Some(day), _, -1) => Says::WithinDaysAfter(day, NEAR_DAYS),
        (Some(day), ..) => {
            let first = day.checked_sub(i64::from(NEAR_DAYS).days());
            first.map_or(Says::NotAfter(day), |first| Says::WithinDaysAfter(first, NEAR_DAYS))
        }
        (None, Some(day), 0) => Says::MonthDay(written.month, day),
        _ => return Vec::new(),
    };
    let weekday = written.weekday.filter(|_| matches!(says, Says::MonthDay(..)));
    let weekday = weekday.map(|day| clue(EvidenceKind::WeekdayWord, Says::Weekday(day)));
    [clue(EvidenceKind::TimeWord, says)].into_iter().chain(weekday).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::input::Input;
    use jiff::civil::date;

    #[test]
    fn a_day_beside_the_word_for_today_is_that_of_the_text() {
        for (language, text, expected) in [
            ("en", "The ferry stopped today (3 March 2021).", "2021-03-03"),
            ("en", "The ferry stopped yesterday (3 March 2021).", "2021-03-03 and 4 days"),
            ("en", "Flights resume tomorrow, 5 March 2021.", "2021-03-01 and 4 days"),
            ("en", "The ferry stopped last night, Tuesday 2 March.", ""),
            ("de", "Am heutigen 31. Oktober endet die Frist.", "10-31"),
            ("fr", "Le procès a repris ce mercredi 4 novembre à Brenne.", "11-4 Wednesday"),
            ("fr", "Dans un portrait paru ce 8 décembre, il dit non.", ""),
            ("en", "As of today the fee of 3 March is void.", ""),
            ("en", "Flights resume on 1 March.", ""),
        ] {
            let input = Input {
                text,
                zones: &[],
                fields: &[],
                address: None,
                headers: &[],
                related: &[],
                language: Some(language),
                captured_on: date(2022, 6, 1),
            };
            let habits = Habits::of(Some(language), None, input.captured_on);
            let parts = Parts { body: vec![Span::new(0, text.len())], ..Parts::of(&input) };
            let clues = today_clues(text, &parts, &habits);
            let said = clues.iter().map(|clue| match clue.evidence.says {
                Says::Equals(day) => day.to_string(),
                Says::WithinDaysAfter(day, n_days) => format!("{day} and {n_days} days"),
                Says::MonthDay(month, day) => format!("{month}-{day}"),
                Says::Weekday(day) => format!("{day:?}"),
                _ => unreachable!(),
            });
            assert_eq!(said.collect::<Vec<_>>().join(" "), expected, "{text}");
        }
    }

    #[test]
    fn every_line_has_its_columns() {
        for line in include_str!("../../../../lang/today.txt").lines() {
            assert!(line.starts_with('#') || line.split('\t').count() == 4, "{line}");
        }
    }
}
