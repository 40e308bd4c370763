//! Why articles are one story: shared words, days, how close each is to the rest, the nearest other story.

use super::why::{Why, cut};
use crate::{
    error::Result,
    grouping::articles as read_keys,
    local::Center,
    stories::{Held, Listed, words},
};
use onrecord_analyze::story::{Grouper, SAME, Vector, dot};
use onrecord_model::{article::Article, copy::percent, id::Id, story::Story};
use onrecord_store::StoryRow;
use std::collections::BTreeMap;

/// Articles of the same days among which the nearest other story is looked for, at most.
const MAX_AROUND: usize = 20_000;

impl Center {
    /// Why the articles of a story are one.
    pub(super) fn explain_story(&self, listed: &Listed) -> Result<Vec<Why>> {
        let row = listed.row();
        let held = self.held(row)?;
        let only: Vec<&Article> = held.articles.iter().collect();
        let n = only.len();
        let weights = self.weights_at(held.members.batches.last().map_or("", String::as_str))?;
        let vectors: Vec<Vector> = held.keys.iter().map(|keys| weights.vector(keys)).collect();
        let mut because = vec![days(&held)];
        let shared = words(&row.terms, &only, &held.keys);
        because.extend(shared.iter().map(|(word, k)| format!("“{word}” in {k} of {n} articles")));
        let id = Story::make_id(row.place.1);
        let decided = format!("{n} articles of one event");
        let mut why = vec![Why { about: format!("story {id:#}"), decided, because }];
        let sum = total(&vectors);
        let close = only.iter().zip(&vectors).map(|(article, vector)| {
            let others = dot(vector, &sum) - dot(vector, vector);
            let title = cut(article.title_or_start(), 80);
            let label = article.published.label();
            let with = per_mille(others, n as i64 - 1);
            format!("{} alike: {:#} “{title}”, {label}", percent(with), article.id)
        });
        why.push(Why {
            about: "how close".to_owned(),
            decided: "each article to the others, on the average".to_owned(),
            because: close.collect(),
        });
        why.push(self.nearest(row, &held, &sum, &weights)?);
        Ok(why)
    }

    /// The story of an article, in a line.
    pub(super) fn explain_story_of(&self, article: Id) -> Result<Option<Why>> {
        let Some(row) = self.store.story_of(article)? else { return Ok(None) };
        if row.terms.is_empty() {
            return Ok(Some(Why {
                about: "story".to_owned(),
                decided: "none with another article".to_owned(),
                because: Vec::new(),
            }));
        }
        let held = self.held(&row)?;
        let only: Vec<&Article> = held.articles.iter().collect();
        let (n, id) = (only.len(), Story::make_id(row.place.1));
        let shared = words(&row.terms, &only, &held.keys);
        let shared: Vec<String> =
            shared.iter().map(|(word, k)| format!("{word} in {k} of {n}")).collect();
        Ok(Some(Why {
            about: "story".to_owned(),
            decided: format!("{id:#}, of {n} articles"),
            because: vec![days(&held), format!("shared words: {}", shared.join(", "))],
        }))
    }

    /// Terms as they weighed on the day of a batch.
    fn weights_at(&self, batch: &str) -> Result<Grouper> {
        let state = self.store.story_state_before(batch)?;
        let read = Grouper::read(&state.bytes);
        let from = if read.is_ok() { state.batch } else { String::new() };
        let mut weights = read.unwrap_or_default();
        for name in self.store.story_batches(&from, batch)? {
            weights.count(&read_keys(self.store.story_articles(&name)?)?);
        }
        Ok(weights)
    }

    /// The story that is nearest among those with articles of the same days.
    fn nearest(&self, row: &StoryRow, held: &Held, sum: &Vector, weights: &Grouper) -> Result<Why> {
        let mut alike: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        let mut n_read = 0;
        for batch in &held.members.batches {
            for (key, keys) in read_keys(self.store.story_articles(batch)?)? {
                n_read += 1;
                if n_read > MAX_AROUND {
                    break;
                }
                let Some(first) = self.store.story_first(key)? else { continue };
                if first != row.first {
                    let entry = alike.entry(first).or_default();
                    entry.0 += dot(&weights.vector(&keys), sum);
                    entry.1 += 1;
                }
            }
        }
        let n = held.articles.len() as i64;
        let average = |(sum, count): (i64, i64)| sum / (count * n).max(1);
        let nearest = alike.into_iter().max_by_key(|(first, sums)| (average(*sums), -first));
        let mut why = Why {
            about: "nearest other story".to_owned(),
            decided: "none shares a word on these days".to_owned(),
            because: Vec::new(),
        };
        if let Some((first, sums)) = nearest.filter(|(_, sums)| average(*sums) > 0) {
            let article = self.store.article_under(first)?;
            let title = article.map(|one| (one.id, cut(one.title_or_start(), 80)));
            if let Some((id, title)) = title {
                why.decided =
                    format!("{} alike on the average", percent(per_mille(average(sums), 1)));
                why.because.push(format!("it begins with {id:#} “{title}”"));
            }
        }
        Ok(why)
    }
}

/// On which days its articles came, and how many it has.
fn days(held: &Held) -> String {
    let days = || held.articles.iter().filter_map(|article| article.published.best);
    let n_undated = held.articles.len() - days().count();
    let undated = if n_undated > 0 { format!(", {n_undated} undated") } else { String::new() };
    match days().min().zip(days().max()) {
        Some((first, last)) if first == last => format!("published on {first}{undated}"),
        Some((first, last)) => format!("published from {first} to {last}{undated}"),
        None => "all undated".to_owned(),
    }
}

fn total(vectors: &[Vector]) -> Vector {
    let mut sums: BTreeMap<u32, u32> = BTreeMap::new();
    for (term, weight) in vectors.iter().flatten() {
        let sum = sums.entry(*term).or_default();
        *sum = sum.saturating_add(*weight);
    }
    sums.into_iter().collect()
}

/// A sum of similarities of so many articles as an average, in parts of 1000.
fn per_mille(sum: i64, n: i64) -> usize {
    let average = i128::from(sum) * 1000 / (i128::from(SAME) * i128::from(n.max(1)));
    usize::try_from(average.clamp(0, 1000)).unwrap_or(1000)
}
