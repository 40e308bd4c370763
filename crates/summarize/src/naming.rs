//! How outlets, speakers and their roles are named in a sentence: as the article states them.

use crate::cite::{NO_OUTLET, plain};
use onrecord_model::{
    article::{Article, CreditReach},
    entity::EntityKind,
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
    let texts = article.credits.iter().filter(|credit| credit.reach != CreditReach::Picture);
    let whole = texts.clone().filter(|credit| credit.reach == CreditReach::Article);
    whole.chain(texts).map(|credit| plain(&credit.name)).find(|name| !is_own(article, name))
}

/// Whether a credited name is the article's own side: its outlet, a word of that name, or its author.
#[must_use]
pub fn is_own(article: &Article, credited: &str) -> bool {
    let credited = credited.to_lowercase();
    let own = plain(article.outlet_name()).to_lowercase();
    let words = |name: &str| format!(" {} ", name.replace(|c: char| !c.is_alphanumeric(), " "));
    words(&own).contains(&words(&credited))
        || article.authors.iter().any(|author| author.value.to_lowercase() == credited)
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
        Speaker::Established { name, name_at, kind, .. } => {
            let role = role(article, findings, name).filter(|_| *kind == SpeakerKind::Person);
            if *kind != SpeakerKind::Person && takes_the(article, [Some(*name_at), written_at]) {
                let name = plain(name);
                let name = name.strip_prefix("The ").or(name.strip_prefix("the ")).unwrap_or(&name);
                return format!("the {name}");
            }
            match role {
                Some((role, is_before)) if is_before || !role.contains(' ') => {
                    format!("{role} {}", plain(name))
                }
                Some((role, _)) => format!("{}, {role},", plain(name)),
                None if *kind != SpeakerKind::Person => lower(&plain(name)),
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

/// Whether an article puts "the" before a name at one of these places, or begins the place with it.
fn takes_the(article: &Article, places: [Option<Span>; 2]) -> bool {
    places.into_iter().flatten().any(|span| {
        let before = article.text.get(..span.start()).unwrap_or_default();
        let own = span.get(&article.text).unwrap_or_default();
        let last = before.strip_suffix(' ').and_then(|text| text.split_whitespace().next_back());
        last.is_some_and(|word| word.eq_ignore_ascii_case("the"))
            || own.starts_with("the ")
            || own.starts_with("The ")
    })
}

/// The role that the article states for a name, and whether it stands right before the name.
fn role(article: &Article, findings: &Findings, name: &str) -> Option<(String, bool)> {
    let entity = findings.entities.iter().find(|entity| entity.name == name)?;
    let span = entity.role_at?;
    let between = Span::new(span.end().min(entity.name_at.start()), entity.name_at.start());
    let is_before = span.end() <= entity.name_at.start()
        && between.get(&article.text).is_some_and(|gap| gap.trim().is_empty());
    let span = if is_before { whole_role(article, findings, span) } else { span };
    let words = plain(span.get(&article.text)?);
    let words = if is_before { words } else { with_owner(article, span, closed(&words)) };
    let is_ours = |word: &str| SELF.contains(&word.to_lowercase().as_str());
    if words.split_whitespace().any(is_ours) || (!is_before && is_cut(article, span)) {
        return None;
    }
    if is_before && KIN.contains(&words.to_lowercase().as_str()) {
        return None;
    }
    if words.split_whitespace().next_back().is_some_and(|last| TITLES.contains(&last)) && !is_before
    {
        return None;
    }
    let is_whole = !words.is_empty() && words.len() <= MAX_ROLE_BYTES;
    is_whole.then_some((words, is_before))
}

/// Whether a word with a capital says where an office is: `Syrian`, `British`, `US`.
fn is_adjective_of_place(word: &str) -> bool {
    let is_short = word.len() <= 3 && word.chars().all(char::is_uppercase);
    is_short || ["an", "ese", "ish", "ch", "i"].iter().any(|ending| word.ends_with(ending))
}

/// What stands before a dash within a role.
const PREFIXES: [&str; 8] = ["anti", "co", "deputy", "ex", "mid", "non", "under", "vice"];

/// Titles, which begin another name rather than end a role.
const TITLES: [&str; 6] = ["Dr", "Mr", "Mrs", "Ms", "Prof", "Sir"];

/// Words that say who somebody is only beside another person's name.
const KIN: [&str; 12] = [
    "aunt",
    "boyfriend",
    "brother",
    "daughter",
    "father",
    "girlfriend",
    "husband",
    "mother",
    "sister",
    "son",
    "uncle",
    "wife",
];

/// Words that a role after a name cannot end in: the clause they open was cut off.
const OPEN_ENDS: [&str; 20] = [
    "a",
    "an",
    "and",
    "at",
    "by",
    "called",
    "dubbed",
    "for",
    "from",
    "in",
    "known",
    "named",
    "nicknamed",
    "of",
    "that",
    "the",
    "to",
    "which",
    "who",
    "whose",
];

/// A role without the words that open a clause at its end: `an expert who` is an expert.
fn closed(role: &str) -> &str {
    let mut kept = role.trim_end();
    while let Some((rest, last)) = kept.rsplit_once(' ')
        && OPEN_ENDS.contains(&last.to_lowercase().as_str())
    {
        kept = rest.trim_end_matches([' ', ',']);
    }
    kept
}

/// A role that begins with an owner, with the article before it: `the bank's president`.
fn with_owner(article: &Article, span: Span, role: &str) -> String {
    let owner = role.split_whitespace().next().unwrap_or_default();
    let is_owner = owner.ends_with("'s") || owner.ends_with("’s");
    let is_small = owner.starts_with(char::is_lowercase);
    if is_owner && is_small && takes_the(article, [Some(span), None]) {
        return format!("the {role}");
    }
    role.to_owned()
}

/// Most words that a role before a name is made longer by.
const MAX_MORE_WORDS: usize = 4;

/// Words that a role before a name cannot go back over: what stands before it is no part of it.
const NO_ROLE: [&str; 36] = [
    "after", "and", "are", "as", "at", "be", "been", "before", "but", "by", "did", "does", "for",
    "from", "had", "has", "have", "her", "his", "if", "in", "is", "like", "of", "on", "or", "said",
    "says", "than", "to", "was", "were", "when", "which", "while", "with",
];

/// Words by which an outlet or a speaker says "our mayor": in a sentence of ours they would be ours.
const SELF: [&str; 4] = ["i", "my", "our", "us"];

/// Whether a role is cut inside a name that goes on: `Center for Ports [and Fisheries]`.
fn is_cut(article: &Article, span: Span) -> bool {
    let ends_in_name = span.get(&article.text).and_then(|role| role.split_whitespace().next_back());
    let after = article.text.get(span.end()..).unwrap_or_default();
    let rest = after.strip_prefix(" and ").or(after.strip_prefix(" & "));
    ends_in_name.is_some_and(|word| word.starts_with(char::is_uppercase))
        && rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// A role before a name from the start of its phrase: `Syrian political scientist`, not `scientist`.
/// Only where the words before it begin the sentence or follow an article or a mark, and look like
/// no verb.
fn whole_role(article: &Article, findings: &Findings, role: Span) -> Span {
    let mut start = role.start();
    for _ in 0..=MAX_MORE_WORDS {
        let before = article.text.get(..start).unwrap_or_default();
        let trimmed = before.trim_end_matches(' ');
        let mark = trimmed.chars().next_back();
        if trimmed.len() == before.len() && mark.is_some_and(|c| c.is_alphanumeric() || c == '-') {
            // Cut within a word: `Doping Agency` of `Anti-Doping Agency`.
            let word = trimmed.rfind(|c: char| c.is_whitespace()).map_or(0, |at| at + 1);
            let before = trimmed[word..].trim_end_matches('-').to_lowercase();
            if !PREFIXES.contains(&before.as_str()) {
                // A place or an outlet before a dash: `BRENMARK-Water minister`.
                return Span::new(start, role.end());
            }
            start = trimmed[word..].find(char::is_alphanumeric).map_or(start, |at| word + at);
            continue;
        }
        if mark.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '\'' && c != '’') {
            return Span::new(start, role.end());
        }
        let at = trimmed.rfind(|c: char| c.is_whitespace()).map_or(0, |at| at + 1);
        let at = at + trimmed[at..].find(char::is_alphanumeric).unwrap_or(0);
        let word = &trimmed[at..];
        let low = word.to_lowercase();
        // The time before an entry of a live report is no part of a role.
        if word.contains(|c: char| c.is_ascii_digit()) {
            return Span::new(start, role.end());
        }
        if matches!(low.as_str(), "the" | "a" | "an" | "its" | "their") {
            return Span::new(start, role.end());
        }
        if !word.contains(char::is_alphanumeric) {
            return Span::new(start, role.end());
        }
        let looks_like_verb = low.ends_with("ed") || low.ends_with("ly");
        let is_somebody = findings.entities.iter().any(|entity| {
            entity.kind == EntityKind::Person
                && entity.mentions.iter().any(|one| one.span.contains(Span::new(at, trimmed.len())))
        });
        let is_name = word.starts_with(char::is_uppercase) && !is_adjective_of_place(word);
        if NO_ROLE.contains(&low.as_str()) || looks_like_verb || is_somebody || is_name {
            return role;
        }
        start = at;
    }
    role
}

/// The words with their first letter in upper case.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Words that have a capital at the start of a sentence only.
const RAISED: [&str; 16] = [
    "The", "A", "An", "One", "Some", "Several", "Two", "Many", "Most", "Other", "His", "Her",
    "Its", "Their", "Our", "Both",
];

/// The words with their first letter in lower case where only the start of a sentence raised it:
/// an article or a pronoun.
#[must_use]
pub fn lower(words: &str) -> String {
    let first = words.split_whitespace().next().unwrap_or_default();
    let is_raised = RAISED.contains(&first);
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
