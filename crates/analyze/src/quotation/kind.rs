//! What a source does with what it is quoted for: says, writes, finds, asks, plans, believes, sides.

use super::phrases::find;
use crate::document::Document;
use onrecord_model::quotation::QuotationKind;
use onrecord_text::{Span, lists::List};
use std::sync::LazyLock;

static KINDS: LazyLock<List> =
    LazyLock::new(|| List::read(include_str!("../../../../lang/en/kinds.txt")).expect("checked"));

/// The kind of a quotation with this cue: by the first of its words that tells one, the longest entry
/// of the list at each place. A cue that tells none says, and so does a quotation without a cue.
#[must_use]
pub fn kind(document: &Document, cue: Option<Span>) -> QuotationKind {
    let first = cue.and_then(|cue| find(document, &KINDS, cue).into_iter().next());
    let word = first.map(|span| document.words(span).to_lowercase().replace('’', "'"));
    let kind = word.as_deref().and_then(|word| KINDS.get(word)).and_then(QuotationKind::named);
    kind.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::article;

    #[test]
    fn every_word_of_the_list_has_a_kind() {
        for (word, kind) in KINDS.iter() {
            assert!(QuotationKind::named(kind).is_some(), "{word}: {kind}");
        }
    }

    #[test]
    fn the_first_word_that_tells_a_kind_decides() {
        use QuotationKind::*;
        for (cue, expected) in [
            ("said", Says),
            ("said in a letter", Says),
            ("has repeatedly said", Says),
            ("blasted", Says),
            ("wrote", Writes),
            ("called for", Asks),
            ("called", Says),
            ("plans", Plans),
            ("would like", Plans),
            ("is widely expected", Believes),
            ("hoped", Believes),
            ("voted against", Sides),
            ("showed", Finds),
        ] {
            let article = article(cue, "en");
            let found = kind(&Document::of(&article), Some(Span::new(0, cue.len())));
            assert_eq!(found, expected, "{cue}");
        }
    }
}
