//! Why something could not be stored or read.
