//! An HTTP message as a record holds it: status, headers, and the body with its encodings undone.

use crate::limit::{MAX_ENCODINGS, MAX_HEADER_BYTES};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::{
    fmt::Write as _,
    io::{self, Read},
};

/// An HTTP/1 response.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Message {
    /// The status code.
    pub status: u16,
    /// Header names and values in order, as they came. Bytes beyond ASCII are read as UTF-8 where
    /// they are, else as Latin-1.
    pub headers: Vec<(String, String)>,
    /// The body as it stands in the message.
    raw: Vec<u8>,
    /// Where the body starts in the message, in bytes.
    pub payload_offset: usize,
}

/// A body with its encodings undone.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Body {
    /// The bytes; where something is wrong, those that could be decoded before it.
    pub bytes: Vec<u8>,
    /// What was wrong, in order.
    pub flaws: Vec<Flaw>,
}

/// Something wrong with a body.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Flaw {
    /// It ends too early.
    Truncated(String),
    /// It is not encoded as its headers say, or not in a way that is known.
    Broken(String),
    /// It is larger than the limit, and was cut there.
    TooLarge(String),
}

impl Message {
    /// Reads a response; `None` when it does not start with a status line.
    ///
    /// ```
    /// use onrecord_archive::http::Message;
    /// let message = Message::parse(b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\nhi").unwrap();
    /// assert_eq!((message.status, message.header("server")), (200, Some("x")));
    /// assert_eq!(message.body(100).bytes, b"hi");
    /// ```
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let head_end = head_end(&bytes[..bytes.len().min(MAX_HEADER_BYTES)]);
        let (head, raw) = bytes.split_at(head_end);
        let mut lines = head.split(|&byte| byte == b'\n').map(|line| {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            match std::str::from_utf8(line) {
                Ok(line) => line.to_owned(),
                Err(_) => line.iter().map(|&byte| byte as char).collect(),
            }
        });
        let status_line = lines.next()?;
        let mut words = status_line.split_ascii_whitespace();
        words.next().filter(|version| version.starts_with("HTTP/"))?;
        let status = words.next()?.parse().ok()?;
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in lines {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = headers.last_mut() {
                    let _ = write!(value, " {}", line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Some(Self { status, headers, raw: raw.to_vec(), payload_offset: head_end })
    }

    /// The first value of a header, by its name in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(&found.1)
    }

    /// The body as it stands in the message.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        &self.raw
    }

    /// The body with chunks joined and compression undone, at most `max_bytes` of it.
    ///
    /// Archiving tools often keep headers that no longer hold for the bytes: a body that does not
    /// even start as its headers say is taken as it stands, without a flaw.
    #[must_use]
    pub fn body(&self, max_bytes: usize) -> Body {
        let mut body = Body { bytes: self.raw.clone(), flaws: Vec::new() };
        if self.encodings("transfer-encoding").iter().any(|name| name == "chunked") {
            body.join_chunks();
        }
        let encodings = self.encodings("content-encoding");
        if encodings.len() > MAX_ENCODINGS {
            let n = encodings.len();
            body.flaws.push(Flaw::Broken(format!(
                "{n} content encodings: at most {MAX_ENCODINGS} are undone"
            )));
        } else {
            encodings.iter().rev().for_each(|name| body.decode(name, max_bytes));
        }
        body.cut(max_bytes);
        body
    }

    /// The values of an encoding header in order, in lower case.
    fn encodings(&self, header: &str) -> Vec<String> {
        let all = self.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(header));
        let names = all.flat_map(|(_, value)| value.split(','));
        names.map(|name| name.trim().to_ascii_lowercase()).filter(|name| !name.is_empty()).collect()
    }
}

