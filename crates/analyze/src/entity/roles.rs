//! The office or role of a person as the text states it beside the name.

use super::words::{is_capitalized, is_role, token_from, word};
use crate::document::Document;
use onrecord_model::article::CreditReach;
use onrecord_text::Span;

/// Words of a role phrase before its noun, besides capitalized ones.
const MODIFIERS: [&str; 26] = [
    "former",
    "deputy",
    "foreign",
    "prime",
    "vice",
    "chief",
    "defense",
    "defence",
    "interior",
    "finance",
    "health",
    "general",
    "acting",
    "senior",
    "top",
    "local",
    "police",
    "fire",
    "opposition",
    "party",
    "press",
    "government",
    "state",
    "district",
    "club",
    "company",
];

/// Words that open a sentence with a capital and are no part of a role.
const OPENERS: [&str; 26] = [
    "the", "a", "an", "but", "and", "when", "while", "as", "if", "after", "before", "since", "in",
    "on", "at", "for", "with", "then", "now", "his", "her", "its", "their", "our", "that", "this",
];

/// How many tokens a role phrase has at most.
const MOST_TOKENS: usize = 12;

/// The role phrase beside the name at `name`: before it (`Kremlin spokesman Dmitry Orlov`), after it
/// (`Ana Ruiz, the mayor of Brenmark,`) or before a comma (`the mayor of Brenmark, Ana Ruiz,`).
#[must_use]
pub fn beside(document: &Document, name: Span) -> Option<Span> {
    let first = token_from(document, name.start());
    let end = token_from(document, name.end());
    let after = after(document, end);
    before(document, first).or(after).or_else(|| before_comma(document, first))
}

fn before(document: &Document, first: usize) -> Option<Span> {
    let last = first.checked_sub(1)?;
    // `Gen.` and `Sen.` carry a full stop between the role and the name.
    let last = if word(document, last) == "." { last.checked_sub(1)? } else { last };
    if !is_role(word(document, last)) || !same_line(document, last, first) {
        return None;
    }
    let mut start = last;
    while let Some(prior) = start.checked_sub(1) {
        let prior_word = word(document, prior);
        let modifies = MODIFIERS.contains(&prior_word.to_lowercase().as_str())
            || (is_capitalized(prior_word)
                && !OPENERS.contains(&prior_word.to_lowercase().as_str()))
            || (prior_word == "-" && is_hyphen(document, prior))
            || is_role(prior_word);
        let is_far = last - prior > MOST_TOKENS || !same_line(document, prior, start);
        if !modifies || is_far || is_credit(document, prior) {
            break;
        }
        start = prior;
    }
    // What joined the role to a credit before it.
    while start < last && word(document, start) == "-" {
        start += 1;
    }
    Some(phrase(document, start, last))
}

/// Whether a token is part of a credit: in `Norwatch-Mayor Ana Ruiz` the outlet is no part of the role.
fn is_credit(document: &Document, idx: usize) -> bool {
    let token = document.tokens[idx].span;
    let mut credits = document.article.credits.iter();
    credits.any(|credit| credit.reach == CreditReach::Article && credit.span.contains(token))
}

fn after(document: &Document, end: usize) -> Option<Span> {
    if word(document, end) != "," {
        return None;
    }
    let start = after_age(document, end + 1);
    let mut role = None;
    for idx in start..start + MOST_TOKENS {
        let found = word(document, idx);
        if !same_line(document, end, idx) {
            break;
        }
        if matches!(found, "," | ";" | "." | ":" | "—" | "–" | "”" | "\"") {
            return role.map(|_| phrase(document, start, idx - 1));
        }
        if is_verbal(found) && role.is_some() {
            return Some(phrase(document, start, idx - 1));
        }
        if is_verbal(found)
            || matches!(found.to_lowercase().as_str(), "and" | "who" | "but") && role.is_none()
        {
            return None;
        }
        if idx < start + 6 && is_role(found) {
            role = role.or(Some(idx));
        }
    }
    None
}

/// Past an age set off by commas: `Ana Ruiz, 41, a baker in Orta,`.
fn after_age(document: &Document, start: usize) -> usize {
    let is_age = word(document, start).parse::<u8>().is_ok();
    if is_age && word(document, start + 1) == "," { start + 2 } else { start }
}

fn before_comma(document: &Document, first: usize) -> Option<Span> {
    let comma = first.checked_sub(1)?;
    if word(document, comma) != "," {
        return None;
    }
    let mut role = None;
    for back in 1..=MOST_TOKENS {
        let Some(idx) = comma.checked_sub(back).filter(|idx| same_line(document, *idx, first))
        else {
            break;
        };
        let found = word(document, idx);
        if matches!(found, "," | ";" | "." | ":" | "”" | "“" | "\"") || is_verbal(found) {
            break;
        }
        if is_role(found) {
            role = Some(idx);
        }
        if matches!(found.to_lowercase().as_str(), "the" | "its" | "their" | "his" | "her") {
            // Only what a determiner opens is a role set off by the comma.
            return role.map(|_| phrase(document, idx + 1, comma - 1));
        }
    }
    None
}

fn is_verbal(word: &str) -> bool {
    const VERBS: [&str; 16] = [
        "said", "says", "told", "was", "is", "were", "are", "has", "had", "have", "will", "would",
        "added", "tells", "and", "when",
    ];
    VERBS.contains(&word)
}

/// Whether a dash joins the words beside it: `vice-president`, not `PRAGUE - President`.
fn is_hyphen(document: &Document, token: usize) -> bool {
    let span = document.tokens[token].span;
    let text = document.text();
    !text[..span.start()].ends_with(char::is_whitespace)
        && !text[span.end()..].starts_with(char::is_whitespace)
}

fn same_line(document: &Document, a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (document.tokens.get(a), document.tokens.get(b)) else {
        return false;
    };
    let (start, end) = (a.span.end().min(b.span.end()), b.span.start().max(a.span.start()));
    !document.text()[start..end.max(start)].contains('\n')
}

fn phrase(document: &Document, first: usize, last: usize) -> Span {
    let mut first = first;
    while first < last
        && matches!(word(document, first).to_lowercase().as_str(), "the" | "a" | "an")
    {
        first += 1;
    }
    document.tokens[first].span.cover(document.tokens[last.max(first)].span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::article;
    use onrecord_model::article::Credit;

    #[test]
    fn the_outlet_run_into_a_role_is_no_part_of_it() {
        let text = "Norwatch-Mayor Ana Ruiz spoke on Sunday.";
        let mut article = article(text, "en");
        let span = Span::new(0, "Norwatch".len());
        let name = "Norwatch".to_owned();
        article.credits.push(Credit { name, span, reach: CreditReach::Article });
        let at = text.find("Ana").unwrap();
        let role = beside(&Document::of(&article), Span::new(at, at + "Ana Ruiz".len()));
        assert_eq!(role.map(|role| role.of(text)), Some("Mayor"));
    }
}
