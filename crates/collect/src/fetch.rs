//! One polite GET: addresses checked at connect, limits of size and time.
