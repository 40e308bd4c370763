//! Records from a plain or compressed stream, digests checked, resynchronized after damage.
