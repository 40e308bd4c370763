//! Times of day as written, zone included: `19:45:37`, `3 p.m. EDT`, `19h45`, `午後3時5分`.

use crate::date::lex::{Kind, Lexed};
use onrecord_model::dating::WrittenTime;

/// Words of zones that pages write beside a time.
const ZONES: [&str; 44] = [
    "Z", "GMT", "UTC", "BST", "IST", "CET", "CEST", "MEZ", "MESZ", "EET", "EEST", "WET", "WEST",
    "MSK", "TRT", "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT", "PT",
    "AKST", "AKDT", "HST", "AST", "ADT", "NST", "NDT", "AEST", "AEDT", "ACST", "ACDT", "AWST",
    "NZST", "NZDT", "JST", "KST", "WIB",
];

/// Reads a time that starts at piece `idx`; gives it with the index of the piece after it.
#[must_use]
pub fn time_at(lexed: &Lexed, idx: usize) -> Option<(WrittenTime, usize)> {
    let Kind::Number(hour, 1..=2) = lexed.pieces.get(idx)?.kind else { return None };
    let hour = u8::try_from(hour).ok().filter(|hour| *hour <= 24)?;
    let (minute, mut at, is_sure) = minutes(lexed, idx + 1)?;
    let half = half_of_day(lexed, at).or_else(|| half_before(lexed, idx));
    let is_afternoon = half.map(|(is_afternoon, after)| {
        at = at.max(after);
        is_afternoon
    });
    let is_uhr = lexed.is_word(at, &["Uhr", "uhr", "WIB", "hrs", "Uhr:"]);
    if !is_sure && is_afternoon.is_none() && !is_uhr {
        return None;
    }
    at += usize::from(is_uhr && !lexed.is_word(at, &["WIB"]));
    let hour = match is_afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour % 24,
    };
    let zone = zone(lexed, at);
    at = zone.as_ref().map_or(at, |(_, after)| *after);
    Some((WrittenTime { hour, minute, zone: zone.map(|(zone, _)| zone) }, at))
}

/// The minutes after an hour, where the time goes on, and whether it can be nothing but a time.
fn minutes(lexed: &Lexed, idx: usize) -> Option<(u8, usize, bool)> {
    let Some(separator) = lexed.pieces.get(idx) else { return Some((0, idx, false)) };
    let is_colon = matches!(separator.kind, Kind::Mark(':' | '：'));
    let is_stop = separator.kind == Kind::Mark('.') && !separator.is_spaced;
    let is_hours = lexed.is_word(idx, &["h", "H", "時", "时", "시", "点", "ч"]);
    if !is_colon && !is_stop && !is_hours {
        return Some((0, idx, false));
    }
    let minute = lexed.pieces.get(idx + 1).and_then(|piece| match piece.kind {
        Kind::Number(minute @ 0..=59, 2) => u8::try_from(minute).ok(),
        Kind::Number(minute @ 0..=59, 1) if is_hours => u8::try_from(minute).ok(),
        _ => None,
    });
    let Some(minute) = minute else { return Some((0, idx + usize::from(is_hours), false)) };
    let mut at = idx + 2;
    at += usize::from(is_hours && lexed.is_word(at, &["分", "분", "min", "m", "мин"]));
    // Seconds and their fractions.
    let is_second = |at: usize, marks: &[char]| {
        matches!(lexed.pieces.get(at).map(|p| p.kind), Some(Kind::Mark(c)) if marks.contains(&c))
            && matches!(lexed.pieces.get(at + 1).map(|p| p.kind), Some(Kind::Number(..)))
            && !lexed.pieces[at].is_spaced
            && !lexed.pieces[at + 1].is_spaced
    };
    if is_colon && is_second(at, &[':']) {
        at += 2;
        if is_second(at, &['.', ',']) {
            at += 2;
        }
    }
    Some((minute, at, is_colon || is_hours))
}

/// `am` or `pm` at `idx`: whether it is the afternoon, and the index after it.
fn half_of_day(lexed: &Lexed, idx: usize) -> Option<(bool, usize)> {
    let word = lexed.word(idx)?.to_ascii_lowercase();
    match word.as_str() {
        "am" | "pm" => Some((word == "pm", idx + 1)),
        "a" | "p" => {
            let is_stop =
                |at: usize| lexed.pieces.get(at).is_some_and(|p| p.kind == Kind::Mark('.'));
            let m = idx + 1 + usize::from(is_stop(idx + 1));
            lexed
                .is_word(m, &["m", "M"])
                .then(|| (word == "p", m + 1 + usize::from(is_stop(m + 1))))
        }
        _ => None,
    }
}

