//! `explain`: the evidence of a date, a speaker, a merge, a copy edge, a relation.

use crate::{
    args,
    out::{Found, Out},
    paint::clean,
};
use anyhow::Result;
use onrecord_center::{Center, local::Access, row::Row};
use std::path::Path;

pub fn run(folder: &Path, what: &args::Name, out: &Out) -> Result<Found> {
    let center = Center::open(folder, Access::Read)?;
    let named = center.named(&what.id)?;
    let reasons = center.explain(&named)?;
    for why in &reasons {
        if out.json {
            let row = Row::default()
                .with("about", why.about.as_str())
                .with("decided", why.decided.as_str())
                .with("because", why.because.clone());
            out.row(&row)?;
            continue;
        }
        let paint = out.paint;
        out.line(format!("{} {}", paint.dim(&clean(&why.about)), paint.strong(&why.decided)))?;
        for reason in &why.because {
            let words = paint.wrapped(&clean(reason), 4);
            let is_refused = reason.contains("refused:") || reason.starts_with("not taken");
            out.line(if is_refused { paint.clash(&words) } else { words })?;
        }
        out.line("")?;
    }
    if reasons.is_empty() {
        out.note("nothing was decided about this passage: no quotation, figure or time is in it");
    }
    Ok(Found::any(reasons.len()))
}
