//! Bytes and a declared charset to text, with the encoding that was used.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How many bytes of a page are searched for a `<meta charset>`, as in the HTML standard ("prescan
/// a byte stream", section 13.2.3.2).
pub const MAX_PRESCAN_BYTES: usize = 1024;

/// Text decoded from bytes, and how its encoding was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decoded {
    /// The text; bytes that the encoding does not allow stand as U+FFFD.
    pub text: String,
    /// The encoding's name in the WHATWG Encoding standard, such as `windows-1251`.
    pub encoding: &'static str,
    /// What the encoding was taken from.
    pub from: CharsetSource,
    /// Whether some bytes were not valid in the encoding.
    pub has_errors: bool,
}

/// What an encoding was taken from, most trusted first.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CharsetSource {
    /// A byte order mark.
    ByteOrderMark,
    /// The transport: the HTTP header `Content-Type`.
    Transport,
    /// A `<meta>` tag or an XML declaration near the start of the page.
    Page,
    /// The bytes themselves: valid UTF-8, or a guess from letter frequencies.
    Bytes,
}

/// Decodes `bytes`: byte order mark, then the `transport` charset, then the page's own, then a guess.
///
/// A declared charset that the bytes contradict is overruled in one case only: bytes that are valid
/// UTF-8 with at least one character beyond ASCII are UTF-8, whatever a page says of itself. Pages
/// saved by browsers and tools are re-encoded to UTF-8 with the old `<meta>` left in place, and no
/// other common encoding passes that test by chance.
///
/// ```
/// use onrecord_text::decode::{decode, CharsetSource};
/// let page = decode(b"caf\xe9", Some("iso-8859-1"));
/// assert_eq!((page.text.as_str(), page.encoding), ("café", "windows-1252"));
/// assert_eq!(page.from, CharsetSource::Transport);
/// ```
#[must_use]
pub fn decode(bytes: &[u8], transport: Option<&str>) -> Decoded {
    let (encoding, from) = choose(bytes, transport);
    let (text, encoding, has_errors) = encoding.decode(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), from, has_errors }
}

fn choose(bytes: &[u8], transport: Option<&str>) -> (&'static Encoding, CharsetSource) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, CharsetSource::ByteOrderMark);
    }
    if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, CharsetSource::Bytes);
    }
    let label = |name: &str| Encoding::for_label(name.trim().as_bytes());
    if let Some(encoding) = transport.and_then(label) {
        return (encoding, CharsetSource::Transport);
    }
    if let Some(encoding) = declared(&bytes[..bytes.len().min(MAX_PRESCAN_BYTES)]) {
        return (encoding, CharsetSource::Page);
    }
    if bytes.is_ascii() {
        return (UTF_8, CharsetSource::Bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    (detector.guess(None, Utf8Detection::Allow), CharsetSource::Bytes)
}

/// The charset that a page declares near its start, by the HTML standard's rules: UTF-16 there means
/// UTF-8, since the declaration could be read as ASCII, and x-user-defined means windows-1252.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut rest = head.as_str();
    while let Some(at) = rest.find("charset").or_else(|| rest.find("encoding=")) {
        let tail = rest[at..].trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start();
        rest = &rest[at + 7..];
        let Some(value) = tail.strip_prefix('=') else { continue };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(['"', '\'', ' ', ';', '>', '/', '?']).unwrap_or(value.len());
        match Encoding::for_label(&value.as_bytes()[..end]) {
            Some(found) if found.name().starts_with("UTF-16") => return Some(UTF_8),
            Some(found) if found.name() == "x-user-defined" => return Some(WINDOWS_1252),
            Some(found) => return Some(found),
            None => (),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_source_of_a_charset_is_honored_in_its_order() {
        use CharsetSource::*;
        type Case =
            (&'static [u8], Option<&'static str>, &'static str, &'static str, CharsetSource);
        let cases: [Case; 7] = [
            (b"\xef\xbb\xbfhi", Some("latin1"), "hi", "UTF-8", ByteOrderMark),
            (b"\xff\xfeh\0i\0", None, "hi", "UTF-16LE", ByteOrderMark),
            (b"\xcf\xf0\xe8", Some("windows-1251"), "При", "windows-1251", Transport),
            (b"<meta charset=koi8-r>\xf0", None, "<meta charset=koi8-r>П", "KOI8-R", Page),
            (b"<meta charset=\"utf-16\">a", None, "<meta charset=\"utf-16\">a", "UTF-8", Page),
            ("<meta charset=latin1>é".as_bytes(), None, "<meta charset=latin1>é", "UTF-8", Bytes),
            (b"plain", None, "plain", "UTF-8", Bytes),
        ];
        for (bytes, transport, text, encoding, from) in cases {
            let page = decode(bytes, transport);
            assert_eq!((page.text.as_str(), page.encoding, page.from), (text, encoding, from));
        }
    }

    #[test]
    fn bytes_outside_the_encoding_are_reported() {
        assert!(decode(b"<meta charset=utf-8>\xff\xfe\xfd", None).has_errors);
        assert!(!decode("schön".as_bytes(), None).has_errors);
    }
}
