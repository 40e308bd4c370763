//! What a sentence itself says of who states it: `According to X, …`, `…, said X`, `X estimates that …`.
//!
//! The tagger of quotations finds most of this. These rules read the three plain forms again, for the
//! words around a number: a list of counts is cut at its commas more often than other statements.

use super::words::{LONGEST_SOURCE, PRONOUNS, STATING, Words, is_helper};
use onrecord_text::{Span, lists::List};
use std::{ops::Range, sync::LazyLock};

static HEARSAY: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/en/figure/hearsay.txt")).expect("checked")
});

/// The longest source after `according to`, in tokens.
const LONGEST_ACCORDING: usize = 16;

/// A part of a sentence and who states it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Stated {
    /// The words that name the source.
    pub source: Span,
    /// What it states.
    pub scope: Span,
}

/// Words that may follow `X said` at the end of a statement.
const AFTER_SAID: [&str; 17] = [
    "in",
    "on",
    "at",
    "after",
    "during",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "yesterday",
    "today",
    "last",
    "this",
    "earlier",
];

/// Verbs of stating that are hardly ever participles.
const SAYING: [&str; 14] = [
    "said",
    "says",
    "say",
    "wrote",
    "writes",
    "warned",
    "warns",
    "argued",
    "argues",
    "notes",
    "reports",
    "testified",
    "tells",
    "claims",
];

/// Words that begin what is stated, where a verb in `-ed` could also be a participle (`found dead`).
const STATEMENT_STARTS: [&str; 38] = [
    "that",
    "a",
    "an",
    "the",
    "its",
    "his",
    "her",
    "their",
    "no",
    "more",
    "less",
    "fewer",
    "about",
    "around",
    "roughly",
    "nearly",
    "almost",
    "only",
    "just",
    "he",
    "she",
    "it",
    "they",
    "there",
    "we",
    "some",
    "all",
    "most",
    "many",
    "few",
    "several",
    "hundreds",
    "thousands",
    "dozens",
    "$",
    "between",
    "losses",
    "one",
];

/// Words that begin what is stated together with the next: `at least`, `up to`.
const STATEMENT_PAIRS: [(&str, &str); 8] = [
    ("at", "least"),
    ("at", "most"),
    ("up", "to"),
    ("as", "many"),
    ("as", "much"),
    ("as", "few"),
    ("over", "a"),
    ("well", "over"),
];

/// Words that go on after a verb without being what it states.
const NO_STATEMENT: [&str; 15] = [
    "in", "on", "at", "by", "to", "for", "with", "from", "of", "during", "after", "before", "as",
    "and", "or",
];

/// Words after which a statement goes on in the outlet's voice.
const BREAKS: [&str; 5] = ["but", "while", "although", "though", "whereas"];

/// Words that open an aside about what was named last.
const ASIDES: [&str; 5] = ["which", "who", "whose", "where", "when"];

/// Who states the parts of a sentence, by its own words.
#[must_use]
pub fn by_sentence(words: &Words) -> Vec<Stated> {
    let mut found: Vec<Stated> = according(words).into_iter().collect();
    found.extend(trailing(words));
    found.extend(subjects(words));
    found
}

/// Whether the sentence passes on hearsay: who states it is not said, but it is not the outlet.
#[must_use]
pub fn is_hearsay(words: &Words) -> bool {
    let is_theirs = |idx: usize| {
        words.is(idx, &["their", "his", "her", "its"])
            && words.is(idx + 1, &["estimate", "estimates", "claim", "claims", "count", "tally"])
    };
    // `is believed to have cost 4 million`
    let is_held = |idx: usize| {
        words.is(idx, &["is", "are", "was", "were", "been"])
            && words.is(idx + 1, &["believed", "said", "estimated", "thought", "understood"])
            && words.is(idx + 2, &["to", "at", "that"])
    };
    let is_passed_on = |idx: usize| !words.is_quoted(idx) && HEARSAY.has(words.word(idx));
    (0..words.len()).any(|idx| is_passed_on(idx) || is_theirs(idx) || is_held(idx))
}

