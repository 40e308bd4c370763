//! The parsed page: an arena of blocks of text with their path and link density.
