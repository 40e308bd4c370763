//! A light English stemmer: enough to join `missions` and `mission`, `completed` and `completes`.

/// The stem of a folded word. Words of other languages and short words mostly stay as they are.
///
/// It follows the S-stemmer of Harman (1991) for plurals, and takes `-ed`, `-ing` and `-ly` off
/// where a long enough stem with a vowel remains. It errs on the side of leaving words apart.
#[must_use]
pub fn stem(word: &str) -> String {
    let word = word.split_once('\'').map_or(word, |(stem, _)| stem);
    if !word.is_ascii() || word.len() < 4 {
        return word.to_owned();
    }
    let singular = singular(word);
    let bare = ["ing", "ed", "ly"].iter().find_map(|ending| cut(&singular, ending));
    let stem = bare.unwrap_or(singular);
    // `rescue`, `rescued` and `rescuing` meet without their `e`.
    match stem.strip_suffix('e') {
        Some(short) if short.len() >= 3 => short.to_owned(),
        _ => stem,
    }
}

fn singular(word: &str) -> String {
    if let Some(short) = word.strip_suffix("ies").filter(|short| short.len() >= 3) {
        return format!("{short}y");
    }
    let keeps = ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    let hisses = ["sses", "shes", "ches", "xes", "zes"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix('s') {
        Some(_) if hisses => word[..word.len() - 2].to_owned(),
        Some(short) if !keeps => short.to_owned(),
        _ => word.to_owned(),
    }
}

/// The word without the ending, when three letters and a vowel remain; a doubled letter becomes one
/// (`stopped`), `-ied` becomes `y`.
fn cut(word: &str, ending: &str) -> Option<String> {
    let short = word.strip_suffix(ending)?;
    let has_vowel = short.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if short.len() < 3 || !has_vowel || (short.ends_with('e') && ending != "ly") {
        return None;
    }
    if ending == "ed" && short.ends_with('i') {
        return Some(format!("{}y", &short[..short.len() - 1]));
    }
    let bytes = short.as_bytes();
    let doubled = bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
    let keeps = matches!(bytes[bytes.len() - 1], b'l' | b's' | b'z');
    let end = if doubled && !keeps { short.len() - 1 } else { short.len() };
    Some(short[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_meet() {
        let families = [
            "mission missions mission's",
            "complete completes completed completing completely",
            "rescue rescues rescued rescuing",
            "city cities",
            "stop stopped stopping",
            "attack attacks attacked attacking",
            "church churches",
            "carry carries carried carrying",
        ];
        for family in families {
            let stems: Vec<String> = family.split(' ').map(stem).collect();
            assert!(stems.iter().all(|other| *other == stems[0]), "{family}: {stems:?}");
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for (a, b) in [("thing", "th"), ("red", "r"), ("bus", "bu"), ("Ärzte", "Ä")] {
            assert_ne!(stem(a), stem(b));
        }
        assert_eq!(stem("bring"), "bring");
        assert_eq!(stem("crisis"), "crisis");
    }
}
