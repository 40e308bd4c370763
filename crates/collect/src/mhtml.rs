//! Pages saved as one MIME file (.mhtml, RFC 2557), as Chrome saves them.

use crate::limit::MAX_HEADER_BYTES;

/// The page of an MHTML file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Saved {
    /// Where it was saved from, when that is a web address.
    pub address: Option<String>,
    /// The media type with its parameters.
    pub media_type: String,
    /// The page, its transfer encoding undone.
    pub body: Vec<u8>,
}

/// The first HTML part of an MHTML file; `None` for what is no such file.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Saved> {
    let (headers, body) = part(bytes)?;
    let kind = field(&headers, "content-type")?;
    if !kind.to_ascii_lowercase().starts_with("multipart/") {
        return None;
    }
    let boundary = format!("--{}", parameter(kind, "boundary")?);
    let (headers, body) = split(body, boundary.as_bytes()).find_map(|bytes| {
        let (headers, body) = part(bytes)?;
        let kind = field(&headers, "content-type")?.to_ascii_lowercase();
        kind.starts_with("text/html").then_some((headers, body))
    })?;
    let encoding = field(&headers, "content-transfer-encoding").unwrap_or_default();
    let body = match encoding.to_ascii_lowercase().as_str() {
        "quoted-printable" => from_quoted_printable(body),
        "base64" => from_base64(body),
        _ => body.to_vec(),
    };
    let is_web = |uri: &&str| uri.starts_with("http://") || uri.starts_with("https://");
    let address = field(&headers, "content-location").filter(is_web).map(str::to_owned);
    let media_type = field(&headers, "content-type").unwrap_or_default().to_owned();
    Some(Saved { address, media_type, body })
}

/// Names in lower case, and values with their folded lines joined.
type Headers = Vec<(String, String)>;

/// The headers of a part and its body.
fn part(bytes: &[u8]) -> Option<(Headers, &[u8])> {
    let mut headers = Headers::new();
    let mut rest = bytes;
    loop {
        let head = &rest[..rest.len().min(MAX_HEADER_BYTES)];
        let len = head.iter().position(|&byte| byte == b'\n')?;
        let line = String::from_utf8_lossy(&rest[..len]);
        rest = &rest[len + 1..];
        if bytes.len() - rest.len() > MAX_HEADER_BYTES {
            return None;
        }
        if line.trim().is_empty() {
            if headers.is_empty() {
                continue; // the rest of the boundary's line
            }
            return Some((headers, rest));
        }
        if line.starts_with([' ', '\t']) {
            headers.last_mut()?.1.push_str(line.trim());
        } else {
            let (name, value) = line.split_once(':')?;
            headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
}

fn field<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    let (_, value) = headers.iter().find(|(key, _)| key == name)?;
    Some(value)
}

/// A parameter of a header's value: `x` of `multipart/related; boundary="x"`.
fn parameter<'v>(value: &'v str, name: &str) -> Option<&'v str> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (key.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then_some(value)
    })
}

/// The parts between lines that start with the boundary, without what stands before the first.
fn split<'b>(bytes: &'b [u8], boundary: &'b [u8]) -> impl Iterator<Item = &'b [u8]> {
    let mut starts = bytes.split_inclusive(|&byte| byte == b'\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some((start, *end, line.starts_with(boundary)))
    });
    let mut open = starts.by_ref().find(|(_, _, is_boundary)| *is_boundary);
    std::iter::from_fn(move || {
        let (_, from, _) = open?;
        open = starts.by_ref().find(|(_, _, is_boundary)| *is_boundary);
        Some(&bytes[from..open.map_or(bytes.len(), |(to, _, _)| to)])
    })
}

/// The bytes of quoted-printable text; what is no escape stays as it is.
fn from_quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let digit = |at: usize| (*text.get(at)? as char).to_digit(16).map(|digit| digit as u8);
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        if byte != b'=' {
            bytes.push(byte);
            at += 1;
        } else if let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2)) {
            bytes.push(high << 4 | low);
            at += 3;
        } else if text[at + 1..].starts_with(b"\r\n") {
            at += 3;
        } else if text[at + 1..].starts_with(b"\n") {
            at += 2;
        } else {
            bytes.push(byte);
            at += 1;
        }
    }
    bytes
}

/// The bytes of base 64, line ends and all else outside the alphabet passed over.
fn from_base64(text: &[u8]) -> Vec<u8> {
    let (mut bytes, mut bits, mut n_bits) = (Vec::with_capacity(text.len() / 4 * 3), 0_u32, 0);
    for &digit in text {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((bits >> n_bits) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(encoding: &str, body: &str) -> String {
        format!(
            "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\
             \ttype=\"text/html\";\r\n\tboundary=\"--b--1\"\r\n\r\n\r\n----b--1\r\n\
             Content-Type: text/css\r\n\r\np {{}}\r\n----b--1\r\nContent-Type: text/html\r\n\
             Content-Transfer-Encoding: {encoding}\r\n\
             Content-Location: https://courier.example/a\r\n\r\n{body}\r\n----b--1--\r\n"
        )
    }

    #[test]
    fn the_page_is_taken_out_and_decoded() {
        for (encoding, body) in [
            ("quoted-printable", "<p class=3D\"a\">caf=C3=A9 =\r\nopen = yes"),
            ("base64", "PHAgY2xhc3M9ImEiPmNh\r\nZsOpIG9wZW4gPSB5ZXM="),
            ("8bit", "<p class=\"a\">café open = yes"),
        ] {
            let page = read(saved(encoding, body).as_bytes()).unwrap();
            let text = String::from_utf8(page.body).unwrap();
            assert_eq!(text.trim_end(), "<p class=\"a\">café open = yes", "{encoding}");
            assert_eq!(page.address.as_deref(), Some("https://courier.example/a"));
            assert_eq!(page.media_type, "text/html");
        }
    }

    #[test]
    fn other_files_are_none() {
        for text in ["", "<html>", "A: b", "Content-Type: multipart/related; boundary=x\n\n--x\n"] {
            assert_eq!(read(text.as_bytes()), None);
        }
    }
}
