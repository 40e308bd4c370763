//! Record headers: types, digests, dates.

use jiff::{Timestamp, civil, tz::TimeZone};
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// The header of a record: named fields in their order, names as written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Header {
    /// Names and values; a name may stand more than once.
    pub fields: Vec<(String, String)>,
}

/// Whether a record's bytes are those that its digest names.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DigestCheck {
    /// The record carries no digest.
    Absent,
    /// The bytes have the digest that the record carries.
    Right,
    /// The bytes have another digest: they changed after the record was written.
    Wrong,
    /// The digest cannot be checked: an algorithm other than SHA-256 and SHA-1, a payload that tools
    /// cut out differently, or a reader told to skip digests.
    Unknown,
}

/// The field that Onrecord adds to the record of a capture, for what WARC has no place for: a JSON
/// object with, among others, the `name` of a file.
pub const CAPTURE_FIELD: &str = "Onrecord-Capture";

/// The field that Onrecord adds to a `conversion` that holds the text made of another record's page:
/// the identifier of that article.
pub const ARTICLE_FIELD: &str = "Onrecord-Article";

impl Header {
    /// The header of a record whose fields stand in `lines`, without the version line.
    ///
    /// A line that starts with a blank goes on with the value before it; a line without a colon is
    /// left out, as other readers do.
    #[must_use]
    pub fn parse(lines: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines.split(|&byte| byte == b'\n') {
            let line = String::from_utf8_lossy(line);
            let line = line.trim_end_matches('\r');
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self { fields }
    }

    /// The first value of a field, by its name in any case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(&found.1)
    }

    /// The type of the record: `response`, `resource`; empty when it has none.
    #[must_use]
    pub fn record_type(&self) -> &str {
        self.get("WARC-Type").unwrap_or_default()
    }

    /// `WARC-Record-ID`, without its angle brackets.
    #[must_use]
    pub fn record_id(&self) -> Option<&str> {
        self.get("WARC-Record-ID").map(bare)
    }

    /// `WARC-Target-URI`, without the angle brackets that WARC 1.0 asked for and Wget writes.
    #[must_use]
    pub fn target_uri(&self) -> Option<&str> {
        self.get("WARC-Target-URI").map(bare)
    }

    /// The media type of the block, with its parameters.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.get("Content-Type")
    }

    /// The length of the block in bytes; `None` when it is missing or no number.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        let value = self.get("Content-Length")?;
        let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { value.parse().ok() } else { None }
    }

    /// When the record's data were captured. A date given as year, month or day only, as WARC 1.1
    /// allows, is read as its first moment.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        let written = self.get("WARC-Date")?;
        if let Ok(moment) = written.parse() {
            return Some(moment);
        }
        let number = |part: Option<&str>, len: usize| match part {
            None => Some(1),
            Some(part) if part.len() == len => part.parse::<i16>().ok(),
            Some(_) => None,
        };
        let mut parts = written.trim_end_matches('Z').split('-');
        let year = number(Some(parts.next()?), 4)?;
        let (month, day) = (number(parts.next(), 2)?, number(parts.next(), 2)?);
        let date = civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
        Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp())
    }

    /// Compares `block` with the digest of this header: that of the block, else that of the payload.
    #[must_use]
    pub fn check(&self, block: &[u8]) -> DigestCheck {
        if let Some(label) = self.get("WARC-Block-Digest") {
            return check_label(label, block);
        }
        let Some(label) = self.get("WARC-Payload-Digest") else { return DigestCheck::Absent };
        if self.record_type() == "revisit" {
            return DigestCheck::Unknown; // of the payload of another record
        }
        let is_http = self.content_type().is_some_and(|kind| kind.starts_with("application/http"));
        if !is_http {
            return check_label(label, block);
        }
        let payload = memchr::memmem::find(block, b"\r\n\r\n").map_or(block.len(), |at| at + 4);
        match check_label(label, &block[payload..]) {
            // Tools disagree on whether the digest is taken before or after chunks are joined.
            DigestCheck::Wrong => DigestCheck::Unknown,
            other => other,
        }
    }
}

/// The digest of `bytes` as WARC headers write it: `sha256:` and the digest in base 32, upper case.
///
/// ```
/// use onrecord_archive::header::sha256_label;
/// let label = sha256_label(b"");
/// assert_eq!(label, "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====");
/// ```
#[must_use]
pub fn sha256_label(bytes: &[u8]) -> String {
    label(&Sha256::digest(bytes))
}

/// A finished SHA-256 as WARC headers write it.
#[must_use]
pub(crate) fn label(digest: &[u8]) -> String {
    format!("sha256:{}", base32(digest))
}

