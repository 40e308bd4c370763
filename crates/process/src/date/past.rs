//! Days, months and years named in the body: what is told of as past has happened before publication.

use crate::date::{
    clue::Clue,
    lex::Lexed,
    parts::Parts,
    written::{Habits, Written, dates},
};
use jiff::civil::Date;
use onrecord_model::dating::{EvidenceKind, Says};
use onrecord_text::Span;

/// A line this short is no paragraph, in bytes.
const MIN_TOLD_BYTES: usize = 90;

/// The clues of one body: only the latest of each kind bounds the day.
#[must_use]
pub fn past_clues(text: &str, parts: &Parts, habits: &Habits) -> Vec<Clue> {
    let mut latest = Latest::default();
    for span in &parts.body {
        let Some(line) = span.get(text) else { continue };
        // Short lines that are no sentence are lists of what is to come, or date other things.
        if line.len() < MIN_TOLD_BYTES && !line.ends_with(['.', '!', '?', '。', '۔', '।', '”', '"'])
        {
            continue;
        }
        for written in dates(line, habits) {
            // A day with its weekday or hour is announced as often as it is told of.
            let is_announced = written.weekday.is_some() || written.time.is_some();
            if !is_announced && !is_ahead(line, written.whole) {
                latest.add(&written, line, *span);
            }
        }
        for (year, place) in years(line, habits.captured_on) {
            if !is_ahead(line, place)
                && latest.year.as_ref().is_none_or(|(before, ..)| *before < year)
            {
                latest.year = Some((year, place.of(line).to_owned(), place.shifted(span.start())));
            }
        }
    }
    latest.into_clues(habits.captured_on)
}

/// The latest day, year and day without a year that a body names.
#[derive(Debug, Default)]
struct Latest {
    day: Option<(Date, String, Span)>,
    year: Option<(i16, String, Span)>,
    partial: Option<(i8, i8, String, Span)>,
}

impl Latest {
    fn add(&mut self, written: &Written, line: &str, span: Span) {
        let words = || (written.whole.of(line).to_owned(), written.whole.shifted(span.start()));
        match (written.year, written.day) {
            (Some(year), day) => {
                let Ok(date) = Date::new(year, written.month, day.unwrap_or(1)) else { return };
                let date = written.other.map_or(date, |other| date.min(other));
                if self.day.as_ref().is_none_or(|(before, ..)| *before < date) {
                    let (words, place) = words();
                    self.day = Some((date, words, place));
                }
            }
            // The dateline speaks for itself.
            (None, Some(day)) if self.partial.is_none() && !opens_line(line, written) => {
                let (words, place) = words();
                self.partial = Some((written.month, day, words, place));
            }
            _ => (),
        }
    }

    fn into_clues(self, captured_on: Date) -> Vec<Clue> {
        let mut clues = Vec::new();
        let latest = captured_on.tomorrow().unwrap_or(captured_on);
        if let Some((day, words, place)) = self.day.filter(|(day, ..)| *day <= latest) {
            clues.push(
                Clue::new(EvidenceKind::PastDate, Says::NotBefore(day), "body", &words, 950)
                    .at(place),
            );
        }
        if let Some((year, words, place)) = &self.year {
            clues.push(
                Clue::new(EvidenceKind::TimeWord, Says::YearAtLeast(*year), "body", words, 930)
                    .at(*place),
            );
        }
        if let Some((month, day, words, place)) = self.partial {
            // `in 2017` beside `his December 11 visit`: while its year runs a text says `this year`.
            let together = self.year.and_then(|(year, ..)| Date::new(year, month, day).ok());
            if let Some(day) = together.filter(|day| *day <= latest) {
                let says = Says::NotBefore(day);
                clues.push(Clue::new(EvidenceKind::TimeWord, says, "body", &words, 820).at(place));
            }
            clues.push(
                Clue::new(EvidenceKind::TimeWord, Says::MonthDay(month, day), "body", &words, 300)
                    .at(place),
            );
        }
        clues
    }
}

