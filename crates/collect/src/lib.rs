//! From the world to captures. The only verb that touches the network.
//!
//! The `mod` lines are the reading order; a file imports only files listed above it.

pub mod limit;
pub mod item;
pub mod seed;
pub mod robots;
pub mod guard;
pub mod sniff;
pub mod gone;
pub mod fetch;
pub mod chat;
pub mod mhtml;
pub mod page;
pub mod archive;
pub mod walk;

pub use item::Item;
pub use seed::Seed;
pub use walk::{Settings, collect, measure};
