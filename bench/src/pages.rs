//! The pages of a gold file `NAME.json`, `{page: {file, url, crawl_date, …}}`, as captures.

use anyhow::{Context, Result};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use onrecord_model::capture::{Capture, Obtained};
use serde_json::{Map, Value};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The sets do not say when most of their pages were captured; this is after all of them.
const CAPTURED_LAST: &str = "2026-12-31T00:00:00Z";

/// The pages of a gold file, by their names in it.
pub struct Pages {
    folder: PathBuf,
    entries: Map<String, Value>,
}

impl Pages {
    /// Reads the gold file. The pages stand in the folder `given`, in `NAME/` in it, or in `NAME/`
    /// beside the gold file.
    pub fn of(gold: &Path, given: Option<&Path>) -> Result<Self> {
        let entries = serde_json::from_slice(&fs::read(gold)?)?;
        let beside = gold.with_extension("");
        let within = given.map(|given| given.join(beside.file_name().unwrap_or_default()));
        let folder = match (given, within) {
            (Some(_), Some(within)) if within.is_dir() => within,
            (Some(given), _) => given.to_owned(),
            (None, _) => beside,
        };
        Ok(Self { folder, entries })
    }

    /// Every page with its capture, in the order of the gold file.
    pub fn captures(&self) -> impl Iterator<Item = Result<(&str, Capture)>> {
        self.entries.iter().map(|(page, entry)| {
            let capture = self.capture(entry).with_context(|| format!("page {page}"))?;
            Ok((page.as_str(), capture))
        })
    }

    fn capture(&self, entry: &Value) -> Result<Capture> {
        let name = entry["file"].as_str().context("the page has no file")?;
        let path = self.folder.join(name);
        let body = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Capture {
            address: entry["url"].as_str().map(str::to_owned),
            name: name.to_owned(),
            captured_at: captured_at(entry)?,
            obtained: Obtained::File,
            status: None,
            headers: Vec::new(),
            body,
            http: None,
            problems: Vec::new(),
        })
    }
}

/// `crawl_date` begins with the day of the capture where a set has it.
fn captured_at(entry: &Value) -> Result<Timestamp> {
    let day = entry["crawl_date"].as_str().and_then(|value| value.get(..10)?.parse::<Date>().ok());
    match day {
        Some(day) => Ok(day.at(23, 59, 0, 0).to_zoned(TimeZone::UTC)?.timestamp()),
        None => Ok(CAPTURED_LAST.parse()?),
    }
}
