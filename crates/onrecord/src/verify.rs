//! `verify`: every citation of a brief, or one passage, checked against the archived bytes.

use crate::{
    add::count,
    args,
    out::{Found, Out},
    paint::clean,
};
use anyhow::{Context, Result};
use onrecord_center::{
    Center,
    answer::passage_link,
    explain::Named,
    local::Access,
    row::Row,
    verify::{Checked, Verdict},
};
use onrecord_model::passage::Passage;
use std::{fs, path::Path};

pub fn run(folder: &Path, what: &args::Verify, out: &Out) -> Result<Found> {
    let center = Center::open(folder, Access::Read)?;
    let passages = passages(&center, &what.what)?;
    let checked = center.verify(&passages)?;
    for one in &checked {
        print(one, out)?;
    }
    let n_failed = checked.iter().filter(|one| !one.verdict.holds()).count();
    let n_exact = checked.iter().filter(|one| one.verdict == Verdict::Exact).count();
    let mut summary =
        format!("{n_exact} of {} match the archive byte for byte", count(checked.len(), "passage"));
    let n_in_page = checked.len() - n_exact - n_failed;
    if n_in_page > 0 {
        summary.push_str(&format!(", {n_in_page} stand in the archived page (older extractor)"));
    }
    if n_failed > 0 {
        summary.push_str(&format!(", {} failed", n_failed));
    }
    if out.json {
        out.note(&summary)
    } else {
        out.line(summary)?
    }
    Ok(if n_failed == 0 && !checked.is_empty() { Found::Something } else { Found::Nothing })
}

/// The citations of a brief's file, or of an identifier.
fn passages(center: &Center, what: &str) -> Result<Vec<Passage>> {
    let path = Path::new(what);
    if path.is_file() {
        let file = fs::read_to_string(path).with_context(|| format!("cannot read {what}"))?;
        let brief = Center::recall(&file).with_context(|| what.to_owned())?;
        let titles = brief.sources.iter().map(|source| &source.title);
        return Ok(brief.notes().into_iter().chain(titles).cloned().collect());
    }
    Ok(match center.named(what)? {
        Named::Passage(_, passage) => vec![passage],
        Named::Article(both) => {
            both.0.zones.iter().filter_map(|zone| Passage::of(&both.0, zone.span)).collect()
        }
        Named::Claim(claim) => {
            claim.statements.into_iter().flat_map(|one| [one.passage, one.content]).collect()
        }
    })
}

fn print(checked: &Checked, out: &Out) -> Result<()> {
    let (word, reason) = match &checked.verdict {
        Verdict::Exact => ("exact", None),
        Verdict::InPage => ("in_page", None),
        Verdict::Failed(reason) => ("failed", Some(reason.as_str())),
    };
    if out.json {
        let row = Row::default()
            .with("passage", passage_link(&checked.passage))
            .with("capture", checked.passage.capture().to_string())
            .with("verdict", word)
            .with("reason", reason)
            .with("exact", checked.passage.exact());
        return Ok(out.row(&row)?);
    }
    if let Some(reason) = reason {
        let words = clean(checked.passage.exact());
        out.line(out.paint.clash(&format!("failed {}: {reason}", checked.passage)))?;
        out.line(out.paint.wrapped(&format!("“{words}”"), 4))?;
    }
    Ok(())
}
