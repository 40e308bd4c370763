//! A selection of records packed as WACZ.
