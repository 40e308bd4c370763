//! `who`: whom a name means, with the passages that say so.

use crate::{
    add::count,
    args,
    out::{Found, Out},
    paint::{clean, isolated},
};
use anyhow::Result;
use onrecord_center::{
    Center,
    kinds::versions_left_out,
    local::Access,
    who::{self, Bearer},
};
use std::path::Path;

/// How many passages are shown of a bearer; `--json` gives more.
const MOST_SHOWN: usize = 3;

pub fn run(folder: &Path, what: &args::Who, out: &Out) -> Result<Found> {
    let center = Center::open(folder, Access::Read)?;
    let name = what.name.join(" ");
    let (bearers, n_versions) = center.bearers(std::slice::from_ref(&name))?;
    for bearer in &bearers {
        if out.json {
            out.row(&who::row(bearer))?;
        } else {
            print(bearer, out)?;
        }
    }
    if bearers.is_empty() {
        out.note(&format!("no data: no article of this center names `{name}`"));
    }
    versions_left_out(n_versions).iter().for_each(|words| out.note(words));
    Ok(Found::any(bearers.len()))
}

fn print(bearer: &Bearer, out: &Out) -> Result<()> {
    let paint = out.paint;
    let n = count(bearer.n_articles(), "article");
    let name = paint.strong(&bearer.label());
    out.line(format!("{name} · {} · {n}", who::kind_word(bearer.kind)))?;
    if bearer.roles.len() > 1 {
        let roles: Vec<_> = bearer.roles.iter().map(|role| isolated(role)).collect();
        out.line(paint.wrapped(&format!("also {}", roles[1..].join(" · ")), 2))?;
    }
    for other in &bearer.may_be {
        out.line(paint.clash(&paint.wrapped(&format!("may be {}", isolated(other)), 2)))?;
    }
    for reason in &bearer.reasons {
        out.line(paint.wrapped(&clean(reason), 2))?;
    }
    for passage in bearer.evidence.iter().take(MOST_SHOWN) {
        let words = clean(passage.exact());
        out.line(format!("    {}  “{words}”", paint.dim(&passage.to_string())))?;
    }
    Ok(out.line("")?)
}
