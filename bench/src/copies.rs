//! Task `copies`: which articles share text, as clusters and edges.

use crate::{
    clock::Clock,
    lines::{self, Line},
    meeting::Meeting,
};
use anyhow::Result;
use onrecord_model::{
    copy::{Copy, CopyKind, Direction},
    id::Id,
};
use onrecord_process::copy::{Reading, compare_readings};
use serde_json::json;
use std::{collections::BTreeMap, path::Path};

/// Reads the articles of `pages` (JSON Lines with `id`, `published`, `text`; by default the file
/// `articles.jsonl.gz` beside the gold file) and tells who copied whom.
pub fn answer(gold: &Path, pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let lines = lines::read(gold, pages)?;
    let edges = copies(&lines, clock);
    let names: BTreeMap<Id, &str> =
        lines.iter().map(|line| (line.article.id, &*line.name)).collect();
    let mut clusters = Clusters::default();
    let mut answers = Vec::new();
    for copy in edges.iter().filter(|copy| copy.kind <= CopyKind::SharedPassage) {
        let (a, b) = (names[&copy.a], names[&copy.b]);
        clusters.join(a, b);
        let (from, to) = if copy.direction == Direction::FromB { (b, a) } else { (a, b) };
        answers.push(json!({"from": from, "to": to, "kind": kind_in_set(copy.kind)}));
    }
    for line in &lines {
        answers.push(json!({"id": line.name, "cluster": clusters.root(&line.name)}));
    }
    Ok(answers.iter().map(|answer| format!("{answer}\n")).collect())
}

/// The articles in the order given, each compared with the earlier ones it shares a key with.
pub fn copies(lines: &[Line], clock: &mut Clock) -> Vec<Copy> {
    let mut meeting = Meeting::default();
    let mut readings: Vec<Reading> = Vec::new();
    let mut found = Vec::new();
    for line in lines {
        let n_bytes = line.article.text.len();
        let (reading, keys) = clock.stage("copy keys", n_bytes, || {
            let reading = Reading::of(&line.article);
            let keys = reading.keys();
            (reading, keys)
        });
        let met =
            clock.stage("copy lookup", n_bytes, || meeting.add(&keys, line.article.published.best));
        clock.stage("copy compare", n_bytes, || {
            let others = met.articles.iter().map(|idx| &readings[*idx as usize]);
            found.extend(
                others.filter_map(|other| compare_readings(&reading, other, &met.recurring)),
            );
        });
        readings.push(reading);
    }
    found
}

/// The set calls any passage taken over word for word an excerpt.
fn kind_in_set(kind: CopyKind) -> &'static str {
    match kind {
        CopyKind::Exact => "exact",
        CopyKind::Near => "near",
        CopyKind::Rewrite => "rewrite",
        CopyKind::Excerpt | CopyKind::SharedPassage => "excerpt",
        CopyKind::SharedSentence => "sentence",
    }
}

/// Names joined into clusters under the first in their order.
#[derive(Default)]
struct Clusters<'a> {
    parent: BTreeMap<&'a str, &'a str>,
}

impl<'a> Clusters<'a> {
    fn root(&self, name: &'a str) -> &'a str {
        let mut root = name;
        while let Some(parent) = self.parent.get(root) {
            root = parent;
        }
        root
    }

    fn join(&mut self, a: &'a str, b: &'a str) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.parent.insert(a.max(b), a.min(b));
        }
    }
}
