//! Articles by copy key.
