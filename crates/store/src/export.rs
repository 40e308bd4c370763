//! Records as JSON Lines and CSV.
