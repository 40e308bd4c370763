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
    local::Access,
    named::Named,
    row::Row,
    verify::{Checked, Verdict, altered, is_archive_alone, verify_by_archive},
};
use onrecord_model::passage::Passage;
use std::{fs, path::Path};

pub fn run(folder: &Path, what: &args::Verify, out: &Out) -> Result<Found> {
    let (checked, altered) = checked(folder, &what.what, out)?;
    for sentence in &altered {
        print_altered(sentence, out)?;
    }
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
    if !altered.is_empty() {
        summary.push_str(&format!(", {} changed in the file", count(altered.len(), "sentence")));
    }
    if n_failed > 0 {
        summary.push_str(&format!(", {} failed", n_failed));
    }
    if out.json {
        out.note(&summary)
    } else {
        out.line(summary)?
    }
    let is_sound = n_failed == 0 && altered.is_empty();
    Ok(if is_sound && !checked.is_empty() { Found::Something } else { Found::Nothing })
}

/// Every citation checked: against the archive alone where that is all there is, as on a machine that
/// the archive was copied to.
fn checked(folder: &Path, what: &str, out: &Out) -> Result<(Vec<Checked>, Vec<String>)> {
    let from_file = cited(what)?;
    if let (Some((passages, altered)), true) = (&from_file, is_archive_alone(folder)) {
        out.note("checked against archive/ alone");
        return Ok((verify_by_archive(folder, passages)?, altered.clone()));
    }
    let center = Center::open(folder, Access::Read)?;
    let (passages, altered) = match from_file {
        Some(both) => both,
        None => (passages(&center, what)?, Vec::new()),
    };
    Ok((center.verify(&passages)?, altered))
}

/// The citations of a brief's file, and the sentences that it shows otherwise than its record has
/// them; `None` for what is no file.
fn cited(what: &str) -> Result<Option<(Vec<Passage>, Vec<String>)>> {
    let path = Path::new(what);
    if !path.is_file() {
        return Ok(None);
    }
    let file = fs::read_to_string(path).with_context(|| format!("cannot read {what}"))?;
    let brief = Center::recall(&file).with_context(|| what.to_owned())?;
    let altered = altered(&file, &brief);
    let titles = brief.sources.iter().map(|source| &source.title);
    let passages = brief.notes().into_iter().chain(titles).cloned().collect();
    Ok(Some((passages, altered)))
}

/// The passages that an identifier names.
fn passages(center: &Center, what: &str) -> Result<Vec<Passage>> {
    Ok(match center.named(what)? {
        Named::Passage(_, passage) => vec![passage],
        Named::Article(both) => {
            both.0.zones.iter().filter_map(|zone| Passage::of(&both.0, zone.span)).collect()
        }
        Named::Story(story) => {
            let lines = center.story(&story)?.lines.into_iter();
            lines.filter_map(|line| line.passage).collect()
        }
        Named::Claim(claim) => {
            claim.statements.into_iter().flat_map(|one| [one.passage, one.content]).collect()
        }
    })
}

/// A sentence that somebody changed in the file after it was written.
fn print_altered(sentence: &str, out: &Out) -> Result<()> {
    if out.json {
        let reason = "the file shows other words than its record";
        let row = Row::default().with("verdict", "altered").with("reason", reason);
        return Ok(out.row(&row.with("exact", sentence))?);
    }
    out.line(out.paint.clash("altered: the file shows other words than its record, which has"))?;
    Ok(out.line(out.paint.wrapped(&clean(sentence), 4))?)
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
