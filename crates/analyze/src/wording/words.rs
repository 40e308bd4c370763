//! Words as they are compared: folded, numbers and initials joined, each with its place.

use onrecord_text::{
    Span,
    normal::folded,
    token::{TokenKind, tokens},
};

/// Words of so many letters or fewer weigh half: they stand everywhere.
const SHORT_LETTERS: usize = 3;

/// Words as they are compared, with their places.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) folded: Vec<String>,
    pub(super) spans: Vec<Span>,
}

impl Words {
    pub(super) fn of(text: &str, parts: &[Span]) -> Self {
        let mut words = Self::default();
        for part in parts {
            let Some(within) = part.get(text) else { continue };
            let n_before = words.folded.len();
            for token in tokens(within) {
                let (word, span) = (token.span.of(within), token.span.shifted(part.start()));
                let is_sign = matches!(word, "%" | "‰" | "°" | "$" | "€" | "£" | "¥");
                if token.kind == TokenKind::Mark && !is_sign {
                    continue;
                }
                let joins = words.folded.len() > n_before && words.join(text, word, span);
                if !joins {
                    words.folded.push(folded(word));
                    words.spans.push(span);
                }
            }
        }
        words
    }

    /// Joins digits to the number before them and letters to the initials before them: `1,200` is
    /// `1200`, `a.m.` is `am`; `3.5` is not `35`.
    fn join(&mut self, text: &str, word: &str, span: Span) -> bool {
        let (Some(before), Some(at)) = (self.folded.last_mut(), self.spans.last_mut()) else {
            return false;
        };
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        let mut back = text.get(..at.end()).unwrap_or_default().chars().rev();
        let was_initial = back.next().is_some_and(char::is_alphabetic)
            && !back.next().is_some_and(char::is_alphanumeric);
        let is_digits = word.bytes().all(|byte| byte.is_ascii_digit());
        let was_digits = before.ends_with(|c: char| c.is_ascii_digit());
        match text.get(at.end()..span.start()) {
            Some(",") if is_digits && was_digits && word.len() == 3 => before.push_str(word),
            Some(".") if is_digits && was_digits => {
                before.push('.');
                before.push_str(word);
            }
            Some(".") if is_initial && was_initial => {
                before.push_str(&folded(word));
            }
            _ => return false,
        }
        *at = at.cover(span);
        true
    }

    /// Where these words hold the wanted ones in a row.
    pub(super) fn places<'w>(&'w self, wanted: &'w Words) -> impl Iterator<Item = usize> + 'w {
        let runs = self.folded.windows(wanted.folded.len().max(1)).enumerate();
        runs.filter(|(_, run)| *run == wanted.folded.as_slice()).map(|(at, _)| at)
    }
}

pub(super) fn weight(word: &str) -> usize {
    let is_short =
        word.chars().count() <= SHORT_LETTERS && !word.starts_with(|c: char| c.is_numeric());
    if is_short { 1 } else { 2 }
}
