//! WARC and WACZ records to captures.