/// Whether a verb of stating with `that` stands before a place: somebody states what stands there,
/// unless an aside was opened since.
#[must_use]
pub fn is_stated_before(words: &Words, at: usize) -> bool {
    let end = words.n_before(at);
    // `that the toll`, and `…, which showed the toll`
    let is_aside = |idx: usize| idx > 0 && words.is(idx - 1, &ASIDES[..2]);
    let stated =
        |idx: &usize| words.is_stating(*idx) && (words.is(idx + 1, &["that"]) || is_aside(*idx));
    let Some(verb) = (0..end).find(stated) else { return false };
    !(verb + 2..end).any(|idx| opens_aside(words, idx))
}

/// Whether `, who`, `, in which` or the like begins at token `idx`.
fn opens_aside(words: &Words, idx: usize) -> bool {
    let first = idx + 1 + usize::from(words.is(idx + 1, &["in", "of"]));
    words.is(idx, &[","]) && words.is(first, &ASIDES)
}

/// `According to X, …` and `…, according to X`.
fn according(words: &Words) -> Option<Stated> {
    let at = (0..words.len().saturating_sub(2))
        .find(|idx| words.is(*idx, &["according"]) && words.word(idx + 1) == "to")?;
    let first = at + 2;
    let stop = |idx: &usize| words.is(*idx, &[",", ".", ";", "—", "–"]);
    let end = (first..words.len()).find(stop).unwrap_or(words.len());
    if end <= first || end - first > LONGEST_ACCORDING {
        return None;
    }
    let scope = if at == 0 { end..words.len() } else { 0..at };
    Some(Stated { source: words.span(first..end)?, scope: words.span(scope)? })
}

/// `…, said X` and `…, X said`: the source of all that stands before, and of what follows a comma.
fn trailing(words: &Words) -> Option<Stated> {
    let commas = (3..words.len()).filter(|idx| words.is(*idx, &[","]));
    commas.rev().find_map(|comma| {
        let (source, end) = inverted(words, comma + 1).or_else(|| plain(words, comma + 1))?;
        let goes_on = words.is(end, &[","]) && source.end == end - 1;
        let scope = if goes_on { 0..words.len() } else { 0..comma };
        Some(Stated { source: words.span(source)?, scope: words.span(scope)? })
    })
}

/// The source of `said X` from token `at`, and where it ends.
fn inverted(words: &Words, at: usize) -> Option<(Range<usize>, usize)> {
    let first = at + 1;
    let stop = |idx: &usize| {
        *idx == words.len() || words.is(*idx, &[",", "."]) || AFTER_SAID.contains(&words.word(*idx))
    };
    let end = (first..=words.len()).find(stop)?;
    let is_named =
        words.is_capital(first) || matches!(words.word(first), "the" | "a" | "an" | "his");
    let fits = words.is_stating(at) && is_named && words.is_source(first..end);
    fits.then_some((first..end, end))
}

/// The source of `X said` from token `at`, and where the verb ends.
fn plain(words: &Words, at: usize) -> Option<(Range<usize>, usize)> {
    let verb = (at + 1..=at + LONGEST_SOURCE).find(|idx| words.is_stating(*idx))?;
    let next = verb + 1;
    // `a deal announced at noon` names no source: only verbs that are no participles go on.
    let goes_on = SAYING.contains(&words.word(verb)) && AFTER_SAID.contains(&words.word(next));
    let is_end = next >= words.len() || words.is(next, &[",", ".", "”", "\"", ";"]) || goes_on;
    let end = (at..verb).rev().find(|idx| !is_helper(words.word(*idx)))? + 1;
    (is_end && words.is_source(at..end)).then_some((at..end, next))
}

/// `X estimates that …`, from the start of the sentence, after its opening (`Last week, …`) or after
/// another clause.
fn subjects(words: &Words) -> Vec<Stated> {
    let commas = (0..words.len()).filter(|idx| words.is(*idx, &[","]));
    let starts = std::iter::once(0).chain(commas.map(|idx| idx + 1));
    starts.filter_map(|start| subject(words, start)).collect()
}