/// Whether only names stand before a date, as in a dateline.
fn opens_line(line: &str, written: &Written) -> bool {
    let before = &line[..written.whole.start()];
    !before.split_whitespace().any(|word| word.starts_with(char::is_lowercase))
        && before.len() <= 60
}

/// Years named alone, after a word that makes them times: `in 2017`.
fn years(line: &str, captured_on: Date) -> Vec<(i16, Span)> {
    let lexed = Lexed::new(line);
    let mut found = Vec::new();
    for idx in 1..lexed.pieces.len() {
        let Some((value, 4)) = lexed.number(idx) else { continue };
        let is_year = lexed.is_word(idx - 1, &IN) || lexed.is_word(idx + 1, &["年", "년"]);
        let Some(year) =
            i16::try_from(value).ok().filter(|year| (1990..=captured_on.year()).contains(year))
        else {
            continue;
        };
        let is_alone = !lexed.is_mark(idx + 1, &['-', '–', '/', '.', ',', '%', ':'])
            || lexed.is_spaced(idx + 2)
            || idx + 2 >= lexed.pieces.len();
        if is_year && is_alone {
            found.push((year, lexed.span(idx - usize::from(lexed.is_word(idx - 1, &IN)), idx + 1)));
        }
    }
    found
}

/// Whether the clause before a date looks ahead: `will open on`, `until`, `by`.
fn is_ahead(line: &str, place: Span) -> bool {
    const MAX_CLAUSE_BYTES: usize = 120;
    let start = line.ceil_char_boundary(place.start().saturating_sub(MAX_CLAUSE_BYTES));
    let before = &line[start..place.start()];
    let clause = before.rsplit(['.', ';', '!', '?']).next().unwrap_or(before);
    let end = line.floor_char_boundary((place.end() + 40).min(line.len()));
    let after = line[place.end()..end].split(['.', ';', '!', '?', ',']).next().unwrap_or_default();
    let has = |part: &str, list: &[&str]| {
        let mut words = part.split(|c: char| !c.is_alphanumeric() && c != '\'');
        words.any(|word| list.contains(&word.to_lowercase().as_str()))
    };
    let near = clause.trim_end().rsplitn(3, ' ').take(2).any(|word| has(word, UP_TO));
    near || has(clause, AHEAD) || has(after, AHEAD)
}

/// Words right before a year that make it a time.
const IN: [&str; 50] = [
    "in", "In", "since", "Since", "of", "en", "En", "em", "Em", "desde", "Desde", "depuis",
    "Depuis", "nel", "Nel", "dal", "im", "seit", "Seit", "Jahr", "Jahre", "anno", "año", "ano",
    "année", "sinds", "i", "I", "sedan", "siden", "w", "W", "od", "Od", "v", "V", "roku", "в", "В",
    "с", "у", "У", "από", "το", "vuonna", "an", "tahun", "năm", "عام", "سال",
];

/// Words right before a day that make it a limit.
const UP_TO: &[&str] = &[
    "until", "till", "by", "through", "bis", "ab", "jusqu'au", "jusqu'en", "d'ici", "dès", "hasta",
    "até", "entro", "fino", "tot", "vanaf", "till", "do", "до", "к", "hingga", "sampai", "đến",
];

/// Words of clauses that look ahead.
const AHEAD: &[&str] = &[
    "will",
    "would",
    "shall",
    "planned",
    "scheduled",
    "expected",
    "due",
    "next",
    "upcoming",
    "deadline",
    "expires",
    "expire",
    "forecast",
    "projected",
    "wird",
    "werden",
    "geplant",
    "soll",
    "sollen",
    "nächsten",
    "kommenden",
    "sera",
    "seront",
    "prévu",
    "prévue",
    "prochain",
    "prochaine",
    "será",
    "serán",
    "previsto",
    "prevista",
    "próximo",
    "próxima",
    "serão",
    "sarà",
    "saranno",
    "prossimo",
    "zal",
    "zullen",
    "gepland",
    "kommer",
    "będzie",
    "będą",
    "bude",
    "budou",
    "будет",
    "будут",
    "состоится",
    "буде",
    "akan",
    "sẽ",
];
