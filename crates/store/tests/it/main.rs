//! The store at its door: what is put in comes out, whatever happens in between.

mod sample;
mod archive;
mod crash;
mod query;
mod keep;
mod decisions;
