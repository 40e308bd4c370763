//! Which box holds the article's text: every candidate scored, the best one kept.

use super::{marks::Marks, outline::Outline};
use onrecord_model::article::Block;
use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
};

/// How many words in a row must agree with the structured data.
const SHINGLE_WORDS: usize = 5;

/// A body in structured data shorter than this is a teaser, in bytes.
const MIN_STATED_BYTES: usize = 500;

/// Lines of which at least this share stands in the structured data are part of the body.
const MIN_STATED_SHARE: usize = 50;

/// A box with what speaks for it.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// The box.
    pub in_box: usize,
    /// The worth of its lines, raised by what its names say.
    pub score: i64,
}

/// What the page's structured data says the body is (`articleBody`): word sequences of it.
#[derive(Debug, Default)]
pub struct Stated {
    shingles: HashSet<u64>,
    n_bytes: usize,
}

impl Stated {
    /// The word sequences of the bodies stated.
    #[must_use]
    pub fn of(bodies: &[&str]) -> Self {
        let n_bytes = bodies.iter().map(|body| body.len()).sum();
        if n_bytes < MIN_STATED_BYTES {
            return Self::default();
        }
        Self { shingles: bodies.iter().flat_map(|body| shingles(body)).collect(), n_bytes }
    }

    /// Whether there is a body to go by.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.n_bytes > 0
    }

    /// The share of a line's word sequences that stand in the bodies, in percent; `None` for a line
    /// too short to tell.
    #[must_use]
    pub fn share(&self, line: &str) -> Option<usize> {
        let (mut n, mut n_found) = (0, 0);
        for shingle in shingles(line) {
            n += 1;
            n_found += usize::from(self.shingles.contains(&shingle));
        }
        (n > 0).then(|| n_found * 100 / n)
    }
}

/// The word sequences of a text, hashed.
pub(super) fn shingles(text: &str) -> impl Iterator<Item = u64> {
    let mut words = [0_u64; SHINGLE_WORDS];
    let mut n_words = 0;
    let each = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    each.filter_map(move |word| {
        let mut hasher = DefaultHasher::new();
        word.hash(&mut hasher);
        words.rotate_left(1);
        words[SHINGLE_WORDS - 1] = hasher.finish();
        n_words += 1;
        (n_words >= SHINGLE_WORDS).then(|| {
            words.iter().fold(0, |sum: u64, &hash| sum.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ hash)
        })
    })
}

/// What a line is worth as part of an article's text, in bytes of running text.
#[must_use]
pub fn value(outline: &Outline, idx: usize, stated: &Stated) -> i64 {
    let plain = plain_value(outline, idx);
    if !stated.is_given() || outline.lines[idx].span.len() < 30 {
        return plain;
    }
    match stated.share(outline.line(idx)) {
        Some(share) if share >= MIN_STATED_SHARE => {
            if outline.lines[idx].marks.has(Marks::FURNITURE) { plain } else { plain.max(20) * 2 }
        }
        Some(_) if plain > 0 => plain / 4,
        _ => plain,
    }
}

fn plain_value(outline: &Outline, idx: usize) -> i64 {
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
    let is_sentence = ends_sentence(outline.line(idx));
    match line.block {
        Block::Heading => 5,
        _ if is_sentence || n_plain >= 120 => {
            let worth = n_plain.min(1_000);
            if line.is_paragraph || line.block != Block::Paragraph { worth } else { worth * 4 / 5 }
        }
        Block::ListItem if n_plain >= 30 => n_plain / 2,
        Block::TableRow => 5,
        _ if n_plain >= 60 => n_plain / 2,
        // Verses and lists in what is called the body.
        _ if line.marks.has(Marks::BODY) && line.n_links == 0 => n_plain / 4,
        _ => -8,
    }
}

/// Whether a text ends as a sentence does.
#[must_use]
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', ' ', '*']);
    text.ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？', '؟', '۔', '।', '։', '።', ','])
}

