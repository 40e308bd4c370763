//! Full-text search over articles, quotations and figures.
