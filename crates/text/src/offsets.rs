//! Byte offsets to code points (Python) and UTF-16 units (browsers), and back.

use crate::Span;

/// A text's byte offsets in the two other units in use; built once, then each question is a binary
/// search and a walk of at most [`STEP`] bytes.
///
/// ```
/// use onrecord_text::{offsets::Offsets, Span};
/// let offsets = Offsets::of("é😀x");
/// assert_eq!(offsets.to_chars(Span::new(2, 6)), Some((1, 2)));
/// assert_eq!(offsets.to_utf16(Span::new(2, 6)), Some((1, 3)));
/// assert_eq!(offsets.from_chars(1, 2), Some(Span::new(2, 6)));
/// ```
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    /// (byte, code point, UTF-16 unit) at about every `STEP` bytes.
    marks: Vec<(usize, usize, usize)>,
}

/// Bytes between two remembered positions.
pub const STEP: usize = 256;

impl<'t> Offsets<'t> {
    /// Reads `text` once.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let (mut marks, mut utf16) = (vec![(0, 0, 0)], 0);
        for (n_chars, (byte, c)) in text.char_indices().enumerate() {
            if byte >= marks[marks.len() - 1].0 + STEP {
                marks.push((byte, n_chars, utf16));
            }
            utf16 += c.len_utf16();
        }
        Self { text, marks }
    }

    /// The span in code points; `None` when it lies outside or cuts a character.
    #[must_use]
    pub fn to_chars(&self, span: Span) -> Option<(usize, usize)> {
        Some((self.at_byte(span.start())?.0, self.at_byte(span.end())?.0))
    }

    /// The span in UTF-16 units; `None` when it lies outside or cuts a character.
    #[must_use]
    pub fn to_utf16(&self, span: Span) -> Option<(usize, usize)> {
        Some((self.at_byte(span.start())?.1, self.at_byte(span.end())?.1))
    }

    /// A span given in code points; `None` when it lies outside or ends before it starts.
    #[must_use]
    pub fn from_chars(&self, start: usize, end: usize) -> Option<Span> {
        let (start, end) = (self.byte_of_char(start)?, self.byte_of_char(end)?);
        (start <= end).then(|| Span::new(start, end))
    }

    fn at_byte(&self, byte: usize) -> Option<(usize, usize)> {
        if !self.text.is_char_boundary(byte) {
            return None;
        }
        let mark = self.marks.partition_point(|mark| mark.0 <= byte) - 1;
        let (from, n_chars, n_utf16) = self.marks[mark];
        let between = self.text[from..byte].chars();
        let counted = between.fold((0, 0), |(n, units), c| (n + 1, units + c.len_utf16()));
        Some((n_chars + counted.0, n_utf16 + counted.1))
    }

    fn byte_of_char(&self, wanted: usize) -> Option<usize> {
        let mark = self.marks.partition_point(|mark| mark.1 <= wanted) - 1;
        let (from, n_chars, _) = self.marks[mark];
        let rest = &self.text[from..];
        let edges = rest.char_indices().map(|(byte, _)| byte).chain([rest.len()]);
        edges.map(|byte| from + byte).nth(wanted - n_chars)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_round_trip(text in "\\PC{0,700}", a in 0usize..700, b in 0usize..700) {
            let offsets = Offsets::of(&text);
            let n_chars = text.chars().count();
            let (start, end) = (a.min(b).min(n_chars), a.max(b).min(n_chars));
            let span = offsets.from_chars(start, end).unwrap();
            prop_assert_eq!(offsets.to_chars(span), Some((start, end)));
            let inside: String = text.chars().skip(start).take(end - start).collect();
            prop_assert_eq!(span.of(&text), inside);
        }
    }

    #[test]
    fn an_offset_inside_a_character_is_refused() {
        let offsets = Offsets::of("é");
        assert_eq!(offsets.to_chars(Span::new(0, 1)), None);
        assert_eq!(offsets.from_chars(0, 9), None);
    }
}
