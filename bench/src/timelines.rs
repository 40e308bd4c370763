//! Task `timelines`: entries on days from the dated articles of a topic.
//!
//! The published protocol (Martschat and Markert 2018) hands a system the length of the journalist's
//! timeline. That length is read off the answers, so it is not used here unless the gold line states
//! it apart from them, as `n_days` and `n_sentences` a day; every timeline else has [`DAYS`] days of
//! [`PER_DAY`] sentences. Figures by the protocol are higher and cannot be compared with these.

use crate::clock::Clock;
use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use jiff::civil::Date;
use onrecord_analyze::{document::Document, timex};
use onrecord_model::{
    article::{Article, Block, Zone, ZoneKind},
    copy::Origins,
    dating::Dating,
    findings::Findings,
    id::Id,
};
use onrecord_summarize::{
    corpus::{Corpus, Index},
    timeline::{Extent, entries},
};
use onrecord_text::Span;
use serde_json::{Value, json};
use std::{fs, io::Read, path::Path};

/// Days of a timeline whose length is not stated.
const DAYS: usize = 24;

/// Sentences a day where no number is stated.
const PER_DAY: usize = 2;

/// Our answers for a gold file.
pub fn answer(gold: &Path, pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let pages = pages.context("the file of the articles is needed: --pages articles.jsonl.gz")?;
    let articles = read(pages)?.lines().map(article).collect::<Result<Vec<_>>>()?;
    let find = |article: Article| {
        clock.stage("time", article.text.len(), || {
            let findings = found(&article);
            (article, findings)
        })
    };
    let mut articles: Vec<(Article, Findings)> = articles.into_iter().map(find).collect();
    articles.sort_by_key(|(article, _)| (article.published.best, article.id));
    let mut answers = String::new();
    for line in read(gold)?.lines().filter(|line| !line.is_empty()) {
        let wanted: Value = serde_json::from_str(line)?;
        let topic = wanted["topic"].as_str().context("a line has no `topic`")?;
        let n_bytes = articles.iter().map(|(article, _)| article.text.len()).sum();
        let entries = clock.stage("timeline", n_bytes, || write(topic, &articles, extent(&wanted)));
        let answer = json!({
            "topic": topic, "timeline": wanted["timeline"], "entries": entries,
        });
        answers.push_str(&format!("{answer}\n"));
    }
    Ok(answers)
}

/// The length asked for, where the line states one.
fn extent(wanted: &Value) -> Extent {
    let stated = |key: &str| wanted[key].as_u64().and_then(|n| usize::try_from(n).ok());
    let n_days = stated("n_days").unwrap_or(DAYS);
    let per_day = stated("n_sentences").unwrap_or(PER_DAY).max(1);
    Extent { n_days, per_day, has_stretches: false }
}

/// The timeline of a topic as the scorer reads it.
fn write(topic: &str, articles: &[(Article, Findings)], extent: Extent) -> Vec<Value> {
    let origins = Origins { articles: Vec::new(), groups: Vec::new(), copies: Vec::new() };
    let query = topic.replace('_', " ");
    let corpus = Corpus {
        query: &query,
        articles,
        claims: &[],
        headlines: &[],
        origins: &origins,
        comparisons: &[],
        earlier: &[],
        // As in the published protocol: only days on which the topic was being reported.
        since: articles.first().and_then(|(article, _)| article.published.best),
        until: articles.last().and_then(|(article, _)| article.published.best),
        new_since: None,
    };
    let index = Index::of(&corpus);
    let dated = entries(&corpus, &index, extent).into_iter().filter_map(|entry| {
        let day = entry.when.best?;
        let lines = entry.lines.iter().map(|line| line.span.of(&line.article.text));
        Some(json!([day.to_string(), lines.collect::<Vec<_>>()]))
    });
    dated.collect()
}

/// A line of the articles file as an article: its text is all body, its day is given.
fn article(line: &str) -> Result<Article> {
    let given: Value = serde_json::from_str(line)?;
    let text = given["text"].as_str().context("an article has no `text`")?.to_owned();
    let day: Date = given["date"].as_str().context("an article has no `date`")?.parse()?;
    let capture = Id::of("bench", [given["id"].to_string().as_bytes()]);
    let mut zones = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end() + 1;
        if !line.trim().is_empty() {
            zones.push(Zone { span, kind: ZoneKind::Body, block: Block::Paragraph });
        }
    }
    Ok(Article {
        zones,
        language: Some("en".to_owned()),
        published: Dating { best: Some(day), ..Dating::default() },
        ..Article::bare(capture, 0, text)
    })
}

fn found(article: &Article) -> Findings {
    let document = Document::of(article);
    let mut timexes = timex::find(&document);
    timex::resolve(&mut timexes, &article.published);
    Findings {
        article: article.id,
        analyzer: onrecord_analyze::ANALYZER,
        entities: Vec::new(),
        timexes,
        quotations: Vec::new(),
        figures: Vec::new(),
        problems: Vec::new(),
    }
}

fn read(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(bytes)?;
    }
    Ok(text)
}
