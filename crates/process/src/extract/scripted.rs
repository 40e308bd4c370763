//! The article where it stands in a script only, as markup inside a string.

use super::{
    body::Stated,
    compose::{Composed, Layout},
    outline::Outline,
};
use crate::dom::{Dom, ROOT};
use html5ever::local_name;
use onrecord_model::article::{Block, ZoneKind};

/// How much of a page's scripts is looked at, in bytes.
const MAX_SCRIPT_BYTES: usize = 4 << 20;

/// A shorter string is no article, in bytes.
const MIN_STRING_BYTES: usize = 400;

/// Strings may hold JSON with strings in it, this many deep.
const MAX_DEPTH: usize = 2;

/// The markup of the article in a page's scripts: the longest string with paragraphs in it.
#[must_use]
pub fn markup(dom: &Dom) -> Option<String> {
    let (mut best, mut n_bytes) = (None, 0);
    for script in dom.elements(ROOT, local_name!("script")) {
        for text in dom.children(script).filter_map(|node| dom.text(node)) {
            n_bytes += text.len();
            if n_bytes > MAX_SCRIPT_BYTES {
                return best;
            }
            keep_longest(text, &mut best, 0);
        }
    }
    best
}

/// The article made of such markup, under its title.
#[must_use]
pub fn compose(dom: &Dom, title: Option<&str>) -> Option<Composed> {
    let outline = Outline::of(&Dom::parse(&markup(dom)?));
    let layout = Layout::of(&outline, &Stated::default(), |_| false)?;
    let mut composed = Composed::default();
    if let Some(title) = title {
        composed.push(title, ZoneKind::Title, Block::Heading);
    }
    layout.compose_into(&outline, &mut composed);
    Some(composed)
}

/// Looks through the strings of a script.
fn keep_longest(script: &str, best: &mut Option<String>, depth: usize) {
    for literal in (Strings { script, at: 0 }) {
        let is_longer = best.as_ref().is_none_or(|best| literal.len() > best.len());
        if literal.len() < MIN_STRING_BYTES || !is_longer {
            continue;
        }
        let Ok(value) = serde_json::from_str::<String>(&format!("\"{literal}\"")) else { continue };
        let value = match value.contains("&lt;p") {
            true => value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"),
            false => value,
        };
        if has_paragraphs(&value) {
            let is_longest = best.as_ref().is_none_or(|best| value.len() > best.len());
            if is_longest {
                *best = Some(value);
            }
        } else if depth < MAX_DEPTH && value.contains('"') {
            keep_longest(&value, best, depth + 1);
        }
    }
}

/// Whether a string is markup with at least two paragraphs, rather than JSON or code with some.
fn has_paragraphs(value: &str) -> bool {
    let is_markup = value.trim_start().starts_with('<');
    is_markup && value.matches("<p").nth(1).is_some() && value.contains("</p>")
}

/// The texts between double quotes, escapes as written.
struct Strings<'s> {
    script: &'s str,
    at: usize,
}

impl<'s> Iterator for Strings<'s> {
    type Item = &'s str;

    fn next(&mut self) -> Option<&'s str> {
        let start = self.at + self.script.get(self.at..)?.find('"')? + 1;
        let bytes = self.script.as_bytes();
        let mut end = start;
        while end < bytes.len() && bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        self.at = end + 1;
        self.script.get(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_markup_in_a_script_is_found() {
        let body = "The mill burned for two days, said the mayor of Lower Fenwick. ".repeat(8);
        for (before, after) in [
            ("window.__STATE__ = {\"id\": \"7\", \"body\": \"", "\"};"),
            ("push([1, \"{\\\"html\\\": \\\"", "\\\"}\"])"),
        ] {
            let nested = before.contains("push");
            let quote = if nested { "\\\\\\\"" } else { "\\\"" };
            let text = format!("<p class={quote}a{quote}>{body}</p><p>{body}</p>");
            let page = format!("<script>{before}{}{after}</script>", text.replace('<', "\\u003c"));
            let composed = compose(&Dom::parse(&page), None).unwrap();
            assert_eq!(composed.zones.len(), 1, "{page}");
            assert!(composed.text.starts_with("The mill burned"));
        }
    }
}
