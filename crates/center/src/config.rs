//! Settings, each with its unit, default and effect.

use crate::{
    error::{Error, Result},
    precision::Precision,
    rewording::Rewording,
};
use onrecord_process::redate::Facts;
use std::{fs, path::Path};

/// The settings of a center, from `center.toml` in its folder; a missing file means the defaults.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Config {
    /// Threads that process pages; 0 means one per core. Results do not depend on it.
    pub threads: usize,
    /// Pages that are archived, processed and stored together. A larger batch is faster and holds
    /// more in memory; Ctrl-C waits for the batch at hand.
    pub batch_pages: usize,
    /// Bytes of pages in one batch, in MiB: a batch of large pages ends early.
    pub batch_mib: usize,
    /// Whether public facts (`lang/facts.txt`: terms of office, names since when) may bound the day of
    /// an article that is open. Changing it takes a `rebuild`. Off, so that articles speak alone.
    pub facts: Facts,
    /// Which quotations count where a question does not say. Findings do not depend on it.
    pub precision: Precision,
    /// Who decides, where `decide` is not told; `None` for nobody named.
    pub decided_by: Option<String>,
    /// The language model that may reword briefs where a user asks for it; none unless set.
    pub model: Option<Rewording>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            threads: 0,
            batch_pages: 128,
            batch_mib: 32,
            facts: Facts::Unused,
            precision: Precision::All,
            decided_by: None,
            model: None,
        }
    }
}

/// Every key of `center.toml` with what it means; `docs/guide.md` prints this table.
pub const KEYS: &[(&str, &str)] = &[
    ("threads", "threads that process pages; 0 (default) means one per core"),
    ("batch_pages", "pages stored together; default 128"),
    ("batch_mib", "MiB of pages in one batch; default 32"),
    (
        "facts",
        "whether public facts may bound open days, 0 (default) or 1; then `onrecord rebuild`",
    ),
    ("precision", "which quotations count, `\"all\"` (default) or `\"high\"`; see \"Who said it\""),
    ("decided_by", "who decides where `decide --by` does not say; nobody named by default"),
    (
        "model",
        "a table: the language model of `--rephrase`; none unless set; see \"Reword a brief\"",
    ),
];

impl Config {
    /// Reads `center.toml` in `folder`.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is no TOML, has an unknown key or a value out of range: a
    /// misspelt setting that was passed over would be believed to work.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join("center.toml");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(Error::file(&path, error)),
        };
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self> {
        let table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| Error::settings(error.message()))?;
        let mut config = Self::default();
        for (key, value) in &table {
            let number = |least: i64, most: i64| match value.as_integer() {
                Some(number) if (least..=most).contains(&number) => Ok(number as usize),
                _ => Err(Error::settings(format!(
                    "`{key}` takes a whole number from {least} to {most}, not {value}"
                ))),
            };
            match key.as_str() {
                "threads" => config.threads = number(0, 256)?,
                "batch_pages" => config.batch_pages = number(1, 10_000)?,
                "batch_mib" => config.batch_mib = number(1, 1024)?,
                "facts" if number(0, 1)? == 1 => config.facts = Facts::Used,
                "facts" => config.facts = Facts::Unused,
                "precision" => {
                    let named = value.as_str().and_then(Precision::named);
                    config.precision = named.ok_or_else(|| {
                        Error::settings(format!("`{key}` takes \"all\" or \"high\", not {value}"))
                    })?;
                }
                "decided_by" => {
                    let name = value.as_str().map(str::trim).filter(|name| !name.is_empty());
                    config.decided_by = Some(name.map(str::to_owned).ok_or_else(|| {
                        Error::settings(format!("`{key}` takes a name, not {value}"))
                    })?);
                }
                "model" => config.model = Some(Rewording::read(value)?),
                other => {
                    let known: Vec<_> = KEYS.iter().map(|(key, _)| *key).collect();
                    return Err(Error::settings(format!(
                        "unknown setting `{other}`; known are {}",
                        known.join(", ")
                    )));
                }
            }
        }
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_explains_every_setting() {
        let guide = include_str!("../../../docs/guide.md");
        for (key, meaning) in KEYS {
            assert!(guide.contains(&format!("| `{key}` | {meaning} |")), "{key}");
        }
    }

    #[test]
    fn settings_are_read_and_slips_are_named() {
        let config = Config::parse("threads = 2").unwrap();
        assert_eq!((config.threads, config.batch_pages), (2, 128));
        let config = Config::parse("precision = \"high\"").unwrap();
        assert_eq!(config.precision, Precision::High);
        for (text, message) in [
            (
                "thread = 2",
                "center.toml: unknown setting `thread`; known are threads, batch_pages, batch_mib, facts, precision, decided_by, model",
            ),
            ("threads = -1", "center.toml: `threads` takes a whole number from 0 to 256, not -1"),
            ("[model]\nname = \"m\"", "center.toml: [model] lacks `endpoint`"),
            (
                "[model]\nkey = \"s3\"",
                "center.toml: unknown setting `key` in [model]; known are endpoint, name, key_env, timeout_s, max_requests, plain_http",
            ),
            ("precision = 1", "center.toml: `precision` takes \"all\" or \"high\", not 1"),
        ] {
            assert_eq!(Config::parse(text).unwrap_err().to_string(), message);
        }
    }
}
