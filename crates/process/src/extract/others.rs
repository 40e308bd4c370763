//! What stands inside the chosen box and is not its text: lists of links, rows of teasers, offers.

use super::{
    body::ends_sentence,
    kind::Kind,
    marks::Marks,
    outline::{Box, Outline},
};
use onrecord_model::article::Block;
use std::ops::Range;

/// A box with more text tells rather than announces, in bytes.
const MAX_TEASER_BYTES: usize = 700;

/// A box with more lines tells rather than announces.
const MAX_TEASER_LINES: usize = 6;

/// A link that announces an article is as long as a headline, in bytes.
const MIN_LINK_BYTES: usize = 12;

/// How many announcements beside each other make a row of them.
const MIN_TEASERS: usize = 3;

/// Announcements that hold more of the text than this are the text, in percent.
const MAX_TEASER_SHARE: usize = 70;

/// Drops announcements of other articles: each begins with a link that is a line of its own.
pub fn drop_announced(outline: &Outline, range: Range<usize>, kinds: &mut [Kind]) {
    let n_bytes = |lines: Range<usize>| -> usize {
        let body = lines.filter(|idx| kinds[idx - range.start] == Kind::Body);
        body.map(|idx| outline.lines[idx].span.len()).sum()
    };
    let is_inside = |item: &Box| range.start <= item.first && item.end <= range.end;
    let is_teaser = |idx: &usize| {
        let item = &outline.boxes[*idx];
        item.parent != *idx && is_inside(item) && is_teaser(outline, item)
    };
    let mut teasers: Vec<usize> = (0..outline.boxes.len()).filter(is_teaser).collect();
    let mut rows = vec![0; outline.boxes.len()];
    for idx in &teasers {
        rows[outline.boxes[*idx].parent] += 1;
    }
    teasers.retain(|idx| {
        let item = &outline.boxes[*idx];
        rows[item.parent] >= MIN_TEASERS || item.marks.has(Marks::ARTICLE)
    });
    let n_total = n_bytes(range.clone());
    let (mut n_announced, mut end) = (0, 0);
    for idx in &teasers {
        let item = &outline.boxes[*idx];
        // Boxes inside the last one are counted with it.
        n_announced += n_bytes(item.first.max(end)..item.end.max(end));
        end = end.max(item.end);
    }
    if n_announced * 100 > n_total * MAX_TEASER_SHARE {
        return;
    }
    for idx in teasers {
        let item = &outline.boxes[idx];
        kinds[item.first - range.start..item.end - range.start].fill(Kind::Furniture);
    }
}

/// Whether a box announces an article: a few lines, the first of them with words a link.
fn is_teaser(outline: &Outline, item: &Box) -> bool {
    let n_lines = item.end - item.first;
    let is_paragraph = n_lines == 1 && outline.lines[item.first].block == Block::Paragraph;
    if n_lines == 0 || n_lines > MAX_TEASER_LINES || is_paragraph {
        return false;
    }
    let lines = &outline.lines[item.first..item.end];
    let n_bytes: usize = lines.iter().map(|line| line.span.len()).sum();
    let is_link = |idx: usize| {
        let line = &lines[idx];
        let is_linked = line.n_link_bytes as usize * 10 >= line.span.len() * 9;
        line.leads_on && is_linked && line.span.len() >= MIN_LINK_BYTES
    };
    n_bytes <= MAX_TEASER_BYTES && (0..lines.len().min(2)).any(is_link)
}

/// A box with more text than this does more than offer something, in bytes.
const MAX_OFFER_BYTES: usize = 600;

/// A box with more of the text than this is no offer, in percent.
const MAX_OFFER_SHARE: usize = 30;

/// Drops boxes around links to subscribe, sign in or give.
pub fn drop_offers(outline: &Outline, range: Range<usize>, kinds: &mut [Kind]) {
    let n_total = outline.n_bytes(range.clone());
    let is_offer = |at: &usize| {
        let item = &outline.boxes[*at];
        let n_bytes = outline.n_bytes(item.first..item.end);
        range.start <= item.first
            && item.end <= range.end
            && n_bytes <= MAX_OFFER_BYTES
            && n_bytes * 100 < n_total * MAX_OFFER_SHARE
    };
    let offers = outline.offers.iter().filter(|line| range.contains(line));
    for line in offers.map(|line| &outline.lines[*line]) {
        if line.n_link_bytes as usize * 2 < line.span.len() {
            continue;
        }
        let around = outline.around(line.in_box).take_while(is_offer);
        if let Some(outermost) = around.last() {
            let item = &outline.boxes[outermost];
            kinds[item.first - range.start..item.end - range.start].fill(Kind::Furniture);
        }
    }
}

/// Drops boxes that hold mostly links: lists of other articles, of tags, of sections.
pub fn drop_link_boxes(outline: &Outline, range: Range<usize>, kinds: &mut [Kind]) {
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
