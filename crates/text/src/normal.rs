//! A cleaned view of a text (quotes, spaces, case) that maps every span back.

use crate::Span;

/// A text folded for comparison, with the way back to the original.
///
/// Runs of white space become one blank (U+00A0 and zero-width characters included), quotation
/// marks, apostrophes and dashes become their ASCII forms, letters become lower case. Every byte of
/// the folded text remembers which byte of the original it came from.
///
/// ```
/// use onrecord_text::normal::Normal;
/// let view = Normal::of("She said:\u{a0} “It’s  OVER”");
/// assert_eq!(view.text(), "she said: \"it's over\"");
/// let found = view.find("it's over").unwrap();
/// assert_eq!(found.of("She said:\u{a0} “It’s  OVER”"), "It’s  OVER");
/// ```
#[derive(Clone, Debug)]
pub struct Normal {
    text: String,
    /// For each byte of `text`, the byte of the original where its character starts; one more for
    /// the end.
    back: Vec<u32>,
}

impl Normal {
    /// Folds `original`.
    #[must_use]
    pub fn of(original: &str) -> Self {
        let mut view = Self { text: String::with_capacity(original.len()), back: Vec::new() };
        let mut blank = None;
        for (at, c) in original.char_indices() {
            match fold(c) {
                Folded::Nothing => (),
                Folded::Blank => blank = blank.or(Some(at)),
                Folded::Char(folded) => {
                    if let Some(blank_at) = blank.take()
                        && !view.text.is_empty()
                    {
                        view.push(' ', blank_at);
                    }
                    folded.to_lowercase().for_each(|lower| view.push(lower, at));
                }
            }
        }
        view.back.push(u32::try_from(original.len()).expect("texts are shorter than 4 GiB"));
        view
    }

    fn push(&mut self, c: char, from: usize) {
        self.text.push(c);
        let from = u32::try_from(from).expect("texts are shorter than 4 GiB");
        self.back.resize(self.text.len(), from);
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the original that a span of the folded text came from, without trailing blanks.
    #[must_use]
    pub fn original(&self, span: Span) -> Span {
        let start = self.back[span.start()] as usize;
        // The end is the start of the next folded character; what lies between was folded away.
        Span::new(start, (self.back[span.end()] as usize).max(start))
    }

    /// The first place of `needle`, which must be folded already, as a span of the original.
    #[must_use]
    pub fn find(&self, needle: &str) -> Option<Span> {
        let at = self.text.find(needle)?;
        Some(self.original(Span::new(at, at + needle.len())))
    }
}

/// Folds a string without keeping the way back; see [`Normal`].
#[must_use]
pub fn folded(text: &str) -> String {
    Normal::of(text).text
}

enum Folded {
    Nothing,
    Blank,
    Char(char),
}

fn fold(c: char) -> Folded {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Folded::Nothing,
        c if c.is_whitespace() => Folded::Blank,
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => Folded::Char('"'),
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' | '`' | '´' => {
            Folded::Char('\'')
        }
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => Folded::Char('-'),
        c => Folded::Char(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_folded_character_maps_into_the_original(text in "\\PC{0,200}") {
            let view = Normal::of(&text);
            for (at, c) in view.text().char_indices() {
                let back = view.original(Span::new(at, at + c.len_utf8()));
                prop_assert!(back.get(&text).is_some());
            }
        }

        #[test]
        fn folding_twice_changes_nothing_more(text in "[ -~“”’–\u{a0}\n]{0,80}") {
            prop_assert_eq!(folded(&folded(&text)), folded(&text));
        }
    }
}
