//! `show`: an article or a passage, with where each field came from.

use crate::{
    args,
    out::{Found, Out},
    paint::{clean, isolated},
    recurring, stories,
};
use anyhow::Result;
use onrecord_center::{
    Center,
    answer::{ArticleLine, Said},
    decided::{State, says},
    explain::place_words,
    local::Access,
    named::Named,
};
use onrecord_model::{
    article::{Article, ZoneKind},
    findings::Findings,
    id::Id,
    passage::Passage,
    wire,
};
use std::path::Path;

pub fn run(folder: &Path, what: &args::Name, out: &Out) -> Result<Found> {
    let center = Center::open(folder, Access::Read)?;
    match center.named(&what.id)? {
        Named::Article(both) => {
            article(&both.0, &both.1, out)?;
            decisions(&center, both.0.id, None, out)?;
        }
        Named::Passage(both, passage) => {
            show_passage(&both.0, &both.1, &passage, out)?;
            decisions(&center, both.0.id, Some(&passage), out)?;
        }
        Named::Claim(claim) => recurring::print(&claim, out)?,
        Named::Story(story) => stories::print(&center.story(&story)?, out)?,
    }
    Ok(Found::Something)
}

fn article(article: &Article, findings: &Findings, out: &Out) -> Result<()> {
    if out.json {
        out.line(wire::write(article))?;
        out.line(wire::write(findings))?;
        return Ok(());
    }
    let paint = out.paint;
    let text = &article.text;
    out.line(paint.wrapped(&paint.strong(article.title_or_start()), 0))?;
    let field = |label: &str, value: &str, from: &str| {
        let from = if from.is_empty() { String::new() } else { format!("  ({from})") };
        let label = paint.dim(&format!("{label:<10}"));
        out.line(format!("{label} {}{}", isolated(value), paint.dim(&clean(&from))))
    };
    let dating = &article.published;
    let evidence = dating.evidence.iter().find(|evidence| evidence.refused.is_none());
    let place = evidence.map_or("no evidence", |evidence| evidence.place.as_str());
    field("published", &paint.time(&dating.label()), place)?;
    if let Some(outlet) = &article.outlet {
        field("outlet", &outlet.value.name, &place_words(&outlet.place, text))?;
    } else {
        field("outlet", "not stated", "")?;
    }
    for author in &article.authors {
        field("author", &author.value, &place_words(&author.place, text))?;
    }
    for credit in &article.credits {
        field("credit", &credit.name, credit.span.get(text).unwrap_or_default())?;
    }
    if let Some(address) = &article.address {
        field("address", &address.value, &place_words(&address.place, text))?;
    }
    if let Some(language) = &article.language {
        field("language", language, "")?;
    }
    field("article", &article.id.to_string(), "")?;
    field("capture", &article.capture.to_string(), "")?;
    for problem in &article.problems {
        field("problem", &problem.to_string(), "")?;
    }
    out.line("")?;
    for zone in &article.zones {
        let words = clean(zone.span.get(text).unwrap_or_default());
        match zone.kind {
            ZoneKind::Title => (),
            ZoneKind::Body => out.line(paint.wrapped(&words, 0) + "\n")?,
            ZoneKind::Header | ZoneKind::Caption => {
                out.line(paint.hedge(&paint.wrapped(&words, 4)) + "\n")?;
            }
            ZoneKind::Furniture => {
                out.line(paint.dim(&paint.wrapped(&format!("⧄ {words}"), 4)) + "\n")?;
            }
        }
    }
    let (quotations, figures) = (findings.quotations.len(), findings.figures.len());
    out.hint(&format!(
        "{quotations} quotations, {figures} figures; onrecord explain {:#} says why",
        article.id
    ));
    Ok(())
}

/// What was decided about it and counts, notes among it.
fn decisions(center: &Center, article: Id, passage: Option<&Passage>, out: &Out) -> Result<()> {
    if out.json {
        return Ok(());
    }
    let standing = center.decided().about(article).filter(|kept| kept.state == State::Stands);
    for kept in standing {
        let is_here = match (passage, kept.span()) {
            (Some(passage), Some(span)) => passage.span().intersects(span),
            (passage, _) => passage.is_none(),
        };
        if is_here {
            let what = &kept.decision.what;
            let words = format!("{}; {}", clean(&says(what)), clean(&kept.decision.words()));
            out.line(out.paint.wrapped(&words, 2))?;
        }
    }
    Ok(())
}

fn show_passage(
    article: &Article,
    findings: &Findings,
    passage: &Passage,
    out: &Out,
) -> Result<()> {
    if out.json {
        return Ok(out.line(wire::json(passage))?);
    }
    let paint = out.paint;
    let words = format!(
        "{}{}{}",
        paint.dim(&clean(passage.prefix())),
        paint.said(passage.exact()),
        paint.dim(&clean(passage.suffix()))
    );
    out.line(paint.wrapped(&words, 0))?;
    out.line("")?;
    let line = ArticleLine::of(article);
    out.line(format!("  {}", isolated(&line.title)))?;
    out.line(format!("  {}", crate::search::byline(&line, out)))?;
    if let Some(zone) = article.zone_at(passage.span().start()) {
        let zone = format!("{:?}", zone.kind).to_lowercase();
        out.line(format!("  {}", paint.dim(&format!("{passage} · {zone}"))))?;
    }
    for quotation in &findings.quotations {
        if quotation.passage.intersects(passage.span())
            && let Some(said) = Said::of(article, findings, quotation)
        {
            let note = said.speaker.decided().map(|note| format!(", {}", clean(note)));
            let who = format!("{}{}", isolated(&said.who()), note.unwrap_or_default());
            out.line(format!("  {} {who}", paint.dim("said by")))?;
        }
    }
    Ok(())
}
