//! How far what names say holds: every line gets the marks of the boxes around it.

use super::{marks::Marks, outline::Outline, phrases::is_timed};
use onrecord_model::article::Block;

/// A box with more text is no byline and no date, in bytes.
const MAX_BYLINE_BYTES: usize = 400;

impl Outline {
    /// Gives every line the marks of the boxes around it. A box that holds most of the page's
    /// running text together with its main heading, or nearly all of it, is a wrapper: a page called
    /// `layout-with-sidebar` is no sidebar.
    pub(super) fn spread_marks(&mut self) {
        let mut sums = vec![0; self.lines.len() + 1];
        let mut main_headings = vec![0; self.lines.len() + 1];
        for (idx, line) in self.lines.iter().enumerate() {
            let is_text =
                line.span.len() >= 80 && (line.n_link_bytes as usize) < line.span.len() / 2;
            sums[idx + 1] = sums[idx] + if is_text { line.span.len() } else { 0 };
            main_headings[idx + 1] = main_headings[idx] + usize::from(line.level == 1);
        }
        let mut n_bytes = vec![0; self.lines.len() + 1];
        let mut n_link_bytes = vec![0; self.lines.len() + 1];
        for (idx, line) in self.lines.iter().enumerate() {
            n_bytes[idx + 1] = n_bytes[idx] + line.span.len();
            n_link_bytes[idx + 1] = n_link_bytes[idx] + line.n_link_bytes as usize;
        }
        let total = sums[self.lines.len()].max(1);
        let mut spread: Vec<Marks> = Vec::with_capacity(self.boxes.len());
        for (idx, item) in self.boxes.iter().enumerate() {
            let share = (sums[item.end] - sums[item.first]) * 100 / total;
            let has_heading = main_headings[item.end] > main_headings[item.first];
            let is_wrapper = share >= 90 || share >= 50 && has_heading;
            let above = if item.parent == idx { Marks::NONE } else { spread[item.parent] };
            let own = match () {
                // A hidden body waits for a script to show it.
                () if is_wrapper => item.marks.without(Marks::FURNITURE).without(Marks::CAPTION),
                () if share >= 40 => item.marks.without(Marks::LOOSE),
                () => item.marks,
            };
            let n_inside = n_bytes[item.end] - n_bytes[item.first];
            let n_linked = n_link_bytes[item.end] - n_link_bytes[item.first];
            // What announces another article links to it.
            let own = match () {
                () if n_linked * 10 < n_inside => own.without(Marks::TEASER),
                () => own,
            };
            let own = match () {
                () if n_inside > MAX_BYLINE_BYTES => {
                    own.without(Marks::BYLINE | Marks::DATE | Marks::TIME)
                }
                () => own,
            };
            // What is called the article's body is that, even in a `widget` or a `sidebar-grid`.
            let is_main =
                own.has(Marks::BODY) && share >= 15 || own.has(Marks::ARTICLE) && share >= 30;
            let above = match is_main {
                true => above.without(Marks::LOOSE | Marks::NAV),
                false => above,
            };
            spread.push(above | own);
        }
        for line in &mut self.lines {
            line.marks = spread.get(line.in_box).copied().unwrap_or_default();
            if line.marks.has(Marks::LIVE) && is_timed(line.span.of(&self.text)) {
                line.block = Block::LiveEntry;
            }
        }
    }
}
