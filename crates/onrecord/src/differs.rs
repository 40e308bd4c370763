//! `differs`: where statements of one claim differ, and headlines that say more than their text.

use crate::{
    args,
    out::{Found, Out},
    paint::{clean, isolated},
    search,
};
use anyhow::Result;
use onrecord_center::{
    Center,
    differs::{Difference, row},
    local::Access,
    query::Query,
};
use onrecord_model::{claim::Statement, quotation::Mode};
use std::path::Path;

pub fn run(folder: &Path, what: &args::Differs, out: &Out) -> Result<Found> {
    let precision = what.sureness.precision();
    let query = Query { precision, ..Query::parse(&what.query.text())? };
    let center = Center::open(folder, Access::Read)?;
    let kinds: Vec<_> = what.kind.iter().map(|kind| kind.wanted()).collect();
    let answer = center.differing(&query, &kinds)?;
    if answer.pairs.is_empty() {
        search::nothing(&query, out);
    }
    for pair in &answer.pairs {
        if out.json { out.row(&row(pair))? } else { print(pair, out)? }
    }
    answer.left_out.iter().for_each(|words| out.note(words));
    Ok(Found::any(answer.pairs.len()))
}

fn print(pair: &Difference, out: &Out) -> Result<()> {
    let paint = out.paint;
    let words = format!("{}: {}", pair.kind.name(), clean(&pair.reason));
    out.line(paint.clash(&paint.wrapped(&words, 0)))?;
    side(&pair.from, out)?;
    if pair.to.content != pair.from.content {
        side(&pair.to, out)?;
    }
    Ok(out.line(paint.dim(&format!("  claim {:#}\n", pair.claim)))?)
}

fn side(one: &Statement, out: &Out) -> Result<()> {
    let paint = out.paint;
    let who =
        one.speaker.as_deref().map(isolated).or(one.mode.map(|_| "not established".to_owned()));
    let who = who.map_or(String::new(), |who| format!(" · {who}"));
    let (when, outlet) = (paint.time(&one.when.label()), isolated(&one.outlet));
    out.line(format!("  {when}{who} · {outlet}"))?;
    let words = clean(one.content.exact());
    out.line(match one.mode {
        Some(Mode::Direct) => paint.said(&paint.wrapped(&format!("“{words}”"), 5)),
        _ => paint.wrapped(&format!("~ {words}"), 5),
    })?;
    let mut line = format!("     {}", paint.dim(&one.passage.to_string()));
    if !one.hedges.is_empty() {
        line.push_str(&format!("  hedge: {}", paint.hedge(&one.hedges.join(", "))));
    }
    Ok(out.line(line)?)
}
