//! Sentence boundaries.

use crate::{Span, lists::List};
use std::sync::LazyLock;

/// Words that end in a full stop without ending a sentence, of all languages together: an
/// abbreviation of one language is hardly ever a sentence-final word of another.
static ABBREVIATIONS: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../lang/abbreviations.txt")).expect("a checked list")
});

/// The sentences of `text`, in order, without white space at their edges.
///
/// A line break always ends a sentence: articles hold one block per line. Inside a line a sentence
/// ends after `.`, `!`, `?`, `…` or their counterparts in other scripts, together with the quotation
/// marks and brackets that close there, when blank space and a plausible start follow. It goes on
/// after abbreviations and initials, in numbers, and when the next letter is in lower case:
/// `"Stop!" he said.` is one sentence.
///
/// ```
/// use onrecord_text::sentence::sentences;
/// let text = "Dr. A. Ruiz spoke at 3 p.m. on Monday. “Stop!” he said. No one did.";
/// let found: Vec<_> = sentences(text).iter().map(|span| span.of(text)).collect();
/// assert_eq!(found.len(), 3);
/// assert_eq!(found[1], "“Stop!” he said.");
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive(['\n', '\u{2028}', '\u{2029}']) {
        in_line(text, Span::new(line_start, line_start + line.len()), &mut found);
        line_start += line.len();
    }
    found
}

fn in_line(text: &str, line: Span, found: &mut Vec<Span>) {
    let mut start = line.start();
    let mut keep = |start: usize, end: usize| {
        let span = Span::new(start, end).trimmed(text);
        if !span.is_empty() {
            found.push(span);
        }
    };
    let inside = line.of(text);
    let mut skip_to = 0;
    for (at, c) in inside.char_indices() {
        if at < skip_to || !is_terminal(c) {
            continue;
        }
        let end = at + closing_run(&inside[at..]);
        skip_to = end;
        if ends_here(inside, at, c, end) {
            keep(start, line.start() + end);
            start = line.start() + end;
        }
    }
    keep(start, line.end());
}

/// Length of the terminal marks at the start of `tail` with the quotation marks and brackets that
/// close after them.
fn closing_run(tail: &str) -> usize {
    let terminals = tail.find(|c| !is_terminal(c)).unwrap_or(tail.len());
    let closers =
        |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '』' | '」' | '）');
    let rest = &tail[terminals..];
    let mut len = terminals;
    for c in rest.chars().take_while(|c| closers(*c)) {
        len += c.len_utf8();
    }
    len
}

fn ends_here(line: &str, at: usize, c: char, end: usize) -> bool {
    if is_wide_terminal(c) {
        // “好。”他说 goes on: in Chinese and Japanese a quotation closes before its speaker.
        let closes_quote = line[at..end].chars().any(|c| matches!(c, '”' | '」' | '』'));
        let next = line[end..].trim_start().chars().next();
        return !(closes_quote && next.is_some_and(char::is_alphabetic));
    }
    let after = &line[end..];
    if !after.starts_with(char::is_whitespace) {
        // «…security.Putin said»: a missing blank after a full stop is a common slip of websites.
        let letters = |s: &str| s.chars().next().is_some_and(char::is_uppercase);
        let before = last_word(&line[..at]);
        return after.is_empty()
            || (c == '.'
                && letters(after)
                && before.chars().count() > 3
                && before.chars().skip(1).all(char::is_lowercase)
                && after.chars().nth(1).is_some_and(char::is_lowercase));
    }
    let next = after.trim_start();
    let Some(first) =
        next.chars().find(|c| !matches!(c, '"' | '“' | '‘' | '«' | '(' | '[' | '„' | '\''))
    else {
        return true;
    };
    if first.is_lowercase() {
        return false;
    }
    c != '.' || line[at..end].len() > 1 || !is_abbreviation(&line[..at], first, next)
}

/// Whether the full stop after `before` belongs to an abbreviation rather than to the sentence.
fn is_abbreviation(before: &str, first: char, next: &str) -> bool {
    let word = last_word(before);
    let bare = word.trim_start_matches(['(', '"', '“', '‘', '\'', '[']);
    let n_chars = bare.chars().count();
    if n_chars == 1 && bare.chars().all(char::is_uppercase) {
        return true; // an initial: A. Ruiz
    }
    if n_chars <= 2 && bare.chars().all(|c| c.is_ascii_digit()) {
        // 5. Mai: German, Danish, Norwegian, Czech and their neighbors write ordinals so.
        return MONTHS_AFTER_ORDINALS.iter().any(|month| next.starts_with(month));
    }
    if bare.contains('.') && bare.split('.').all(|part| part.chars().count() <= 2) {
        // U.S. or p.m.: the sentence ends when a word follows that usually starts one.
        let word: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
        let starts = ["The", "A", "An", "He", "She", "It", "They", "We", "But", "In", "On", "And"];
        return !starts.contains(&word.as_str());
    }
    match ABBREVIATIONS.get(&bare.to_lowercase()) {
        Some("number") => first.is_numeric(),
        Some(_) => true,
        None => false,
    }
}

/// Starts of month names in languages that write the day of the month with a full stop and the
/// month with a capital.
const MONTHS_AFTER_ORDINALS: [&str; 14] = [
    "Jan", "Jän", "Feb", "Mär", "Mar", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov",
    "Dez",
];

fn last_word(before: &str) -> &str {
    before.rsplit(char::is_whitespace).next().unwrap_or_default()
}

fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '։') || is_wide_terminal(c)
}

fn is_wide_terminal(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<_> = sentences(&text).iter().map(|span| span.of(&text)).collect();
        let wanted: Vec<_> =
            marked.split(['|', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        check("It rained. |The bridge held. |Nobody was hurt!");
        check("Mr. Ruiz met Gen. Okafor on Jan. 5. |They talked.");
        check("“We are safe,” she said. |“Are you?” he asked. |“Yes.” |Then silence.");
        check(
            "The U.S. Senate voted. |It passed 51.5 to 48.5 in Washington, D.C. |The House waits.",
        );
        check("A line without a stop\nAnother one. |And more");
        check("“好。”他说。|他走了。");
        check("قال الوزير: نعم. |وغادر القاعة.");
        check("monitor the borders.|Putin also noted it.");
        check("Er sagte es am 5. Mai. |Dann ging er.");
        check("No. 7 won. |No. |That was all.");
        check("");
    }
}