/// The least that a box counts in the box around it: a long list of links inside an article weighs
/// no more than a short one.
const MIN_BOX_WORTH: i64 = -60;

/// The box that most likely holds the article's text; `title` is the line of the title.
#[must_use]
pub fn choose(outline: &Outline, stated: &Stated, title: Option<usize>) -> Option<Candidate> {
    let mut candidates = candidates(outline, stated);
    if let Some(title) = title {
        discount_below_other_titles(outline, &mut candidates, title);
    }
    // Of equals the innermost, which stands last.
    let best = *candidates.iter().max_by_key(|candidate| candidate.score)?;
    if best.score <= 0 {
        return None;
    }
    let best = tighten(outline, &candidates, best, title);
    Some(widen(outline, &candidates, best))
}

/// Every box with its score.
fn candidates(outline: &Outline, stated: &Stated) -> Vec<Candidate> {
    let mut worths = vec![0; outline.boxes.len()];
    for (idx, line) in outline.lines.iter().enumerate() {
        if let Some(worth) = worths.get_mut(line.in_box) {
            *worth += value(outline, idx, stated);
        }
    }
    // A box stands after the box around it, so from the last one up every sum is complete.
    for in_box in (1..worths.len()).rev() {
        let parent = outline.boxes[in_box].parent;
        if parent != in_box {
            worths[parent] += worths[in_box].max(MIN_BOX_WORTH);
        }
    }
    let score = |(in_box, worth): (usize, i64)| {
        let marks = outline.boxes[in_box].marks;
        let percent = 100
            + if marks.has(Marks::BODY) { 15 } else { 0 }
            + if marks.has(Marks::ARTICLE) { 5 } else { 0 };
        Candidate { in_box, score: worth * percent / 100 }
    };
    worths.into_iter().enumerate().map(score).collect()
}

/// What is left of the score of a box below another main heading, in percent.
const OTHER_TITLE_PERCENT: i64 = 25;

/// Lowers the boxes below another main heading than the title: pages that go on and on show further
/// articles below theirs.
fn discount_below_other_titles(outline: &Outline, candidates: &mut [Candidate], title: usize) {
    let name = outline.line(title);
    let is_other = |idx: &usize| outline.lines[*idx].level == 1 && outline.line(*idx) != name;
    let Some(other) = (title + 1..outline.lines.len()).find(is_other) else { return };
    for candidate in candidates {
        if outline.boxes[candidate.in_box].first >= other {
            candidate.score = candidate.score * OTHER_TITLE_PERCENT / 100;
        }
    }
}

/// The innermost box inside the best one that holds most of its worth: the best one may take in
/// announcements of other articles, whose texts are worth something too. A box around the title
/// needs less.
fn tighten(
    outline: &Outline,
    candidates: &[Candidate],
    best: Candidate,
    title: Option<usize>,
) -> Candidate {
    let outer = &outline.boxes[best.in_box];
    let is_inside = |candidate: &&Candidate| {
        let item = &outline.boxes[candidate.in_box];
        let has_title = title.is_some_and(|title| item.first <= title && title < item.end);
        let percent = match () {
            () if item.marks.has(Marks::BODY) => 60,
            () if has_title => 60,
            () if item.marks.has(Marks::ARTICLE) => 75,
            () => 90,
        };
        outer.first <= item.first
            && item.end <= outer.end
            && candidate.score * 100 >= best.score * percent
    };
    candidates[best.in_box..].iter().rfind(is_inside).copied().unwrap_or(best)
}

/// The box around a single paragraph or list, and around a part of what is called the body.
fn widen(outline: &Outline, candidates: &[Candidate], best: Candidate) -> Candidate {
    let mut at = best.in_box;
    loop {
        let parent = outline.boxes[at].parent;
        let in_body = outline.boxes[parent].marks.has(Marks::BODY);
        // A body of short lines is worth little, and is the body all the same.
        let is_wider = in_body || outline.boxes[at].is_part && candidates[parent].score > 0;
        if parent == at || !is_wider {
            return candidates[at];
        }
        at = parent;
    }
}
