//! The people named as authors: structured data, meta tags, the byline.

use super::{
    head::Head,
    structured::{Structured, text_of, types},
    title::{key_of, tidy},
};
use crate::{
    dom::Dom,
    extract::{marks::Marks, outline::Outline},
};
use onrecord_model::article::{Field, Place};
use onrecord_text::lists::List;
use serde_json::Value;
use std::{collections::BTreeSet, ops::Range, sync::LazyLock};

/// Meta tags that name authors, most trusted first.
const METAS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
    "authors",
    "citation_author",
    "creator",
    "dc.creator.author",
    "cxenseparse:author",
    "article.author",
    "twitter:data1",
    "og:article:author",
    "rbauthors",
    "byline",
];

/// How many authors are kept.
const MAX_AUTHORS: usize = 20;

/// A name longer than this is none, in bytes.
const MAX_NAME_BYTES: usize = 90;

/// Words that begin a byline.
static STARTS: LazyLock<Vec<String>> =
    LazyLock::new(|| list(include_str!("../../../../lang/bylines.txt")));

/// Words that no person's name holds: desks, staff, agencies.
static NOT_PEOPLE: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| list(include_str!("../../../../lang/not-people.txt")).into_iter().collect());

fn list(file: &str) -> Vec<String> {
    let list = List::read(file).expect("the lists of lang/ are checked by a test");
    let mut words: Vec<String> = list.iter().map(|(word, _)| word.to_owned()).collect();
    // The longest first, so that `escrito por` goes before `por`.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// The authors of a page; `header` are the lines between the title and the text, `names` what the
/// outlet calls itself.
#[must_use]
pub fn authors(
    dom: &Dom,
    head: &Head,
    structured: &Structured,
    outline: &Outline,
    header: Range<usize>,
    names: &[String],
) -> Vec<Field<String>> {
    let outlet: BTreeSet<String> = names.iter().map(key_of).collect();
    let sources = [
        by_structured(structured),
        by_meta(head),
        by_elements(dom, outline, header.clone()),
        by_lines(outline, header),
    ];
    let mut lists =
        sources.into_iter().map(|found| people(found, &outlet)).filter(|found| !found.is_empty());
    let mut authors: Vec<Field<String>> = lists
        .next()
        .unwrap_or_default()
        .into_iter()
        .map(|(name, place)| Field::new(name, place))
        .collect();
    for (name, place) in lists.flatten() {
        let key = key_of(&name);
        if let Some(same) = authors.iter_mut().find(|author| key_of(&author.value) == key) {
            same.others.push((name, place));
        } else if let Some(first) = authors.first_mut() {
            first.others.push((name, place));
        }
    }
    authors.truncate(MAX_AUTHORS);
    authors
}

type Found = Vec<(String, Place)>;

fn by_structured(structured: &Structured) -> Found {
    let Some(article) = structured.article() else { return Vec::new() };
    let kind = structured.article_type();
    let mut found = Vec::new();
    for key in ["author", "creator"] {
        let values = match article.get(key) {
            Some(Value::Array(values)) => values.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => continue,
        };
        for value in values {
            let name = match value {
                Value::String(name) => Some(name.as_str()),
                value => structured.resolve(value).and_then(|author| {
                    let is_group = types(author).any(|kind| kind.ends_with("Organization"));
                    text_of(author, "name").filter(|_| !is_group)
                }),
            };
            if let Some(name) = name {
                found.push((tidy(name), Place::StructuredData(format!("{kind}.{key}"))));
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

fn by_meta(head: &Head) -> Found {
    let mut found: Found = Vec::new();
    for (name, content) in head.all(METAS) {
        let place = Place::Meta(name.to_owned());
        // One name of tag is enough; several tags of one name list several authors.
        if found.last().is_some_and(|(_, before)| *before != place) {
            break;
        }
        let value = tidy(content);
        if !value.starts_with("http") {
            found.push((value, place));
        }
    }
    found
}

/// Elements that say by their markup that they name the author.
fn by_elements(dom: &Dom, outline: &Outline, header: Range<usize>) -> Found {
    let first = header.start;
    let end = header.end;
    let Some(top) = outline.lines.get(first).map(|line| line.in_box) else { return Vec::new() };
    let _ = top;
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for idx in first..end.min(outline.lines.len()) {
        let mut at = Some(outline.lines[idx].node);
        // From the text up to the element that makes the line.
        for _ in 0..4 {
            let Some(node) = at else { break };
            let is_author = ["rel", "itemprop"].iter().any(|key| {
                dom.attribute(node, key)
                    .is_some_and(|value| value.split_whitespace().any(|word| word == "author"))
            });
            if is_author && seen.insert(node) {
                let text = dom.text_content(node).replace('\n', " ");
                found.push((text, Place::Element(format!("{}[rel=author]", dom.name(node)))));
            }
            at = dom.parent(node);
        }
    }
    found
}

/// Lines that begin as a byline does, or that are called one.
fn by_lines(outline: &Outline, header: Range<usize>) -> Found {
    let mut found = Vec::new();
    for idx in header {
        let Some(line) = outline.lines.get(idx) else { break };
        let text = outline.line(idx);
        if line.span.len() > 200 {
            continue;
        }
        let after = after_start(text);
        if after.is_none() && !line.marks.has(Marks::BYLINE) {
            continue;
        }
        found.push((after.unwrap_or(text).to_owned(), Place::Element("byline".to_owned())));
        if after.is_some() {
            break;
        }
    }
    found
}

/// What follows the words that begin a byline: `By`, `Von`, `Por`.
#[must_use]
pub fn after_start(text: &str) -> Option<&str> {
    STARTS.iter().find_map(|start| {
        let head = text.get(..start.len())?;
        let rest = text.get(start.len()..)?;
        let is_start = head.to_lowercase() == **start;
        (is_start && rest.starts_with([' ', ':', '\u{a0}']))
            .then(|| rest.trim_start_matches([' ', ':', '\u{a0}']))
    })
}

/// The names of people in what was found, each once.
fn people(found: Found, outlet: &BTreeSet<String>) -> Found {
    let mut kept: Found = Vec::new();
    for (text, place) in found {
        for name in split(&text) {
            let key = key_of(&name);
            let is_new = !kept.iter().any(|(other, _)| key_of(other) == key);
            if is_new && is_person(&name) && !outlet.contains(&key) {
                kept.push((name, place.clone()));
            }
        }
    }
    kept
}

/// Takes a byline apart into names.
fn split(text: &str) -> Vec<String> {
    let mut text = text.trim();
    while let Some(rest) = after_start(text) {
        text = rest;
    }
    let text = cut_at_date(text);
    let mut parts = vec![String::new()];
    let words: Vec<&str> = text.split_whitespace().collect();
    for word in words {
        let is_and = matches!(
            word.to_lowercase().as_str(),
            "and"
                | "&"
                | "und"
                | "et"
                | "y"
                | "og"
                | "och"
                | "en"
                | "e"
                | "i"
                | "a"
                | "ja"
                | "и"
                | "with"
                | "mit"
                | "|"
                | "•"
                | "·"
                | "/"
                | "-"
                | "–"
                | "—"
        );
        if is_and {
            parts.push(String::new());
            continue;
        }
        let part = parts.last_mut().expect("one at the least");
        if !part.is_empty() {
            part.push(' ');
        }
        part.push_str(word.trim_end_matches([',', ';', '，', '、']));
        if word.ends_with([',', ';', '，', '、']) {
            parts.push(String::new());
        }
    }
    let clean = |part: String| {
        let part = part.split(['(', '[', '<', '/', '|']).next().unwrap_or_default().trim();
        part.trim_matches([',', '.', ';', ':', '*', '-', '–', ' ', '"']).to_owned()
    };
    parts.into_iter().map(clean).filter(|part| !part.is_empty()).collect()
}

/// A byline line up to its first digit: what follows is a date.
fn cut_at_date(text: &str) -> &str {
    let end = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].trim_end()
}

/// Whether a text can be a person's name.
fn is_person(name: &str) -> bool {
    if name.len() > MAX_NAME_BYTES
        || name.contains(['@', '_', '=', '{', '#'])
        || name.contains("://")
    {
        return false;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let has_case = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let is_bad = |word: &&str| {
        NOT_PEOPLE.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
    };
    if words.is_empty()
        || words.len() > 6
        || words.iter().any(|word| is_bad(&word))
        || NOT_PEOPLE.contains(&name.to_lowercase())
    {
        return false;
    }
    if name.contains('.') && !name.contains(' ') {
        return false;
    }
    let is_name_like =
        |word: &&&str| word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
    let n_upper = words.iter().filter(is_name_like).count();
    let has_letters = name.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    has_letters && (!has_case || n_upper * 2 >= words.len() || words.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(byline: &str, names: &[&str]) {
        let found = vec![(byline.to_owned(), Place::PageTitle)];
        let outlet = BTreeSet::from([key_of("Brenmark Courier")]);
        let people: Vec<String> =
            people(found, &outlet).into_iter().map(|(name, _)| name).collect();
        assert_eq!(people, names, "{byline}");
    }

    #[test]
    fn bylines_are_taken_apart() {
        check("By Ana Ruiz and Tom Okafor", &["Ana Ruiz", "Tom Okafor"]);
        check("Von Lena Ott, Jan Weiß", &["Lena Ott", "Jan Weiß"]);
        check("By Brenmark Courier Staff", &[]);
        check("Brenmark Courier", &[]);
        check("Por María del Río | 4 de mayo", &["María del Río"]);
        check("https://courier.example/ana", &[]);
        check("王小明", &["王小明"]);
    }
}
