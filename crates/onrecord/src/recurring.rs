//! `recurring`: the same statement made again, with hedges and dates.

use crate::{
    add::count,
    args,
    out::{Found, Out},
    paint::clean,
    search, statement,
};
use anyhow::Result;
use onrecord_center::{
    Center,
    answer::{claim_rows, relation_word},
    local::Access,
    query::Query,
};
use onrecord_model::claim::Claim;
use std::path::Path;

pub fn run(folder: &Path, what: &args::Recurring, out: &Out) -> Result<Found> {
    let precision = what.sureness.precision();
    let query = Query { precision, ..Query::parse(&what.query.text())? };
    let center = Center::open(folder, Access::Read)?;
    let answer = center.recurring(&query)?;
    if answer.claims.is_empty() {
        search::nothing(&query, out);
    }
    answer.claims.iter().try_for_each(|claim| print(claim, out))?;
    answer.left_out().iter().for_each(|words| out.note(words));
    Ok(Found::any(answer.claims.len()))
}

/// A claim with its occasions.
pub fn print(claim: &Claim, out: &Out) -> Result<()> {
    if out.json {
        return Ok(claim_rows(claim).iter().try_for_each(|row| out.row(row))?);
    }
    let paint = out.paint;
    let Some(first) = claim.statements.first() else { return Ok(()) };
    let title = clean(first.content.exact());
    out.line(paint.strong(&paint.wrapped(&format!("“{title}”"), 0)))?;
    let n = count(claim.statements.len(), "occasion");
    out.line(paint.dim(&format!("{n} · claim {:#}", claim.id)))?;
    for (idx, one) in claim.statements.iter().enumerate() {
        statement::print(&format!("{}. ", idx + 1), one, out)?;
        for relation in claim.relations.iter().filter(|relation| relation.to == idx) {
            let words = format!(
                "{} {}: {}",
                relation_word(relation.kind),
                relation.from + 1,
                clean(&relation.reason)
            );
            out.line(paint.clash(&paint.wrapped(&words, 5)))?;
        }
    }
    Ok(out.line("")?)
}
