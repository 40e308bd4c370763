//! How surely altered quotations are told from unrelated ones, on texts written for this test.
//!
//! `tests/wording/quotations.txt` holds quotations, each with two alterations: a word swapped, and a
//! negation dropped or added; a blank line between two, a topic in pairs. Truncated and merged ones are
//! made of them here. Unrelated is each quotation to every other, its own topic included.

use onrecord_analyze::wording::{ALIKE_PERCENT, share};

struct Set {
    originals: Vec<&'static str>,
    /// What somebody asks for, with the index of the quotation that was altered.
    altered: Vec<(&'static str, String, usize)>,
}

fn half(words: &str, is_first: bool) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    let (first, last) = words.split_at(words.len().div_ceil(2));
    if is_first { first.join(" ") } else { last.join(" ") }
}

fn set() -> Set {
    let blocks: Vec<Vec<&str>> = include_str!("wording/quotations.txt")
        .split("\n\n")
        .map(|block| block.lines().collect())
        .collect();
    let originals: Vec<&str> = blocks.iter().map(|block| block[0]).collect();
    let mut altered = Vec::new();
    for (idx, block) in blocks.iter().enumerate() {
        altered.push(("swapped", block[1].to_owned(), idx));
        altered.push(("negated", block[2].to_owned(), idx));
        // More is asked for than was said.
        altered.push((
            "truncated",
            format!("{} and nobody can say when", half(block[0], true)),
            idx,
        ));
        let other = blocks[idx ^ 1][0];
        altered.push(("merged", format!("{} {}", half(block[0], true), half(other, false)), idx));
    }
    Set { originals, altered }
}

#[test]
fn the_threshold_parts_altered_from_unrelated() {
    let Set { originals, altered } = set();
    let mut unrelated = Vec::new();
    for (a, asked) in originals.iter().enumerate() {
        for (b, found) in originals.iter().enumerate() {
            if a != b {
                unrelated.push((share(asked, found), *asked, *found));
            }
        }
    }
    for threshold in (30..=90).step_by(5) {
        let of = |kind: &str| {
            let all: Vec<_> = altered.iter().filter(|one| one.0 == kind).collect();
            let found =
                |one: &&&(&str, String, usize)| share(&one.1, originals[one.2]) >= threshold;
            format!("{kind} {} of {}", all.iter().filter(found).count(), all.len())
        };
        let n_wrong = unrelated.iter().filter(|(share, ..)| *share >= threshold).count();
        let kinds = ["swapped", "negated", "truncated", "merged"].map(of).join(", ");
        eprintln!("{threshold} %: {kinds}; unrelated {n_wrong} of {}", unrelated.len());
    }
    unrelated.sort();
    for one in unrelated.iter().rev().take(8) {
        eprintln!("{one:?}");
    }
    let is_found = |one: &(&str, String, usize)| share(&one.1, originals[one.2]) >= ALIKE_PERCENT;
    let n_found = |kind: &str| altered.iter().filter(|one| one.0 == kind && is_found(one)).count();
    let n_wrong = unrelated.iter().filter(|(share, ..)| *share >= ALIKE_PERCENT).count();
    let kinds = ["swapped", "negated", "truncated", "merged"];
    assert_eq!((kinds.map(n_found), n_wrong), ([22, 22, 22, 21], 0));
}
