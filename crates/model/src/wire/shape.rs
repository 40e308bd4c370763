//! How values are written and read: numbers, strings, lists, and the macros that name a noun's keys.

use super::{Error, json};
use crate::{figure::Amount, id::Id, problem::ProblemKind};
use jiff::{Timestamp, civil::Date};
use onrecord_text::Span;
use serde_json::Value;

/// A value that can be written into a record and read back.
pub trait Wire: Sized {
    /// Appends the value as JSON.
    fn write(&self, out: &mut String);

    /// Reads the value.
    ///
    /// # Errors
    ///
    /// When the JSON has another shape.
    fn read(value: &Value) -> Result<Self, Error>;

    /// Whether the value is absent, so that its key is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// What a missing key stands for; `None` when the key must be there.
    fn absent() -> Option<Self> {
        None
    }
}

/// A noun that is stored as a record of its own.
pub trait Record: Wire {
    /// The key it stands under.
    const NAME: &'static str;
}

pub(super) fn wrong(wanted: &str, value: &Value) -> Error {
    let mut found = value.to_string();
    found.truncate(found.floor_char_boundary(60));
    Error::new(format!("expected {wanted}, found {found}"))
}

/// Reads the value of `key` in an object.
///
/// # Errors
///
/// When the key is missing and has no default, or holds something else.
pub fn key<T: Wire>(object: &Value, key: &str) -> Result<T, Error> {
    match object.get(key) {
        Some(value) => T::read(value).map_err(|error| error.within(key)),
        None => T::absent().ok_or_else(|| Error::new("missing key".to_owned()).within(key)),
    }
}

/// Appends `"key":value`, with a comma unless it is the first; nothing for an absent value.
pub fn field<T: Wire>(out: &mut String, key: &str, value: &T) {
    if value.is_absent() {
        return;
    }
    if !out.ends_with('{') {
        out.push(',');
    }
    json::string(out, key);
    out.push(':');
    value.write(out);
}

/// Implements [`Wire`] for a struct: its keys, in the order in which they are written, each the
/// field of that name.
macro_rules! record {
    ($type:path $(, as $name:literal)? { $($field:ident),* $(,)? }) => {
        impl $crate::wire::shape::Wire for $type {
            fn write(&self, out: &mut String) {
                out.push('{');
                $($crate::wire::shape::field(out, stringify!($field), &self.$field);)*
                out.push('}');
            }

            fn read(value: &serde_json::Value) -> Result<Self, $crate::wire::Error> {
                if !value.is_object() {
                    return Err($crate::wire::shape::wrong("an object", value));
                }
                Ok(Self { $($field: $crate::wire::shape::key(value, stringify!($field))?),* })
            }
        }
        $(impl $crate::wire::shape::Record for $type { const NAME: &'static str = $name; })?
    };
}

/// Implements [`Wire`] for an enum without data: each variant with its word.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $crate::wire::shape::Wire for $type {
            fn write(&self, out: &mut String) {
                $crate::wire::json::string(out, match self { $($type::$variant => $word),* });
            }

            fn read(value: &serde_json::Value) -> Result<Self, $crate::wire::Error> {
                match value.as_str() {
                    $(Some($word) => Ok($type::$variant),)*
                    _ => Err($crate::wire::shape::wrong(concat!("a ", stringify!($type)), value)),
                }
            }
        }
    };
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl Wire for $type {
            fn write(&self, out: &mut String) {
                out.push_str(&self.to_string());
            }

            fn read(value: &Value) -> Result<Self, Error> {
                let number = value.as_i64().and_then(|number| number.try_into().ok());
                number.ok_or_else(|| wrong(concat!("a ", stringify!($type)), value))
            }
        }
    )*};
}

integers!(u8, i8, u16, i16, u32, i64, usize);

macro_rules! as_text {
    ($($type:ty, $wanted:literal),*) => {$(
        impl Wire for $type {
            fn write(&self, out: &mut String) {
                json::string(out, &self.to_string());
            }

            fn read(value: &Value) -> Result<Self, Error> {
                let read = value.as_str().and_then(|text| text.parse().ok());
                read.ok_or_else(|| wrong($wanted, value))
            }
        }
    )*};
}

as_text!(Id, "an identifier", Date, "a day", Timestamp, "an instant");

impl Wire for Amount {
    fn write(&self, out: &mut String) {
        json::string(out, &self.to_string());
    }

    fn read(value: &Value) -> Result<Self, Error> {
        value.as_str().and_then(Amount::parse).ok_or_else(|| wrong("an amount", value))
    }
}

impl Wire for String {
    fn write(&self, out: &mut String) {
        json::string(out, self);
    }

    fn read(value: &Value) -> Result<Self, Error> {
        value.as_str().map(str::to_owned).ok_or_else(|| wrong("a string", value))
    }
}

/// `false` is left out.
impl Wire for bool {
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }

    fn read(value: &Value) -> Result<Self, Error> {
        value.as_bool().ok_or_else(|| wrong("true or false", value))
    }

    fn is_absent(&self) -> bool {
        !self
    }

    fn absent() -> Option<Self> {
        Some(false)
    }
}

/// A span is `[start,end]`, in bytes of the article's text.
impl Wire for Span {
    fn write(&self, out: &mut String) {
        out.push_str(&format!("[{},{}]", self.start(), self.end()));
    }

    fn read(value: &Value) -> Result<Self, Error> {
        let at = |idx: usize| value.get(idx).and_then(Value::as_u64);
        match (at(0), at(1)) {
            (Some(start), Some(end)) if start <= end && end <= u64::from(u32::MAX) => {
                Ok(Span::new(start as usize, end as usize))
            }
            _ => Err(wrong("a span", value)),
        }
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("null"),
        }
    }

    fn read(value: &Value) -> Result<Self, Error> {
        if value.is_null() { Ok(None) } else { T::read(value).map(Some) }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// An empty list is left out.
impl<T: Wire> Wire for Vec<T> {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (idx, value) in self.iter().enumerate() {
            if idx > 0 {
                out.push(',');
            }
            value.write(out);
        }
        out.push(']');
    }

    fn read(value: &Value) -> Result<Self, Error> {
        let list = value.as_array().ok_or_else(|| wrong("a list", value))?;
        let read = |(idx, value)| T::read(value).map_err(|error| error.within(&format!("[{idx}]")));
        list.iter().enumerate().map(read).collect()
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}

/// A pair is `[first,second]`.
impl<A: Wire, B: Wire> Wire for (A, B) {
    fn write(&self, out: &mut String) {
        out.push('[');
        self.0.write(out);
        out.push(',');
        self.1.write(out);
        out.push(']');
    }

    fn read(value: &Value) -> Result<Self, Error> {
        match value.as_array().map(Vec::as_slice) {
            Some([first, second]) => Ok((A::read(first)?, B::read(second)?)),
            _ => Err(wrong("a pair", value)),
        }
    }
}

impl Wire for ProblemKind {
    fn write(&self, out: &mut String) {
        json::string(out, self.name());
    }

    fn read(value: &Value) -> Result<Self, Error> {
        let found = ProblemKind::ALL.iter().find(|kind| Some(kind.name()) == value.as_str());
        found.copied().ok_or_else(|| wrong("a kind of problem", value))
    }
}

record!(crate::problem::Problem, as "problem" { kind, detail });
