//! The bytes of a capture as text, and whether they are a page, a text or neither.

use onrecord_model::{
    capture::Capture,
    problem::{Problem, ProblemKind},
};
use onrecord_text::decode::decode;

/// How much of a page is read, in bytes. The largest of 1,700 real pages has 5 MB.
pub const MAX_PAGE_BYTES: usize = 16 << 20;

/// How many bytes at the start tell whether they are a page, a text or neither.
const SNIFF_BYTES: usize = 4096;

/// What the bytes of a capture are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// HTML.
    Page,
    /// Running text, or the text dump of a page.
    Text,
}

/// The decoded text of a capture and its form; `None` when there is nothing to read.
pub fn read(capture: &Capture, problems: &mut Vec<Problem>) -> Option<(String, Form)> {
    let body = &capture.body[..capture.body.len().min(MAX_PAGE_BYTES)];
    if body.iter().all(u8::is_ascii_whitespace) {
        problems.push(Problem::new(ProblemKind::Empty, "no bytes but white space"));
        return None;
    }
    if body.len() < capture.body.len() {
        let detail = format!("{} bytes, the first {MAX_PAGE_BYTES} are read", capture.body.len());
        problems.push(Problem::new(ProblemKind::TooLarge, detail));
    }
    if let Some(what) = not_text(body, capture.media_type().as_deref()) {
        problems.push(Problem::new(ProblemKind::NotText, what));
        return None;
    }
    let decoded = decode(body, capture.charset());
    // A cut page may end in the middle of a character.
    if decoded.has_errors && body.len() == capture.body.len() {
        let detail = format!("some bytes are not valid {}", decoded.encoding);
        problems.push(Problem::new(ProblemKind::Charset, detail));
    }
    let form = form_of(&decoded.text, capture.media_type().as_deref());
    Some((decoded.text, form))
}

/// Why bytes are neither a page nor a text.
fn not_text(body: &[u8], media_type: Option<&str>) -> Option<String> {
    let head = &body[..body.len().min(SNIFF_BYTES)];
    let is_wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let is_control =
        |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let n_controls = head.iter().filter(is_control).count();
    if head.starts_with(b"%PDF") {
        return Some("a PDF file".to_owned());
    }
    let is_binary = !is_wide
        && (n_controls * 20 > head.len()
            || n_controls > 0 && head.contains(&0) && n_controls * 100 > head.len());
    let is_media = media_type.is_some_and(|name| {
        ["image/", "video/", "audio/", "font/"].iter().any(|kind| name.starts_with(kind))
    });
    (is_binary || is_media && n_controls > 0)
        .then(|| format!("{n_controls} control bytes among the first {}", head.len()))
}

fn form_of(text: &str, media_type: Option<&str>) -> Form {
    let head = text[..text.floor_char_boundary(SNIFF_BYTES)].to_ascii_lowercase();
    let has_tags = [
        "<!doctype",
        "<html",
        "<head",
        "<body",
        "<title",
        "<meta",
        "<div",
        "<p>",
        "<p ",
        "<article",
        "<script",
        "<style",
        "<table",
        "<h1",
        "<span",
        "<a href",
    ]
    .iter()
    .any(|tag| head.contains(tag));
    match media_type {
        Some("text/plain") if !head.trim_start().starts_with('<') => Form::Text,
        Some("text/html" | "application/xhtml+xml") => Form::Page,
        _ if has_tags => Form::Page,
        _ => Form::Text,
    }
}
