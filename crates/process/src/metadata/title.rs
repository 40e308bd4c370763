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
use std::borrow::Cow;

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
            found.push(Candidate { value, place, weight, key });
        }
    };
    for (idx, heading) in headings(outline).enumerate() {
        add(heading, Place::Element("h1".to_owned()), if idx == 0 { 30 } else { 12 });
    }
    if let Some(article) = structured.article() {
        let kind = structured.article_type();
        for (key, weight) in [("headline", 24), ("name", 8), ("alternativeHeadline", 2)] {
            if let Some(value) = text_of(article, key) {
                let place = Place::StructuredData(format!("{kind}.{key}"));
                add(without_outlet(&tidy(value), names), place, weight);
            }
        }
    }
    for (idx, (name, content)) in head.all(METAS).enumerate() {
        let weight = if name == "og:title" {
            25
        } else if idx < 2 {
            10
        } else {
            6
        };
        add(without_outlet(&tidy(content), names), Place::Meta(name.to_owned()), weight);
    }
    if let Some(title) = &head.title {
        add(without_outlet(&tidy(title), names), Place::PageTitle, 11);
    }
    // A page title whose part is a heading names that heading.
    let parts: Vec<String> = head.title.iter().flat_map(|title| parts(title)).map(key_of).collect();
    choose(found, &parts)
}

fn choose(found: Vec<Candidate>, parts: &[String]) -> Option<Field<String>> {
    let votes = |candidate: &Candidate| -> u32 {
        let same = found.iter().filter(|other| other.key == candidate.key);
        let bonus = if parts.contains(&candidate.key) { 9 } else { 0 };
        same.map(|other| other.weight).sum::<u32>() + bonus
    };
    let all: Vec<u32> = found.iter().map(votes).collect();
    // Of equals the first: the visible heading.
    let best = (0..found.len()).max_by_key(|&idx| (all[idx], std::cmp::Reverse(idx)))?;
    let mut rest: Vec<usize> = (0..found.len()).filter(|&idx| idx != best).collect();
    rest.sort_by_key(|&idx| (std::cmp::Reverse(all[idx]), idx));
    let mut others: Vec<(String, Place)> = Vec::new();
    for idx in rest {
        let candidate = &found[idx];
        others.push((candidate.value.clone(), candidate.place.clone()));
    }
    Some(Field { value: found[best].value.clone(), place: found[best].place.clone(), others })
}

/// The main headings that are no furniture.
fn headings(outline: &Outline) -> impl Iterator<Item = &str> {
    let is_main = |line: &crate::extract::outline::Line| {
        line.level == 1
            && !line
                .marks
                .has(Marks::NAV | Marks::RELATED | Marks::FOOTER | Marks::ASIDE | Marks::HIDDEN)
    };
    let lines = outline.lines.iter().enumerate();
    lines.filter(move |(_, line)| is_main(line)).map(|(idx, _)| outline.line(idx)).take(4)
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
        if has_blanks || sign == '|' || sign == ':' && title[end..].starts_with(' ') {
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
