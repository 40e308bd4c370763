//! Which box holds the article's text: every candidate scored, the best one kept.

use super::{marks::Marks, outline::Outline};
use onrecord_model::article::Block;

/// What a line is worth as part of an article's text, in bytes of running text.
pub fn value(outline: &Outline, idx: usize) -> i64 {
    let line = &outline.lines[idx];
    let len = line.span.len() as i64;
    let n_plain = len - i64::from(line.n_link_bytes);
    if line.marks.has(Marks::FURNITURE) {
        return -len.min(40) / 4;
    }
    if line.marks.has(Marks::CAPTION) {
        return 0;
    }
    if i64::from(line.n_link_bytes) * 10 > len * 6 {
        return -20 - len.min(120) / 3;
    }
    let text = outline.line(idx);
    let is_sentence = ends_sentence(text);
    match line.block {
        Block::Heading => 5,
        _ if is_sentence || n_plain >= 120 => {
            let worth = n_plain.min(1_000);
            if line.is_paragraph || line.block != Block::Paragraph { worth } else { worth * 4 / 5 }
        }
        Block::ListItem if n_plain >= 30 => n_plain / 2,
        Block::TableRow => 5,
        _ if n_plain >= 60 => n_plain / 2,
        _ => -8,
    }
}

/// Whether a text ends as a sentence does.
#[must_use]
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', ' ', '*']);
    text.ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？', '؟', '۔', '।', '։', '።', ','])
}

/// A box with what speaks for it.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// The box.
    pub in_box: usize,
    /// The worth of its lines, raised by what its names say.
    pub score: i64,
}

/// The box that most likely holds the article's text.
#[must_use]
pub fn choose(outline: &Outline) -> Option<Candidate> {
    let mut sums = vec![0; outline.lines.len() + 1];
    for idx in 0..outline.lines.len() {
        sums[idx + 1] = sums[idx] + value(outline, idx);
    }
    let candidates = outline.boxes.iter().enumerate().map(|(in_box, item)| {
        let sum = sums[item.end] - sums[item.first];
        let percent = 100
            + if item.marks.has(Marks::BODY) { 15 } else { 0 }
            + if item.marks.has(Marks::ARTICLE) { 5 } else { 0 };
        Candidate { in_box, score: sum * percent / 100 }
    });
    // Of equals the innermost, which stands last.
    candidates.max_by_key(|candidate| candidate.score).filter(|best| best.score > 0)
}
