//! Authors as the page shows them: elements marked as such, lines that begin as a byline does.

use super::{
    people::{Found, Outlets, after_start, is_full_name, is_start, people},
    wording::any_of,
};
use crate::{
    dom::{Dom, NodeIdx, ROOT},
    extract::{marks::Marks, names::marks_of, outline::Outline, phrases},
};
use aho_corasick::AhoCorasick;
use onrecord_model::article::Place;
use std::{ops::Range, sync::LazyLock};

/// Elements that say by their markup that they name the author, those beside the title first.
pub(super) fn by_elements(dom: &Dom, outline: &Outline, header: Range<usize>) -> Found {
    let first = outline.lines.get(header.start).map(|line| line.node);
    let last = outline.lines.get(header.end).map(|line| line.node);
    let (mut near, mut far) = (Vec::new(), Vec::new());
    for node in dom.descendants(ROOT) {
        let Some(trust) = names_author(dom, node) else { continue };
        let text = text_of(dom, node);
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

/// The text of an element, its parts with commas between when each is a name of its own.
fn text_of(dom: &Dom, node: NodeIdx) -> String {
    let text = dom.text_content(node).replace('\n', ", ");
    let inner = |node: NodeIdx| {
        let mut children = dom.children(node).filter(|child| dom.tag(*child).is_some());
        children.next().filter(|_| children.next().is_none())
    };
    // Boxes within boxes hold the names.
    let names = std::iter::successors(Some(node), |node| inner(*node)).take(MAX_DEPTH).last();
    let parts = names.map(|node| dom.children(node).map(|child| dom.text_content(child)));
    let parts: Vec<String> =
        parts.into_iter().flatten().map(|part| part.trim().to_owned()).collect();
    let are_names = parts.iter().filter(|part| is_full_name(part)).count() >= 2
        && parts.iter().all(|part| part.is_empty() || is_full_name(part));
    if are_names { parts.join(", ") } else { text }
}

/// How many boxes around names are opened.
const MAX_DEPTH: usize = 4;

/// How many elements that name authors are looked at.
const MAX_ELEMENTS: usize = 40;

/// A byline longer than this is a text about the author, in bytes.
const MAX_BYLINE_BYTES: usize = 160;

/// How surely an element names an author; `None` when it does not say so.
fn names_author(dom: &Dom, node: NodeIdx) -> Option<u8> {
    // Hardly any value passes this, and every attribute of a page comes here.
    static PARTS: LazyLock<AhoCorasick> =
        LazyLock::new(|| any_of(&["author", "autor", "auteur", "byline", "creator", "fn"]));
    let mut trust = None;
    for (name, value) in dom.attributes(node) {
        let is_read = matches!(name, "rel" | "itemprop" | "class" | "id" | "href");
        if !is_read || !PARTS.is_match(value) {
            continue;
        }
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

/// Lines that begin as a byline does, or that are called one; whether the words of the line say so.
pub(super) fn by_lines(outline: &Outline, header: Range<usize>) -> (Found, bool) {
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
            return (found.pop().into_iter().collect(), true);
        }
    }
    (found, false)
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

/// Lines elsewhere that say who wrote the text: a label (`Author: Ana Ruiz`), a byline that begins the
/// text, a full name beside the date.
pub(super) fn by_labels(outline: &Outline, header: Range<usize>) -> Found {
    let elsewhere = Marks::NAV_OR_OTHERS | Marks::COMMENTS;
    for idx in header.start..outline.lines.len() {
        let (line, text) = (&outline.lines[idx], outline.line(idx));
        if text.len() > MAX_BYLINE_BYTES || line.marks.has(elsewhere) {
            continue;
        }
        let after = after_start(text).filter(|after| {
            let label = &text[..text.len() - after.len()];
            label.len() >= MIN_LABEL_BYTES || idx < header.end + MAX_LINES_IN_TEXT
        });
        let names: Vec<&str> = match after {
            Some(after) => vec![after],
            None if header.contains(&idx) => beside_date(text),
            None => continue,
        };
        let are_names = |name: &&str| {
            people(single(name), &Outlets::default()).iter().all(|(name, _)| is_full_name(name))
        };
        let found: Found = names.into_iter().filter(are_names).flat_map(single).collect();
        if !people(found.clone(), &Outlets::default()).is_empty() {
            return found;
        }
    }
    Vec::new()
}

fn single(name: &str) -> Found {
    vec![(name.to_owned(), Place::Element("byline".to_owned()))]
}

/// The parts of a dated line that are full names: `3.3.2021 | 18:12 | Ana Ruiz`.
fn beside_date(text: &str) -> Vec<&str> {
    if !phrases::is_dated(text) {
        return Vec::new();
    }
    let parts = text.split(['|', '•', '·', '–']).flat_map(|part| part.split(" - "));
    parts.map(str::trim).filter(|part| is_full_name(part)).collect()
}

/// A full name alone in the last line of the text, below a paragraph and set to the right.
pub(super) fn by_signature(dom: &Dom, outline: &Outline, end: usize) -> Found {
    let is_right = |node: NodeIdx| {
        std::iter::once(node).chain(dom.ancestors(node)).take(MAX_DEPTH).any(|above| {
            dom.attribute(above, "align") == Some("right")
                || dom
                    .attribute(above, "style")
                    .is_some_and(|style| style.replace(' ', "").contains("text-align:right"))
        })
    };
    let is_shown = |idx: &usize| !outline.lines[*idx].marks.has(Marks::NAV_OR_OTHERS);
    let near = (end.saturating_sub(1)..outline.lines.len().min(end + 1)).filter(is_shown);
    let mut found = near.filter(|idx| {
        let above = idx.checked_sub(1).map_or(0, |above| outline.lines[above].span.len());
        let (line, text) = (&outline.lines[*idx], outline.line(*idx));
        above >= MIN_ABOVE_BYTES && is_full_name(text) && is_right(line.node)
    });
    found.next().map(|idx| single(outline.line(idx))).unwrap_or_default()
}

/// A signature stands below a paragraph this long, in bytes; in a list it is an item.
const MIN_ABOVE_BYTES: usize = 120;

/// A label this long says by itself that a name follows, in bytes: `Author:`, not `By`.
const MIN_LABEL_BYTES: usize = 6;

/// How many lines of the text may come before its byline.
const MAX_LINES_IN_TEXT: usize = 3;