impl Body {
    /// Joins chunks, where the body starts as a chunk does.
    fn join_chunks(&mut self) {
        let mut rest = self.bytes.as_slice();
        let mut joined = Vec::with_capacity(rest.len());
        let mut flaw = None;
        let mut n_chunks = 0;
        loop {
            let line_len = memchr::memchr(b'\n', &rest[..rest.len().min(MAX_HEADER_BYTES)]);
            let Some(size) = line_len.and_then(|len| chunk_size(&rest[..len])) else {
                if n_chunks == 0 {
                    return; // stored with the chunks joined already
                }
                flaw = Some(match rest.is_empty() {
                    true => Flaw::Truncated("chunked body without its last chunk".to_owned()),
                    false => Flaw::Broken(format!("chunk {} has no size", n_chunks + 1)),
                });
                break;
            };
            rest = &rest[line_len.unwrap_or_default() + 1..];
            if size == 0 {
                break; // trailers may follow; nobody reads them
            }
            if rest.len() < size {
                joined.extend_from_slice(rest);
                let (has, n) = (rest.len(), n_chunks + 1);
                flaw = Some(Flaw::Truncated(format!("chunk {n} of {size} bytes has {has}")));
                break;
            }
            joined.extend_from_slice(&rest[..size]);
            rest = &rest[size..];
            rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
            n_chunks += 1;
        }
        self.bytes = joined;
        self.flaws.extend(flaw);
    }

    fn decode(&mut self, encoding: &str, max_bytes: usize) {
        let bytes = std::mem::take(&mut self.bytes);
        let is_zlib = matches!(bytes[..], [first, second, ..]
            if first & 15 == 8 && (u16::from(first) << 8 | u16::from(second)) % 31 == 0);
        let input = bytes.as_slice();
        match encoding {
            "identity" => self.bytes = bytes,
            "gzip" | "x-gzip" if bytes.starts_with(&[0x1f, 0x8b]) => {
                self.inflate(MultiGzDecoder::new(input), encoding, max_bytes);
            }
            "gzip" | "x-gzip" => self.bytes = bytes,
            "deflate" if is_zlib => self.inflate(ZlibDecoder::new(input), encoding, max_bytes),
            "deflate" => {
                self.inflate_or_keep(DeflateDecoder::new(input), encoding, max_bytes, input)
            }
            "br" => {
                let decoder = brotli_decompressor::Decompressor::new(input, 4096);
                self.inflate_or_keep(decoder, encoding, max_bytes, input);
            }
            other => {
                let what = format!("content encoding {other:?} is not known");
                self.flaws.push(Flaw::Broken(what));
                self.bytes = bytes;
            }
        }
    }

    /// Decodes an encoding that has no magic number: when nothing at all can be decoded, the bytes
    /// were not so encoded, and are kept.
    fn inflate_or_keep(&mut self, decoder: impl Read, name: &str, max_bytes: usize, bytes: &[u8]) {
        let n_flaws = self.flaws.len();
        self.inflate(decoder, name, max_bytes);
        if self.bytes.is_empty() && self.flaws.len() > n_flaws {
            self.flaws.truncate(n_flaws);
            self.bytes = bytes.to_vec();
        }
    }

    /// Reads one byte more than the limit, so that [`Body::cut`] sees that there is more.
    fn inflate(&mut self, decoder: impl Read, name: &str, max_bytes: usize) {
        let limit = max_bytes as u64 + 1;
        let flaw = match decoder.take(limit).read_to_end(&mut self.bytes) {
            Ok(_) => return,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                Flaw::Truncated(format!("{name} body ends too early"))
            }
            Err(_) => {
                let n = self.bytes.len();
                Flaw::Broken(format!("{name} body cannot be decoded beyond its first {n} bytes"))
            }
        };
        self.flaws.push(flaw);
    }

    fn cut(&mut self, max_bytes: usize) {
        if self.bytes.len() > max_bytes {
            self.bytes.truncate(max_bytes);
            let what = format!("body cut at the limit of {max_bytes} bytes");
            self.flaws.push(Flaw::TooLarge(what));
        }
    }
}

/// A response as HTTP/1.1 writes it: for messages that came by HTTP/2, or from a client that hands
/// out its parts. The body goes in as it is; the headers must say how it is encoded.
#[must_use]
pub fn compose(status: u16, reason: &str, headers: &[(String, String)], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status} {}\r\n", one_line(reason)).into_bytes();
    for (name, value) in headers {
        bytes.extend_from_slice(format!("{}: {}\r\n", one_line(name), one_line(value)).as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(body);
    bytes
}

/// The text without line ends, which would start another header.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n', '\0'], " ")
}

/// Where the body starts: after the first blank line, or at the end when there is none.
fn head_end(bytes: &[u8]) -> usize {
    let ends = memchr::memchr_iter(b'\n', bytes).find_map(|at| match bytes.get(at + 1..)? {
        [b'\n', ..] => Some(at + 2),
        [b'\r', b'\n', ..] => Some(at + 3),
        _ => None,
    });
    ends.unwrap_or(bytes.len())
}

