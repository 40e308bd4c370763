//! Opening, versions and migration of a center's folder.
