//! The title: what several places agree on; the visible heading wins ties.

use super::{
    head::Head,
    structured::{Structured, text_of},
};
use crate::{
    dom::{Dom, ROOT},
    extract::{marks::Marks, outline::Outline},
};
use onrecord_model::article::{Field, Place};
use std::{borrow::Cow, collections::BTreeSet};

/// Signs that part a title from the outlet's name, with blanks around them.
const PARTING: &[char] =
    &['|', '-', '–', '—', '·', '•', '»', '«', ':', '/', '⋆', '~', '―', '‹', '›', '>', '<'];

/// Meta tags that hold a title, most trusted first.
const METAS: &[&str] = &[
    "og:title",
    "twitter:title",
    "headline",
    "title",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "parsely-title",
    "hdl",
    "fb_title",
    "article:title",
    "cxenseparse:title",
    "citation_title",
];

/// A title with its place and how much it weighs.
struct Candidate {
    value: String,
    place: Place,
    weight: u32,
    key: String,
    /// Whether nothing was cut from it: a heading, or the headline of structured data.
    is_whole: bool,
}

/// The title of a page; `names` are what the outlet calls itself.
#[must_use]
pub fn title(
    head: &Head,
    structured: &Structured,
    outline: &Outline,
    names: &[String],
) -> Option<Field<String>> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |value: &str, place: Place, weight: u32| {
        let value = tidy(value);
        let key = key_of(&value);
        if !key.is_empty() && !names.iter().any(|name| key_of(name) == key) {
            let is_whole = weight == HEADLINE_WEIGHT;
            found.push(Candidate { value, place, weight, key, is_whole });
        }
    };
    if let Some(article) = structured.article() {
        let kind = structured.article_type();
        for (key, weight) in
            [("headline", HEADLINE_WEIGHT), ("name", 8), ("alternativeHeadline", 2)]
        {
            if let Some(value) = text_of(article, key) {
                let place = Place::StructuredData(format!("{kind}.{key}"));
                add(without_outlet(&tidy(value), names), place, weight);
            }
        }
    }
    for (idx, (name, content)) in head.all(METAS).enumerate() {
        let weight = match name {
            "og:title" => 25,
            _ if idx < 2 => 10,
            _ => 6,
        };
        add(without_outlet(&tidy(content), names), Place::Meta(name.to_owned()), weight);
    }
    let page_title = head.title.as_deref().unwrap_or_default();
    if !page_title.is_empty() {
        add(without_outlet(&tidy(page_title), names), Place::PageTitle, 11);
    }
    add_headings(outline, page_title, names, &mut found);
    choose(found)
}

/// Adds the headings that the page shows. The first main heading that shares words with what the
/// head of the page says outweighs all of that: pages are given other titles for search engines and
/// for sharing. One that shares none is often the outlet's name or a section.
fn add_headings(outline: &Outline, page_title: &str, names: &[String], found: &mut Vec<Candidate>) {
    let stated: Vec<BTreeSet<String>> = found.iter().map(|other| words(&other.value)).collect();
    let parts: Vec<String> = parts(page_title).into_iter().map(key_of).collect();
    let mut shown = Vec::new();
    let mut has_main = false;
    for (idx, line) in outline.lines.iter().enumerate() {
        let text = outline.line(idx);
        let is_heading = line.level > 0 || line.marks.has(Marks::TITLE);
        if !is_heading || text.len() > MAX_TITLE_BYTES || line.marks.has(NOT_TITLES) {
            continue;
        }
        let key = key_of(text);
        if key.is_empty() || names.iter().any(|name| key_of(name) == key) {
            continue;
        }
        let own = words(text);
        let agrees = parts.contains(&key)
            || stated
                .iter()
                .any(|other| share(&own, other) >= 50 && own.len() * 5 >= other.len() * 2);
        let weight = match (line.level, agrees) {
            (1, true) if !has_main => 90,
            (1, _) if stated.is_empty() => 30,
            (1, _) => 14,
            (_, true)
                if key.len() >= 8
                    && (parts.contains(&key) || found.iter().any(|other| other.key == key)) =>
            {
                20
            }
            _ => continue,
        };
        has_main |= weight == 90;
        let place = if line.level > 0 { format!("h{}", line.level) } else { "title".to_owned() };
        shown.push(Candidate {
            value: text.to_owned(),
            place: Place::Element(place),
            weight,
            key,
            is_whole: true,
        });
        if shown.len() >= MAX_HEADINGS {
            break;
        }
    }
    // Visible places stand first, so that they win ties.
    shown.append(found);
    *found = shown;
}

/// What the headline of structured data weighs.
const HEADLINE_WEIGHT: u32 = 24;

/// Headings in these boxes are no titles of the page.
const NOT_TITLES: Marks = Marks::NAV_OR_OTHERS;

/// A heading longer than this is text, in bytes.
const MAX_TITLE_BYTES: usize = 400;

/// How many headings are weighed.
const MAX_HEADINGS: usize = 6;

fn words(text: &str) -> BTreeSet<String> {
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
fn share(one: &BTreeSet<String>, other: &BTreeSet<String>) -> usize {
    one.intersection(other).count() * 100 / one.len().min(other.len()).max(1)
}

fn choose(found: Vec<Candidate>) -> Option<Field<String>> {
    let votes = |candidate: &Candidate| -> u32 {
        found.iter().filter(|other| is_said_by(candidate, other)).map(|other| other.weight).sum()
    };
    let all: Vec<u32> = found.iter().map(votes).collect();
    // Of equals the first: the visible heading.
    let best = (0..found.len()).max_by_key(|&idx| (all[idx], std::cmp::Reverse(idx)))?;
    let mut rest: Vec<usize> = (0..found.len()).filter(|&idx| idx != best).collect();
    rest.sort_by_key(|&idx| (std::cmp::Reverse(all[idx]), idx));
    let other = |idx: usize| (found[idx].value.clone(), found[idx].place.clone());
    let others = rest.into_iter().map(other).collect();
    Some(Field { value: found[best].value.clone(), place: found[best].place.clone(), others })
}

/// Whether `other` says the same, perhaps with an outlet's name or a section before or after it.
fn is_said_by(candidate: &Candidate, other: &Candidate) -> bool {
    let (key, longer) = (&candidate.key, &other.key);
    key == longer
        || candidate.is_whole
            && key.len() >= 12
            && key.len() * 5 >= longer.len() * 3
            && (longer.starts_with(key.as_str()) || longer.ends_with(key.as_str()))
}

/// Entities decoded, tags taken out, white space folded.
#[must_use]
pub fn tidy(value: &str) -> String {
    let value = match value.contains('&') && value.contains(';') || value.contains("</") {
        true => Cow::Owned(Dom::parse(value).text_content(ROOT)),
        false => Cow::Borrowed(value),
    };
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A title without the outlet's name before or after it.
#[must_use]
pub fn without_outlet<'t>(title: &'t str, names: &[String]) -> &'t str {
    let is_name = |part: &str| {
        let key = key_of(part);
        !key.is_empty()
            && names.iter().any(|name| {
                let name = key_of(name);
                name == key
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
fn parts(title: &str) -> Vec<&str> {
    cuts(title).into_iter().flat_map(|(start, end)| [&title[..start], &title[end..]]).collect()
}

/// Letters and digits in lower case, for comparing.
#[must_use]
pub fn key_of(text: impl AsRef<str>) -> String {
    text.as_ref().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
