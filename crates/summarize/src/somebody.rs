//! Whether words without a name describe somebody who can say something.

use onrecord_text::{calendar::is_calendar, lists::List};
use std::{collections::BTreeSet, sync::LazyLock};

/// Nouns for people, offices, bodies and documents, in the singular.
static NOUNS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let files = [
        include_str!("../../../lang/en/people.txt"),
        include_str!("../../../lang/en/roles.txt"),
        include_str!("../../../lang/en/groups.txt"),
        include_str!("../../../lang/en/documents.txt"),
    ];
    let lists = files.map(|file| List::read(file).expect("a checked list"));
    lists.iter().flat_map(List::iter).map(|(word, _)| word.to_owned()).collect()
});

/// Words that open what tells more of somebody: only what stands before them says who it is.
const OPENS_MORE: [&str; 14] = [
    "of", "in", "at", "for", "from", "with", "who", "which", "that", "on", "close", "familiar",
    "about", "near",
];

/// Words for a part of some people.
const PARTS: [&str; 14] = [
    "all", "another", "both", "each", "few", "many", "most", "none", "one", "several", "some",
    "three", "two", "four",
];

/// Whether words that describe a source tell of people, a body or a document, so that a sentence of
/// ours can have it say something: `three officials`, `a study by the port`, `the Kremlin`. What a page
/// has in the place of a source (`most monitors`, `This setup`) is not.
///
/// ```
/// use onrecord_summarize::somebody::is_somebody;
/// assert!(is_somebody("two senior officials in Brenmark"));
/// assert!(is_somebody("the Kremlin"));
/// assert!(!is_somebody("Tuesday's off-year elections"));
/// ```
#[must_use]
pub fn is_somebody(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    // `His statement` tells nobody who has not read who he is.
    let owner = all.first().map(|word| word.to_lowercase()).unwrap_or_default();
    if ["his", "her", "their", "its", "my", "our", "this", "these"].contains(&owner.as_str()) {
        return false;
    }
    // `One of the fishermen`: who it is stands behind the "of".
    let is_part = |at: usize| at == 1 && PARTS.contains(&all[0].to_lowercase().as_str());
    let opens = |at: &usize| OPENS_MORE.contains(&all[*at]) && !is_part(*at);
    let own = &all[..(1..all.len()).find(opens).unwrap_or(all.len())];
    let is_noun = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_owner = bare.ends_with("'s") || bare.ends_with("’s");
        !is_owner && singulars(&bare.to_lowercase()).iter().any(|one| NOUNS.contains(one))
    };
    own.iter().any(is_noun) || is_name(own)
}

/// What a word may be the plural of, itself among it.
fn singulars(word: &str) -> Vec<String> {
    let endings = [("ies", "y"), ("es", ""), ("s", ""), ("men", "man"), ("women", "woman")];
    let without = |(plural, one): (&str, &str)| Some(word.strip_suffix(plural)?.to_owned() + one);
    let found = endings.into_iter().filter_map(without);
    std::iter::once(word.to_owned()).chain(found).collect()
}

/// Whether the last word is a name: it has a capital that the start of a sentence did not give it.
fn is_name(words: &[&str]) -> bool {
    let Some(last) = words.last().filter(|_| words.len() > 1) else { return false };
    let bare = last.trim_matches(|c: char| !c.is_alphanumeric());
    let is_time = is_calendar(&bare.to_lowercase());
    let is_plain = bare.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.');
    bare.starts_with(char::is_uppercase) && is_plain && !is_time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_bodies_and_documents_can_say_something() {
        for words in [
            "police",
            "three witnesses",
            "An official close to the talks",
            "the harbor authority",
            "a report by the port",
            "residents of the island",
            "one of the fishermen",
            "the Admiralty",
            "two families who fled",
        ] {
            assert!(is_somebody(words), "{words}");
        }
    }

    #[test]
    fn things_and_days_cannot() {
        for words in [
            "most ferries",
            "This setup",
            "Note",
            "last Tuesday",
            "the ferry's",
            "Another way",
            "his statement",
        ] {
            assert!(!is_somebody(words), "{words}");
        }
    }
}
