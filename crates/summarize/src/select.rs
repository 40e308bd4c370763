//! Which passages matter, without repeating one.
