//! Weights of terms by how rare they are, in fixed point: the same on every machine.

use crate::story::keys::{Keys, NotStored, Term, put, take};
use std::{
    cmp::Reverse,
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// One as a weight of a vector of length one.
pub const ONE: i64 = 1 << 15;

/// How many terms of an article are kept, the heaviest.
const MAX_TERMS: usize = 160;

/// After so many articles a generation of counts is full, at the end of its day: what is rare is told
/// by the last one to two of them. Words come and go, and so what was counted long ago must not cost
/// memory, nor an article that comes late change all that came after.
const GENERATION: u32 = 10_000;

/// A weight in parts of [`ONE`]; in sums it stays at its greatest rather than begin anew.
pub type Weight = u32;

/// Terms and their weights in the order of the terms; length one, or a sum of such.
pub type Vector = Vec<(Term, Weight)>;

/// In how many of the last articles each term stands.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    older: Generation,
    newer: Generation,
}

#[derive(Clone, Debug, Default)]
struct Generation {
    n_articles: u32,
    n_holding: HashMap<Term, u32, BuildHasherDefault<Spread>>,
}

/// Takes a pinned hash for its place in a table, its bits spread: hashing it again would cost as much
/// as finding it.
#[derive(Debug, Default)]
pub struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, hash: u32) {
        self.0 = (self.0 ^ u64::from(hash)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Vocabulary {
    /// Counts the articles of one day.
    pub fn count<'k>(&mut self, articles: impl Iterator<Item = &'k Keys>) {
        if self.newer.n_articles >= GENERATION {
            self.older = std::mem::take(&mut self.newer);
            // What one article in ten thousand held is as rare as what none did: most words by far.
            self.older.n_holding.retain(|_, n| *n > 1);
            self.older.n_holding.shrink_to_fit();
        }
        for keys in articles {
            self.newer.n_articles += 1;
            for (term, _) in keys.terms() {
                *self.newer.n_holding.entry(*term).or_default() += 1;
            }
        }
    }

    /// The keys of an article that was counted, as a vector of length one.
    #[must_use]
    pub fn vector(&self, keys: &Keys) -> Vector {
        let weigh = |(term, weight): &(Term, u32)| (*term, *weight * self.rarity(*term));
        let mut vector: Vector = keys.terms().iter().map(weigh).collect();
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
        let held = |of: &Generation| u64::from(of.n_holding.get(&term).copied().unwrap_or(0));
        let holding = (held(&self.older) + held(&self.newer)).max(1);
        let n_articles = u64::from(self.older.n_articles) + u64::from(self.newer.n_articles);
        log2((n_articles + holding) * u64::from(LOG_ONE) / holding)
    }

    /// Appends what is counted, in the order of the terms.
    pub fn put(&self, bytes: &mut Vec<u8>) {
        for Generation { n_articles, n_holding } in [&self.older, &self.newer] {
            let mut counts: Vec<(Term, u32)> = n_holding.iter().map(|(t, n)| (*t, *n)).collect();
            counts.sort_unstable();
            put(bytes, u64::from(*n_articles));
            put_pairs(bytes, &counts);
        }
    }

    /// Takes what was counted off the front.
    ///
    /// # Errors
    ///
    /// When the bytes are damaged.
    pub fn take(bytes: &mut &[u8]) -> Result<Self, NotStored> {
        let mut generation = || -> Result<Generation, NotStored> {
            let n_articles = take_u32(bytes)?;
            Ok(Generation { n_articles, n_holding: take_pairs(bytes)?.into_iter().collect() })
        };
        Ok(Self { older: generation()?, newer: generation()? })
    }
}

/// Appends pairs in the order of their terms: how many, then for each the distance from the term
/// before and the number.
pub fn put_pairs(bytes: &mut Vec<u8>, pairs: &[(Term, u32)]) {
    put(bytes, pairs.len() as u64);
    let mut before = 0;
    for (term, number) in pairs {
        put(bytes, u64::from(term - before));
        put(bytes, u64::from(*number));
        before = *term;
    }
}

/// Takes such pairs off the front.
///
/// # Errors
///
/// When the bytes are damaged.
pub fn take_pairs(bytes: &mut &[u8]) -> Result<Vec<(Term, u32)>, NotStored> {
    let n = take(bytes)? as usize;
    // A pair takes two bytes at the least: a damaged count must not ask for more memory.
    let mut pairs = Vec::with_capacity(n.min(bytes.len() / 2));
    let mut before: Term = 0;
    for _ in 0..n {
        let term = before.checked_add(take_u32(bytes)?);
        before = term.ok_or(NotStored("a term is out of range"))?;
        pairs.push((before, take_u32(bytes)?));
    }
    Ok(pairs)
}

fn take_u32(bytes: &mut &[u8]) -> Result<u32, NotStored> {
    u32::try_from(take(bytes)?).map_err(|_| NotStored("a number is out of range"))
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

    fn keys(terms: &[Term]) -> Keys {
        let (mut bytes, mut before) = (Vec::new(), 0);
        for term in terms {
            put(&mut bytes, u64::from(term - before) << 1);
            before = *term;
        }
        Keys::read(&bytes).unwrap()
    }

    #[test]
    fn rare_terms_weigh_more() {
        let (flood, bridge, school, herring) = (3, 40, 500, 6_000);
        let mut vocabulary = Vocabulary::default();
        let last = keys(&[flood, herring]);
        vocabulary.count([keys(&[flood, bridge]), keys(&[flood, school]), last.clone()].iter());
        let vector = vocabulary.vector(&last);
        let weight = |term| i64::from(vector.iter().find(|(other, _)| *other == term).unwrap().1);
        assert!(weight(herring) > weight(flood));
        assert!((weight(herring).pow(2) + weight(flood).pow(2) - ONE * ONE).abs() < ONE * 8);
    }

    #[test]
    fn what_was_counted_long_ago_is_forgotten() {
        let mut vocabulary = Vocabulary::default();
        let day = vec![keys(&[7]); GENERATION as usize];
        vocabulary.count([keys(&[1, 2]), keys(&[1])].iter());
        vocabulary.count(day.iter());
        vocabulary.count(day.iter());
        assert_eq!(vocabulary.older.n_holding.get(&1), Some(&2));
        assert_eq!(vocabulary.older.n_holding.get(&2), None);
        vocabulary.count(day.iter());
        assert_eq!(vocabulary.older.n_holding.get(&1), None);
        assert_eq!(vocabulary.older.n_articles, GENERATION);
    }
}
