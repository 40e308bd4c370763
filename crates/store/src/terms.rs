//! The words of a term in the forms that are indexed, and where a text holds them.

use crate::{filter::Term, words::Words};
use onrecord_model::article::{Article, ZoneKind};
use onrecord_text::{Span, sentence::sentences};
use std::collections::BTreeSet;

/// The words of a term as English articles and as other articles are indexed; once where these are
/// the same, none for a term of punctuation alone.
pub(crate) fn forms(text: &str) -> Vec<Vec<String>> {
    let words = |mut words: Words| words.of(text).into_iter().map(|(word, _)| word).collect();
    let mut forms: Vec<Vec<String>> = vec![words(Words::stemmed()), words(Words::whole())];
    forms.dedup();
    forms.retain(|form| !form.is_empty());
    forms
}

/// Where a form stands among the words of a text: the first word of each place.
pub(crate) fn places<'w>(
    words: &'w [(String, Span)],
    form: &'w [String],
) -> impl Iterator<Item = Span> + 'w {
    let is_here = move |run: &&[(String, Span)]| run.iter().map(|word| &word.0).eq(form);
    words.windows(form.len()).filter(is_here).map(|run| run[0].1)
}

/// Whether a text in this language holds every term, and none that must not occur: in the same forms
/// as the search finds them.
#[must_use]
pub fn holds(text: &str, language: Option<&str>, terms: &[Term]) -> bool {
    if terms.is_empty() {
        return true;
    }
    let words = Words::of_language(language).of(text);
    terms.iter().all(|term| {
        let forms = forms(term.text());
        let is_here = forms.iter().any(|form| places(&words, form).next().is_some());
        forms.is_empty() || is_here != term.is_negated()
    })
}

/// The sentence outside the furniture in which most of the words stand, the first of equals.
pub(crate) fn best_sentence(article: &Article, terms: &[Term]) -> Span {
    let is_shown = |span: &Span| {
        let zone = article.zone_at(span.start());
        zone.is_none_or(|zone| zone.kind != ZoneKind::Furniture)
    };
    let sentences: Vec<Span> = sentences(&article.text).into_iter().filter(is_shown).collect();
    let words = Words::of_language(article.language.as_deref()).of(&article.text);
    let mut n_matched = vec![0; sentences.len()];
    for term in terms.iter().filter(|term| !term.is_negated()) {
        let mut matched = BTreeSet::new();
        for form in forms(term.text()) {
            for place in places(&words, &form) {
                let idx = sentences.partition_point(|sentence| sentence.end() <= place.start());
                if sentences.get(idx).is_some_and(|sentence| sentence.holds(place.start())) {
                    matched.insert(idx);
                }
            }
        }
        matched.iter().for_each(|&idx| n_matched[idx] += 1);
    }
    let best = (0..sentences.len()).max_by_key(|&idx| (n_matched[idx], std::cmp::Reverse(idx)));
    best.map_or_else(|| Span::new(0, article.text.floor_char_boundary(200)), |idx| sentences[idx])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_holds_terms_as_the_search_finds_them() {
        let word = |text: &str| Term::Word(text.to_owned());
        let text = "The repairs at Ørsted Dam are complete";
        for (terms, language, expected) in [
            (vec![word("repair")], Some("en"), true),
            (vec![word("repair")], None, false),
            (vec![word("orsted"), Term::Phrase("the repairs".into())], Some("en"), true),
            (vec![Term::Phrase("dam repairs".into())], Some("en"), false),
            (vec![Term::Not(Box::new(word("dam")))], Some("en"), false),
            (vec![Term::Not(Box::new(word("bridge")))], Some("en"), true),
            (vec![word("…")], Some("en"), true),
        ] {
            assert_eq!(holds(text, language, &terms), expected, "{terms:?}");
        }
    }
}
