//! What two texts share: passages found by their runs of equal words, in time that grows with their length.

use onrecord_text::{
    Span,
    shingle::{Shingle, runs},
};

/// How many equal words in a row begin a shared passage.
const SEED_WORDS: usize = 5;

/// How many places of one run of words in the other text are tried. A refrain repeated a thousand
/// times must not cost a million comparisons.
const MAX_PLACES: usize = 4;

/// Over how many changed words a passage goes on: "the *prime* minister *said*" retold.
const MAX_GAP_WORDS: usize = 4;

/// Shorter passages are phrases of the language, not of an author.
const MIN_PASSAGE_WORDS: usize = 8;

/// A passage that stands in both texts, perhaps with small changes; positions count words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Passage {
    /// Where it starts and ends in the first text.
    pub a: (usize, usize),
    /// Where it starts and ends in the second.
    pub b: (usize, usize),
    /// How many of its words are equal in both.
    pub n_equal: usize,
}

impl Passage {
    /// Its words as spans of both texts.
    #[must_use]
    pub fn spans(&self, a: &[Shingle], b: &[Shingle]) -> (Span, Span) {
        let cover = |words: &[Shingle], (from, to): (usize, usize)| {
            words[from].span.cover(words[to - 1].span)
        };
        (cover(a, self.a), cover(b, self.b))
    }
}

/// The passages that two texts share, in the order of the first.
#[must_use]
pub fn shared(a: &[Shingle], b: &[Shingle]) -> Vec<Passage> {
    let places = places(b);
    let mut found: Vec<Passage> = Vec::new();
    let mut at = 0;
    for (idx, run) in runs(a, SEED_WORDS).iter().enumerate() {
        if idx < at {
            continue;
        }
        let expected = found.last().map_or(0, |last| last.b.1);
        let Some((start, len)) = longest(a, b, idx, &places, run.hash, expected) else { continue };
        join(&mut found, Passage { a: (idx, idx + len), b: (start, start + len), n_equal: len });
        at = idx + len;
    }
    found.retain(|passage| passage.n_equal >= MIN_PASSAGE_WORDS);
    found
}

/// Every run of the text by its hash, then its place.
fn places(words: &[Shingle]) -> Vec<(u64, usize)> {
    let runs = runs(words, SEED_WORDS);
    let mut places: Vec<_> = runs.iter().enumerate().map(|(idx, run)| (run.hash, idx)).collect();
    places.sort_unstable();
    places
}

/// The place in `b` from which most words equal those of `a` from `at`, and how many; among equals
/// the one that goes on where the last passage ended.
fn longest(
    a: &[Shingle],
    b: &[Shingle],
    at: usize,
    places: &[(u64, usize)],
    hash: u64,
    expected: usize,
) -> Option<(usize, usize)> {
    let from = places.partition_point(|place| *place < (hash, 0));
    let next = places.partition_point(|place| *place < (hash, expected));
    let same = |place: &&(u64, usize)| place.0 == hash;
    let first = places[from..].iter().take_while(same).take(MAX_PLACES);
    let near = places[next..].iter().take_while(same).take(1);
    let measured = near.chain(first).map(|&(_, start)| {
        let equal = a[at..].iter().zip(&b[start..]).take_while(|(a, b)| a.hash == b.hash);
        (start, equal.count())
    });
    // `max_by_key` keeps the last of equals; the place that goes on is first, so reverse the rank.
    measured
        .enumerate()
        .max_by_key(|(rank, (_, len))| (*len, std::cmp::Reverse(*rank)))
        .map(|(_, place)| place)
        .filter(|(_, len)| *len >= SEED_WORDS)
}

/// Adds a run; where only a few words lie between it and the last passage in both texts, the passage
/// goes on.
fn join(found: &mut Vec<Passage>, run: Passage) {
    if let Some(last) = found.last_mut() {
        let goes_on = |end: usize, start: usize| start >= end && start - end <= MAX_GAP_WORDS;
        if goes_on(last.a.1, run.a.0) && goes_on(last.b.1, run.b.0) {
            last.a.1 = run.a.1;
            last.b.1 = run.b.1;
            last.n_equal += run.n_equal;
            return;
        }
    }
    found.push(run);
}

/// How many words of a text lie in the given ranges, which may overlap.
#[must_use]
pub fn covered(ranges: impl Iterator<Item = (usize, usize)>) -> usize {
    let mut ranges: Vec<_> = ranges.collect();
    ranges.sort_unstable();
    let (mut sum, mut end) = (0, 0);
    for (from, to) in ranges {
        sum += to.saturating_sub(from.max(end));
        end = end.max(to);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_text::shingle::words;

    fn check(a: &str, b: &str, expected: &[(&str, &str)]) {
        let found: Vec<_> = shared(&words(a), &words(b))
            .iter()
            .map(|passage| {
                let (in_a, in_b) = passage.spans(&words(a), &words(b));
                (in_a.of(a), in_b.of(b))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn passages_go_on_over_small_changes() {
        check(
            "First. The council of Brenmark voted late on Tuesday to close the old harbor bridge.",
            "The council of Brenmark voted late on Monday to close the old harbor bridge, we learn.",
            &[(
                "The council of Brenmark voted late on Tuesday to close the old harbor bridge",
                "The council of Brenmark voted late on Monday to close the old harbor bridge",
            )],
        );
    }

    #[test]
    fn short_phrases_are_nobodys() {
        check("He said in a statement on Monday.", "She said in a statement on Monday.", &[]);
        check("", "words", &[]);
    }

    #[test]
    fn a_refrain_costs_no_more_than_its_length() {
        let song = "and the bells rang out over the harbor ".repeat(20_000);
        let found = shared(&words(&song), &words(&song));
        assert_eq!(found.len(), 1);
        assert_eq!(covered(found.iter().map(|passage| passage.a)), 160_000);
    }
}
