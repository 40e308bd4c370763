//! Links that scroll to the cited words: `#:~:text=` (WICG Scroll to Text Fragment).

use onrecord_model::passage::Passage;

/// Words at each end that stand for a longer passage.
const END_WORDS: usize = 5;

/// Passages of at most so many words are given whole.
const WHOLE_WORDS: usize = 12;

/// The address with a fragment that scrolls to the passage; `None` for an address that is no web
/// page.
///
/// Only whole words go in, since browsers match whole words. An address's own fragment is kept.
#[must_use]
pub fn fragment(address: &str, passage: &Passage) -> Option<String> {
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return None;
    }
    let words: Vec<&str> = passage.exact().split_whitespace().collect();
    let text = if words.len() <= WHOLE_WORDS {
        encoded(&words.join(" "))
    } else {
        let (first, last) = (&words[..END_WORDS], &words[words.len() - END_WORDS..]);
        format!("{},{}", encoded(&first.join(" ")), encoded(&last.join(" ")))
    };
    let joint = if address.contains('#') { "" } else { "#" };
    Some(format!("{address}{joint}:~:text={text}"))
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
        fragment("https://a.example/b", &Passage::recall(id, id, Span::new(0, exact.len()), text))
    }

    #[test]
    fn reserved_marks_are_encoded_and_long_passages_given_by_their_ends() {
        let short = link("well-known, said é").unwrap();
        assert_eq!(short, "https://a.example/b#:~:text=well%2Dknown%2C%20said%20%C3%A9");
        let long = link("a b c d e f g h i j k l m").unwrap();
        assert_eq!(long, "https://a.example/b#:~:text=a%20b%20c%20d%20e,i%20j%20k%20l%20m");
    }
}
