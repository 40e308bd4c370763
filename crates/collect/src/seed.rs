//! Seed: one thing to collect from (address, file, folder, WARC, standard input).

use std::{ffi::OsStr, fmt, path::PathBuf};

/// One thing to collect from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Seed {
    /// A web address.
    Address(String),
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

impl Seed {
    /// The seed that an argument names: `-` is standard input, `http://…` and `https://…` are
    /// addresses, everything else is a path.
    ///
    /// ```
    /// use onrecord_collect::Seed;
    /// assert_eq!(Seed::parse("-"), Seed::Stdin);
    /// assert_eq!(Seed::parse("https://a.example/"), Seed::Address("https://a.example/".to_owned()));
    /// assert_eq!(Seed::parse("pages/"), Seed::Path("pages/".into()));
    /// ```
    #[must_use]
    pub fn parse(argument: impl AsRef<OsStr>) -> Self {
        let argument = argument.as_ref();
        if argument == "-" {
            return Self::Stdin;
        }
        match argument.to_str() {
            Some(text) if is_address(text) => Self::Address(text.trim().to_owned()),
            _ => Self::Path(argument.into()),
        }
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => f.write_str(address),
            Self::Path(path) => path.display().fmt(f),
            Self::Stdin => f.write_str("standard input"),
        }
    }
}

fn is_address(text: &str) -> bool {
    let text = text.trim_start();
    ["http://", "https://"].iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}