/// The half of the day before the hour, as Korean, Chinese and Japanese write it.
fn half_before(lexed: &Lexed, idx: usize) -> Option<(bool, usize)> {
    let before = &lexed.text[..lexed.pieces.get(idx)?.start];
    let ends = |words: [&str; 4]| words.iter().any(|word| before.trim_end().ends_with(word));
    if ends(["오후", "下午", "午後", "晚上"]) {
        Some((true, idx))
    } else {
        ends(["오전", "上午", "午前", "凌晨"]).then_some((false, idx))
    }
}

fn zone(lexed: &Lexed, mut idx: usize) -> Option<(String, usize)> {
    if lexed.pieces.get(idx)?.kind == Kind::Mark('(') {
        idx += 1;
    }
    let piece = lexed.pieces.get(idx)?;
    if let Some(name) = lexed.word(idx).filter(|word| ZONES.contains(word)) {
        if let Some((offset, after)) = offset(lexed, idx + 1).filter(|_| name != "Z") {
            return Some((format!("{name}{offset}"), after));
        }
        return Some((name.to_owned(), idx + 1));
    }
    offset(lexed, idx).filter(|_| !piece.is_spaced || lexed.text[..piece.start].ends_with(' '))
}

/// `+02:00`, `-0500` or `+3`, with no blank inside.
fn offset(lexed: &Lexed, idx: usize) -> Option<(String, usize)> {
    let sign = lexed.pieces.get(idx)?;
    let Kind::Mark('+' | '-' | '−') = sign.kind else { return None };
    let hours = lexed.pieces.get(idx + 1).filter(|piece| !piece.is_spaced)?;
    let Kind::Number(value, n_digits) = hours.kind else { return None };
    let is_colon =
        lexed.pieces.get(idx + 2).is_some_and(|p| p.kind == Kind::Mark(':') && !p.is_spaced);
    let minutes =
        lexed.pieces.get(idx + 3).filter(|p| is_colon && matches!(p.kind, Kind::Number(_, 2)));
    if let (1..=2, Some(minutes)) = (n_digits, minutes) {
        return Some((lexed.text[sign.start..minutes.end].to_owned(), idx + 4));
    }
    let is_whole = n_digits == 4 && value <= 1400;
    // `14:05 - 7` is a range or a list, `+3` and `-05` are offsets.
    let is_hours = n_digits <= 2 && value <= 14 && (n_digits == 2 || sign.kind == Kind::Mark('+'));
    let is_offset = is_whole || (is_hours && !sign.is_spaced);
    is_offset.then(|| (lexed.text[sign.start..hours.end].to_owned(), idx + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let lexed = Lexed::new(text);
        let first =
            lexed.pieces.iter().position(|piece| matches!(piece.kind, Kind::Number(..))).unwrap();
        let found = time_at(&lexed, first).map_or("none".to_owned(), |(time, _)| {
            format!("{:02}:{:02} {}", time.hour, time.minute, time.zone.unwrap_or_default())
        });
        assert_eq!(found.trim_end(), expected, "{text}");
    }

    #[test]
    fn times_are_read_with_their_zones() {
        for (text, expected) in [
            ("19:45:37", "19:45"),
            ("19:45:37.120Z", "19:45 Z"),
            ("07:05:00+02:00", "07:05 +02:00"),
            ("07:05:00 +0530", "07:05 +0530"),
            ("07:05 GMT+3", "07:05 GMT+3"),
            ("3 p.m. EDT", "15:00 EDT"),
            ("12:30am", "00:30"),
            ("12pm", "12:00"),
            ("19.45 Uhr", "19:45"),
            ("19h05", "19:05"),
            ("오후 3:45", "15:45"),
            ("下午3時5分", "15:05"),
            ("23:59 GMT22 October", "23:59 GMT"),
            ("19.45", "none"),
            ("25:10", "none"),
            ("7 April", "none"),
        ] {
            check(text, expected);
        }
    }
}
