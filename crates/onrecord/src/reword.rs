//! `--rephrase`: a brief reworded by the language model of the settings, and the log of it.

use crate::{args, out::Out};
use anyhow::{Context, Result};
use onrecord_center::{choose::Chosen, config::Config, rephrase};
use onrecord_model::brief::Brief;
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

/// The brief with those sentences reworded whose rewording passed the gate.
pub fn reword(
    folder: &Path,
    what: &args::Write,
    chosen: &Chosen,
    brief: Brief,
    out: &Out,
) -> Result<Brief> {
    let config = Config::read(folder)?;
    let mut log = match &what.rephrase_log {
        Some(path) => {
            let file = File::create(path);
            Some(BufWriter::new(file.with_context(|| format!("cannot write {}", path.display()))?))
        }
        None => None,
    };
    let brief = rephrase::rephrase(&config, chosen, brief, &mut |row| {
        if let Some(log) = &mut log {
            // Written through, so that the log of a stopped run is whole up to there.
            writeln!(log, "{}", row.json())?;
            log.flush()?;
        }
        Ok(())
    })?;
    if let Some(told) = rephrase::told(&brief) {
        out.note(&told);
    }
    Ok(brief)
}
