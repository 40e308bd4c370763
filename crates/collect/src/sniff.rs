//! What the first bytes of a file say it is.

use crate::limit::SNIFF_BYTES;

/// What a file is, by its first bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Looks {
    /// Nothing, or white space only.
    Empty,
    /// HTML or XHTML.
    Html,
    /// Other text.
    Text,
    /// An uncompressed WARC file.
    Warc,
    /// A gzip file.
    Gzip,
    /// No text.
    Binary,
}

/// Tells what a file is from its start; see [`SNIFF_BYTES`].
///
/// ```
/// use onrecord_collect::sniff::{Looks, sniff};
/// assert_eq!(sniff(b"  <!DOCTYPE html><title>A"), Looks::Html);
/// assert_eq!(sniff(b"\x89PNG\r\n\x1a\n"), Looks::Binary);
/// ```
#[must_use]
pub fn sniff(bytes: &[u8]) -> Looks {
    let head = &bytes[..bytes.len().min(SNIFF_BYTES)];
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return if head.len() > 2 { Looks::Text } else { Looks::Empty };
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if head.iter().all(u8::is_ascii_whitespace) {
        return Looks::Empty;
    }
    if head.starts_with(b"WARC/1.") || head.starts_with(b"WARC/0.") {
        return Looks::Warc;
    }
    if head.starts_with(b"\x1f\x8b") {
        return Looks::Gzip;
    }
    if ["%PDF-", "{\\rtf", "%!PS"].iter().any(|magic| head.starts_with(magic.as_bytes())) {
        return Looks::Binary; // they start as text does
    }
    let is_html = has_markup(head);
    let n_binary = head.iter().filter(|&&byte| is_binary(byte)).count();
    // Real pages have stray control characters now and then; programs and pictures are full of them.
    let n_allowed = if is_html { head.len() / 50 } else { head.len() / 1000 };
    match (n_binary <= n_allowed, is_html) {
        (false, _) => Looks::Binary,
        (true, true) => Looks::Html,
        (true, false) => Looks::Text,
    }
}

/// Whether a media type is one of a page or a text that articles come in.
#[must_use]
pub fn is_page_type(media_type: &str) -> bool {
    let kind = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(
        kind.as_str(),
        "text/html" | "application/xhtml+xml" | "text/plain" | "text/markdown" | "text/x-markdown"
    )
}

/// Bytes that no text holds, after the WHATWG's MIME Sniffing, section 3 ("binary data byte").
fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f)
}

fn has_markup(head: &[u8]) -> bool {
    let head = head[..head.len().min(1024)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let tags = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<article"];
    tags.iter().any(|tag| head.contains(tag))
        || head.trim_start().starts_with(['<']) && head.contains("</")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_any_encoding_is_text() {
        for bytes in [
            b"plain words".as_slice(),
            b"\xef\xbb\xbfwords",
            b"\xff\xfew\0o\0",
            b"\xcf\xf0\xe8\xe2\xe5\xf2",
            b"\x1b$B$3$s\x1b(B",
            b"WARC is a format",
        ] {
            assert_eq!(sniff(bytes), Looks::Text, "{bytes:?}");
        }
        assert_eq!(sniff(b"<p>one</p>"), Looks::Html);
        assert_eq!(sniff(&[b"<html>".as_slice(), &[b'a'; 200], b"\0\x01"].concat()), Looks::Html);
    }

    #[test]
    fn what_is_no_text_is_told_from_it() {
        for bytes in [b"\x7fELF\x02\x01\x01\0".as_slice(), b"PK\x03\x04", b"%PDF-1.4 text", b"a\0"]
        {
            assert_eq!(sniff(bytes), Looks::Binary, "{bytes:?}");
        }
        assert_eq!(sniff(b""), Looks::Empty);
        assert_eq!(sniff(b"\xef\xbb\xbf \n"), Looks::Empty);
        assert_eq!(sniff(b"\x1f\x8b\x08\0"), Looks::Gzip);
        assert_eq!(sniff(b"WARC/1.0\r\n"), Looks::Warc);
    }
}
