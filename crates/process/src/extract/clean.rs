//! Inside the chosen box: which lines are the article's text and which are furniture.

use super::{
    body::{Stated, ends_sentence, shingles},
    kind::{Kind, kind_of},
    others::{drop_announced, drop_link_boxes, drop_offers},
    outline::Outline,
};
use onrecord_model::article::Block;
use std::{collections::HashSet, ops::Range};

/// Names every line of `range`, whose text begins at `start`.
#[must_use]
pub fn kinds(outline: &Outline, range: Range<usize>, stated: &Stated) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = range.clone().map(|idx| kind_of(outline, idx)).collect();
    if stated.is_given() {
        drop_unstated(outline, range.clone(), stated, &mut kinds);
    }
    drop_offers(outline, range.clone(), &mut kinds);
    drop_link_boxes(outline, range.clone(), &mut kinds);
    drop_announced(outline, range.clone(), &mut kinds);
    drop_repeats(outline, range.clone(), &mut kinds);
    drop_tail(outline, range.clone(), &mut kinds);
    drop_empty_headings(outline, range, &mut kinds);
    kinds
}

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

/// A text of which more than this share stands above is a repeat of it, in percent.
const MAX_REPEATED: usize = 85;

/// A shorter text is repeated by chance, in bytes.
const MIN_REPEATED_BYTES: usize = 80;

/// Drops lines that stand twice in a row, and texts made of what stands above them: quotations
/// pulled out, a second copy of the body for machines. What is repeated whole is repeated on
/// purpose.
fn drop_repeats(outline: &Outline, range: Range<usize>, kinds: &mut [Kind]) {
    let mut before = "";
    let (mut above, mut lines) = (HashSet::new(), HashSet::new());
    for idx in range.clone() {
        let (text, kind) = (outline.line(idx), &mut kinds[idx - range.start]);
        if *kind != Kind::Body {
            continue;
        }
        let own: Vec<u64> = shingles(text).collect();
        let (n, n_above) = (own.len(), own.iter().filter(|own| above.contains(*own)).count());
        above.extend(own);
        let is_text = matches!(outline.lines[idx].block, Block::Paragraph | Block::Quotation)
            && text.len() >= MIN_REPEATED_BYTES;
        let is_new = lines.insert(text);
        if text == before || is_text && is_new && n_above * 100 > n * MAX_REPEATED {
            *kind = Kind::Furniture;
        }
        before = text;
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
