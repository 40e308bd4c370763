//! `add`: pages, folders, archives and addresses into the center.

use crate::{
    args, bar,
    out::{Found, Out},
};
use anyhow::Result;
use jiff::Timestamp;
use onrecord_center::{
    Center,
    add::{Added, Seed, Timings},
    local::{Access, Event},
    row::Row,
};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

pub fn run(folder: &Path, what: &args::Add, out: &Out) -> Result<Found> {
    let mut center = Center::open(folder, Access::Write)?;
    report_repairs(&center, out);
    let added = add(&mut center, &what.seeds, out)?;
    print(&added, what.timings, out)?;
    if added.was_stopped {
        out.note("stopped; the same command goes on where it stopped");
        return Ok(Found::Nothing);
    }
    Ok(Found::any(added.n_read))
}

/// Says what opening had to mend.
pub fn report_repairs(center: &Center, out: &Out) {
    for repair in center.repairs() {
        out.note(&format!("mended: {repair}"));
    }
}

/// Adds seeds with a progress bar; the first Ctrl-C ends the work after the batch at hand, the
/// second at once.
pub fn add(center: &mut Center, seeds: &[String], out: &Out) -> Result<Added> {
    let seeds: Vec<Seed> = seeds.iter().map(Seed::parse).collect();
    let stop = stop_flag();
    let bar = bar::of_bytes();
    bar.set_message("adding");
    let added = center.add(&seeds, now(), &stop, &mut |event| match event {
        Event::Measured { n_bytes } => bar.set_length(n_bytes),
        Event::Stored { n_bytes, .. } => bar.inc(n_bytes),
        Event::Compared { n_articles } => {
            bar.set_message("comparing");
            bar.tick();
            let _ = n_articles;
        }
        Event::Grouped { .. } => {
            bar.set_message("grouping into stories");
            bar.tick();
        }
        Event::Problem { name, problem } => {
            bar.suspend(|| out.note(&format!("{name}: {problem}")));
        }
    })?;
    bar.finish_and_clear();
    Ok(added)
}

/// The moment that captures are stamped with. `ONRECORD_NOW` (RFC 3339) fixes it, for tests and for
/// archives that must come out the same twice.
pub fn now() -> Timestamp {
    let fixed = std::env::var("ONRECORD_NOW").ok().and_then(|now| now.parse().ok());
    fixed.unwrap_or_else(Timestamp::now)
}

fn stop_flag() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    // A handler can be set once in a process; a second `add` in it keeps the first one.
    let _ = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        eprintln!(
            "stopping after this batch; Ctrl-C again to stop at once (nothing stored is lost)"
        );
    });
    stop
}

fn print(added: &Added, with_timings: bool, out: &Out) -> Result<()> {
    if out.json {
        let mut row = Row::default()
            .with("n_read", added.n_read)
            .with("n_new", added.n_new)
            .with("n_known", added.n_known)
            .with("n_refused", added.refused.len())
            .with("n_skipped", added.n_skipped)
            .with("n_with_problems", added.n_with_problems)
            .with("was_stopped", added.was_stopped);
        if with_timings {
            for (name, spent) in stages(&added.timings) {
                row = row.with(name, usize::try_from(spent.as_millis()).unwrap_or(usize::MAX));
            }
        }
        out.row(&row)?;
        return Ok(());
    }
    let mut line = format!("{} new of {} read", count(added.n_new, "article"), added.n_read);
    if added.n_known > 0 {
        line.push_str(&format!(", {} known already", added.n_known));
    }
    if !added.refused.is_empty() {
        line.push_str(&format!(", {} refused", added.refused.len()));
    }
    if added.n_skipped > 0 {
        line.push_str(&format!(", {} that are no pages skipped", count(added.n_skipped, "record")));
    }
    out.line(line)?;
    if with_timings {
        for (name, spent) in stages(&added.timings) {
            let seconds = spent.as_secs_f64();
            let rate = added.n_new as f64 / seconds.max(1e-9);
            out.line(format!(
                "  {:<12} {seconds:>8.2} s {rate:>10.0} pages/s",
                name.trim_end_matches("_ms")
            ))?;
        }
        out.line("  process and analyze are summed over all threads; the rest is wall time")?;
    }
    Ok(())
}

fn stages(timings: &Timings) -> [(&'static str, Duration); 8] {
    [
        ("archive_ms", timings.archive),
        ("process_ms", timings.process),
        ("analyze_ms", timings.analyze),
        ("store_ms", timings.store),
        ("compare_ms", timings.compare),
        ("group_ms", timings.group),
        ("index_ms", timings.index),
        ("total_ms", timings.total),
    ]
}

/// `1 article`, `3 articles`.
pub fn count(n: impl TryInto<u64>, thing: &str) -> String {
    let n = n.try_into().unwrap_or(u64::MAX);
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}
