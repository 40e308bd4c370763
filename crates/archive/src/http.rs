//! An HTTP message as a record holds it: status, headers, and the body with its encodings undone.
