//! Inside the chosen box: which lines are the article's text and which are furniture.

use super::{
    body::{Stated, ends_sentence},
    marks::Marks,
    outline::{Line, Outline},
    phrases,
};
use onrecord_model::article::Block;
use std::ops::Range;

/// What a line of the chosen box is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Part of the text.
    Body,
    /// A caption or picture credit.
    Caption,
    /// Not part of the article.
    Furniture,
}

/// Names every line of `range`, whose text begins at `start`.
#[must_use]
pub fn kinds(outline: &Outline, range: Range<usize>, stated: &Stated) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = range.clone().map(|idx| kind_of(outline, idx)).collect();
    if stated.is_given() {
        drop_unstated(outline, range.clone(), stated, &mut kinds);
    }
    drop_link_boxes(outline, range.clone(), &mut kinds);
    drop_repeats(outline, range.clone(), &mut kinds);
    drop_tail(outline, range.clone(), &mut kinds);
    drop_empty_headings(outline, range, &mut kinds);
    kinds
}

fn kind_of(outline: &Outline, idx: usize) -> Kind {
    let line = &outline.lines[idx];
    let text = outline.line(idx);
    if line.marks.has(Marks::FURNITURE) {
        return Kind::Furniture;
    }
    if line.marks.has(Marks::CAPTION) {
        return Kind::Caption;
    }
    if line.block == Block::LiveEntry {
        return Kind::Body;
    }
    let is_link = line.n_link_bytes as usize * 10 > line.span.len() * 8;
    let is_short = line.span.len() < 60 && !ends_sentence(text);
    if phrases::is_furniture(text) || !text.contains(char::is_alphanumeric) {
        return Kind::Furniture;
    }
    if is_link && line.block == Block::Paragraph && !is_long(line) && !is_address(text) {
        return Kind::Furniture;
    }
    if is_short && line.marks.has(Marks::BYLINE | Marks::DATE | Marks::TIME) {
        return Kind::Furniture;
    }
    Kind::Body
}

/// Whether a line is an address written out: it tells where, as text does.
fn is_address(text: &str) -> bool {
    let has_address = ["http://", "https://", "www.", "@"].iter().any(|sign| text.contains(sign));
    has_address && text.split(' ').count() <= MAX_ADDRESS_WORDS
}

fn is_long(line: &Line) -> bool {
    line.span.len() - line.n_link_bytes as usize >= 80
}

/// A line with more words is more than an address.
const MAX_ADDRESS_WORDS: usize = 6;

/// How much of a text its structured data must cover to tell what is not part of it, in percent.
const MIN_COVERAGE: usize = 80;

/// Drops paragraphs that the structured data does not hold, where it holds nearly all of the text.
fn drop_unstated(outline: &Outline, range: Range<usize>, stated: &Stated, kinds: &mut [Kind]) {
    let (mut n_bytes, mut n_stated) = (0, 0);
    let share = |idx: usize| stated.share(outline.line(idx));
    let is_plain = |idx: usize| outline.lines[idx].block == Block::Paragraph;
    let shares: Vec<Option<usize>> = range.clone().map(share).collect();
    for (at, idx) in range.clone().enumerate().filter(|(at, _)| kinds[*at] == Kind::Body) {
        let Some(share) = shares[at] else { continue };
        n_bytes += outline.lines[idx].span.len();
        n_stated += outline.lines[idx].span.len() * usize::from(share >= 50);
    }
    if n_stated * 100 < n_bytes * MIN_COVERAGE {
        return;
    }
    for (at, idx) in range.enumerate() {
        if shares[at] == Some(0) && is_plain(idx) && kinds[at] == Kind::Body {
            kinds[at] = Kind::Furniture;
        }
    }
}

/// Drops boxes that hold mostly links: lists of other articles, of tags, of sections.
fn drop_link_boxes(outline: &Outline, range: Range<usize>, kinds: &mut [Kind]) {
    let mut at = 0;
    while at < outline.boxes.len() {
        let item = &outline.boxes[at];
        at += 1;
        let is_inside = range.start <= item.first && item.end <= range.end && item.first < item.end;
        if !is_inside || item.end - item.first == range.len() {
            continue;
        }
        if item.end - item.first == 1 && is_sentence_of_links(outline, item.first) {
            continue;
        }
        let lines = &outline.lines[item.first..item.end];
        let n_bytes: usize = lines.iter().map(|line| line.span.len()).sum();
        let n_link_bytes: usize = lines.iter().map(|line| line.n_link_bytes as usize).sum();
        let n_links: usize = lines.iter().map(|line| usize::from(line.n_links)).sum();
        if n_links >= 2 && n_link_bytes * 10 > n_bytes * 6 {
            kinds[item.first - range.start..item.end - range.start].fill(Kind::Furniture);
        }
    }
}

/// Whether a line is a sentence of which most is linked, in few links.
fn is_sentence_of_links(outline: &Outline, idx: usize) -> bool {
    let line = &outline.lines[idx];
    line.n_links <= 3 && line.span.len() >= 120 && ends_sentence(outline.line(idx))
}

/// Drops short lines that stand twice: captions, buttons, teasers.
fn drop_repeats(outline: &Outline, range: Range<usize>, kinds: &mut [Kind]) {
    let mut before = "";
    for idx in range.clone() {
        let text = outline.line(idx);
        if kinds[idx - range.start] == Kind::Body {
            if text == before {
                kinds[idx - range.start] = Kind::Furniture;
            }
            before = text;
        }
    }
}

/// How many short lines after the last sentence are taken for furniture.
const MAX_TAIL_LINES: usize = 4;

/// Drops what follows the last sentence: tags, names, headings of what was dropped.
fn drop_tail(outline: &Outline, range: Range<usize>, kinds: &mut [Kind]) {
    let mut dropped = Vec::new();
    for idx in range.clone().rev() {
        if kinds[idx - range.start] != Kind::Body {
            continue;
        }
        let line = &outline.lines[idx];
        let is_text = ends_sentence(outline.line(idx)) || line.span.len() >= 60;
        let is_part = matches!(line.block, Block::ListItem | Block::TableRow | Block::Quotation);
        if is_text && line.block != Block::Heading || is_part {
            break;
        }
        dropped.push(idx - range.start);
    }
    // A longer run of short lines is a list or a poem.
    if dropped.len() <= MAX_TAIL_LINES {
        dropped.into_iter().for_each(|at| kinds[at] = Kind::Furniture);
    }
}

/// Drops headings whose whole section was dropped.
fn drop_empty_headings(outline: &Outline, range: Range<usize>, kinds: &mut [Kind]) {
    let mut has_text = false;
    let mut was_dropped = false;
    for idx in range.clone().rev() {
        let line = &outline.lines[idx];
        let kind = &mut kinds[idx - range.start];
        if line.block != Block::Heading {
            has_text |= *kind == Kind::Body;
            was_dropped |= *kind == Kind::Furniture;
            continue;
        }
        if *kind == Kind::Body && !has_text && was_dropped {
            *kind = Kind::Furniture;
        }
        (has_text, was_dropped) = (false, false);
    }
}
