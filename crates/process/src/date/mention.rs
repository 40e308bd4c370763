//! Days, months and years that running text names, and whether it tells of them as over.

use crate::date::{
    lead::is_update,
    lex::Lexed,
    parts::Parts,
    tense::{Tense, tense},
    written::{Habits, Written, dates_of},
};
use jiff::civil::{Date, Weekday};
use onrecord_text::Span;

/// A line this short is no paragraph, in bytes.
const MIN_TOLD_BYTES: usize = 90;

/// The first year of which running text is taken to speak as of a time.
const FIRST_TOLD_YEAR: i16 = 1990;

/// A time named in the text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mention {
    /// What is named.
    pub when: When,
    /// Whether the clause tells of it as over.
    pub tense: Tense,
    /// Whether a weekday or hour stands beside it: such days are announced as often as told of.
    pub is_timed: bool,
    /// The weekday beside it.
    pub weekday: Option<Weekday>,
    /// The words, as written.
    pub words: String,
    /// Where they stand in the article's text.
    pub span: Span,
    /// How far from the start of the body, in bytes.
    pub at: usize,
}

/// A named time by what is written of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum When {
    /// A whole day, the earlier one where numbers leave the order open.
    Day(Date),
    /// A month of a year, by its first day.
    Month(Date),
    /// A year after a word that makes it a time: `in 2017`.
    Year(i16),
    /// A number that may be a year: `Games 2017`.
    BareYear(i16),
    /// Month and day without a year.
    DayOf(i8, i8),
}

/// The times named in the paragraphs of the body, in the order of the text.
#[must_use]
pub fn mentions(text: &str, parts: &Parts, habits: &Habits) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for span in &parts.body {
        let Some(line) = span.get(text) else { continue };
        // Short lines that are no sentence are lists of what is to come, or date other things.
        let is_told = line.len() >= MIN_TOLD_BYTES
            || line.ends_with(['.', '!', '?', '。', '۔', '।', '”', '"']);
        if is_told && !is_update(line) {
            of_line(line, span.start(), habits, &mut found);
        }
    }
    let start = parts.body.first().map_or(0, |span| span.start());
    found.iter_mut().for_each(|mention| mention.at = mention.span.start().saturating_sub(start));
    found
}

fn of_line(line: &str, start: usize, habits: &Habits, found: &mut Vec<Mention>) {
    let mention = |when: When, place: Span| Mention {
        when,
        tense: tense(line, place, habits.language),
        is_timed: false,
        weekday: None,
        words: place.of(line).to_owned(),
        span: place.shifted(start),
        at: 0,
    };
    let lexed = Lexed::new(line);
    let written = dates_of(&lexed, habits);
    for (idx, date) in written.iter().enumerate() {
        // The dateline speaks for itself, and the first day of a span has the year of its last.
        let is_partial = || !opens_line(line, date) && !opens_span(date, written.get(idx + 1));
        let when = when(date).filter(|when| !matches!(when, When::DayOf(..)) || is_partial());
        let weekday = date.weekday;
        let is_timed = weekday.is_some() || date.time.is_some();
        found.extend(when.map(|when| Mention { is_timed, weekday, ..mention(when, date.whole) }));
    }
    let is_free = |place: &Span| written.iter().all(|date| !date.whole.intersects(*place));
    for idx in 0..lexed.pieces.len() {
        let other = year_at(&lexed, idx, habits.captured_on).filter(|(_, place)| is_free(place));
        found.extend(other.map(|(when, place)| mention(when, place)));
    }
}

fn when(date: &Written) -> Option<When> {
    match (date.year, date.day) {
        (Some(year), Some(day)) => {
            let day = Date::new(year, date.month, day).ok()?;
            Some(When::Day(date.other.map_or(day, |other| day.min(other))))
        }
        (Some(year), None) => Some(When::Month(Date::new(year, date.month, 1).ok()?)),
        (None, Some(day)) => Some(When::DayOf(date.month, day)),
        (None, None) => None,
    }
}

/// Whether only names stand before a date, as in a dateline.
fn opens_line(line: &str, written: &Written) -> bool {
    let before = &line[..written.whole.start()];
    !before.split_whitespace().any(|word| word.starts_with(char::is_lowercase))
        && before.len() <= 60
}

/// Whether a day without a year is the first of two: `8 April to 15 May 2021`.
fn opens_span(date: &Written, next: Option<&Written>) -> bool {
    const MAX_BETWEEN_BYTES: usize = 12;
    next.is_some_and(|next| {
        next.year.is_some() && next.whole.start() <= date.whole.end() + MAX_BETWEEN_BYTES
    })
}

/// A year alone: `in 2017`, `2017年`, or any number that looks like one.
fn year_at(lexed: &Lexed, idx: usize, captured_on: Date) -> Option<(When, Span)> {
    let (value, 4) = lexed.number(idx)? else { return None };
    let years = FIRST_TOLD_YEAR..=captured_on.year();
    let year = i16::try_from(value).ok().filter(|year| years.contains(year))?;
    let is_joined = lexed.is_mark(idx + 1, &['-', '–', '/', '.', ',', '%', ':'])
        && !lexed.is_spaced(idx + 2)
        && idx + 2 < lexed.pieces.len();
    if is_joined || lexed.is_mark(idx + 1, &['%']) {
        return None;
    }
    let is_after = idx > 0 && lexed.is_word(idx - 1, &IN);
    if is_after || lexed.is_word(idx + 1, &["年", "년"]) {
        return Some((When::Year(year), lexed.span(idx - usize::from(is_after), idx + 1)));
    }
    is_named(lexed, idx).then(|| (When::BareYear(year), lexed.span(idx, idx + 1)))
}

/// Whether a number stands in brackets or after a name, as years do: `Games 2020`, `the 2020 Games`, `(2020)`.
fn is_named(lexed: &Lexed, idx: usize) -> bool {
    let Some(before) = idx.checked_sub(1) else { return false };
    let is_name = |word: &str| word.len() > 3 && word.starts_with(char::is_uppercase);
    let is_singular = lexed.is_word(before, &["the", "The", "a", "A"]);
    (lexed.is_mark(before, &['(']) && lexed.is_mark(idx + 1, &[')']))
        || (is_singular && lexed.word(idx + 1).is_some())
        || (before > 0 && lexed.is_spaced(idx) && lexed.word(before).is_some_and(is_name))
}

/// Words right before a year that make it a time.
const IN: [&str; 74] = [
    "in",
    "In",
    "since",
    "Since",
    "of",
    "by",
    "By",
    "until",
    "till",
    "during",
    "throughout",
    "between",
    "for",
    "en",
    "En",
    "em",
    "Em",
    "desde",
    "Desde",
    "hasta",
    "até",
    "entre",
    "depuis",
    "Depuis",
    "nel",
    "Nel",
    "dal",
    "entro",
    "im",
    "seit",
    "Seit",
    "bis",
    "Bis",
    "ab",
    "Anfang",
    "Mitte",
    "Ende",
    "Sommer",
    "Herbst",
    "Winter",
    "Jahr",
    "Jahre",
    "anno",
    "año",
    "ano",
    "année",
    "sinds",
    "tot",
    "i",
    "I",
    "sedan",
    "siden",
    "w",
    "W",
    "od",
    "Od",
    "do",
    "v",
    "V",
    "roku",
    "в",
    "В",
    "с",
    "до",
    "у",
    "У",
    "από",
    "το",
    "vuonna",
    "an",
    "tahun",
    "năm",
    "عام",
    "سال",
];
