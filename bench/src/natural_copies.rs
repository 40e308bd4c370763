//! Task `natural-copies`: what we state of pairs that were labeled by hand, met in their whole archive.

use crate::{
    clock::Clock,
    copies,
    lines::{self, Line},
};
use anyhow::{Context, Result};
use onrecord_model::{copy::CopyKind, id::Id};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Reads all articles under the folder `pages` (JSON Lines named `articles.jsonl`, packed or not),
/// compares them as an archive, and answers for the labeled pairs.
pub fn answer(gold: &Path, pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let folder = pages.context("natural-copies needs --pages FOLDER, the folder of the sets")?;
    let mut files = Vec::new();
    find(folder, &mut files)?;
    files.sort();
    let mut lines: Vec<Line> = Vec::new();
    for file in &files {
        lines.extend(lines::read(gold, Some(file))?);
    }
    let names: BTreeMap<Id, &str> =
        lines.iter().map(|line| (line.article.id, &*line.name)).collect();
    let edges = copies::copies(&lines, clock);
    let stated: BTreeMap<(&str, &str), CopyKind> = edges
        .iter()
        .flat_map(|copy| {
            let (a, b) = (names[&copy.a], names[&copy.b]);
            [((a, b), copy.kind), ((b, a), copy.kind)]
        })
        .collect();
    let mut answers = String::new();
    for pair in lines::text(gold)?.lines() {
        let pair: Value = serde_json::from_str(pair)?;
        let (a, b) = (pair["a"].as_str().unwrap_or(""), pair["b"].as_str().unwrap_or(""));
        if let Some(kind) = stated.get(&(a, b)) {
            let answer = json!({
                "a": a, "b": b, "kind": name(*kind), "one_origin": kind.is_one_origin(),
            });
            answers.push_str(&format!("{answer}\n"));
        }
    }
    Ok(answers)
}

/// Files of articles in a folder and the folders inside it.
fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder);
    for entry in entries.with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let is_articles = path
            .file_name()
            .is_some_and(|name| name == "articles.jsonl" || name == "articles.jsonl.gz");
        if path.is_dir() {
            find(&path, files)?;
        } else if is_articles {
            files.push(path);
        }
    }
    Ok(())
}

fn name(kind: CopyKind) -> &'static str {
    match kind {
        CopyKind::Exact => "exact",
        CopyKind::Near => "near",
        CopyKind::Excerpt => "excerpt",
        CopyKind::Rewrite => "rewrite",
        CopyKind::SharedPassage => "passage",
        CopyKind::SharedSentence => "sentence",
    }
}
