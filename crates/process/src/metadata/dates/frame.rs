//! Where the article stands among the lines of its page, and so how a date stands to it.

use crate::{
    date::DateField,
    dom::NodeIdx,
    extract::{marks::Marks, outline::Outline},
    metadata::dates::value::MAX_FIELDS,
};

/// A date so many lines above the title, or below it where no text begins before, stands beside it.
const LINES_ABOVE_TITLE: usize = 4;
const LINES_BELOW_TITLE: usize = 24;

/// How many lines after the end of the text are below it.
const LINES_BELOW_TEXT: usize = 10;

/// More lines between title and text are no head of an article but a list.
const MAX_HEAD_LINES: usize = 12;

/// Boxes that between title and text are the article's own.
const LOOSE_IN_HEAD: Marks = Marks::TEASER.with(Marks::ASIDE).with(Marks::RELATED).with(Marks::NAV);

/// Where the article stands among the lines of the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    /// The line of the title, where one is shown.
    pub title: Option<usize>,
    /// The first line of the text.
    pub first: usize,
    /// The line after the last one of the text.
    pub end: usize,
}

impl Frame {
    /// The frame with a title and an end: where none is known, the heading above the text is the
    /// title, and without a text the first heading of the page.
    pub fn completed(self, outline: &Outline) -> Self {
        let n_lines = outline.lines.len();
        let is_heading = |idx: &usize| matches!(outline.lines[*idx].level, 1 | 2);
        let end = if self.end == 0 { n_lines } else { self.end.min(n_lines) };
        let above = || (0..self.first.min(n_lines)).rev().find(is_heading);
        let inside = || (self.first.min(n_lines)..end).find(is_heading);
        let title = self.title.or_else(above).or_else(inside);
        let first = if self.end == 0 { title.unwrap_or(0) } else { self.first };
        Self { title, first, end }
    }

    /// Whether a line stands between title and text.
    fn is_head(self, line: usize) -> bool {
        let title = self.title.unwrap_or(self.first);
        title < line && line < self.first && self.first - title <= MAX_HEAD_LINES
    }

    /// How a line stands to the article.
    pub fn place(self, line: usize) -> &'static str {
        let title = self.title.unwrap_or(self.first);
        let is_above = line < title && line + LINES_ABOVE_TITLE >= title;
        let is_below =
            title <= line && line <= title + LINES_BELOW_TITLE && line <= self.first.max(title) + 2;
        if is_above || is_below {
            "beside the title"
        } else if self.first.min(title) <= line && line < self.end {
            "in the article"
        } else if self.end <= line && line < self.end + LINES_BELOW_TEXT {
            "below the text"
        } else {
            "elsewhere"
        }
    }
}

/// Which line a node stands in: nodes and lines are both numbered in the order of the page.
pub struct Places {
    /// For each line the number of the node that it began in; never falling.
    first_nodes: Vec<usize>,
}

impl Places {
    /// The places of a page's lines.
    pub fn of(outline: &Outline) -> Self {
        let mut largest = 0;
        let numbers = outline.lines.iter().map(|line| {
            largest = largest.max(line.node.number());
            largest
        });
        Self { first_nodes: numbers.collect() }
    }

    /// The line that a node stands in.
    pub fn line(&self, node: NodeIdx) -> Option<usize> {
        self.first_nodes.partition_point(|first| *first <= node.number()).checked_sub(1)
    }
}

/// Whether a line stands in a box of other things than the article. The date often shares its box
/// with buttons for sharing or the note on the author, and right beside the title a teaser's box is
/// that of the article itself.
pub fn is_furniture(outline: &Outline, line: usize, frame: Frame) -> bool {
    let furniture = Marks::FURNITURE
        .without(Marks::SHARE)
        .without(Marks::BIO)
        .without(Marks::TAGS)
        .without(Marks::HIDDEN);
    let is_beside = frame.title.is_some_and(|title| line.abs_diff(title) <= 2);
    let furniture = match () {
        () if frame.is_head(line) => furniture.without(LOOSE_IN_HEAD),
        () if is_beside => furniture.without(Marks::TEASER | Marks::ASIDE),
        () => furniture,
    };
    // What the title's own box is called says nothing against its date.
    let of_title = frame.title.map_or(Marks::NONE, |title| outline.lines[title].marks);
    let own = outline.lines[line].marks.without(of_title);
    // Names of wrappers around the whole page are no marks of its lines.
    let held = furniture.without(furniture.without(own));
    held != Marks::NONE && is_boxed(outline, line, frame, held)
}

/// Whether a box of other things is around the line: not one that holds the line alone, which is
/// named after its looks (`text-secondary`), and not the foot of an `<article>` that holds the text.
/// Above the title, a bar of one line is a bar: the site's clock stands there.
fn is_boxed(outline: &Outline, line: usize, frame: Frame, furniture: Marks) -> bool {
    let holds_text = |idx: usize| {
        let item = &outline.boxes[idx];
        item.first <= frame.first && frame.first < item.end
    };
    let around: Vec<usize> = outline.around(outline.lines[line].in_box).collect();
    let article = around
        .iter()
        .position(|idx| outline.boxes[*idx].marks.has(Marks::ARTICLE) && holds_text(*idx));
    let (inside, outside) = around.split_at(article.unwrap_or(0));
    let is_other = |idx: &usize, furniture: Marks| {
        let item = &outline.boxes[*idx];
        let is_bar = line < frame.title.unwrap_or(frame.first) && item.marks.has(Marks::NAV);
        (is_bar || item.end > item.first + 1) && item.marks.has(furniture)
    };
    inside.iter().any(|idx| is_other(idx, furniture.without(Marks::FOOTER)))
        || outside.iter().any(|idx| is_other(idx, furniture))
}

/// Fields in order of trust; many days below or far from the article are those of other pages.
pub fn ranked(mut found: Vec<(usize, DateField)>) -> Vec<DateField> {
    const MAX_FAR: usize = 2;
    found.sort_by_key(|(rank, _)| *rank);
    let n_of = |rank: usize| found.iter().filter(|(other, _)| *other == rank).count();
    let kept = found.iter().filter(|(rank, _)| *rank < FAR || n_of(*rank) <= MAX_FAR);
    kept.map(|(_, field)| field.clone()).take(MAX_FIELDS).collect()
}

/// Places from this rank on are below or far from the article.
const FAR: usize = 20;

/// The order of trust of places: first where they stand, then how they are marked.
pub fn rank(place: &str) -> usize {
    let place_rank = ["beside the title", "in the article", "below the text", "elsewhere"]
        .iter()
        .position(|end| place.ends_with(end))
        .unwrap_or(3);
    let kind_rank = ["labeled", "marked", "time", "line"]
        .iter()
        .position(|start| place.starts_with(start))
        .unwrap_or(4);
    place_rank * 10 + kind_rank
}
