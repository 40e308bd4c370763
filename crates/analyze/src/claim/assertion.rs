//! What a clause asserts: its content words, whether it denies them, and what weakens it.

use crate::{
    claim::aim::Aim,
    hedge,
    story::{stem::stem, terms::is_stopword},
};
use onrecord_model::entity::EntityKind;
use onrecord_text::{
    Span,
    lists::List,
    normal::folded,
    token::{TokenKind, tokens},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// For the stem of a word the word that stands for it and those that say nearly the same.
static SAME: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let list = List::read(include_str!("../../../../lang/en/claims.txt")).expect("a checked list");
    list.iter().map(|(word, class)| (stem(word), class.to_owned())).collect()
});

static CLASSES: LazyLock<BTreeSet<String>> = LazyLock::new(|| SAME.values().cloned().collect());

/// Stems of hedges of one word: they are kept beside a clause, not in it.
static HEDGE_STEMS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| hedge::SINGLE.iter().map(|word| stem(word)).collect());

/// Words that turn a clause into its denial.
const DENIALS: [&str; 16] = [
    "not",
    "no",
    "never",
    "none",
    "neither",
    "without",
    "nobody",
    "nothing",
    "cannot",
    "nor",
    "unlikely",
    "false",
    "untrue",
    "baseless",
    "unfounded",
    "groundless",
];

/// Stems of a denied clause that denies what follows: `it is not true that`, `there is no
/// evidence that`, `I do not believe that`.
pub const CARRYING: [&str; 11] = [
    "tru",
    "truth",
    "cas",
    "evidenc",
    "proof",
    "indication",
    "sign",
    "basis",
    "think",
    "believ",
    "correct",
];

/// Words at which a new clause begins.
const JOINTS: [&str; 8] = ["and", "but", "that", "while", "because", "although", "which", "so"];

/// Verbs that take a `not` behind them.
const AUXILIARIES: [&str; 21] = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "will",
    "would", "can", "could", "may", "might", "must", "should", "shall",
];

/// Past forms that do not end so.
static PASTS: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/en/pasts.txt")).expect("a checked list")
});

/// Words after which a word on `-ed` is no verb: `the outsourced model`.
const DETERMINERS: [&str; 12] =
    ["the", "a", "an", "its", "their", "his", "her", "our", "my", "your", "of", "for"];

/// Words by which a speaker speaks of himself.
const OWN: [&str; 8] = ["i", "we", "my", "our", "us", "me", "i've", "we've"];

/// Words at the start of a clause that point at what was named before where a form of `be` follows.
const POINTING: [&str; 4] = ["this", "that", "these", "those"];

/// Forms of `be`.
const BEING: [&str; 5] = ["is", "was", "are", "were", "isn't"];

/// Words at the start of a clause that tells when or why another holds.
pub const ASIDES: [&str; 9] =
    ["as", "when", "after", "before", "since", "until", "where", "who", "whose"];

/// A clause takes part in a claim with at most so many content words; longer ones say too many
/// things at once to be the same as another.
pub const MAX_KEYS: usize = 14;

/// A clause of a statement for comparing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Assertion {
    /// Where it stands in the article.
    pub span: Span,
    /// Its content words: stems, or the word that stands for several of one meaning.
    pub keys: BTreeSet<String>,
    /// Names and other capitalized words, folded stems: whom it is about rather than what it says.
    pub names: BTreeSet<String>,
    /// Those of its keys that are verbs by their forms or stand behind an auxiliary: what it says of
    /// somebody or something, where the forms tell.
    pub predicates: BTreeSet<String>,
    /// Whether it denies what they say.
    pub is_denied: bool,
    /// What it does with what it says.
    pub aim: Aim,
    /// Who or what it is about, resolved: the entities it mentions, pronouns too, and the speaker
    /// where it says `we`; folded.
    pub bearers: BTreeSet<(EntityKind, String)>,
    /// Whether it speaks of the speaker: `I`, `we`, `our`.
    pub is_own: bool,
    /// Whether it has a verb by its form: an auxiliary, or a word on `-ed`.
    pub is_finite: bool,
    /// Whether it begins with `to`, or with `for` (`for a deal to be reached`).
    pub is_infinitive: bool,
    /// Whether it points instead of naming (`This is a city where …`).
    pub is_pointing: bool,
    /// Whether it gives the time or reason of another clause (`as hopes fade`).
    pub is_aside: bool,
    /// Whether it states an amount of any kind, durations left out.
    pub has_amount: bool,
    /// Whether it only tells on whose word something is done: `at the request of the council`.
    pub is_ground: bool,
    /// Its figures that can be compared, by their places among the statement's.
    pub figures: Vec<usize>,
}

impl Assertion {
    /// A clause of which nothing is known but its place and aim.
    #[must_use]
    pub fn bare(span: Span, aim: Aim) -> Self {
        Self {
            span,
            keys: BTreeSet::new(),
            names: BTreeSet::new(),
            predicates: BTreeSet::new(),
            is_denied: false,
            aim,
            bearers: BTreeSet::new(),
            is_own: false,
            is_finite: false,
            is_infinitive: false,
            is_pointing: false,
            is_aside: false,
            has_amount: false,
            is_ground: false,
            figures: Vec::new(),
        }
    }

