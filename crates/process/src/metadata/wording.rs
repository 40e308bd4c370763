//! The wording of titles: tidied, parted from the outlet's name, compared.

use crate::dom::{Dom, ROOT};
use aho_corasick::AhoCorasick;
use std::{borrow::Cow, collections::BTreeSet};

/// Signs that part a title from the outlet's name, with blanks around them.
const PARTING: &[char] = &[
    '|', '-', '–', '—', '·', '•', '»', '«', ':', '/', '⋆', '~', '―', '‹', '›', '>', '<', '｜', 'ㅣ',
];

/// Entities decoded, tags taken out, white space folded.
#[must_use]
pub fn tidy(value: &str) -> String {
    let value = match value.contains('&') && value.contains(';') || value.contains("</") {
        true => Cow::Owned(Dom::parse(value).text_content(ROOT)),
        false => Cow::Borrowed(value),
    };
    // Soft hyphens say where a word may break on the screen.
    let value = value.replace('\u{ad}', "");
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A title without the outlet's name before or after it.
#[must_use]
pub fn without_outlet<'t>(title: &'t str, names: &[String]) -> &'t str {
    let is_name = |part: &str| {
        let key = key_of(part);
        !key.is_empty()
            && names.iter().any(|name| {
                // `getbrenmark.example` is Brenmark's.
                let is_one_word = !name.contains(' ');
                let name = key_of(name);
                name == key
                    || is_one_word && key.len() >= 4 && name.ends_with(&key)
                    || name.len() >= 5 && key.starts_with(&name) && key.len() < 2 * name.len() + 8
            })
    };
    let mut title = title.trim();
    // `Title - World - Courier` loses its parts one by one.
    for _ in 0..3 {
        let cuts = cuts(title);
        if let Some(&(start, end)) = cuts.last()
            && is_name(&title[end..])
        {
            title = title[..start].trim_end();
        } else if let Some(&(start, end)) = cuts.first()
            && is_name(&title[..start])
        {
            title = title[end..].trim_start();
        } else {
            break;
        }
    }
    title
}

/// Where a title is parted, each as the sign with the blanks around it.
fn cuts(title: &str) -> Vec<(usize, usize)> {
    let mut cuts = Vec::new();
    for (at, sign) in title.char_indices().filter(|(_, c)| PARTING.contains(c)) {
        let end = at + sign.len_utf8();
        let has_blanks = title[..at].ends_with(' ') && title[end..].starts_with(' ');
        if has_blanks
            || matches!(sign, '|' | '｜' | 'ㅣ')
            || sign == ':' && title[end..].starts_with(' ')
        {
            let before = title[..at].trim_end().len();
            let after = title.len() - title[end..].trim_start().len();
            cuts.push((before, after));
        }
    }
    cuts
}

/// The title up to each parting sign, and what follows it.
pub(super) fn parts(title: &str) -> Vec<&str> {
    cuts(title).into_iter().flat_map(|(start, end)| [&title[..start], &title[end..]]).collect()
}

/// Letters and digits in lower case, for comparing.
#[must_use]
pub fn key_of(text: impl AsRef<str>) -> String {
    text.as_ref().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The different words of a title, in lower case.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // Without blanks between words, pairs of characters do.
    let is_packed = text.chars().any(|c| c > '\u{2e80}');
    if is_packed {
        let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        return chars.windows(2).map(|pair| pair.iter().collect()).collect();
    }
    words.map(str::to_lowercase).collect()
}

/// How many of the words of the shorter one both have, in percent.
pub(super) fn share(one: &BTreeSet<String>, other: &BTreeSet<String>) -> usize {
    one.intersection(other).count() * 100 / one.len().min(other.len()).max(1)
}

/// A search for any of a few words, in letters of either case.
pub fn any_of(words: &[&str]) -> AhoCorasick {
    let search = AhoCorasick::builder().ascii_case_insensitive(true).build(words);
    search.expect("a list that fits in memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlets_name_is_cut_from_either_end() {
        let names = ["Brenmark Courier".to_owned(), "courier".to_owned()];
        for (title, cut) in [
            ("Mill closes - Brenmark Courier", "Mill closes"),
            ("Mill closes | The end | Courier", "Mill closes | The end"),
            ("Brenmark Courier: Mill closes", "Mill closes"),
            ("Mill - what now", "Mill - what now"),
            ("Courier", "Courier"),
        ] {
            assert_eq!(without_outlet(title, &names), cut);
        }
    }
}
