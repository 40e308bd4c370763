//! Whose word a text rests on: few speakers, amounts of one origin, parties that are never heard.

use crate::{
    cite::plain,
    corpus::{Corpus, Index},
    naming::series,
    voices::{Named, Voice, Voices, stated},
};
use onrecord_model::{
    article::Article,
    brief::{Brief, SectionKind},
    figure::{Amount, Figure},
    passage::Passage,
    quotation::Speaker,
};
use std::{cmp::Reverse, collections::BTreeSet};

/// A statement is told to be of few when it was made on so many occasions, by so many speakers at most.
const LEAST_OCCASIONS: usize = 3;
const MAX_SPEAKERS: usize = 2;

/// Amounts, and names that are never heard, in one line, at most.
const MAX_TOLD: usize = 4;

/// Most names of those heard only through others; the rest are counted.
const MAX_NAMES: usize = 8;

/// Smaller numbers say little for or against a second source.
const LEAST_AMOUNT: i64 = 10;

/// Somebody is named often when so many origins name him, and one in so many of all.
const LEAST_ORIGINS: usize = 2;
const ORIGINS_SHARE: usize = 4;

/// Which kinds of parties are missing is told of so many statements whose kind is known, where offices
/// of state make at least one in so many of them.
const LEAST_STATEMENTS: usize = 5;
const OFFICE_SHARE: usize = 2;

/// What the sentences of a brief rest on, a line each: about these articles, never about the world.
#[must_use]
pub fn sides(corpus: &Corpus, brief: &Brief) -> Vec<String> {
    let index = Index::of(corpus);
    let voices = Voices::of(corpus, &index);
    let is_brief = has(brief, SectionKind::Said);
    let lines = [
        is_brief.then(|| one_side(&voices)).flatten(),
        retold_alone(&voices),
        is_brief.then(|| without_voice(&voices, brief)).flatten(),
        is_brief.then(|| unheard(&voices)).flatten(),
        few_speakers(corpus, brief),
        lone_amounts(&index, &voices, brief),
    ];
    lines.into_iter().flatten().collect()
}

fn has(brief: &Brief, kind: SectionKind) -> bool {
    brief.sections.iter().any(|section| section.kind == kind && !section.sentences.is_empty())
}

/// Who alone states what the brief tells first.
fn few_speakers(corpus: &Corpus, brief: &Brief) -> Option<String> {
    let again = brief.sections.iter().find(|section| section.kind == SectionKind::Recurring)?;
    let first = again.sentences.first()?.passages().next()?;
    let holds =
        |at: &Passage| at.article() == first.article() && at.span().intersects(first.span());
    let claim = corpus
        .claims
        .iter()
        .find(|claim| claim.statements.iter().any(|statement| holds(&statement.passage)))?;
    let n = claim.statements.len();
    let names: Option<BTreeSet<String>> =
        claim.statements.iter().map(|one| one.speaker.as_deref().map(plain)).collect();
    let names: Vec<String> = names?.into_iter().collect();
    (n >= LEAST_OCCASIONS && names.len() <= MAX_SPEAKERS).then(|| {
        format!(
            "What is told here as stated on {n} occasions is stated by {} alone; nobody else was \
             found to state it in these articles.",
            series(&names)
        )
    })
}

/// Amounts that the brief tells and that articles of one origin alone state.
fn lone_amounts(index: &Index, voices: &Voices, brief: &Brief) -> Option<String> {
    let told = brief.sections.iter().find(|section| section.kind == SectionKind::Figures)?;
    let n_of = |key| voices.amounts.get(&key).map_or(0, BTreeSet::len);
    let mut alone: Vec<String> = Vec::new();
    for sentence in &told.sentences {
        let Some(passage) = sentence.passages().next() else { continue };
        let Some((article, findings)) = index.get(passage.article()) else { continue };
        let inside = findings.figures.iter().filter(|f| passage.span().contains(f.number));
        let first = inside.filter(|figure| is_amount(figure)).find(|figure| {
            n_of(stated(figure)) == 1
                && (figure.value.is_none()
                    || n_of((figure.value, None, None, figure.unit.as_str())) == 1)
        });
        let Some(figure) = first else { continue };
        let Some(words) = figure.span.get(&article.text) else { continue };
        let line = format!("‘{}’ ({})", plain(words), holder(article, figure));
        if !alone.contains(&line) {
            alone.push(line);
        }
    }
    alone.truncate(MAX_TOLD);
    (!alone.is_empty()).then(|| {
        format!("No second origin among these articles states the amount of {}.", series(&alone))
    })
}

fn is_amount(figure: &Figure) -> bool {
    let most = [figure.value, figure.high, figure.low].into_iter().flatten().max();
    !figure.is_vague && figure.counted.is_some() && most >= Some(Amount::whole(LEAST_AMOUNT))
}

