//! Record headers: types, digests, dates.
