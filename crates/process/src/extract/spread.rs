//! How far what names say holds: every line gets the marks of the boxes around it.

use super::{
    marks::Marks,
    outline::{Box, Line, Outline},
    phrases::is_timed,
};
use onrecord_model::article::Block;
use std::ops::Sub;

/// A line as long as this is running text, in bytes.
const MIN_TEXT_BYTES: usize = 80;

/// A box with more text is no byline and no date, in bytes.
const MAX_BYLINE_BYTES: usize = 400;

/// A box with more text is no picture, in bytes.
const MAX_PICTURE_BYTES: usize = 400;

impl Outline {
    /// Gives every line the marks of the boxes around it, as far as they hold.
    pub(super) fn spread_marks(&mut self) {
        let sums = sums(&self.lines);
        let total = sums[self.lines.len()];
        let mut spread: Vec<Marks> = Vec::with_capacity(self.boxes.len());
        for (idx, item) in self.boxes.iter().enumerate() {
            let inside = sums[item.end] - sums[item.first];
            let share = inside.n_text_bytes * 100 / total.n_text_bytes.max(1);
            let has_picture = self.has_picture(item);
            let own = held(item.marks, inside, share, has_picture);
            // What is called the article's body is that, even in a `widget` or a `sidebar-grid`.
            let is_main =
                own.has(Marks::BODY) && share >= 15 || own.has(Marks::ARTICLE) && share >= 30;
            let above = if item.parent == idx { Marks::NONE } else { spread[item.parent] };
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

    fn has_picture(&self, item: &Box) -> bool {
        let first = self.pictures.partition_point(|at| *at < item.first);
        self.pictures.get(first).is_some_and(|at| *at <= item.end)
    }
}

/// What a run of lines holds.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    n_bytes: usize,
    n_link_bytes: usize,
    /// Bytes of long lines that are no headings and mostly no links.
    n_text_bytes: usize,
    n_main_headings: usize,
    /// Headings, and lines that are parts of a table or a quotation.
    n_formed: usize,
}

impl Sub for Sum {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            n_bytes: self.n_bytes - other.n_bytes,
            n_link_bytes: self.n_link_bytes - other.n_link_bytes,
            n_text_bytes: self.n_text_bytes - other.n_text_bytes,
            n_main_headings: self.n_main_headings - other.n_main_headings,
            n_formed: self.n_formed - other.n_formed,
        }
    }
}

/// What all lines before each line hold.
fn sums(lines: &[Line]) -> Vec<Sum> {
    let mut sum = Sum::default();
    let mut sums = vec![sum];
    for line in lines {
        let (n_bytes, n_link_bytes) = (line.span.len(), line.n_link_bytes as usize);
        let is_text = line.level == 0 && n_bytes >= MIN_TEXT_BYTES && n_link_bytes * 2 < n_bytes;
        sum.n_bytes += n_bytes;
        sum.n_link_bytes += n_link_bytes;
        sum.n_text_bytes += if is_text { n_bytes } else { 0 };
        sum.n_main_headings += usize::from(line.level == 1);
        sum.n_formed += usize::from(!matches!(line.block, Block::Paragraph | Block::ListItem));
        sums.push(sum);
    }
    sums
}

/// The marks of a box that what is inside does not contradict.
fn held(marks: Marks, inside: Sum, share: usize, has_picture: bool) -> Marks {
    // A box with most of the page's running text and its main heading, or nearly all of it, is a
    // wrapper: a page called `layout-with-sidebar` is no sidebar, and a hidden body waits for a
    // script to show it.
    let is_wrapper = share >= 90 || share >= 50 && inside.n_main_headings > 0;
    let mut marks = match () {
        () if is_wrapper => marks.without(Marks::FURNITURE | Marks::CAPTION),
        () if share >= 40 => marks.without(Marks::LOOSE),
        () => marks,
    };
    // What announces another article links to it.
    if inside.n_link_bytes * 10 < inside.n_bytes {
        marks = marks.without(Marks::TEASER);
    }
    // Navigation consists of links.
    if inside.n_text_bytes >= MIN_TEXT_BYTES && inside.n_link_bytes * 4 < inside.n_bytes {
        marks = marks.without(Marks::NAV);
    }
    if inside.n_bytes > MAX_BYLINE_BYTES {
        marks = marks.without(Marks::BYLINE | Marks::DATE | Marks::TIME);
    }
    // `has-caption` is said of what holds the title, too.
    if inside.n_main_headings > 0 {
        marks = marks.without(Marks::CAPTION);
    }
    let is_picture = marks.has(Marks::PICTURE) && has_picture;
    if is_picture && inside.n_bytes <= MAX_PICTURE_BYTES && inside.n_formed == 0 {
        marks |= Marks::CAPTION;
    }
    marks
}
