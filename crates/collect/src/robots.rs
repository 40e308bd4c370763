//! robots.txt and the pause owed to each host.