    /// A clause behind `and` without a verb that can be told by its form has the aim of the one before.
    fn going_on(mut self, aim: Option<Aim>) -> Self {
        if let (false, Aim::States, Some(aim)) = (self.is_finite, self.aim, aim) {
            self.aim = aim;
        }
        self
    }

    /// A clause with no verb but one behind its `to` tells of something to be: `in order to reach a deal`.
    fn closed(mut self) -> Self {
        if self.is_infinitive && !self.is_finite && self.aim == Aim::States {
            self.aim = Aim::Intends;
        }
        self
    }
}

/// Whether a key stands for several words of one meaning: what a clause predicates, usually.
#[must_use]
pub fn is_class(key: &str) -> bool {
    CLASSES.contains(key)
}

/// Whether a key tells of an incident, which happens again and again: two reports of soldiers killed
/// are no recurring claim by these words alone.
#[must_use]
pub fn is_incident(key: &str) -> bool {
    const INCIDENTS: [&str; 15] = [
        "die",
        "injure",
        "destroy",
        "displace",
        "flee",
        "soldier",
        "talks",
        "begin",
        "end",
        "agreement",
        "rise",
        "fall",
        "buy",
        "build",
        "promise",
    ];
    INCIDENTS.contains(&key)
}

/// The word that a folded word is compared by; `None` for words without content.
#[must_use]
pub fn key(word: &str) -> Option<String> {
    let stem = stem(word);
    if let Some(class) = SAME.get(&stem) {
        return Some(class.clone());
    }
    (stem.len() > 1 && !HEDGE_STEMS.contains(&stem) && !is_stopword(word) && !is_stopword(&stem))
        .then_some(stem)
}

/// The clauses of the words at `span`, each with at least two content words. None ends inside a figure
/// (`kept`): `between 5,000 and 7,000` is of one clause.
#[must_use]
pub fn assertions(text: &str, span: Span, kept: &[Span]) -> Vec<Assertion> {
    clauses(text, span, kept, |_| true)
}

/// The clauses of a headline, as [`assertions`]. Where a headline gives every word a capital
/// ("Mission Completed"), only those are names that its article never writes small.
#[must_use]
pub fn in_headline(text: &str, span: Span, kept: &[Span]) -> Vec<Assertion> {
    clauses(text, span, kept, |word| !stands_small(text, word))
}

/// Whether a word with a capital stands in a text in small letters too.
fn stands_small(text: &str, word: &str) -> bool {
    let small = word.to_lowercase();
    let is_inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_whole = |at: usize| {
        let (before, after) = (&text[..at], &text[at + small.len()..]);
        !is_inside(before.chars().next_back()) && !is_inside(after.chars().next())
    };
    !small.is_empty() && text.match_indices(&small).any(|(at, _)| is_whole(at))
}

