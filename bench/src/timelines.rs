//! Task `timelines`: entries on days from the dated articles of a topic.
//!
//! As in the published protocol (Martschat and Markert 2018, Ghalandari and Ifrim 2020) a timeline's
//! length is given with the task: as many days as the journalist's timeline has, and as many
//! sentences a day as it has on average. These two counts are all that is read of its entries; a
//! gold line without entries gets [`DAYS`] days of [`PER_DAY`] sentences.

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

/// Days of a timeline whose length is not given.
const DAYS: usize = 24;

/// Sentences a day where no number is given.
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

/// The length asked for: counts only.
fn extent(wanted: &Value) -> Extent {
    let Some(entries) = wanted["entries"].as_array().filter(|entries| !entries.is_empty()) else {
        let n_days = wanted["dates"].as_array().map_or(DAYS, Vec::len);
        return Extent { n_days, per_day: PER_DAY, has_stretches: false };
    };
    let n_sentences: usize =
        entries.iter().filter_map(|entry| entry[1].as_array()).map(Vec::len).sum();
    // Rounded to the nearest.
    let per_day = (2 * n_sentences + entries.len()) / (2 * entries.len());
    Extent { n_days: entries.len(), per_day: per_day.max(1), has_stretches: false }
}

/// The timeline of a topic as the scorer reads it.
fn write(topic: &str, articles: &[(Article, Findings)], extent: Extent) -> Vec<Value> {
    let origins = Origins { articles: Vec::new(), groups: Vec::new(), copies: Vec::new() };
    let query = topic.replace('_', " ");
    let corpus = Corpus {
        query: &query,
        articles,
        claims: &[],
        origins: &origins,
        // As in the published protocol: only days on which the topic was being reported.
        since: articles.first().and_then(|(article, _)| article.published.best),
        until: articles.last().and_then(|(article, _)| article.published.best),
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
        id: Article::make_id(capture, 0, &text),
        capture,
        extractor: 0,
        address: None,
        text,
        zones,
        title: None,
        authors: Vec::new(),
        outlet: None,
        credits: Vec::new(),
        section: None,
        language: Some("en".to_owned()),
        published: Dating { best: Some(day), ..Dating::default() },
        modified: Dating::default(),
        related: Vec::new(),
        problems: Vec::new(),
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
