//! Authors as the page shows them: elements marked as such, lines that begin as a byline does.

use super::people::{Found, after_start, is_full_name, is_start};
use crate::{
    dom::{Dom, NodeIdx, ROOT},
    extract::{
        marks::{Marks, marks_of},
        outline::Outline,
        phrases,
    },
};
use onrecord_model::article::Place;
use std::ops::Range;

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
    let parts: Vec<String> = dom.children(node).map(|child| dom.text_content(child)).collect();
    let are_names = parts.iter().filter(|part| is_full_name(part.trim())).count() >= 2
        && parts.iter().all(|part| part.trim().is_empty() || is_full_name(part.trim()));
    if are_names { parts.join(", ") } else { text }
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
