//! Links that scroll to the cited words: `#:~:text=` (WICG Scroll to Text Fragment).

use onrecord_model::passage::Passage;

/// Words at each end that stand for a longer passage.
const END_WORDS: usize = 5;

/// Passages of at most so many words are given whole.
const WHOLE_WORDS: usize = 12;

/// Words beside a passage that tell it from others with the same words.
const BESIDE_WORDS: usize = 3;

/// The address with a fragment that scrolls to the passage; `None` for an address that is no web
/// page. `text` is the article's, where it is at hand: words that stand in it more than once get
/// those beside them, `prefix-,start,end,-suffix`.
///
/// Only whole words go in, since browsers match whole words. An address's own fragment is kept.
#[must_use]
pub fn fragment(address: &str, passage: &Passage, text: Option<&str>) -> Option<String> {
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return None;
    }
    let words: Vec<&str> = passage.exact().split_whitespace().collect();
    // A browser finds each part within one block only.
    let lines: Vec<Vec<&str>> =
        passage.exact().lines().map(|line| line.split_whitespace().collect()).collect();
    let (start, mut directive) = match lines.as_slice() {
        [_] | [] if words.len() <= WHOLE_WORDS => (words.join(" "), encoded(&words.join(" "))),
        lines => {
            let (head, tail) = (lines.first()?, lines.last()?);
            let first = head[..END_WORDS.min(head.len())].join(" ");
            let last = tail[tail.len() - END_WORDS.min(tail.len())..].join(" ");
            let both = format!("{},{}", encoded(&first), encoded(&last));
            (first, both)
        }
    };
    let is_repeated = text.is_some_and(|text| text.matches(&start).nth(1).is_some());
    if is_repeated {
        if let Some(before) = beside(passage.prefix(), Side::Before) {
            directive = format!("{}-,{directive}", encoded(&before));
        }
        if let Some(after) = beside(passage.suffix(), Side::After) {
            directive = format!("{directive},-{}", encoded(&after));
        }
    }
    let joint = if address.contains('#') { "" } else { "#" };
    Some(format!("{address}{joint}:~:text={directive}"))
}

/// Which side of a passage words stand on.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Side {
    Before,
    After,
}

/// The whole words of the context next to a passage, on its own line: what lies in another block may
/// be parted from it on the page by what the article leaves out.
fn beside(context: &str, side: Side) -> Option<String> {
    let line = match side {
        Side::Before => context.rsplit('\n').next(),
        Side::After => context.split('\n').next(),
    }?;
    let is_cut = line.len() == context.len();
    let mut words: Vec<&str> = line.split_whitespace().collect();
    // The context is cut by length, so its outermost word may be a part of one.
    if is_cut && !words.is_empty() {
        words.remove(if side == Side::Before { 0 } else { words.len() - 1 });
    }
    let n = words.len();
    let kept = match side {
        Side::Before => &words[n.saturating_sub(BESIDE_WORDS)..],
        Side::After => &words[..n.min(BESIDE_WORDS)],
    };
    (!kept.is_empty()).then(|| kept.join(" "))
}

/// Percent-encoded: everything but letters and digits of ASCII and a few safe marks. The dash, comma
/// and ampersand have a meaning in text fragments and must be encoded.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::id::Id;
    use onrecord_text::Span;

    fn link(exact: &str) -> Option<String> {
        let id = Id::of("x", []);
        let text = [String::new(), exact.to_owned(), String::new()];
        let passage = Passage::recall(id, id, Span::new(0, exact.len()), text);
        fragment("https://a.example/b", &passage, Some(exact))
    }

    #[test]
    fn words_that_stand_twice_get_those_beside_them() {
        let id = Id::of("x", []);
        let text =
            "We met. The dam is safe, she said.\nThe dam is safe, he wrote on Monday evening.";
        let at = text.rfind("The dam").unwrap();
        let parts = ["e said.\n", "The dam is safe", ", he wrote on Monday"].map(str::to_owned);
        let passage = Passage::recall(id, id, Span::new(at, at + 15), parts);
        let link = |text| fragment("https://a.example/b#top", &passage, text).unwrap();
        let plain = "https://a.example/b#top:~:text=The%20dam%20is%20safe";
        assert_eq!(link(None), plain);
        assert_eq!(link(Some(text)), format!("{plain},-%2C%20he%20wrote"));
        assert_eq!(link(Some("The dam is safe")), plain);
    }

    #[test]
    fn words_of_two_blocks_are_given_by_their_ends() {
        let found = link("The dam\nIs it safe").unwrap();
        assert!(found.ends_with(":~:text=The%20dam,Is%20it%20safe"), "{found}");
    }

    #[test]
    fn reserved_marks_are_encoded_and_long_passages_given_by_their_ends() {
        let short = link("well-known, said é").unwrap();
        assert_eq!(short, "https://a.example/b#:~:text=well%2Dknown%2C%20said%20%C3%A9");
        let long = link("a b c d e f g h i j k l m").unwrap();
        assert_eq!(long, "https://a.example/b#:~:text=a%20b%20c%20d%20e,i%20j%20k%20l%20m");
    }
}
