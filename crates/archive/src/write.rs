//! Records to a stream that any other WARC tool can read.
