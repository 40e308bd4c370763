//! Saved HTML and text files to captures.
