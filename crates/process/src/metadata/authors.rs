//! The people named as authors: structured data, meta tags, the byline.

use super::{
    head::Head,
    structured::{Structured, text_of, types},
    wording::{key_of, tidy},
};
use crate::{
    dom::{Dom, NodeIdx, ROOT},
    extract::{
        marks::{Marks, marks_of},
        outline::Outline,
        phrases,
    },
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

/// Names with their places.
pub(super) type Found = Vec<(String, Place)>;

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
        let mut value = tidy(content);
        // Libraries write `Ruiz, Ana`, one to a tag.
        if name == "citation_author"
            && let Some((last, first)) = value.split_once(", ")
            && !first.contains(',')
        {
            value = format!("{first} {last}");
        }
        if !value.starts_with("http") {
            found.push((value, place));
        }
    }
    found
}

/// Elements that say by their markup that they name the author, those beside the title first.
fn by_elements(dom: &Dom, outline: &Outline, header: Range<usize>) -> Found {
    let first = outline.lines.get(header.start).map(|line| line.node);
    let last = outline.lines.get(header.end).map(|line| line.node);
    let (mut near, mut far) = (Vec::new(), Vec::new());
    for node in dom.descendants(ROOT) {
        let Some(trust) = names_author(dom, node) else { continue };
        let text = dom.text_content(node).replace('\n', ", ");
        if text.is_empty() || text.len() > MAX_BYLINE_BYTES || is_elsewhere(dom, node, trust) {
            continue;
        }
        let is_near =
            first.is_some_and(|first| first <= node) && last.is_none_or(|last| node < last);
        let found = (trust, text, Place::Element(format!("{}.author", dom.name(node))));
        if is_near {
            near.push(found)
        } else {
            far.push(found)
        }
        if near.len() + far.len() >= MAX_ELEMENTS {
            break;
        }
    }
    let mut found = if near.is_empty() { far } else { near };
    let best = found.iter().map(|(trust, ..)| *trust).max().unwrap_or_default();
    found.retain(|(trust, ..)| *trust == best);
    // The first of each name; far from the title many names are a list of other articles.
    found.into_iter().map(|(_, text, place)| (text, place)).take(6).collect()
}

/// How many elements that name authors are looked at.
const MAX_ELEMENTS: usize = 40;

/// A byline longer than this is a text about the author, in bytes.
const MAX_BYLINE_BYTES: usize = 160;

/// How surely an element names an author; `None` when it does not say so.
fn names_author(dom: &Dom, node: NodeIdx) -> Option<u8> {
    let mut trust = None;
    for (name, value) in dom.attributes(node) {
        let has = |word: &str| {
            value
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|part| part.eq_ignore_ascii_case(word))
        };
        let found = match name {
            "rel" if has("author") => Some(4),
            "itemprop" if has("author") || has("creator") => Some(3),
            "class" if (has("author") || has("byline")) && (has("name") || has("link")) => Some(3),
            "class" | "id"
                if value.contains("author-name")
                    || value.contains("authorName")
                    || has("fn") && !has("org") =>
            {
                Some(3)
            }
            "href"
                if value.contains("/author/")
                    || value.contains("/authors/")
                    || value.contains("/autor/")
                    || value.contains("/auteur/") =>
            {
                Some(2)
            }
            "class" if has("author") || has("byline") || has("autor") || has("authors") => Some(1),
            _ => None,
        };
        trust = trust.max(found);
    }
    trust
}

/// Whether a node stands among comments, links to other articles or at the page's foot.
fn is_elsewhere(dom: &Dom, node: NodeIdx, trust: u8) -> bool {
    let others = Marks::COMMENTS | Marks::RELATED | Marks::TEASER;
    // What is marked as the author may stand in the foot of its article.
    let elsewhere = if trust >= 3 { others } else { others | Marks::FOOTER | Marks::NAV };
    dom.ancestors(node).take(8).any(|above| {
        !matches!(dom.name(above), "body" | "html" | "main" | "article")
            && marks_of(dom, above).has(elsewhere)
    })
}

/// Lines that begin as a byline does, or that are called one.
fn by_lines(outline: &Outline, header: Range<usize>) -> Found {
    let mut found = Vec::new();
    let mut is_announced = false;
    for idx in header {
        let Some(line) = outline.lines.get(idx) else { break };
        let text = outline.line(idx);
        if line.span.len() > MAX_BYLINE_BYTES || line.level > 0 {
            continue;
        }
        // `By` alone on its line: the name stands on the next one.
        if is_start(text) {
            is_announced = true;
            continue;
        }
        // `Wed 3 March | 18:12 | By Ana Ruiz`
        let after = text.split(['|', '•', '·']).find_map(|part| after_start(part.trim()));
        let after = after.or_else(|| after_date(text));
        if after.is_some() || is_announced || line.marks.has(Marks::BYLINE) {
            found.push((after.unwrap_or(text).to_owned(), Place::Element("byline".to_owned())));
        }
        if after.is_some() || is_announced {
            // The line that says so beats those that are only called so.
            return found.pop().into_iter().collect();
        }
    }
    found
}

