//! Task `names`: the same CoNLL file with our tags in the last column.

use crate::{clock::Clock, quotations::bare_article};
use anyhow::Result;
use onrecord_analyze::{document::Document, entity};
use onrecord_model::entity::{EntityKind, MentionForm};
use onrecord_text::Span;
use std::{collections::BTreeSet, fs, path::Path};

/// Sentences that are read as one article where the file marks none.
const SENTENCES_PER_ARTICLE: usize = 40;

/// Our answers for a gold file.
pub fn answer(gold: &Path, _pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let file = fs::read_to_string(gold)?;
    let lines: Vec<&str> = file.lines().collect();
    let labels = Labels::of(&lines);
    let mut tags = vec![None; lines.len()];
    for article in articles(&lines) {
        tag(&lines, &article, clock, &mut tags);
    }
    let mut answers = String::new();
    for (line, tag) in lines.iter().zip(tags) {
        let is_token = is_token(line);
        match line.rsplit_once([' ', '\t']) {
            Some((rest, _)) if is_token => {
                let separator = line.as_bytes()[rest.len()] as char;
                let tag = tag
                    .map_or("O".to_owned(), |(edge, kind)| format!("{edge}-{}", labels.name(kind)));
                answers += &format!("{rest}{separator}{tag}\n");
            }
            _ => answers += &format!("{line}\n"),
        }
    }
    Ok(answers)
}

fn is_token(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with("-DOCSTART-")
}

/// Tags the lines of one article: the tokens joined as they would be printed, a sentence a line.
fn tag(
    lines: &[&str],
    article: &[usize],
    clock: &mut Clock,
    tags: &mut [Option<(char, EntityKind)>],
) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for sentence in article.split(|idx| !is_token(lines[*idx])) {
        let tokens: Vec<&str> = sentence
            .iter()
            .map(|idx| lines[*idx].split([' ', '\t']).next().unwrap_or(""))
            .collect();
        for (idx, span) in sentence.iter().zip(joined(&tokens, &mut text)) {
            places.push((*idx, span));
        }
        text.push('\n');
    }
    let article = bare_article(&text);
    let entities = clock.stage("names", text.len(), || entity::find(&Document::of(&article)));
    let is_name =
        |form| matches!(form, MentionForm::FullName | MentionForm::PartName | MentionForm::Acronym);
    for entity in &entities {
        for mention in entity.mentions.iter().filter(|mention| is_name(mention.form)) {
            let inside = places.iter().filter(|(_, span)| span.intersects(mention.span));
            for (nth, (idx, _)) in inside.enumerate() {
                tags[*idx] = Some((if nth == 0 { 'B' } else { 'I' }, entity.kind));
            }
        }
    }
}

/// Appends the tokens of a sentence to the text, with blanks where print has them.
fn joined(tokens: &[&str], text: &mut String) -> Vec<Span> {
    const NO_BLANK_BEFORE: [&str; 22] = [
        ".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m",
        "’s", "n’t", "'", "”", "’", "…",
    ];
    const NO_BLANK_AFTER: [&str; 6] = ["(", "[", "$", "£", "“", "‘"];
    let (mut spans, mut before, mut is_open) = (Vec::new(), "", false);
    for (idx, token) in tokens.iter().enumerate() {
        let mut is_glued =
            idx == 0 || NO_BLANK_BEFORE.contains(token) || NO_BLANK_AFTER.contains(&before);
        if *token == "\"" {
            is_glued |= is_open;
            is_open = !is_open;
        } else if before == "\"" && is_open {
            is_glued = true;
        }
        if !is_glued {
            text.push(' ');
        }
        spans.push(Span::new(text.len(), text.len() + token.len()));
        text.push_str(token);
        before = token;
    }
    spans
}

/// The lines of each article: between `-DOCSTART-` lines, else a number of sentences.
fn articles(lines: &[&str]) -> Vec<Vec<usize>> {
    let has_starts = lines.iter().any(|line| line.starts_with("-DOCSTART-"));
    let (mut found, mut current, mut n_sentences) = (Vec::new(), Vec::new(), 0);
    for (idx, line) in lines.iter().enumerate() {
        n_sentences += usize::from(line.trim().is_empty());
        let starts =
            line.starts_with("-DOCSTART-") || (!has_starts && n_sentences >= SENTENCES_PER_ARTICLE);
        if starts {
            found.push(std::mem::take(&mut current));
            n_sentences = 0;
        }
        current.push(idx);
    }
    found.push(current);
    found
}

/// What a file calls its kinds of names; only the names of the labels are read, not their places.
struct Labels(BTreeSet<String>);

impl Labels {
    fn of(lines: &[&str]) -> Self {
        let tags = lines.iter().filter_map(|line| line.rsplit([' ', '\t']).next());
        Self(
            tags.filter_map(|tag| tag.split_once('-')).map(|(_, label)| label.to_owned()).collect(),
        )
    }

    fn name(&self, kind: EntityKind) -> &str {
        let names: [&str; 4] = match kind {
            EntityKind::Person => ["PER", "person", "Person", "PERSON"],
            EntityKind::Organization => ["ORG", "corporation", "Organisation", "organization"],
            EntityKind::Place => ["LOC", "location", "Location", "place"],
        };
        names.into_iter().find(|name| self.0.contains(*name)).unwrap_or(names[0])
    }
}
