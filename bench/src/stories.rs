//! Task `stories`: articles grouped by event.

use crate::{
    clock::Clock,
    lines::{self, Line},
};
use anyhow::Result;
use onrecord_analyze::story::group;
use onrecord_model::{article::Article, findings::Findings, id::Id, story::Story};
use serde_json::json;
use std::{collections::BTreeMap, path::Path};

/// Groups the articles of `pages` (JSON Lines with `id`, `text` and perhaps a day; by default the
/// file beside the gold file) into stories.
pub fn answer(gold: &Path, pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let lines = lines::read(gold, pages)?;
    let names: BTreeMap<Id, &str> =
        lines.iter().map(|line| (line.article.id, &*line.name)).collect();
    let mut answers = String::new();
    for story in stories(&lines, clock) {
        for id in &story.articles {
            let cluster = names[&story.articles[0]];
            answers.push_str(&format!("{}\n", json!({"id": names[id], "cluster": cluster})));
        }
    }
    Ok(answers)
}

/// The stories of these articles, from their words alone.
pub fn stories(lines: &[Line], clock: &mut Clock) -> Vec<Story> {
    let empty: Vec<Findings> = lines.iter().map(|line| nothing(line.article.id)).collect();
    let all: Vec<(&Article, &Findings)> =
        lines.iter().zip(&empty).map(|(line, findings)| (&line.article, findings)).collect();
    let n_bytes = lines.iter().map(|line| line.article.text.len()).sum();
    clock.stage("stories", n_bytes, || group(&all))
}

/// The findings of an article that nobody looked into.
pub fn nothing(article: Id) -> Findings {
    Findings {
        article,
        analyzer: 0,
        entities: Vec::new(),
        timexes: Vec::new(),
        quotations: Vec::new(),
        figures: Vec::new(),
        problems: Vec::new(),
    }
}
