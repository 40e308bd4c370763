//! Identifiers derived from content, never invented.

use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// How many bytes of the SHA-256 an identifier keeps: at a billion things the chance of any two
/// meeting is below 10⁻¹¹.
pub const ID_BYTES: usize = 12;

/// How many digits of an identifier are shown to people; any unambiguous start is accepted back.
pub const SHORT_DIGITS: usize = 12;

/// The identifier of a capture, an article or a group of them: the first 96 bits of a SHA-256.
///
/// Two centers that saw the same bytes have the same identifiers without talking. It prints as 24
/// lower-case hexadecimal digits, and as the first 12 with `{:#}`.
///
/// ```
/// use onrecord_model::id::Id;
/// let id = Id::of("example", [b"some bytes".as_slice()]);
/// assert_eq!(id.to_string().parse::<Id>().unwrap(), id);
/// assert_eq!(format!("{id:#}").len(), 12);
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Id([u8; ID_BYTES]);

impl Id {
    /// The identifier of a `kind` of thing with these parts.
    ///
    /// Each part goes in with its length, so that no two lists of parts give the same bytes.
    #[must_use]
    pub fn of<'p>(kind: &str, parts: impl IntoIterator<Item = &'p [u8]>) -> Self {
        let mut digest = Sha256::new();
        digest.update(kind);
        for part in parts {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        let digest = digest.finalize();
        Self(digest[..ID_BYTES].try_into().expect("a SHA-256 has 32 bytes"))
    }

    /// The identifier as bytes, for storing.
    #[must_use]
    pub fn bytes(&self) -> &[u8; ID_BYTES] {
        &self.0
    }

    /// The identifier that was stored as these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; ID_BYTES]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n_bytes = if f.alternate() { SHORT_DIGITS / 2 } else { ID_BYTES };
        self.0[..n_bytes].iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Why a string is no identifier.
#[derive(Clone, Debug, thiserror::Error)]
#[error("`{0}` is not an identifier: it takes {n} hexadecimal digits", n = 2 * ID_BYTES)]
pub struct NotAnId(String);

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let refused = || NotAnId(text.to_owned());
        if text.len() != 2 * ID_BYTES || !text.is_ascii() {
            return Err(refused());
        }
        let mut bytes = [0; ID_BYTES];
        for (idx, byte) in bytes.iter_mut().enumerate() {
            let digits = &text[2 * idx..2 * idx + 2];
            *byte = u8::from_str_radix(digits, 16).map_err(|_| refused())?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        let (ab_c, a_bc) = ([b"ab".as_slice(), b"c"], [b"a".as_slice(), b"bc"]);
        assert_ne!(Id::of("x", ab_c), Id::of("x", a_bc));
        assert_ne!(Id::of("x", ab_c), Id::of("y", ab_c));
    }

    #[test]
    fn what_is_no_identifier_is_named() {
        let error = "zz".parse::<Id>().unwrap_err().to_string();
        assert_eq!(error, "`zz` is not an identifier: it takes 24 hexadecimal digits");
        assert!("é".repeat(12).parse::<Id>().is_err());
    }
}
