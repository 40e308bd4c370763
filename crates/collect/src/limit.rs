//! Every limit of this room, with its unit.

use std::time::Duration;

/// The largest page or text file that is read, in bytes. The largest news page seen in public test
/// sets is 5 MB.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// The largest body that is kept once its encodings are undone, in bytes.
pub const MAX_BODY_BYTES: usize = 64 << 20;

/// The largest answer of a server that is read, in bytes as they come over the wire.
pub const MAX_FETCH_BYTES: usize = 32 << 20;

/// The most of a robots.txt that is read, in bytes: the least that RFC 9309, section 2.5, asks for.
pub const MAX_ROBOTS_BYTES: usize = 500 << 10;

/// The longest line of a robots.txt that counts, in bytes, as in Google's reader.
pub const MAX_ROBOTS_LINE_BYTES: usize = 16 << 10;

/// The longest address that is fetched, in bytes.
pub const MAX_ADDRESS_BYTES: usize = 8 << 10;

/// How many redirects are followed; RFC 9309 asks for five for robots.txt, pages rarely need two.
pub const MAX_REDIRECTS: usize = 5;

/// How long one connection may take to open.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long one answer may take from the first byte sent to the last received.
pub const FETCH_TIMEOUT: Duration = Duration::from_secs(30);

/// The pause between two requests to one host, unless its robots.txt asks for a longer one.
pub const MIN_PAUSE: Duration = Duration::from_secs(1);

/// The longest pause that a robots.txt can ask for; a host that wants more is paused so long.
pub const MAX_PAUSE: Duration = Duration::from_secs(60);

/// How many bytes at the start of a file say whether it is text.
pub const SNIFF_BYTES: usize = 8 << 10;

/// How deep folders may lie in one another.
pub const MAX_DEPTH: usize = 100;

/// The longest header of a part of an MHTML file, in bytes.
pub const MAX_HEADER_BYTES: usize = 64 << 10;

/// The longest answer of a language model that is read, in bytes.
pub const MAX_ANSWER_BYTES: usize = 256 << 10;

/// The longest answer that a language model is asked for, in tokens: three long sentences.
pub const MAX_ANSWER_TOKENS: usize = 1024;
