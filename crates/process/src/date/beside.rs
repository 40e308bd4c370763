//! What stands beside a date: its weekday and its time of day.

use crate::date::{
    daytime::time_at,
    lex::{Kind, Lexed},
    words,
};
use jiff::civil::Weekday;
use onrecord_model::dating::WrittenTime;

/// Words between a date and its time of day.
const TIME_FILLERS: &[&str] = &[
    "T", "at", "At", "AT", "um", "o", "à", "às", "a", "kl", "klo", "kell", "ore", "om", "в", "о",
    "la", "las", "les", "ob", "u", "saat", "pukul", "jam", "klokken", "den", "г", "og", "alle",
    "i", "și", "ora", "g", "오전", "오후", "上", "下", "午", "前", "後",
];

/// The time of day beside the date that takes the pieces from `idx` to `after`, with where the two
/// together begin and end.
#[must_use]
pub fn time(
    lexed: &Lexed,
    idx: usize,
    after: usize,
    language: Option<&str>,
) -> (Option<WrittenTime>, usize, usize) {
    const MAX_FILLERS: usize = 4;
    // `Apr 7 19:45:37 CEST 2016` holds its time.
    let inside = (idx + 1..after).filter(|at| lexed.is_mark(at + 1, &[':']));
    if let Some((time, _)) = inside.filter_map(|at| time_at(lexed, at)).next() {
        return (Some(time), idx, after);
    }
    for at in after..=after + MAX_FILLERS {
        if let Some((time, end)) = time_at(lexed, at) {
            return (Some(time), idx, end);
        }
        let is_filler = lexed
            .is_mark(at, &[',', '|', '-', '–', '—', '·', '•', '(', '@', '/', '.', ';'])
            || lexed.is_word(at, TIME_FILLERS)
            || weekday_at(lexed, at, language).is_some();
        if !is_filler {
            break;
        }
    }
    for from in (idx.saturating_sub(8)..idx).rev() {
        let Some((time, end)) = time_at(lexed, from) else { continue };
        let between = end.min(idx)..idx;
        let is_near = end <= idx
            && between.len() <= 3
            && between.clone().all(|at| !matches!(lexed.pieces[at].kind, Kind::Number(..)));
        // The hours of `19:45` are not the minutes of `7:19`.
        let is_whole = from == 0 || !lexed.is_mark(from - 1, &[':', '.']);
        if is_near && is_whole {
            return (Some(time), from, after);
        }
    }
    (None, idx, after)
}

/// The weekday beside the date that takes the pieces from `idx` to `after`.
#[must_use]
pub fn weekday(lexed: &Lexed, idx: usize, after: usize, language: Option<&str>) -> Option<Weekday> {
    let mut n_words = 0;
    for at in (1..=4).filter_map(|back| idx.checked_sub(back)) {
        if let Some(weekday) = weekday_at(lexed, at, language) {
            return Some(weekday);
        }
        n_words += usize::from(lexed.word(at).is_some());
        // One word may stand between, as in `Thursday the 7th`; more belong to a sentence.
        if lexed.number(at).is_some() || n_words > 1 {
            break;
        }
    }
    (after..after + 2).find_map(|at| weekday_at(lexed, at, language))
}

fn weekday_at(lexed: &Lexed, idx: usize, language: Option<&str>) -> Option<Weekday> {
    let word = lexed.word(idx)?;
    // Some weekdays take several pieces: 星期四, thứ năm, segunda-feira.
    let joined = (1..=2).rev().find_map(|more| {
        lexed.word(idx + more)?;
        words::full_weekday(lexed.joined(idx, idx + more, 30)?, language?)
    });
    joined.or_else(|| words::weekday(word, language).filter(|_| word.len() < 45))
}
