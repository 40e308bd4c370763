//! Dates in the lines above the article: header dates, and site clocks, which are refused.

use crate::date::{
    clue::Clue,
    labels::names_change,
    parts::Parts,
    written::{Habits, Written, dates},
};
use jiff::civil::Date;
use onrecord_model::dating::{EvidenceKind, Says};
use onrecord_text::Span;

/// A header line with more than so many bytes is a sentence, and its dates are what it tells of.
const MAX_LINE_BYTES: usize = 200;

/// How far a clock may stand from the day of the capture, in days: zones, and caches.
const MAX_CLOCK_DAYS: i32 = 2;

/// The dates of header lines as clues.
#[must_use]
pub fn header_clues(text: &str, parts: &Parts, habits: &Habits) -> Vec<Clue> {
    let mut clues = date_lines(text, parts, habits);
    for span in parts.header.iter().filter(|span| span.len() <= MAX_LINE_BYTES) {
        let Some(line) = span.get(text) else { continue };
        let mut end_before = 0;
        for written in dates(line, habits) {
            let label = &line[end_before.min(written.whole.start())..written.whole.start()];
            end_before = written.whole.end();
            if span.start() < parts.start && is_glued(line, &written) {
                clues.extend(clock_clues(
                    line,
                    &written,
                    *span,
                    "above the title, glued to a site clock",
                ));
                continue;
            }
            clues.extend(header_clue(line, label, &written, *span));
        }
    }
    clues
}

/// Lines at the start and the end of the body that hold little more than a date, as extraction leaves
/// them there.
fn date_lines(text: &str, parts: &Parts, habits: &Habits) -> Vec<Clue> {
    const MAX_DATE_LINE_BYTES: usize = 90;
    const N_FIRST: usize = 4;
    const N_LAST: usize = 2;
    let n_lines = parts.body.len();
    let near_ends = parts.body.iter().enumerate().filter(|(idx, span)| {
        span.len() <= MAX_DATE_LINE_BYTES && (*idx < N_FIRST || *idx + N_LAST >= n_lines)
    });
    let mut clues = Vec::new();
    for (idx, span) in near_ends {
        let Some(line) = span.get(text) else { continue };
        let Some(written) = dates(line, habits).into_iter().next() else { continue };
        let is_most = written.whole.len() * 2 >= line.len();
        let Some(day) = written.date().filter(|_| is_most) else { continue };
        let says = Says::Equals(day);
        let words = written.whole.of(line);
        let reliability = if idx < N_FIRST { 700 } else { 500 };
        let clue =
            Clue::new(EvidenceKind::HeaderDate, says, "line of the body", words, reliability)
                .at(written.whole.shifted(span.start()))
                .with_time(written.time.clone());
        clues.push(Clue { is_modified: names_change(&line[..written.whole.start()]), ..clue });
    }
    clues
}

/// The dates of furniture as clues: refused as dates of the article; a clock is an upper bound, since
/// the article stood there when it showed.
#[must_use]
pub fn furniture_clues(text: &str, parts: &Parts, habits: &Habits) -> Vec<Clue> {
    let mut clues = Vec::new();
    for span in parts.furniture.iter().filter(|span| span.len() <= MAX_LINE_BYTES) {
        let Some(line) = span.get(text) else { continue };
        for written in dates(line, habits) {
            let Some(day) = written.date() else { continue };
            if is_glued(line, &written) {
                clues.extend(clock_clues(
                    line,
                    &written,
                    *span,
                    "a site clock, glued to the furniture around it",
                ));
            } else if is_near(day, habits.captured_on) {
                clues.extend(clock_clues(
                    line,
                    &written,
                    *span,
                    "a site clock: furniture near the day of the capture",
                ));
            } else {
                let whole = written.whole;
                let clue = Clue::new(
                    EvidenceKind::PageDate,
                    Says::Equals(day),
                    "furniture",
                    whole.of(line),
                    300,
                )
                .at(whole.shifted(span.start()))
                .refused("in furniture, where other articles are dated");
                clues.push(clue);
            }
        }
    }
    clues
}

fn header_clue(line: &str, label: &str, written: &Written, span: Span) -> Vec<Clue> {
    let whole = written.whole;
    let clue = |says, reliability| {
        let mut clue =
            Clue::new(EvidenceKind::HeaderDate, says, "header line", whole.of(line), reliability)
                .at(whole.shifted(span.start()))
                .with_time(written.time.clone());
        clue.is_modified = names_change(label);
        clue
    };
    // A date that fills its line is the article's; one among other words may be the title's subject.
    let is_most = whole.len() * 2 >= line.len() || written.time.is_some();
    let reliability = if is_most { 900 } else { 750 };
    match (written.date(), written.other) {
        (Some(day), Some(other)) => {
            vec![
                clue(Says::Equals(day), reliability * 3 / 4),
                clue(Says::Equals(other), reliability / 4),
            ]
        }
        (Some(day), None) => vec![clue(Says::Equals(day), reliability)],
        (None, _) => match written.day.filter(|_| is_most && written.year.is_none()) {
            Some(day) => vec![clue(Says::MonthDay(written.month, day), 800)],
            None => Vec::new(),
        },
    }
}

fn clock_clues(line: &str, written: &Written, span: Span, reason: &str) -> Vec<Clue> {
    let Some(day) = written.date() else { return Vec::new() };
    let whole = written.whole;
    let clue = |says| {
        Clue::new(EvidenceKind::SiteClock, says, "furniture", whole.of(line), 850)
            .at(whole.shifted(span.start()))
    };
    vec![clue(Says::Equals(day)).refused(reason), clue(Says::NotAfter(day))]
}

/// Whether the time stands before the date and no blank parts the two, as where a page's template
/// sets its clock beside the weather: `23:59 GMT22 October`.
fn is_glued(line: &str, written: &Written) -> bool {
    let before = line[..written.span.start()].chars().next_back();
    let after = line[written.span.end()..].chars().next();
    let is_glue = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    is_glue(before) || (is_glue(after) && written.time.is_none())
}

fn is_near(day: Date, captured_on: Date) -> bool {
    day.until(captured_on).is_ok_and(|span| span.get_days().abs() <= MAX_CLOCK_DAYS)
}
