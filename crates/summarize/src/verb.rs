//! The source's verb: whether speaker and words can be joined by it without changing what is said.

use crate::{
    cite::{is_quotation_mark, plain},
    somebody::is_somebody,
};
use onrecord_model::{
    article::Article,
    quotation::{Mode, Quotation, Speaker},
};
use onrecord_text::{Span, lists::List};
use std::sync::LazyLock;

/// Reporting verbs that can stand between a speaker and the words.
static SAID: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../lang/en/said.txt")).expect("a checked list")
});

/// Longest cue that is shown as a verb of our sentence, in bytes.
const MAX_CUE_BYTES: usize = 48;

/// Most words of whom something was told.
const MAX_OBJECT_WORDS: usize = 6;

/// How speaker and words can be joined without changing what the article says.
pub enum Form {
    /// By the article's verb: `Ana Ruiz said …`.
    Verb(String),
    /// `According to Ana Ruiz, …`.
    According,
    /// Without a verb, since the article has none.
    Bare,
    /// Only the whole sentence is safe: it says that something was *not* said, or may be said.
    Whole,
}

/// How the speaker and the words of a quotation can be joined.
#[must_use]
pub fn form(article: &Article, quotation: &Quotation) -> Form {
    let is_direct = quotation.mode == Mode::Direct;
    let cue = quotation.cue.and_then(|cue| Some((cue, cue.get(&article.text)?)));
    let Some((span, words)) = cue else {
        return if is_direct && !quotation.is_negated { Form::Bare } else { Form::Whole };
    };
    let words = plain(words.trim_matches(|c: char| !c.is_alphanumeric()));
    // The nouns are English; elsewhere the article's own words are trusted.
    let is_english = article.language.as_deref().is_none_or(|code| code.starts_with("en"));
    if let Speaker::Unnamed { described_at } = &quotation.speaker
        && is_english
        && !described_at.get(&article.text).is_some_and(is_somebody)
    {
        return Form::Whole;
    }
    let is_hedged_cue = is_unsure(article, span, quotation);
    if quotation.is_negated || is_hedged_cue || words.len() > MAX_CUE_BYTES || words.is_empty() {
        return Form::Whole;
    }
    let low = words.to_lowercase();
    if NAMING.contains(&low.as_str()) && has_no_object(article, quotation) {
        return Form::Whole;
    }
    let is_cut = ["about", "of", "on", "by"].iter().any(|word| low.ends_with(&format!(" {word}")));
    // What is retold in pieces is read whole, or the pieces tell something else.
    let is_pieced = !is_direct && quotation.content.len() > 1;
    if is_passive(article, &low, quotation) || is_cut || is_pieced {
        return Form::Whole;
    }
    if low.starts_with("according to") || low.starts_with("in the words of") {
        return Form::According;
    }
    let first = low.split_whitespace().next().unwrap_or_default();
    let is_alone = first == low;
    match SAID.get(&low).or_else(|| SAID.get(first)) {
        Some("object") if is_alone => match told_whom(article, span, quotation) {
            Some(verb) => Form::Verb(verb),
            None if is_direct => Form::Bare,
            None => Form::Whole,
        },
        // Names in a cue ("said on Friday") keep their capitals.
        Some(_) => Form::Verb(lowered(&words)),
        None => match finite(&low).filter(|_| is_alone) {
            Some(verb) => Form::Verb(verb),
            // A word that no list knows still joins a speaker and words in marks, if it is a verb.
            None if is_direct && is_alone && low.ends_with("ed") => Form::Verb(low),
            None if is_direct => Form::Bare,
            None => Form::Whole,
        },
    }
}

/// Whether a verb tells what is said of the source rather than by it: `two men reported to be guards`.
fn is_passive(article: &Article, verb: &str, quotation: &Quotation) -> bool {
    let first = quotation.content.first().and_then(|span| span.get(&article.text));
    let is_infinitive = first.is_some_and(|words| words.starts_with("to "));
    is_infinitive && matches!(verb, "reported" | "said" | "alleged" | "believed" | "reportedly")
}

