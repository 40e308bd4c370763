//! `decide`: correct what the program found, take it back, and list what was decided.

use crate::{
    add::{self, count},
    args,
    out::{Found, Out},
    paint::{clean, isolated},
};
use anyhow::Result;
use jiff::Unit;
use onrecord_center::{
    Center,
    decide::{Kept, Made, Signature, Wish, row},
    decided::{State, says},
    local::Access,
    query::days,
    row::Row,
};
use std::path::Path;

pub fn run(folder: &Path, what: &args::Decide, out: &Out) -> Result<Found> {
    match &what.action {
        args::Action::List => list(folder, out),
        args::Action::Import { file } => import(folder, file, out),
        action => match wish(action)? {
            Some(wish) => decide(folder, &wish, what, out),
            None => Ok(Found::Nothing),
        },
    }
}

/// What is to be decided; nothing for what only reads or takes over.
fn wish(action: &args::Action) -> Result<Option<Wish>> {
    use args::Action::*;
    Ok(Some(match action {
        Join { articles } => Wish::Join(articles.clone()),
        Split { articles } => Wish::Split(articles.clone()),
        Same { passages } => Wish::Same(passages.clone()),
        Different { passages } => Wish::Different(passages.clone()),
        Date { article, date, .. } => {
            Wish::Date(article.clone(), date.as_deref().map(days).transpose()?)
        }
        Speaker { passage, name, .. } => Wish::Speaker(passage.clone(), name.clone()),
        Drop { passage } => Wish::Drop(passage.clone()),
        Note { id, text } => Wish::Note(id.clone(), text.join(" ")),
        Undo { decision } => Wish::Undo(Some(decision.clone())),
        List | Import { .. } => return Ok(None),
    }))
}

fn decide(folder: &Path, wish: &Wish, what: &args::Decide, out: &Out) -> Result<Found> {
    // Opening to write would make a center where there is none: a decision needs one.
    drop(Center::open(folder, Access::Read)?);
    let mut center = Center::open(folder, Access::Write)?;
    let at = add::now().round(Unit::Second)?;
    let signature = Signature { at, by: what.by.clone(), why: what.why.clone() };
    let made = center.decide(wish, signature)?;
    add::report_repairs(&center, out);
    print(&made, out)?;
    Ok(Found::Something)
}

fn print(made: &Made, out: &Out) -> Result<()> {
    let decision = &made.decision;
    if out.json {
        let row = Row::default()
            .with("decision", decision.id.to_string())
            .with("kind", decision.what.kind())
            .with("says", says(&decision.what))
            .with("at", decision.at.to_string())
            .with("by", decision.by.clone())
            .with("why", decision.why.clone())
            .with("changed", made.changed.clone())
            .with("replaces", made.replaces.iter().map(ToString::to_string).collect::<Vec<_>>());
        return Ok(out.row(&row)?);
    }
    for changed in &made.changed {
        out.line(out.paint.wrapped(&clean(changed), 0))?;
    }
    for earlier in &made.replaces {
        out.line(format!("the earlier decision {earlier:#} says otherwise; this one counts"))?;
    }
    out.line(format!("{:#} · {}", decision.id, clean(&decision.words())))?;
    let undone =
        if decision.what.kind() == "undo" { "restores what it took back" } else { "takes it back" };
    out.line(out.paint.dim(&format!("onrecord decide undo {:#} {undone}", decision.id)))?;
    Ok(())
}

fn import(folder: &Path, file: &Path, out: &Out) -> Result<Found> {
    drop(Center::open(folder, Access::Read)?);
    let mut center = Center::open(folder, Access::Write)?;
    let imported = center.import_decisions(file)?;
    add::report_repairs(&center, out);
    if out.json {
        let row = Row::default().with("n_new", imported.n_new).with("n_known", imported.n_known);
        out.row(&row)?;
    } else {
        let n = count(imported.n_new, "new decision");
        out.line(format!("{n}, {} known already", imported.n_known))?;
    }
    Ok(Found::any(imported.n_new + imported.n_known))
}

fn list(folder: &Path, out: &Out) -> Result<Found> {
    let center = Center::open(folder, Access::Read)?;
    let decided = center.decided();
    for kept in &decided.all {
        if out.json { out.row(&row(kept))? } else { print_kept(kept, out)? }
    }
    decided.newer.iter().chain(&decided.damaged).for_each(|line| out.note(line));
    if decided.all.is_empty() {
        out.note("no data: nothing was decided in this center");
    }
    out.hint("onrecord decide undo ID takes one back; of an undo it restores");
    Ok(Found::any(decided.all.len()))
}

fn print_kept(kept: &Kept, out: &Out) -> Result<()> {
    let (paint, decision) = (out.paint, &kept.decision);
    out.line(paint.strong(&paint.wrapped(&clean(&says(&decision.what)), 0)))?;
    let words = isolated(&decision.words());
    out.line(format!("  {}", paint.dim(&format!("{:#} · {words}", decision.id))))?;
    let state = match &kept.state {
        State::Stands => return Ok(()),
        State::Undone(by) => format!("taken back by {by:#}"),
        State::Replaced(by) => format!("{by:#} counts in its place"),
        State::Lost(why) => format!("not applied: {why}"),
    };
    Ok(out.line(format!("  {}", paint.clash(&state)))?)
}
