//! `differs`: where statements of one claim differ, and headlines that say more than their text.

use crate::{
    args,
    out::{Found, Out},
    paint::clean,
    search, statement,
};
use anyhow::Result;
use onrecord_center::{
    Center,
    differs::{Difference, row},
    local::Access,
    query::Query,
};
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
    statement::print("", &pair.from, out)?;
    if pair.to.content != pair.from.content {
        statement::print("", &pair.to, out)?;
    }
    Ok(out.line(paint.dim(&format!("  claim {:#}\n", pair.claim)))?)
}
