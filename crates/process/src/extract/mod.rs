//! The main text: candidates, score, boilerplate removed, zones named.
