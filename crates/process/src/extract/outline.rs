//! A page as a list of lines inside nested boxes: what every later step works on.

use super::marks::Marks;
use crate::dom::NodeIdx;
use onrecord_model::article::Block;
use onrecord_text::Span;
use std::ops::Range;

/// A page as lines of text inside boxes. A box holds a run of lines, so any sum over what is inside
/// a box is the difference of two prefix sums.
#[derive(Debug, Default)]
pub struct Outline {
    /// The text of all lines, one after another.
    pub text: String,
    /// The lines in document order.
    pub lines: Vec<Line>,
    /// The boxes, each after the box it stands in.
    pub boxes: Vec<Box>,
    /// The lines before which pictures stand.
    pub pictures: Vec<usize>,
    /// The lines in which links to subscribe, sign in or give stand.
    pub offers: Vec<usize>,
}

/// A line: the text between two breaks, white space folded.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Where it stands in the outline's text.
    pub span: Span,
    /// Its form.
    pub block: Block,
    /// From 1 to 6 for a heading, else 0.
    pub level: u8,
    /// How many of its bytes stand in links.
    pub n_link_bytes: u32,
    /// How many links begin in it.
    pub n_links: u16,
    /// Whether a link in it leads to another page of the same site.
    pub leads_on: bool,
    /// The innermost box around it.
    pub in_box: usize,
    /// Marks of all boxes around it, as far as they hold.
    pub marks: Marks,
    /// Whether a sentence-level element, such as `<p>`, holds it.
    pub is_paragraph: bool,
    /// The element that its text began in.
    pub node: NodeIdx,
}

/// An element that starts and ends a line.
#[derive(Clone, Copy, Debug)]
pub struct Box {
    /// The element.
    pub node: NodeIdx,
    /// The box around it; its own number for the first.
    pub parent: usize,
    /// The first line inside.
    pub first: usize,
    /// The line after the last one inside.
    pub end: usize,
    /// What its own names say.
    pub marks: Marks,
    /// Whether it is a paragraph, a list or the like, and no box of its own standing.
    pub is_part: bool,
}

impl Outline {
    /// The text of a line.
    #[must_use]
    pub fn line(&self, idx: usize) -> &str {
        self.lines[idx].span.of(&self.text)
    }

    /// How many bytes of text a run of lines holds.
    #[must_use]
    pub fn n_bytes(&self, lines: Range<usize>) -> usize {
        match self.lines.get(lines) {
            Some([first, .., last]) => last.span.end() - first.span.start(),
            Some([only]) => only.span.len(),
            _ => 0,
        }
    }

    /// The boxes around a box, from the inside out, itself first.
    pub fn around(&self, idx: usize) -> impl Iterator<Item = usize> {
        let mut at = (idx < self.boxes.len()).then_some(idx);
        std::iter::from_fn(move || {
            let idx = at?;
            let parent = self.boxes[idx].parent;
            at = (parent != idx).then_some(parent);
            Some(idx)
        })
    }
}
