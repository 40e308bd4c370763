//! Seed: one thing to collect from (address, file, folder, WARC, standard input).
