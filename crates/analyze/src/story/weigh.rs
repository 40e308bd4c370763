//! Weights of terms by how rare they are, in fixed point: the same on every machine.

use onrecord_text::shingle::hash;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    hash::{BuildHasherDefault, Hasher},
};

/// One as a weight of a vector of length one.
pub const ONE: i64 = 1 << 15;

/// How many terms of an article are kept, the heaviest.
const MAX_TERMS: usize = 160;

/// A term by its number.
pub type Term = u32;

/// A weight in parts of [`ONE`]; in sums it stays at its greatest rather than begin anew.
pub type Weight = u32;

/// Terms and their weights in the order of the terms; length one, or a sum of such.
pub type Vector = Vec<(Term, Weight)>;

/// Numbers terms and counts in how many articles each stands.
///
/// It grows with the archive, so a term takes its letters and some forty bytes: all words stand in
/// one string, and are found by their pinned hash.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: HashMap<u64, Term, BuildHasherDefault<AsItIs>>,
    words: String,
    ends: Vec<u32>,
    n_holding: Vec<u32>,
    n_articles: u32,
}

/// Takes a pinned hash for its place in a table: hashing it again would cost as much as finding it.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

impl Vocabulary {
    /// Counts an article with these terms, and gives their numbers with their weights.
    pub fn count(&mut self, terms: &BTreeMap<String, u32>) -> Vec<(Term, u32)> {
        self.n_articles += 1;
        let mut numbered = Vec::with_capacity(terms.len());
        for (word, weight) in terms {
            let term = self.number(word);
            self.n_holding[term as usize] += 1;
            numbered.push((term, *weight));
        }
        numbered
    }

    /// The number of a word, which gets one when it is new.
    fn number(&mut self, word: &str) -> Term {
        let mut hash = hash(word);
        while let Some(term) = self.numbers.get(&hash) {
            if self.word(*term) == word {
                return *term;
            }
            // Two words of one hash: the later one stands beside.
            hash = hash.wrapping_add(1);
        }
        let term = Term::try_from(self.ends.len()).expect("fewer than four billion words");
        self.words.push_str(word);
        self.ends.push(u32::try_from(self.words.len()).expect("words of less than 4 GiB"));
        self.n_holding.push(0);
        self.numbers.insert(hash, term);
        term
    }

    /// The word of a term.
    #[must_use]
    pub fn word(&self, term: Term) -> &str {
        let idx = term as usize;
        let start = if idx == 0 { 0 } else { self.ends[idx - 1] as usize };
        &self.words[start..self.ends[idx] as usize]
    }

    /// The weighted terms of an article that was counted, as a vector of length one.
    #[must_use]
    pub fn vector(&self, terms: &[(Term, u32)]) -> Vector {
        let weigh = |(term, weight): &(Term, u32)| (*term, *weight * self.rarity(*term));
        let mut vector: Vector = terms.iter().map(weigh).collect();
        heaviest(&mut vector, MAX_TERMS);
        let square: u64 = vector.iter().map(|(_, weight)| u64::from(*weight).pow(2)).sum();
        // The length in parts of 1024, so that rounding does not show.
        let length = (square << 20).isqrt().max(1);
        let shorten = |weight: Weight| ((u64::from(weight) * ONE as u64) << 10) / length;
        vector.iter_mut().for_each(|(_, weight)| *weight = shorten(*weight) as Weight);
        vector
    }

    /// log2(1 + articles / articles holding the term), in parts of [`LOG_ONE`].
    fn rarity(&self, term: Term) -> Weight {
        let holding = u64::from(self.n_holding[term as usize].max(1));
        log2((u64::from(self.n_articles) + holding) * u64::from(LOG_ONE) / holding)
    }
}

/// Keeps the heaviest terms, ties by term, in the order of the terms.
pub fn heaviest(vector: &mut Vector, n: usize) {
    if vector.len() > n {
        vector.select_nth_unstable_by_key(n, |(term, weight)| (Reverse(*weight), *term));
        vector.truncate(n);
    }
    vector.sort_unstable_by_key(|(term, _)| *term);
}

/// The sum of two vectors.
#[must_use]
pub fn sum(a: &Vector, b: &Vector) -> Vector {
    let mut all = Vector::with_capacity(a.len() + b.len());
    let mut rest = &b[..];
    for (term, weight) in a {
        let before = rest.partition_point(|(other, _)| other < term);
        all.extend_from_slice(&rest[..before]);
        rest = &rest[before..];
        match rest {
            [(other, theirs), after @ ..] if other == term => {
                all.push((*term, weight.saturating_add(*theirs)));
                rest = after;
            }
            _ => all.push((*term, *weight)),
        }
    }
    all.extend_from_slice(rest);
    all
}

const LOG_ONE: u32 = 256;

/// log2 of `value` / 256, in parts of 256, for values of 256 and more; by squaring, one bit of the
/// fraction at a time.
fn log2(value: u64) -> u32 {
    let exponent = value.max(256).ilog2();
    // The mantissa in 30 bits: from 1 up to, not including, 2.
    let mut mantissa = (u128::from(value.max(256)) << 30 >> exponent) as u64;
    let mut fraction = 0;
    for _ in 0..8 {
        mantissa = (mantissa * mantissa) >> 30;
        fraction *= 2;
        if mantissa >= 1 << 31 {
            mantissa >>= 1;
            fraction += 1;
        }
    }
    (exponent - 8) * LOG_ONE + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_right_to_a_part() {
        for value in [256_u64, 257, 300, 512, 1000, 123_456_789] {
            let exact = (value as f64 / 256.0).log2() * 256.0;
            assert!(
                (f64::from(log2(value)) - exact).abs() <= 1.0,
                "{value}: {} {exact}",
                log2(value)
            );
        }
    }

    #[test]
    fn rare_terms_weigh_more() {
        let terms = |words: &str| -> BTreeMap<String, u32> {
            words.split(' ').map(|word| (word.to_owned(), 1)).collect()
        };
        let mut vocabulary = Vocabulary::default();
        for words in ["flood bridge", "flood school"] {
            vocabulary.count(&terms(words));
        }
        let numbered = vocabulary.count(&terms("flood herring"));
        let vector = vocabulary.vector(&numbered);
        let weight = |word: &str| {
            i64::from(vector.iter().find(|(term, _)| vocabulary.word(*term) == word).unwrap().1)
        };
        assert!(weight("herring") > weight("flood"));
        assert!((weight("herring").pow(2) + weight("flood").pow(2) - ONE * ONE).abs() < ONE * 8);
    }
}
