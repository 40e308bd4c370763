//! Every limit of this room, with its unit.

/// The largest block of a record that is held in memory, in bytes; a larger one is skipped and named.
pub const MAX_RECORD_BYTES: u64 = 128 << 20;

/// The largest header of a record or HTTP message, in bytes.
pub const MAX_HEADER_BYTES: usize = 64 << 10;

/// The most bytes one gzip member may take in the file, header and trailer included. Deflate adds at
/// most a thousandth to what it cannot compress, so a larger member holds a record over the limit or
/// nothing but empty blocks.
pub const MAX_MEMBER_BYTES: usize = (MAX_RECORD_BYTES + (MAX_RECORD_BYTES >> 6)) as usize;

/// How many bytes are first read at once, and by how much a full buffer at least grows.
pub const READ_BYTES: usize = 256 << 10;

/// How many encodings one HTTP body may be wrapped in; real servers use one, rarely two.
pub const MAX_ENCODINGS: usize = 4;

/// The most entries of a WACZ that are looked at.
pub const MAX_WACZ_ENTRIES: usize = 100_000;

/// How many times over the bytes of a file may be looked at again after damage. Damage by accident
/// costs one more look at one record; a file made to cost time could ask for one at every byte.
pub const MAX_RETRIES: u64 = 4;
