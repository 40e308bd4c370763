//! Hashed word n-grams and sketches of them, for comparing texts.
//!
//! The hash is our own and pinned: its values are stored and exchanged between centers, so they must
//! not change with a dependency. It is FNV-1a over the folded words, finished with the mixer of
//! SplitMix64 (Steele, Lea and Flood, 2014) so that its low bits can serve for sampling.

use crate::{
    Span,
    normal::folded,
    token::{TokenKind, tokens},
};
use std::collections::VecDeque;

/// A hashed run of words, and where the run stands in the text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Shingle {
    /// The hash of the folded words.
    pub hash: u64,
    /// From the first byte of the first word to the last of the last.
    pub span: Span,
}

/// All runs of `n_words` words of `text`; none when it is shorter. Punctuation does not count.
///
/// ```
/// use onrecord_text::shingle::shingles;
/// let a = shingles("The bridge “will be” rebuilt.", 3);
/// let b = shingles("the bridge will be rebuilt", 3);
/// assert_eq!(a.len(), 3);
/// assert!(a.iter().zip(&b).all(|(a, b)| a.hash == b.hash));
/// ```
#[must_use]
pub fn shingles(text: &str, n_words: usize) -> Vec<Shingle> {
    runs(&words(text), n_words)
}

/// The words and numbers of `text`, each hashed by its folded form; punctuation is left out.
#[must_use]
pub fn words(text: &str) -> Vec<Shingle> {
    let counted = tokens(text).into_iter().filter(|token| token.kind != TokenKind::Mark);
    counted
        .map(|token| Shingle { hash: word_hash(token.span.of(text)), span: token.span })
        .collect()
}

/// All runs of `n_words` of these words, which may be a selection of a text's words; none when
/// there are fewer.
#[must_use]
pub fn runs(words: &[Shingle], n_words: usize) -> Vec<Shingle> {
    let joined = words.windows(n_words.max(1)).map(|run| {
        let hash = run.iter().fold(FNV_OFFSET, |hash, word| mix(hash ^ word.hash));
        Shingle { hash, span: run[0].span.cover(run[run.len() - 1].span) }
    });
    joined.collect()
}

/// The hash of a folded word; ASCII words are folded byte by byte, which gives the same.
fn word_hash(word: &str) -> u64 {
    if !word.is_ascii() {
        return hash(&folded(word));
    }
    hash_bytes(word.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// The shingles of every window of `window` whose hash is smallest there, each once (winnowing,
/// Schleimer, Wilkerson and Aiken 2003): two texts that share `window + n_words - 1` words in a row
/// share at least one of them.
#[must_use]
pub fn winnow(shingles: &[Shingle], window: usize) -> Vec<Shingle> {
    let window = window.max(1).min(shingles.len());
    let mut kept: Vec<Shingle> = Vec::new();
    // Indices whose hashes rise from front to back: the front is the least of the window, and of
    // equals the rightmost, as the paper advises, so that runs of equal hashes give one pick.
    let mut rising: VecDeque<usize> = VecDeque::new();
    for (idx, shingle) in shingles.iter().enumerate() {
        while rising.back().is_some_and(|last| shingles[*last].hash >= shingle.hash) {
            rising.pop_back();
        }
        rising.push_back(idx);
        while rising.front().is_some_and(|first| first + window <= idx) {
            rising.pop_front();
        }
        let least = shingles[*rising.front().expect("the window holds one")];
        if idx + 1 >= window && kept.last() != Some(&least) {
            kept.push(least);
        }
    }
    kept
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// The pinned 64-bit hash of a string.
#[must_use]
pub fn hash(text: &str) -> u64 {
    hash_bytes(text.bytes())
}

fn hash_bytes(bytes: impl Iterator<Item = u8>) -> u64 {
    let fnv = bytes
        .fold(FNV_OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    mix(fnv)
}

fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_hashes_never_change() {
        assert_eq!(hash(""), 14_087_677_454_934_409_008);
        assert_eq!(hash("bridge"), 8_640_785_799_735_532_291);
    }

    #[test]
    fn winnowing_picks_the_rightmost_least_of_each_window() {
        let text: String = (0..500).map(|n| format!("w{} ", n * n % 23)).collect();
        let words = words(&text);
        for window in [1, 2, 7, 499, 500, 9_000] {
            let mut expected: Vec<Shingle> = Vec::new();
            for run in words.windows(window.min(words.len())) {
                let least = run.iter().rev().min_by_key(|word| word.hash).unwrap();
                if expected.last() != Some(least) {
                    expected.push(*least);
                }
            }
            assert_eq!(winnow(&words, window), expected, "{window}");
        }
        assert_eq!(winnow(&[], 4), []);
    }

    #[test]
    fn plain_words_hash_as_folded_ones_do() {
        for word in ["Bridge", "didn't", "Brücke", "didn’t", "a_b", "470"] {
            assert_eq!(words(word)[0].hash, hash(&folded(word)), "{word}");
        }
    }

    #[test]
    fn a_shared_run_of_words_shares_a_pick() {
        let shared = "the council voted late on tuesday to close the old harbor bridge for repairs";
        let a = format!("Rain fell all morning in Brenmark. {shared} after a long debate.");
        let b = format!("In other news, {shared}, officials said without giving a date.");
        let picks = |text: &str| -> Vec<u64> {
            winnow(&shingles(text, 5), 4).iter().map(|shingle| shingle.hash).collect()
        };
        let (a, b) = (picks(&a), picks(&b));
        assert!(a.iter().any(|hash| b.contains(hash)));
    }
}
