//! The house itself: the verbs joined to the store. The library other programs use.