fn subject(words: &Words, start: usize) -> Option<Stated> {
    let start = start + usize::from(words.is(start, &["but", "and", "while", "meanwhile"]));
    let reach = (start + LONGEST_SOURCE + 3).min(words.len());
    let verb = (start + 1..reach).find(|idx| words.is_stating(*idx))?;
    let end = (start..verb).rev().find(|idx| !is_helper(words.word(*idx)))? + 1;
    let first = past_day(words, verb + 1);
    let is_statement = is_statement(words, verb, first);
    // "The stock added 2 percent": what is added is no statement.
    let is_deed = words.word(verb).starts_with("add") && words.word(first) != "that";
    if !is_statement || is_deed || !words.is_source(start..end) {
        return None;
    }
    let is_break = |idx: &usize| {
        words.is(*idx, &[";"])
            || words.is(*idx, &[","]) && words.is(idx + 1, &BREAKS)
            || opens_aside(words, *idx)
    };
    let stop = (first..words.len()).find(is_break).unwrap_or(words.len());
    Some(Stated { source: words.span(start..end)?, scope: words.span(first..stop)? })
}

/// The token after `Monday`, `on Monday` or `reporters`.
fn past_day(words: &Words, at: usize) -> usize {
    let day = at + usize::from(words.is(at, &["on"]));
    if words.is(day, &AFTER_SAID[5..14]) || words.is(day, &["reporters", "journalists"]) {
        return day + 1;
    }
    at
}

/// Whether token `first` begins what the verb at `verb` states.
fn is_statement(words: &Words, verb: usize, first: usize) -> bool {
    let next = words.word(first);
    // A helper before the verb makes it no participle: `will show Ruiz’s plan to cost 4 percent`.
    let is_finite = is_helper(words.word(verb - 1)) || words.is_capital(first);
    words.is(first, &STATEMENT_STARTS)
        || STATEMENT_PAIRS.contains(&(next, words.word(first + 1)))
        || next.starts_with(|c: char| c.is_ascii_digit())
        || (is_finite
            && next.starts_with(char::is_alphabetic)
            && !NO_STATEMENT.contains(&next)
            && !AFTER_SAID.contains(&next))
}

/// Whom the words of a source themselves name for a number after them: `experts who estimate that`,
/// `the study found that`; not `I think`.
#[must_use]
pub fn handed_on(words: &Words) -> Option<Stated> {
    let skip = ["that", "although", "though", "even", "but", "and", "while", "if"];
    let start = (0..words.len()).find(|idx| !words.is(*idx, &skip))?;
    let reach = (start + LONGEST_SOURCE + 2).min(words.len());
    let verb = (start + 1..reach).find(|idx| words.is_stating(*idx))?;
    let relative = matches!(words.word(verb - 1), "who" | "that" | "which");
    let end = verb - usize::from(relative);
    let next = words.word(verb + 1);
    let opens = matches!(next, "that" | "there") || relative && next != ",";
    let is_other = !PRONOUNS.contains(&words.word(start)) && words.is_source(start..end);
    let scope = words.span(verb + 1..words.len())?;
    (opens && is_other).then_some(Stated { source: words.span(start..end)?, scope })
}

/// Whether words tell that somebody states something: `said`, `found that`; not `reportedly found`.
#[must_use]
pub fn states(cue: &str) -> bool {
    let lower = cue.to_lowercase();
    let mut words = lower.split_whitespace();
    words.clone().any(|word| STATING.has(word)) && !words.any(|word| HEARSAY.has(word))
}

/// Whether a cue before `to` only looks like a verb of stating: `sales projected to fall`.
#[must_use]
pub fn is_participle(cue: &str, content: &str) -> bool {
    let last = cue.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let participles = [
        "forecast",
        "projected",
        "estimated",
        "predicted",
        "believed",
        "thought",
        "expected",
        "said",
        "reported",
        "alleged",
    ];
    content.starts_with("to ") && participles.contains(&last.as_str())
}

/// Whether a cue is hearsay: `reportedly dismissed`.
#[must_use]
pub fn is_hearsay_cue(cue: &str) -> bool {
    cue.to_lowercase().split_whitespace().any(|word| HEARSAY.has(word))
}

/// The name or pronoun that a sentence opens with: the subject of `…, claiming that`.
#[must_use]
pub fn opening(words: &Words) -> Option<Span> {
    if PRONOUNS.contains(&words.word(0)) {
        return words.span(0..1);
    }
    let end = (0..words.len())
        .take_while(|idx| {
            words.is_capital(*idx) || matches!(words.word(*idx), "of" | "the" | "and")
        })
        .filter(|idx| words.is_capital(*idx))
        .last()?
        + 1;
    words.span(0..end)
}
