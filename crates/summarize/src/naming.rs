//! How outlets, speakers and their roles are named in a sentence: as the article states them.

use crate::cite::{NO_OUTLET, plain};
use onrecord_model::{
    article::{Article, CreditReach},
    findings::Findings,
    quotation::{Speaker, SpeakerKind},
};
use onrecord_text::Span;

/// Longest role that is shown, in bytes.
const MAX_ROLE_BYTES: usize = 90;

/// An outlet within a sentence, with whom its article credits.
#[must_use]
pub fn outlet(article: &Article) -> String {
    let name = match article.outlet {
        Some(_) => plain(article.outlet_name()),
        None => format!("an {NO_OUTLET}"),
    };
    match credited(article) {
        Some(credited) if article.outlet.is_some() => format!("{name} (crediting {credited})"),
        Some(credited) => format!("{name} and that credits {credited}"),
        None => name,
    }
}

/// An outlet without its credits.
#[must_use]
pub fn name_alone(article: &Article) -> String {
    match article.outlet {
        Some(_) => plain(article.outlet_name()),
        None => format!("an {NO_OUTLET}"),
    }
}

/// Whom an article credits for its text, other than its own outlet.
#[must_use]
pub fn credited(article: &Article) -> Option<String> {
    let own = plain(article.outlet_name()).to_lowercase();
    let texts = article.credits.iter().filter(|credit| credit.reach != CreditReach::Picture);
    let whole = texts.clone().filter(|credit| credit.reach == CreditReach::Article);
    whole.chain(texts).map(|credit| plain(&credit.name)).find(|name| name.to_lowercase() != own)
}

/// A speaker with the role that the article states: `Ana Ruiz, mayor of Brenmark,`.
#[must_use]
pub fn speaker_name(
    article: &Article,
    findings: &Findings,
    speaker: &Speaker,
    written_at: Option<Span>,
) -> String {
    match speaker {
        Speaker::Established { name, kind, .. } => {
            let role = role(article, findings, name).filter(|_| *kind == SpeakerKind::Person);
            match role {
                Some((role, is_before)) if is_before || !role.contains(' ') => {
                    format!("{role} {}", plain(name))
                }
                Some((role, _)) => format!("{}, {role},", plain(name)),
                None => plain(name),
            }
        }
        Speaker::Unnamed { described_at } => {
            let words = plain(described_at.get(&article.text).unwrap_or_default());
            let words = words.trim_matches(|c: char| !c.is_alphanumeric());
            if words.is_empty() { "a speaker without a name".to_owned() } else { lower(words) }
        }
        // Never as the article's: who decided it stands beside the name.
        Speaker::Decided { name, note, .. } => {
            let name = name.as_deref().unwrap_or("a speaker not established");
            format!("{} (speaker {})", plain(name), plain(note))
        }
        Speaker::NotEstablished { .. } => {
            let written = written_at.and_then(|span| span.get(&article.text)).map(plain);
            match written.filter(|words| !words.is_empty() && words.len() <= MAX_ROLE_BYTES) {
                Some(words) => format!("a speaker not established (written: {words})"),
                None => "a speaker not established".to_owned(),
            }
        }
    }
}

/// The role that the article states for a name, and whether it stands right before the name.
fn role(article: &Article, findings: &Findings, name: &str) -> Option<(String, bool)> {
    let entity = findings.entities.iter().find(|entity| entity.name == name)?;
    let span = entity.role_at?;
    let words = plain(span.get(&article.text)?);
    if words.is_empty() || words.len() > MAX_ROLE_BYTES {
        return None;
    }
    let between = Span::new(span.end().min(entity.name_at.start()), entity.name_at.start());
    let is_before = span.end() <= entity.name_at.start()
        && between.get(&article.text).is_some_and(|gap| gap.trim().is_empty());
    Some((words, is_before))
}

/// The words with their first letter in upper case.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// The words with their first letter in lower case where only the start of a sentence raised it:
/// an article or a pronoun.
fn lower(words: &str) -> String {
    let first = words.split_whitespace().next().unwrap_or_default();
    let is_raised = ["The", "A", "An", "One", "Some", "Several", "Two"].contains(&first);
    if is_raised { words[..1].to_lowercase() + &words[1..] } else { words.to_owned() }
}

/// `: reason.` to end a sentence of ours with, or only the full stop where there is no reason.
#[must_use]
pub fn sentence_end(reason: &str) -> String {
    // Words that a reason names stand in backticks there.
    let parts = plain(reason);
    let parts = parts.split('`').enumerate();
    let marks = parts.map(|(idx, part)| match idx % 2 {
        0 if idx > 0 => format!("’{part}"),
        0 => part.to_owned(),
        _ => format!("‘{part}"),
    });
    let reason: String = marks.collect();
    let reason = reason.trim_end_matches(['.', ' ']);
    if reason.is_empty() { ".".to_owned() } else { format!(": {reason}.") }
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn series(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
