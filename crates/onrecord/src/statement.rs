//! One statement of a claim as lines: when, who and where; the words; their passage with hedges.

use crate::{
    add::count,
    out::Out,
    paint::{clean, isolated},
};
use anyhow::Result;
use onrecord_model::{claim::Statement, quotation::Mode};

/// Prints a statement after `lead`, such as its number. Its words are in quotation marks only where
/// they are the speaker's own.
pub fn print(lead: &str, one: &Statement, out: &Out) -> Result<()> {
    let paint = out.paint;
    let named = one.speaker.as_deref().map(isolated);
    let who = named.or(one.mode.map(|_| "not established".to_owned()));
    let who = who.map_or(String::new(), |who| format!(" · {who}"));
    let (when, outlet) = (paint.time(&one.when.label()), isolated(&one.outlet));
    out.line(format!("  {lead}{when}{who} · {outlet}"))?;
    let words = clean(one.content.exact());
    out.line(match one.mode {
        Some(Mode::Direct) => paint.said(&paint.wrapped(&format!("“{words}”"), 5)),
        _ => paint.wrapped(&format!("~ {words}"), 5),
    })?;
    let mut line = format!("     {}", paint.dim(&one.passage.to_string()));
    if !one.hedges.is_empty() {
        line.push_str(&format!("  hedge: {}", paint.hedge(&one.hedges.join(", "))));
    }
    if !one.repeats.is_empty() {
        let n = count(one.repeats.len(), "other place");
        line.push_str(&paint.dim(&format!("  repeated at {n}")));
    }
    out.line(line)?;
    if let Some(note) = &one.speaker_decided {
        out.line(paint.clash(&paint.wrapped(&format!("speaker {}", clean(note)), 5)))?;
    }
    Ok(())
}
