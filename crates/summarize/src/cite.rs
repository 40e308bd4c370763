//! Every sentence checked against the passages it cites.
