//! Dates in the state and the settings that a page gives its scripts, for pages that state theirs
//! nowhere else: `"publishedAt":"2016-04-07T19:45:37Z"`, `pub_date = '2016-04-07'`.

use crate::{
    date::DateField,
    dom::{Dom, ROOT},
    metadata::dates::value::{MAX_FIELDS, field},
};
use html5ever::local_name;
use onrecord_model::dating::EvidenceKind;

/// How much of all scripts is read, in bytes.
const MAX_SCRIPT_BYTES: usize = 400_000;

/// Longer names are no keys.
const MAX_KEY_BYTES: usize = 40;

/// Longer values are no dates.
const MAX_VALUE_BYTES: usize = 40;

/// The dates under keys that speak of publication. Where they name several days they are those of
/// other articles as well, and the first is right in three of four pages instead of nine of ten.
pub fn in_scripts(dom: &Dom) -> Vec<DateField> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    let mut left = MAX_SCRIPT_BYTES;
    for script in dom.elements(ROOT, local_name!("script")) {
        for text in dom.children(script).filter_map(|node| dom.text(node)) {
            let text = &text[..text.floor_char_boundary(left.min(text.len()))];
            left -= text.len();
            found.extend(dated_keys(text).take(MAX_FIELDS));
        }
        if left == 0 || found.len() >= MAX_FIELDS {
            break;
        }
    }
    let day = |value: &str| value.get(..10).unwrap_or(value).to_owned();
    let Some((key, first)) = found.first().copied() else { return Vec::new() };
    let is_alone = found.iter().all(|(_, value)| day(value) == day(first));
    let place = if is_alone { format!("script {key}") } else { format!("scripts {key}") };
    vec![field(EvidenceKind::StructuredData, place, first, false)]
}

/// Keys of publication in a script, each with the date that it is given.
fn dated_keys(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let starts = text.match_indices(['p', 'P']).map(|(at, _)| at);
    let mut end_before = 0;
    starts.filter_map(move |at| {
        let is_key = at >= end_before && has_start(&text.as_bytes()[at..]);
        let key = if is_key { key_around(text, at)? } else { return None };
        end_before = at + 1;
        let name = key.0;
        let value = value_after(&text[key.1..]).filter(|_| is_publication(name))?;
        end_before = key.1;
        Some((name, value))
    })
}

fn has_start(bytes: &[u8]) -> bool {
    let starts =
        ["publish", "publicat", "pubdate", "pub_date", "pub-date", "post_date", "postdate"];
    starts.iter().any(|start| {
        bytes.get(..start.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(start.as_bytes()))
    })
}

/// The name that holds the byte at `at`, with its end.
fn key_around(text: &str, at: usize) -> Option<(&str, usize)> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let bytes = text.as_bytes();
    let n_before = bytes[..at].iter().rev().take(MAX_KEY_BYTES).take_while(|b| is_name(b)).count();
    let n_after = bytes[at..].iter().take(MAX_KEY_BYTES + 1).take_while(|b| is_name(b)).count();
    let (start, end) = (at - n_before, at + n_after);
    (end - start <= MAX_KEY_BYTES).then(|| (&text[start..end], end))
}

/// Whether a key names the publication of something, not its publisher or its end.
fn is_publication(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let others = ["publisher", "last", "modif", "updat", "unpub", "expir", "end", "republi"];
    !others.iter().any(|other| key.contains(other))
}

/// The date after a key: `":"2016-04-07…"`, `\":\"2016-…\"`, `='20160407'`.
fn value_after(text: &str) -> Option<&str> {
    let is_quote = |c: char| matches!(c, '\\' | '"' | '\'');
    let text = text.trim_start_matches(is_quote).trim_start();
    let text = text.strip_prefix([':', '='])?.trim_start().trim_start_matches(is_quote);
    let end = text.find(|c| is_quote(c) || matches!(c, ',' | '}' | ';' | '<' | '\n'))?;
    let value = text[..end].trim();
    let n_digits = value.bytes().filter(u8::is_ascii_digit).count();
    let is_dated = value.len() <= MAX_VALUE_BYTES
        && n_digits >= 5
        && value.starts_with(|c: char| c.is_ascii_alphanumeric());
    is_dated.then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_publication_are_read_in_any_quotes() {
        for (script, expected) in [
            (r#"{"publishedAt":"2016-04-07T19:45:37Z"}"#, "publishedAt 2016-04-07T19:45:37Z"),
            (r#"{\"first_publish_date\": \"2016-04-07\"}"#, "first_publish_date 2016-04-07"),
            ("var pubDate = '2016/04/07 19:45';", "pubDate 2016/04/07 19:45"),
            (r#"{"datePublished":1460051137000}"#, "datePublished 1460051137000"),
            (r#"{"PublicationDate":"7 April 2016"}"#, "PublicationDate 7 April 2016"),
            (r#"{"PublicationDate":"yesterday"}"#, ""),
            (r#"{"lastPublishedAt":"2016-04-07"}"#, ""),
            (r#"{"publisher":"2016-04-07"}"#, ""),
            (r#"{"published":true,"n":20160407}"#, ""),
            ("publish", ""),
        ] {
            let found: Vec<String> =
                dated_keys(script).map(|(key, value)| format!("{key} {value}")).collect();
            assert_eq!(found.join("; "), expected, "{script}");
        }
    }
}