/// Verbs that say what somebody calls something, and so need the something.
const NAMING: [&str; 6] = ["called", "calls", "described", "describes", "dubbed", "labeled"];

/// Whether the words shown are nothing but what something is called: `the “most daring plan”`.
fn has_no_object(article: &Article, quotation: &Quotation) -> bool {
    let words = quotation.content.first().and_then(|span| span.get(&article.text));
    let first = words.unwrap_or_default().trim_start_matches("the ").trim_start_matches("a ");
    first.starts_with(is_quotation_mark) || quotation.mode == Mode::Direct
}

/// The verb that a participle leaves to its clause, as one of our sentences needs it: `added` for
/// `adding`. `None` for what is no reporting verb.
fn finite(participle: &str) -> Option<String> {
    let irregular = [("saying", "said"), ("writing", "wrote"), ("swearing", "swore")];
    if let Some((_, verb)) = irregular.iter().find(|(from, _)| *from == participle) {
        return Some((*verb).to_owned());
    }
    let stem = participle.strip_suffix("ing")?;
    let verbs =
        [format!("{stem}ed"), format!("{stem}d"), format!("{}ied", stem.trim_end_matches('y'))];
    verbs.into_iter().find(|verb| SAID.get(verb) == Some(""))
}

/// The words with a small first letter, where only the start of a sentence raised it.
fn lowered(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

/// The verb with whom it was said to, as the article has it: `told Radio Osterau`. `None` where the
/// words after the verb do not end soon in a mark, a "that" or the quotation itself.
fn told_whom(article: &Article, cue: Span, quotation: &Quotation) -> Option<String> {
    let content = quotation.content.iter().map(|part| part.start());
    let next = content.filter(|start| *start >= cue.end()).min();
    let end = next.unwrap_or(quotation.passage.end()).min(quotation.passage.end());
    let after = article.text.get(cue.end()..end.max(cue.end()))?;
    let stops = |c: char| is_quotation_mark(c) || matches!(c, ',' | ';' | ':' | '—' | '–' | '\n');
    let object = after.split(stops).next()?;
    let object = object.split(" that ").next()?.split(" on ").next()?;
    let object = plain(object.trim().trim_end_matches(" that").trim_end_matches('.'));
    let n_words = object.split_whitespace().count();
    let is_told = (1..=MAX_OBJECT_WORDS).contains(&n_words) && object.is_ascii();
    let verb = cue.get(&article.text)?.to_lowercase();
    is_told.then(|| format!("{verb} {object}"))
}

/// Whether the words right before a cue deny it or leave it open: `did not say`, `would say`. What was
/// said before the cue is not among them: `“We will not leave,” she said`.
fn is_unsure(article: &Article, cue: Span, quotation: &Quotation) -> bool {
    let ends = quotation.content.iter().map(|part| part.end());
    let said = ends.filter(|end| *end <= cue.start()).max().unwrap_or(0);
    let near = article.text.floor_char_boundary(cue.start().saturating_sub(24));
    let from = quotation.passage.start().max(said).max(near);
    let before = article.text.get(from.min(cue.start())..cue.start()).unwrap_or_default();
    let last: Vec<String> =
        before.split_whitespace().rev().take(3).map(str::to_lowercase).collect();
    let is_denied = |word: &String| {
        matches!(
            word.as_str(),
            "not"
                | "never"
                | "no"
                | "nor"
                | "neither"
                | "cannot"
                | "would"
                | "could"
                | "might"
                | "may"
                | "should"
                | "will"
                | "if"
                | "declined"
                | "refused"
                | "without"
        ) || word.ends_with("n't")
            || word.ends_with("n’t")
    };
    last.iter().any(is_denied)
}
