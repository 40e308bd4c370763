//! Task `timelines`: entries on days from the dated articles of a topic.
//!
//! Two protocols, which must not be compared with each other:
//!
//! - own length, the default: the days that matter by their weights in the corpus, as `onrecord
//!   timeline` chooses them;
//! - given length (Martschat and Markert 2018): the number of days and of sentences a day of the
//!   journalist's timeline, read off the gold line, as published figures have it.

use crate::clock::Clock;
use anyhow::{Context, Result};
use clap::ValueEnum;
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
    length::{Days, Extent, Length},
    timeline::entries,
};
use onrecord_text::Span;
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, io::Read, path::Path};

/// How long a timeline is.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Protocol {
    /// As long as its corpus calls for; nothing of the gold line is read but topic and name
    OwnLength,
    /// As many days, and sentences a day, as the gold line has (Martschat and Markert 2018)
    GivenLength,
}

impl Protocol {
    /// As on the command line; it stands in every answer.
    fn name(self) -> &'static str {
        match self {
            Protocol::OwnLength => "own-length",
            Protocol::GivenLength => "given-length",
        }
    }
}

/// Our answers for a gold file.
pub fn answer(
    gold: &Path,
    pages: Option<&Path>,
    protocol: Protocol,
    clock: &mut Clock,
) -> Result<String> {
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
        let extent = extent(&wanted, protocol, articles.len());
        let entries = clock.stage("timeline", n_bytes, || write(topic, &articles, extent));
        let answer = json!({
            "topic": topic, "timeline": wanted["timeline"], "protocol": protocol.name(),
            "entries": entries,
        });
        answers.push_str(&format!("{answer}\n"));
    }
    Ok(answers)
}

/// How long the timeline of a gold line is by the protocol. A gold line has `entries`, or only its
/// `dates`; then every day has one sentence.
fn extent(wanted: &Value, protocol: Protocol, n_articles: usize) -> Extent {
    let extent = match protocol {
        Protocol::OwnLength => Length::Own.extent(n_articles),
        Protocol::GivenLength => {
            let entries = wanted["entries"].as_array().map(Vec::as_slice).unwrap_or_default();
            let dates = wanted["dates"].as_array().map(Vec::as_slice).unwrap_or_default();
            let days: BTreeSet<&str> = match entries {
                [] => dates.iter().filter_map(Value::as_str).collect(),
                entries => entries.iter().filter_map(|entry| entry[0].as_str()).collect(),
            };
            let n_sentences: usize =
                entries.iter().filter_map(|entry| Some(entry[1].as_array()?.len())).sum();
            let n_entries = entries.len().max(1);
            let per_day = ((n_sentences + n_entries / 2) / n_entries).max(1);
            Extent { days: Days::AtMost(days.len()), per_day, has_stretches: false }
        }
    };
    Extent { has_stretches: false, ..extent }
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