/// Base 32 of RFC 4648, padded.
fn base32(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for group in bytes.chunks(5) {
        let mut bits = [0; 8];
        bits[3..3 + group.len()].copy_from_slice(group);
        let bits = u64::from_be_bytes(bits);
        let n_digits = (group.len() * 8).div_ceil(5);
        for idx in 0..8 {
            let digit = DIGITS[(bits >> (35 - 5 * idx)) as usize & 31];
            text.push(if idx < n_digits { digit as char } else { '=' });
        }
    }
    text
}

/// Lower-case hexadecimal digits of `bytes`.
#[must_use]
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn check_label(label: &str, bytes: &[u8]) -> DigestCheck {
    let Some((algorithm, wanted)) = label.split_once(':') else { return DigestCheck::Unknown };
    let digest = match algorithm.to_ascii_lowercase().replace('-', "").as_str() {
        "sha256" => Sha256::digest(bytes).to_vec(),
        "sha1" => Sha1::digest(bytes).to_vec(),
        _ => return DigestCheck::Unknown,
    };
    let wanted = wanted.trim_end_matches('=');
    let n_bytes = digest.len();
    let is_same = if wanted.len() == 2 * n_bytes {
        wanted.eq_ignore_ascii_case(&hex(&digest))
    } else if wanted.len() == (n_bytes * 8).div_ceil(6) {
        from_base64(wanted).is_some_and(|bytes| bytes.starts_with(&digest))
    } else {
        wanted.eq_ignore_ascii_case(base32(&digest).trim_end_matches('='))
    };
    if is_same { DigestCheck::Right } else { DigestCheck::Wrong }
}

/// The bytes of unpadded base 64 in either alphabet, which some tools write although the standard's
/// examples are in base 32. The last one may be half filled.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut n_bits) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((bits >> n_bits) as u8);
        }
    }
    Some(bytes)
}

fn bare(value: &str) -> &str {
    value.strip_prefix('<').and_then(|value| value.strip_suffix('>')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(lines: &str) -> Header {
        Header::parse(lines.as_bytes())
    }

    #[test]
    fn fields_are_found_in_any_case_and_folded_lines_are_joined() {
        let header = header("warc-type: response\r\nX:  a\r\n\t b \r\nno colon\r\nX: c\r\n");
        assert_eq!(header.record_type(), "response");
        assert_eq!(header.get("x"), Some("a b"));
        assert_eq!(header.fields.len(), 3);
    }

    #[test]
    fn dates_of_both_versions_are_read() {
        for (written, wanted) in [
            ("2020-02-29T12:30:00Z", Some("2020-02-29T12:30:00Z")),
            ("2020-02-29T12:30:00.123456Z", Some("2020-02-29T12:30:00.123456Z")),
            ("2020-02-29", Some("2020-02-29T00:00:00Z")),
            ("2020-02", Some("2020-02-01T00:00:00Z")),
            ("2020", Some("2020-01-01T00:00:00Z")),
            ("2020-13-01", None),
            ("yesterday", None),
        ] {
            let date = header(&format!("WARC-Date: {written}")).date();
            assert_eq!(date.map(|date| date.to_string()).as_deref(), wanted, "{written}");
        }
    }

    #[test]
    fn digests_are_checked_in_every_usual_spelling() {
        use DigestCheck::{Absent, Right, Unknown, Wrong};
        for (line, wanted) in [
            ("", Absent),
            ("WARC-Block-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", Right),
            ("WARC-Block-Digest: sha1:a9993e364706816aba3e25717850c26c9cd0d89d", Right),
            ("WARC-Block-Digest: sha1:a9993e364706816aba3e25717850c26c9cd0d89e", Wrong),
            ("WARC-Block-Digest: sha1:qZk-NkcGgWq6PiVxeFDCbJzQ2J0=", Right),
            ("WARC-Block-Digest: sha1:qZk+NkcGgWq6PiVxeFDCbJzQ2J0", Right),
            ("WARC-Block-Digest: sha1:aZk+NkcGgWq6PiVxeFDCbJzQ2J0", Wrong),
            ("WARC-Block-Digest: md5:900150983cd24fb0d6963f7d28e17f72", Unknown),
            (&format!("WARC-Payload-Digest: {}", sha256_label(b"abc")), Right),
            (&format!("WARC-Block-Digest: {}", sha256_label(b"abd")), Wrong),
        ] {
            assert_eq!(header(line).check(b"abc"), wanted, "{line}");
        }
    }

    #[test]
    fn a_length_that_is_no_number_is_none() {
        for length in ["-1", "+1", "", "1 2", "99999999999999999999"] {
            assert_eq!(header(&format!("Content-Length: {length}")).content_length(), None);
        }
    }
}
