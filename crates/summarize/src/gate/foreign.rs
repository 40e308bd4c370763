//! A word that is none of the sentence's: what it would change, for naming the refusal.

use super::{
    refusal::{Reason, Refusal},
    statement::{Statement, contents},
    words::{KINDS, NUMBERS, SAID, Word, words},
};
use onrecord_text::token::TokenKind;

/// Names the fault of the word at `at`, which no phrase of the statements explains.
pub fn name_fault(statements: &[Statement], all: &[Word], at: usize) -> Refusal {
    if all[at].text == "\"" {
        return quotation_fault(statements, &all[at + 1..]);
    }
    let nearest = contents(statements)
        .flat_map(|(_, _, content)| divergence(&words(content.passage.exact()), all, at))
        .max_by_key(|(n_shared, ..)| *n_shared);
    if let Some((_, wanted, found)) = nearest {
        let found_text = found.as_ref().map_or("nothing", |word| word.text.as_str());
        let reason = found.as_ref().map_or(Reason::Words, reason_of);
        let reason = if reason == Reason::Words { reason_of(&wanted) } else { reason };
        return Refusal::new(
            reason,
            format!("`{found_text}` stands where the passage has `{}`", wanted.text),
        );
    }
    let is_quoted_word = contents(statements).any(|(_, _, content)| {
        content.is_direct
            && words(content.passage.exact()).first().map(|w| &w.text) == Some(&all[at].text)
    });
    let reason = match reason_of(&all[at]) {
        Reason::Words if is_quoted_word => Reason::MarksDropped,
        reason => reason,
    };
    Refusal::new(reason, format!("`{}` is none of the sentence’s words here", all[at].text))
}

/// Where the words of a content stop being those of the rewording around `at`: how many are shared,
/// the word wanted and the word found.
fn divergence(own: &[Word], all: &[Word], at: usize) -> Option<(usize, Word, Option<Word>)> {
    let from = at.saturating_sub(1);
    (from..all.len().min(at + 2))
        .filter_map(|start| {
            let same = own.iter().zip(&all[start..]);
            let n_shared =
                same.take_while(|(a, b)| a.text.to_lowercase() == b.text.to_lowercase()).count();
            let wanted = own.get(n_shared)?.clone();
            (n_shared >= 2 || (n_shared == 1 && own.len() < 4))
                .then(|| (n_shared, wanted, all.get(start + n_shared).cloned()))
        })
        .max_by_key(|(n_shared, ..)| *n_shared)
}

/// Why words in quotation marks cannot stand: altered, or not a source's own.
fn quotation_fault(statements: &[Statement], inside: &[Word]) -> Refusal {
    let end = inside.iter().position(|word| word.text == "\"").unwrap_or(inside.len());
    let quoted: Vec<String> = inside[..end].iter().map(|word| word.text.to_lowercase()).collect();
    let shown = quoted.iter().take(8).map(String::as_str).collect::<Vec<_>>().join(" ");
    let retold = contents(statements).filter(|(_, _, content)| !content.is_direct);
    let is_retold = retold.into_iter().any(|(_, _, content)| {
        let own: Vec<String> =
            words(content.passage.exact()).iter().map(|w| w.text.to_lowercase()).collect();
        let n_words = quoted.len().min(4);
        n_words > 0 && own.windows(n_words).any(|some| some == &quoted[..n_words])
    });
    if is_retold {
        return Refusal::new(Reason::MarksAdded, format!("“{shown} …” was retold, not quoted"));
    }
    let nearest = contents(statements).filter(|(_, _, content)| content.is_direct).filter_map(
        |(_, _, content)| {
            let own = words(content.passage.exact());
            let same = own.iter().zip(inside).take_while(|(a, b)| a.text == b.text).count();
            Some((
                same,
                own.get(same)?.text.clone(),
                inside.get(same).map(|word| word.text.clone()),
            ))
        },
    );
    let detail = match nearest.max_by_key(|(same, ..)| *same).filter(|(same, ..)| *same > 0) {
        Some((_, wanted, Some(found))) => {
            format!("`{found}` stands where the quotation has `{wanted}`")
        }
        Some((_, wanted, None)) => format!("it ends where the quotation has `{wanted}`"),
        None => format!("“{shown} …” is no quotation of the sentence"),
    };
    Refusal::new(Reason::QuotationAltered, detail)
}

/// What a word would change.
fn reason_of(word: &Word) -> Reason {
    let low = word.text.to_lowercase();
    let kind = KINDS.get(&low).or_else(|| low.ends_with("n't").then_some("negation"));
    match kind {
        _ if word.kind == TokenKind::Number || NUMBERS.has(&low) => Reason::Number,
        _ if low.starts_with(|c: char| c.is_ascii_digit()) || low == "%" => Reason::Number,
        Some("negation") => Reason::Negation,
        Some("hedge") => Reason::Hedge,
        Some("bound") => Reason::Bound,
        Some("population") => Reason::Population,
        Some("comparison") => Reason::Comparison,
        Some("cause") => Reason::Cause,
        Some("contrast") => Reason::Contrast,
        Some("judgment") => Reason::Judgment,
        Some("time") => Reason::Time,
        Some("unit") => Reason::Unit,
        Some("person") => Reason::Person,
        _ if SAID.has(&low) => Reason::Cue,
        _ if word.text.starts_with(char::is_uppercase) => Reason::Name,
        _ => Reason::Words,
    }
}