/// The clauses of the words at `span`; `can_name` tells of a word with a capital whether it names.
fn clauses(
    text: &str,
    span: Span,
    kept: &[Span],
    can_name: impl Fn(&str) -> bool,
) -> Vec<Assertion> {
    let Some(words) = span.get(text) else { return Vec::new() };
    let mut found = Vec::new();
    let mut open: Option<Assertion> = None;
    // The first word of a sentence has a capital whatever it is.
    let mut is_first = true;
    let mut is_carried = false;
    // The aim that a clause behind `and` goes on with: "should enter it and resolve the rest".
    let mut going_on = None;
    let (mut before, mut last, mut last_end) = (String::new(), String::new(), 0);
    for token in tokens(words) {
        let word = folded(token.span.of(words));
        let at = token.span.shifted(span.start());
        let ends = match token.kind {
            TokenKind::Mark if word == "." => {
                // "U.S.", "J. Ruiz" and "3.5" go on.
                let goes_on = words[token.span.end()..].starts_with(char::is_alphanumeric);
                !goes_on && last.chars().count() != 1
            }
            TokenKind::Mark => {
                matches!(&*word, "," | ";" | ":" | "!" | "?" | "-" | "–" | "—" | "\"")
            }
            _ => JOINTS.contains(&&*word),
        };
        if ends && !kept.iter().any(|kept| kept.start() < at.start() && at.end() < kept.end()) {
            if let (Some(clause), "?") = (&mut open, &*word) {
                clause.aim = Aim::Questions;
            }
            let closed = open.take().map(|clause| clause.going_on(going_on).closed());
            if let Some(clause) = &closed {
                let goes_on = matches!(&*word, "and" | "but");
                going_on = goes_on.then_some(clause.aim);
            }
            is_carried = word == "that" && closed.as_ref().is_some_and(is_carrying);
            found.extend(closed.filter(is_comparable));
            is_first |= matches!(&*word, "." | "!" | "?" | ":" | "\"");
            continue;
        }
        let clause = open.get_or_insert_with(|| Assertion {
            is_denied: std::mem::take(&mut is_carried),
            is_infinitive: matches!(&*word, "to" | "for"),
            is_pointing: matches!(&*word, "it" | "here"),
            is_aside: ASIDES.contains(&&*word),
            ..Assertion::bare(at, Aim::States)
        });
        // "Had there been a leak", "should it rain": what is supposed begins with its verb.
        if is_first && matches!(&*word, "had" | "should" | "were") && clause.span == at {
            clause.aim = Aim::Supposes;
        }
        let is_second = clause.span.end() == last_end && clause.span.len() == last.len();
        clause.is_pointing |= is_second && POINTING.contains(&&*last) && BEING.contains(&&*word);
        clause.span = clause.span.cover(at);
        if DENIALS.contains(&&*word) || word.ends_with("n't") {
            clause.is_denied = !clause.is_denied;
            // "That they not make threats" asks; it denies nothing.
            if word == "not" && !AUXILIARIES.contains(&&*last) && clause.aim == Aim::States {
                clause.aim = Aim::Demands;
            }
        } else if token.kind == TokenKind::Word {
            // "Will not tell until he dies" denies nothing of what comes then.
            if word == "until" && clause.is_denied {
                clause.aim = Aim::Supposes;
            }
            clause.is_own |= OWN.contains(&&*word);
            clause.is_finite |=
                AUXILIARIES.contains(&&*word) || word.len() > 4 && word.ends_with("ed");
            let aim = if word == "to" { Aim::of_last(&last) } else { Aim::of(&word) };
            if let (Some(aim), Aim::States) = (aim, clause.aim) {
                clause.aim = aim;
            }
            let is_noun = DETERMINERS.contains(&&*last);
            let is_led = AUXILIARIES.contains(&&*last) || AUXILIARIES.contains(&&*before);
            let is_past = word.len() > 4 && word.ends_with("ed") || PASTS.has(&word);
            let is_doing = word.ends_with("ing") && matches!(&*last, "of" | "by" | "for" | "from");
            if !is_noun && (is_led || is_past) || is_doing || SAME.contains_key(&stem(&word)) {
                clause.predicates.extend(key(&word));
            }
            let written = token.span.of(words);
            let is_name = !is_first && written.starts_with(char::is_uppercase) && can_name(written);
            let set = if is_name { &mut clause.names } else { &mut clause.keys };
            set.extend(key(&word));
        }
        is_first = false;
        before = std::mem::replace(&mut last, word);
        last_end = at.end();
    }
    let last = open.map(|clause| clause.going_on(going_on).closed());
    found.extend(last.filter(is_comparable));
    found
}

/// Whether it denies what follows it and nothing of its own.
fn is_carrying(clause: &Assertion) -> bool {
    clause.is_denied && clause.keys.iter().all(|key| CARRYING.contains(&key.as_str()))
}

fn is_comparable(clause: &Assertion) -> bool {
    (2..=MAX_KEYS).contains(&clause.keys.len())
}

/// Words that weaken what stands at `span`, in order.
#[must_use]
pub fn hedges(text: &str, span: Span) -> Vec<Span> {
    let Some(words) = span.get(text) else { return Vec::new() };
    let found = hedge::find(words, &tokens(words));
    found.into_iter().map(|found| found.shifted(span.start())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let span = Span::new(0, text.len());
        let shown: Vec<String> = assertions(text, span, &[])
            .iter()
            .map(|clause| {
                let keys: Vec<&str> = clause.keys.iter().map(String::as_str).collect();
                format!("{}{}", if clause.is_denied { "not " } else { "" }, keys.join(" "))
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn clauses_keep_what_they_assert() {
        check("We have fulfilled our tasks", &["achieve goal"]);
        check("the mission was largely accomplished", &["achieve goal"]);
        check("The bridge is safe, but the tower is not safe", &["bridg safe", "not safe tower"]);
        check("It isn't over", &[]);
    }

    #[test]
    fn predicates_are_told_by_their_forms() {
        let of = |text: &str| -> Vec<String> {
            let found = assertions(text, Span::new(0, text.len()), &[]);
            found.into_iter().flat_map(|clause| clause.predicates).collect()
        };
        assert_eq!(of("These cases of the fever have been mild"), ["mild"]);
        assert_eq!(of("The surgeon gave him a lethal dose"), ["gav"]);
        assert_eq!(of("the outsourced model of the lower house"), Vec::<String>::new());
        assert_eq!(of("He is accused of using the harbor fund"), ["accus", "using"]);
    }

    #[test]
    fn a_headline_of_capitals_names_only_what_is_never_written_small() {
        let text =
            "Mayor Says Halvik Harbor Mission Completed\nThe mission in Halvik is completed.";
        let title = Span::new(0, text.find('\n').expect("two lines"));
        let keys = |found: Vec<Assertion>| -> Vec<String> {
            found.into_iter().flat_map(|clause| clause.keys).collect()
        };
        assert_eq!(keys(in_headline(text, title, &[])), ["achieve", "goal", "mayor"]);
        assert_eq!(keys(assertions(text, title, &[])), Vec::<String>::new());
    }
}