/// The size on the line that starts a chunk, extensions ignored.
fn chunk_size(line: &[u8]) -> Option<usize> {
    let line = std::str::from_utf8(line).ok()?;
    let digits = line.split(';').next()?.trim();
    let is_hex = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hex { usize::from_str_radix(digits, 16).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder, write::ZlibEncoder};
    use std::io::Write;

    fn body(headers: &str, bytes: &[u8]) -> Body {
        let head = format!("HTTP/1.1 200 OK\r\n{headers}\r\n");
        Message::parse(&[head.as_bytes(), bytes].concat()).unwrap().body(1000)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn encodings_are_undone_in_their_order() {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(b"deflated").unwrap();
        let zlib = zlib.finish().unwrap();
        let packed = gzip(b"zipped");
        let size = format!("{:x};a=b\r\n", packed.len());
        let chunks = [size.as_bytes(), &packed, b"\r\n0\r\n\r\n"];
        let chunked = b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        let brotli = b"\x8b\x02\x80brotli\x03";
        for (headers, bytes, wanted) in [
            ("", b"plain".as_slice(), "plain"),
            ("Transfer-Encoding: chunked\r\n", chunked, "abcde"),
            ("Transfer-Encoding: chunked\r\n", b"joined before", "joined before"),
            ("content-encoding: GZIP\r\n", &packed, "zipped"),
            ("content-encoding: gzip\r\n", b"not zipped", "not zipped"),
            ("content-encoding: gzip, gzip\r\n", &gzip(&packed), "zipped"),
            ("content-encoding: deflate\r\n", &zlib, "deflated"),
            ("content-encoding: deflate\r\n", &zlib[2..zlib.len() - 4], "deflated"),
            ("content-encoding: br\r\n", brotli, "brotli"),
            ("content-encoding: br\r\n", b"<html>not brotli", "<html>not brotli"),
            (
                "transfer-encoding: chunked\r\ncontent-encoding: gzip\r\n",
                &chunks.concat(),
                "zipped",
            ),
        ] {
            let found = body(headers, bytes);
            assert_eq!(String::from_utf8_lossy(&found.bytes), wanted, "{headers}");
            assert_eq!(found.flaws, [], "{headers}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_and_the_rest_is_kept() {
        let chunked = "Transfer-Encoding: chunked\r\n";
        let found = body(chunked, b"3\r\nabc\r\n9\r\nde");
        assert_eq!(found.bytes, b"abcde");
        assert_eq!(found.flaws, [Flaw::Truncated("chunk 2 of 9 bytes has 2".to_owned())]);
        assert!(matches!(body(chunked, b"3\r\nabc\r\nzz\r\n").flaws[..], [Flaw::Broken(_)]));
        assert!(matches!(body(chunked, b"ffffffffffffffff\r\na").flaws[..], [Flaw::Truncated(_)]));
        let packed = gzip(&[b'a'; 500]);
        let found = body("content-encoding: gzip\r\n", &packed[..packed.len() - 8]);
        assert_eq!((found.bytes.len(), found.flaws.len()), (500, 1));
        let found = body("content-encoding: zstd\r\n", b"x");
        assert_eq!(
            found.flaws,
            [Flaw::Broken("content encoding \"zstd\" is not known".to_owned())]
        );
    }

    #[test]
    fn a_bomb_is_cut_at_the_limit() {
        let found = body("content-encoding: gzip\r\n", &gzip(&vec![0; 1 << 20]));
        assert_eq!(found.bytes.len(), 1000);
        assert!(matches!(found.flaws[..], [Flaw::TooLarge(_)]));
    }

    #[test]
    fn what_is_composed_reads_back() {
        let headers = [("Content-Type".to_owned(), "text/html\r\nSet-Cookie: a".to_owned())];
        let bytes = compose(404, "Not\r\nFound", &headers, b"gone");
        let message = Message::parse(&bytes).unwrap();
        assert_eq!((message.status, message.headers.len()), (404, 1));
        assert_eq!(message.raw_body(), b"gone");
        assert_eq!(&bytes[message.payload_offset..], b"gone");
        assert_eq!(Message::parse(b"<html>"), None);
    }
}