/// What follows `by` in `Posted on 3 March 2021 by Ana Ruiz`.
fn after_date(text: &str) -> Option<&str> {
    if !phrases::is_dated(text) {
        return None;
    }
    [" by ", " von ", " par ", " por ", " door "]
        .iter()
        .find_map(|word| text.split_once(word))
        .map(|(_, after)| after)
}

fn is_start(text: &str) -> bool {
    let text = text.trim_end_matches([':', ' ']).to_lowercase();
    STARTS.contains(&text)
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
pub(super) fn people(found: Found, outlet: &BTreeSet<String>) -> Found {
    let mut kept: Found = Vec::new();
    for (text, place) in found {
        if NOT_BYLINES.iter().any(|word| text.to_lowercase().contains(word)) {
            continue;
        }
        for (idx, name) in split(&text).into_iter().enumerate() {
            let key = key_of(&name);
            // `Brenmark Courier, Brenmark, Norland` is an address.
            let is_outlet = outlet.contains(&key) || name.contains('.') && !name.contains(' ');
            if idx == 0 && is_outlet {
                break;
            }
            // `Ana Ruiz, MD` has one author.
            if idx > 0 && name.len() <= 6 && name.chars().all(|c| c.is_uppercase() || c == '.') {
                continue;
            }
            let is_new = !kept.iter().any(|(other, _)| key_of(other) == key);
            if is_new && is_person(&name) && !is_outlet {
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
    let mut parts = vec![String::new()];
    for word in cut_at_date(text).split_whitespace() {
        let low = word.to_lowercase();
        // In capitals these are names: `Le`, `An`, `E.`
        if word == low && ANDS.contains(&word) {
            parts.push(String::new());
            continue;
        }
        // What follows says where, for whom or when: `Ana Ruiz in Brenmark`, `on Tuesday`.
        if word == low && STOPS.contains(&word) && !parts.last().is_some_and(String::is_empty) {
            break;
        }
        let part = parts.last_mut().expect("one at the least");
        if !part.is_empty() {
            part.push(' ');
        }
        part.push_str(word.trim_end_matches(COMMAS));
        if word.ends_with(COMMAS) {
            parts.push(String::new());
        }
    }
    let clean = |part: String| {
        let part = part.split(['(', '[', '<', '/', '|']).next().unwrap_or_default().trim();
        // `Interview: Ana Ruiz`
        let part = part.split_once(": ").map_or(part, |(_, name)| name);
        let part = part.trim_matches([',', '.', ';', ':', '*', '-', '–', ' ', '"', '·', '•']);
        // Korean bylines end in the word for reporter.
        part.strip_suffix(" 기자").unwrap_or(part).to_owned()
    };
    parts.into_iter().map(clean).filter(|part| !part.is_empty()).collect()
}

/// Signs between names, at the end of a word.
const COMMAS: [char; 5] = [',', ';', '，', '、', '،'];

/// Words between names.
const ANDS: &[&str] = &[
    "and", "&", "und", "et", "y", "og", "och", "en", "e", "i", "a", "ja", "и", "with", "mit", "|",
    "•", "·", "/", "-", "–", "—", "ve", "dan",
];

/// Words after the names.
const STOPS: &[&str] =
    &["in", "on", "at", "am", "vom", "aus", "is", "for", "für", "le", "el", "dne", "om"];

/// A byline line up to its date: its first digit, with the month or weekday before it.
fn cut_at_date(text: &str) -> &str {
    let Some(end) = text.find(|c: char| c.is_ascii_digit()) else { return text };
    let mut kept = text[..end].trim_end();
    for _ in 0..2 {
        let low = kept.to_lowercase();
        let named = DATE_WORDS.iter().find(|word| {
            low.len() == kept.len() && low.trim_end_matches(['.', ',']).ends_with(**word)
        });
        let Some(word) = named else { break };
        let at = low.trim_end_matches(['.', ',']).len() - word.len();
        kept = kept[..at].trim_end();
    }
    kept
}

/// Months and weekdays as they stand before the digits of a date in a byline, longest first.
const DATE_WORDS: &[&str] = &[
    "september",
    "wednesday",
    "thursday",
    "saturday",
    "november",
    "december",
    "february",
    "tuesday",
    "january",
    "october",
    "monday",
    "friday",
    "sunday",
    "august",
    "march",
    "april",
    "june",
    "july",
    "sept",
    "may",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
];

/// A name in a script without capitals is shorter, in characters.
const MAX_UNCASED_CHARS: usize = 24;

/// Words of lines that name people of other roles.
const NOT_BYLINES: &[&str] =
    &["reviewed by", "fact check", "edited by", "photo", "image:", "illustration", "http", "www."];

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
    let is_bad = |word: &str| {
        NOT_PEOPLE.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
    };
    if words.is_empty()
        || words.len() > 6
        || words.iter().any(|word| is_bad(word))
        || NOT_PEOPLE.contains(&name.to_lowercase())
    {
        return false;
    }
    if name.contains('.') && !name.contains(' ') {
        return false;
    }
    if !has_case && name.chars().count() > MAX_UNCASED_CHARS {
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
