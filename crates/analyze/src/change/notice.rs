//! Notices: sentences in which a page says itself that it was changed.

use super::units::Text;
use onrecord_model::article::ZoneKind;
use onrecord_text::{lists::List, normal::folded};
use std::sync::LazyLock;

/// A notice stands at the start of its sentence or within so many bytes of it.
const MAX_BEFORE_BYTES: usize = 60;

/// A line with more words tells more than a time.
const MAX_STAMP_WORDS: usize = 10;

static NOTICES: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/und/notices.txt")).expect("a checked list")
});

/// Whether a sentence says that the page was corrected or amended.
///
/// ```
/// use onrecord_analyze::change::is_notice;
/// assert!(is_notice("This article was amended on 4 May to correct the number of homes."));
/// assert!(!is_notice("The law was amended in May."));
/// ```
#[must_use]
pub fn is_notice(sentence: &str) -> bool {
    holds(sentence, "")
}

/// Whether a line tells nothing but when the page was updated: `Updated 3 May 2031, 18:42`.
#[must_use]
pub fn is_stamp(line: &str) -> bool {
    let n_words = line.split_whitespace().count();
    n_words <= MAX_STAMP_WORDS
        && line.contains(|c: char| c.is_ascii_digit())
        && holds(line, "stamp")
}

/// Whether the page says anywhere that it was changed, be it only by the time of its last update.
#[must_use]
pub fn is_noted(text: &Text) -> bool {
    let words = |span: onrecord_text::Span| span.get(&text.article.text).unwrap_or_default();
    text.article.zones.iter().any(|zone| match zone.kind {
        // A line of the page itself, not of the article: a stamp is enough there.
        ZoneKind::Header | ZoneKind::Furniture => {
            holds(words(zone.span), "") || holds(words(zone.span), "stamp")
        }
        _ => false,
    }) || text.sentences.iter().any(|sentence| is_notice(words(sentence.span)))
}

fn holds(sentence: &str, note: &str) -> bool {
    let start = sentence.floor_char_boundary(sentence.len().min(3 * MAX_BEFORE_BYTES));
    let start = folded(&sentence[..start]);
    let wanted = NOTICES.iter().filter(|(_, about)| *about == note);
    wanted.into_iter().any(|(words, _)| {
        start.match_indices(words).any(|(at, _)| {
            let before = start[..at].trim_end_matches(' ');
            let starts_anew = match note {
                "stamp" => !start[..at].ends_with(char::is_alphanumeric),
                _ => !before.ends_with(char::is_alphanumeric),
            };
            let is_whole = words.ends_with(':')
                || !start[at + words.len()..].starts_with(char::is_alphanumeric);
            starts_anew && is_whole && at <= MAX_BEFORE_BYTES
        })
    })
}
