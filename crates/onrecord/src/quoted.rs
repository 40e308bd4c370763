//! `quoted`: did somebody really say that?

use crate::{
    add::count,
    args,
    out::{Found, Out},
    paint::{clean, isolated},
};
use anyhow::Result;
use onrecord_center::{
    Center,
    local::Access,
    precision,
    query::Query,
    quoted::{Difference, MAX_COMPARED, Quoted, QuotedAnswer, Standing},
};
use std::path::Path;

pub fn run(folder: &Path, what: &args::Quoted, out: &Out) -> Result<Found> {
    let precision = what.sureness.precision();
    let within = what.within.as_deref().unwrap_or_default();
    let query = Query { precision, ..Query::fields(within)? };
    let center = Center::open(folder, Access::Read)?;
    let answer = center.quoted(&what.words.join(" "), &query)?;
    if out.json {
        answer.places.iter().try_for_each(|place| out.row(&place.row()))?;
    } else {
        print(&answer, out)?;
    }
    if answer.places.is_empty() {
        out.note(
            "no data: neither these words nor nearly these stand in an article of this center",
        );
        out.hint("which does not say that they were never said; fewer words may find more");
    }
    if answer.is_cut {
        out.note(&format!("only the {MAX_COMPARED} articles nearest to the words were compared"));
    }
    if let Some(words) = precision::left_out(answer.n_left_out) {
        out.note(&words);
    }
    out.hint("case, punctuation, white space and the style of quotation marks were not compared");
    Ok(Found::any(answer.places.len()))
}

fn print(answer: &QuotedAnswer, out: &Out) -> Result<()> {
    if answer.places.is_empty() {
        return Ok(());
    }
    let headline = format!(
        "{} in {}, at most {}",
        count(answer.places.len(), "place"),
        count(answer.n_articles, "article"),
        count(answer.at_most_origins, "independent origin")
    );
    out.line(out.paint.heading(&headline))?;
    for standing in answer.standings() {
        let places = answer.places.iter().filter(|place| place.standing == standing);
        let n = places.clone().count();
        out.line(format!("\n{} · {}", out.paint.strong(heading(standing)), count(n, "place")))?;
        for place in places {
            print_place(place, out)?;
        }
    }
    Ok(())
}

fn heading(standing: Standing) -> &'static str {
    match standing {
        Standing::Exact => "exactly these words, quoted",
        Standing::Retold => "exactly these words, retold: the wording may be the outlet's",
        Standing::Altered => "nearly these words",
        Standing::InText => "these words in the text, not as a quotation",
    }
}

fn print_place(place: &Quoted, out: &Out) -> Result<()> {
    let paint = out.paint;
    let (when, outlet) = (paint.time(&place.article.published.label()), &place.article.outlet);
    let who = place.said.as_ref().map(|said| {
        let role = said.role.as_deref().map(|role| format!(", {}", isolated(role)));
        format!("{}{} · ", paint.strong(&said.who()), role.unwrap_or_default())
    });
    out.line(format!("  {}{when} · {}", who.unwrap_or_default(), isolated(outlet)))?;
    let words = match &place.said {
        Some(said) => {
            let parts: Vec<_> = said.content.iter().map(|part| clean(part.exact())).collect();
            parts.join(" … ")
        }
        None => clean(place.passage.exact()),
    };
    out.line(match &place.said {
        Some(said) if said.mode == onrecord_model::quotation::Mode::Direct => {
            paint.said(&paint.wrapped(&format!("“{words}”"), 4))
        }
        Some(_) => paint.wrapped(&format!("~ {words}"), 4),
        None => paint.wrapped(&words, 4),
    })?;
    for difference in &place.differences {
        out.line(paint.clash(&paint.wrapped(&told(difference), 4)))?;
    }
    let mut notes = place.passage.to_string();
    if let Some(at) = place.captured_at {
        notes.push_str(&format!(" · captured {}", moment(at)));
    }
    if place.said.as_ref().is_some_and(|said| said.is_negated) {
        notes.push_str(" · denied or refused");
    }
    let mut line = format!("    {}", paint.dim(&notes));
    let hedges = place.said.as_ref().map(|said| said.hedges.join(", ")).unwrap_or_default();
    if !hedges.is_empty() {
        line.push_str(&format!("  hedge: {}", paint.hedge(&hedges)));
    }
    out.line(line)?;
    if let Some(note) = place.said.as_ref().and_then(|said| said.speaker.decided()) {
        out.line(paint.clash(&paint.wrapped(&format!("speaker {}", clean(note)), 4)))?;
    }
    for at in &place.not_in {
        let words = format!("not in the capture of {} of the same address", moment(*at));
        out.line(paint.clash(&paint.wrapped(&words, 4)))?;
    }
    Ok(())
}

/// A moment to the minute.
fn moment(at: jiff::Timestamp) -> String {
    at.strftime("%-d %b %Y %H:%M UTC").to_string()
}

/// A difference in words, from the quotation's side.
fn told(difference: &Difference) -> String {
    let (asked, found) = (clean(&difference.asked), clean(&difference.found));
    match (asked.is_empty(), found.is_empty()) {
        (true, _) => format!("differs: has “{found}”, which was not asked for"),
        (_, true) => format!("differs: has no “{asked}”"),
        _ => format!("differs: has “{found}”, not “{asked}”"),
    }
}
