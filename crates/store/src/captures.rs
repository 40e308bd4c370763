//! Captured bytes, written once, found by digest.
