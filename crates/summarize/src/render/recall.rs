//! A brief read back from any form that holds its record.

use onrecord_model::{brief::Brief, wire};

/// Opens the record in an HTML page.
pub const SCRIPT: &str = "<script type=\"application/json\" id=\"onrecord-brief\">";

/// Opens the record in a Markdown file.
const COMMENT: &str = "<!-- onrecord-brief ";

/// Why a record that is there cannot be read.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the brief's record cannot be read: {0}")]
pub struct Unreadable(#[from] wire::Error);

/// The brief in a text written as Markdown, HTML or JSON by this room; `None` when the text holds no
/// record of one.
///
/// # Errors
///
/// When a record is there but damaged, or of a later version.
#[must_use]
pub fn recall(text: &str) -> Option<Result<Brief, Unreadable>> {
    let record = record(text)?;
    Some(wire::read::<Brief>(record).map_err(Unreadable))
}

/// The record's place: the whole text for JSON, else what the last opening holds. Texts of articles
/// come before it and cannot hold one, since they are escaped.
fn record(text: &str) -> Option<&str> {
    let trimmed = text.trim();
    if trimmed.starts_with('{') {
        return Some(trimmed).filter(|text| text.contains("\"onrecord\""));
    }
    let holds = |open: &str, close: &str| {
        let tail = &text[text.rfind(open)? + open.len()..];
        Some(tail.find(close).map_or(tail, |end| &tail[..end]).trim())
    };
    holds(SCRIPT, "</script>").or_else(|| holds(COMMENT, "-->"))
}

/// A form that shows a brief before its record.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// One HTML page.
    Html,
    /// Markdown.
    Markdown,
}

/// What people read of a file, before its record; `None` for JSON.
pub fn before_record(text: &str) -> Option<(&str, Form)> {
    if text.trim_start().starts_with('{') {
        return None;
    }
    let html = text.rfind(SCRIPT).map(|at| (&text[..at], Form::Html));
    html.or_else(|| text.rfind(COMMENT).map(|at| (&text[..at], Form::Markdown)))
}

/// The record as a comment at the end of a Markdown file.
pub fn comment(brief: &Brief) -> String {
    format!("\n{COMMENT}{} -->\n", contained(&wire::write(brief)))
}

/// The record as an element that browsers neither show nor run.
pub fn script(brief: &Brief) -> String {
    format!("{SCRIPT}{}</script>", contained(&wire::write(brief)))
}

/// A record that can end neither an element nor a comment: the marks that could are written as JSON
/// escapes, which they may be since they stand in strings only. So are line separators, and dashes
/// in a row; a dash before a number stands alone.
fn contained(record: &str) -> String {
    let mut out = String::with_capacity(record.len() + 64);
    let mut last = ' ';
    for c in record.chars() {
        let is_unsafe = match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => true,
            '-' => last == '-' || last == '!',
            _ => is_bidi(c),
        };
        if is_unsafe {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
            last = ' ';
        } else {
            out.push(c);
            last = c;
        }
    }
    out
}

/// Direction overrides would turn the record around for whoever reads the file's source.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
