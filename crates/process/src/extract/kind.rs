//! What a line of the chosen box is, by its own words and marks.

use super::{
    body::ends_sentence,
    marks::Marks,
    outline::{Line, Outline},
    phrases,
};
use onrecord_model::article::Block;

/// What a line of the chosen box is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Part of the text.
    Body,
    /// A caption or picture credit.
    Caption,
    /// A byline or a date below the first line of the text.
    Header,
    /// Not part of the article.
    Furniture,
}

/// What a line is before its neighbors are looked at.
#[must_use]
pub fn kind_of(outline: &Outline, idx: usize) -> Kind {
    let line = &outline.lines[idx];
    let text = outline.line(idx);
    if line.marks.has(Marks::FURNITURE) {
        return Kind::Furniture;
    }
    if line.marks.has(Marks::CAPTION) {
        return Kind::Caption;
    }
    if phrases::is_credit(text) {
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
    // A byline that is long tells who the author is.
    let is_marked = line.marks.has(Marks::BYLINE | Marks::DATE | Marks::TIME);
    if is_short && (is_marked || line.block == Block::Paragraph && is_header(text)) {
        return Kind::Header;
    }
    if line.marks.has(Marks::BYLINE) {
        return Kind::Furniture;
    }
    Kind::Body
}

fn is_header(text: &str) -> bool {
    phrases::is_byline(text) || phrases::is_dated(text)
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
