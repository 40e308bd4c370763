//! A listing: rows as they come for machines, groups of lines, the largest first, for people.

use crate::{
    add::count,
    out::{Found, Out},
    search,
};
use anyhow::Result;
use onrecord_center::{error, query::Query, row::Row};
use std::{cmp::Reverse, collections::BTreeMap};

/// How one kind of line is listed.
pub trait Listed: Sized {
    /// What a line is called in a count: `figure`.
    const NAME: &'static str;
    /// What people are told below the listing.
    const HINT: &'static str;

    /// What the lines of a group have in common: the speaker, what is counted.
    fn group(&self) -> String;

    /// Groups of a lower rank come first, whatever their size.
    fn rank(&self) -> usize {
        0
    }

    /// Words for the heading of a group, after what it has in common; none where nothing is known.
    fn remark(_group: &[Self]) -> Option<String> {
        None
    }

    /// The line for machines.
    fn row(&self) -> Row;

    /// Prints the line for people.
    fn print(&self, out: &Out) -> Result<()>;
}

/// Takes one line after the other; a failure ends the walk.
pub type Take<'t, L> = dyn FnMut(L) -> error::Result<()> + 't;

/// Lists what `walk` gives. A write that fails ends the walk, so that a reader that went away is not
/// answered on and a full disk is told.
pub fn run<L: Listed>(
    query: &Query,
    out: &Out,
    walk: impl FnOnce(&mut Take<L>) -> error::Result<()>,
) -> Result<Found> {
    let (mut n_found, mut groups) = (0, BTreeMap::<String, Vec<L>>::new());
    walk(&mut |line| {
        n_found += 1;
        if out.json {
            out.row(&line.row())?;
        } else {
            groups.entry(line.group()).or_default().push(line);
        }
        Ok(())
    })?;
    if n_found == 0 {
        search::nothing(query, out);
        return Ok(Found::Nothing);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, lines)| (lines[0].rank(), Reverse(lines.len())));
    for (name, lines) in &groups {
        let remark = L::remark(lines).map(|remark| format!(" · {remark}")).unwrap_or_default();
        let n = count(lines.len(), L::NAME);
        out.line(format!("{}{remark} · {n}", out.paint.strong(name)))?;
        lines.iter().try_for_each(|line| line.print(out))?;
        out.line("")?;
    }
    if !out.json {
        out.hint(L::HINT);
    }
    Ok(Found::Something)
}
