//! Capture: the bytes of one address at one moment, and how they were obtained.

use crate::{address, id::Id, problem::Problem};
use jiff::Timestamp;

/// The bytes of one address at one moment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Capture {
    /// The web address that was asked for, where there was one.
    pub address: Option<String>,
    /// What the bytes were called where they came from: a file name without its folders, an address.
    pub name: String,
    /// When the bytes were obtained; for a file, when it was added. Never taken for a publication
    /// date: it is an upper bound only.
    pub captured_at: Timestamp,
    /// How the bytes were obtained.
    pub obtained: Obtained,
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
    /// Response headers as they came, in order.
    pub headers: Vec<(String, String)>,
    /// The payload with its transfer and content encodings undone.
    pub body: Vec<u8>,
    /// The HTTP message exactly as it came over the wire (status line, headers, body still encoded),
    /// where there was one: this is what the archive keeps.
    pub http: Option<Vec<u8>>,
    /// What was wrong on the way.
    pub problems: Vec<Problem>,
}

/// How bytes were obtained.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Obtained {
    /// Fetched from the web by this program.
    Fetched,
    /// A record of a WARC or WACZ file.
    Archive,
    /// A saved page or text file, or standard input.
    File,
}

impl Capture {
    /// The identifier: of the bytes, and of the canonical address where there is one.
    ///
    /// The moment is not part of it: the same bytes seen again at the same address are the same
    /// capture. Two addresses with the same bytes are two captures, since two outlets published.
    #[must_use]
    pub fn id(&self) -> Id {
        let place = self.address.as_deref().and_then(address::canonical).unwrap_or_default();
        Id::of("capture", [place.as_bytes(), &self.body])
    }

    /// Whether the server answered that there is no such page any more. Such an answer is kept where
    /// the page was captured before, and holds no text.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.status.is_some_and(|status| status != 200)
    }

    /// A response header by name, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(&found.1)
    }

    /// The media type without parameters, in lower case: `text/html`.
    #[must_use]
    pub fn media_type(&self) -> Option<String> {
        let value = self.header("content-type")?;
        Some(value.split(';').next()?.trim().to_ascii_lowercase())
    }

    /// The charset that the transport declared.
    #[must_use]
    pub fn charset(&self) -> Option<&str> {
        let value = self.header("content-type")?;
        let (_, charset) = value.split_once("charset=")?;
        Some(charset.split(';').next()?.trim().trim_matches(['"', '\'']))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn capture(address: Option<&str>, body: &str) -> Capture {
        Capture {
            address: address.map(str::to_owned),
            name: "a.html".to_owned(),
            captured_at: Timestamp::UNIX_EPOCH,
            obtained: Obtained::File,
            status: None,
            headers: vec![("Content-Type".to_owned(), "text/HTML; charset=\"koi8-r\"".to_owned())],
            body: body.as_bytes().to_vec(),
            http: None,
            problems: Vec::new(),
        }
    }

    #[test]
    fn the_same_page_seen_twice_is_one_capture() {
        let first = capture(Some("https://www.example.org/a?utm_source=x"), "text");
        let mut again = capture(Some("https://example.org/a"), "text");
        again.captured_at = Timestamp::MAX;
        assert_eq!(first.id(), again.id());
        assert_ne!(first.id(), capture(Some("https://example.net/a"), "text").id());
        assert_ne!(first.id(), capture(None, "text").id());
    }

    #[test]
    fn the_content_type_is_read_apart() {
        let page = capture(None, "");
        assert_eq!(page.media_type().as_deref(), Some("text/html"));
        assert_eq!(page.charset(), Some("koi8-r"));
    }
}