/// Whose figure it is: the source as named, else the outlet.
fn holder(article: &Article, figure: &Figure) -> String {
    match (&figure.source, figure.source.name()) {
        (_, Some(name)) => plain(name),
        (Speaker::Unnamed { described_at }, None) => {
            described_at.get(&article.text).map_or_else(|| plain(article.outlet_name()), plain)
        }
        _ => plain(article.outlet_name()),
    }
}

/// Parties whose statements appear only as others retell them, with the outlet where it is one alone.
fn retold_alone(voices: &Voices) -> Option<String> {
    // `Ruiz` of one article is Ana Ruiz of another, as far as that may spare her a wrong word.
    let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let own: BTreeSet<String> = voices
        .heard
        .values()
        .filter(|voice| voice.has_own_words)
        .map(|voice| last(&voice.name))
        .collect();
    let is_retold = |voice: &&Voice| !voice.has_own_words && !own.contains(&last(&voice.name));
    let mut retold: Vec<_> = voices.heard.values().filter(is_retold).collect();
    retold.sort_by_key(|voice| (Reverse(voice.n_statements), voice.name.clone()));
    let mut names: Vec<String> = retold
        .iter()
        .take(MAX_NAMES)
        .map(|voice| match voice.outlets.iter().next() {
            Some(outlet) if voice.outlets.len() == 1 => format!("{} (by {outlet})", voice.name),
            _ => voice.name.clone(),
        })
        .collect();
    if retold.len() > MAX_NAMES {
        names.push(format!("{} more", retold.len() - MAX_NAMES));
    }
    (!names.is_empty()).then(|| {
        format!("Heard only as others retell it, never in their own words: {}.", series(&names))
    })
}

/// The kinds of parties, as the list of sides names them, and how each is called.
const KINDS: [(&str, &str); 6] = [
    ("office", "offices of state"),
    ("opposition", "an opposition or armed group"),
    ("international", "an international body"),
    ("research", "researchers"),
    ("monitor", "monitors, relief or rights groups"),
    ("people", "residents and witnesses"),
];

/// Which kinds of parties state anything, where offices of state do most of it, and which do not.
fn one_side(voices: &Voices) -> Option<String> {
    let n_of = |kind: &str| voices.sides.get(kind).copied().unwrap_or(0);
    let known: usize = voices.sides.values().sum();
    if known < LEAST_STATEMENTS || n_of("office") * OFFICE_SHARE < known {
        return None;
    }
    let there = KINDS.iter().filter(|(kind, _)| n_of(kind) > 0);
    let there: Vec<String> =
        there.map(|(kind, words)| format!("{} of {words}", n_of(kind))).collect();
    let missing = KINDS.iter().filter(|(kind, _)| n_of(kind) == 0);
    let missing: Vec<String> = missing.map(|(_, words)| (*words).to_owned()).collect();
    (!missing.is_empty()).then(|| {
        format!(
            "Of {known} statements whose source is described, {}; none was found of {}.",
            series(&there),
            missing.join(", nor of ")
        )
    })
}

/// People whom several origins name in full and none quotes.
fn unheard(voices: &Voices) -> Option<String> {
    let silent = voices.people.iter().filter(|(key, _)| voices.is_silent(key));
    let names = most_named(voices, silent.map(|(_, named)| named));
    (!names.is_empty()).then(|| {
        format!(
            "Named in several articles, and no quotation of theirs was found: {}.",
            series(&names)
        )
    })
}

/// Bodies that several origins name, or that stand in a sentence with a figure told here, without any
/// statement of theirs.
fn without_voice(voices: &Voices, brief: &Brief) -> Option<String> {
    let told = brief.sections.iter().filter(|section| section.kind == SectionKind::Figures);
    let sentences = told.flat_map(|section| &section.sentences);
    let figures: Vec<&str> =
        sentences.flat_map(|sentence| sentence.passages()).map(Passage::exact).collect();
    let silent = || voices.bodies.values().filter(|named| voices.has_no_voice(&named.name));
    let is_counted = |named: &&Named| figures.iter().any(|words| words.contains(&named.name));
    let mut names: Vec<String> = silent().filter(is_counted).map(|n| n.name.clone()).collect();
    for name in most_named(voices, silent()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    // Of `Harbor Council` and `Harbor Council of Elders` the longer tells both.
    let all = names.clone();
    names.retain(|name| !all.iter().any(|other| other != name && other.contains(name.as_str())));
    names.truncate(MAX_TOLD);
    (!names.is_empty()).then(|| {
        format!(
            "Named in several articles or beside a figure, and no statement of theirs was found: {}.",
            series(&names)
        )
    })
}

/// The names that most origins have, of those that many have.
fn most_named<'n>(voices: &Voices, named: impl Iterator<Item = &'n Named>) -> Vec<String> {
    let least = LEAST_ORIGINS.max(voices.origins.len().div_ceil(ORIGINS_SHARE));
    let mut often: Vec<&Named> = named.filter(|one| one.origins.len() >= least).collect();
    often.sort_by_key(|one| (Reverse(one.origins.len()), one.name.clone()));
    often.into_iter().take(MAX_TOLD).map(|one| one.name.clone()).collect()
}
