//! Who is heard in a corpus, who is only named, and which amounts are stated: every finding read once.

use crate::{
    cite::plain,
    corpus::{Corpus, Index},
    naming::{lower, name_alone},
    somebody::is_somebody,
};
use onrecord_model::{
    article::Article,
    entity::EntityKind,
    figure::{Amount, Figure},
    findings::Findings,
    id::Id,
    quotation::{Mode, Quotation, Speaker, SpeakerKind},
};
use onrecord_text::{lists::List, normal::folded};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// Words that tell which kind of party a source is.
static SIDES: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../lang/en/sides.txt")).expect("a checked list")
});

/// Somebody to whom statements are given.
#[derive(Clone, Debug, Default)]
pub struct Voice {
    /// As the articles write it.
    pub name: String,
    /// Statements.
    pub n_statements: usize,
    /// Whether any is told in words of his or its own.
    pub has_own_words: bool,
    /// The outlets that tell them.
    pub outlets: BTreeSet<String>,
}

/// Somebody or something that articles name.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// In full, as first written.
    pub name: String,
    /// The origins that do.
    pub origins: BTreeSet<Id>,
}

/// What an amount is held against others by: its value, bounds and unit.
pub type Stated<'c> = (Option<Amount>, Option<Amount>, Option<Amount>, &'c str);

/// Everything of a corpus that tells whose word a text rests on.
#[derive(Clone, Debug, Default)]
pub struct Voices<'c> {
    /// Who says something, by name or description.
    pub heard: BTreeMap<String, Voice>,
    /// People named in full, by their last name.
    pub people: BTreeMap<String, Named>,
    /// Bodies, by their name.
    pub bodies: BTreeMap<String, Named>,
    /// The origins that state an amount.
    pub amounts: BTreeMap<Stated<'c>, BTreeSet<Id>>,
    /// Statements by the kind of their source, where words tell it.
    pub sides: BTreeMap<&'static str, usize>,
    /// Origins in all.
    pub origins: BTreeSet<Id>,
    /// Words of the names, offices and descriptions of whoever is heard, writes or publishes.
    words: BTreeSet<String>,
    /// Last names of people who are.
    last_names: BTreeSet<String>,
}

impl<'c> Voices<'c> {
    /// Reads the corpus once.
    #[must_use]
    pub fn of(corpus: &Corpus<'c>, index: &Index) -> Self {
        let mut voices = Self::default();
        for (article, findings) in corpus.articles {
            let origin = index.origin(article.id);
            voices.origins.insert(origin);
            let roles = roles(article, findings);
            for quotation in &findings.quotations {
                voices.hear(article, quotation, &roles);
            }
            for figure in &findings.figures {
                voices.count(figure, origin);
            }
            voices.publish(article);
            voices.name(findings, origin);
        }
        voices
    }

    /// Whether nobody of this last name is heard, nor writes.
    #[must_use]
    pub fn is_silent(&self, last_name: &str) -> bool {
        !self.last_names.contains(last_name)
    }

    /// Whether no word of a body's name stands in the name, office or description of a source: in
    /// doubt a body counts as heard.
    #[must_use]
    pub fn has_no_voice(&self, body: &str) -> bool {
        !words(body).any(|word| self.words.contains(&word))
    }

    fn hear(&mut self, article: &Article, quotation: &Quotation, roles: &BTreeMap<&str, &str>) {
        let (name, role, is_party) = match &quotation.speaker {
            Speaker::Established { name, kind, .. } => {
                let is_party = matches!(kind, SpeakerKind::Person | SpeakerKind::Organization);
                (name.as_str(), roles.get(name.as_str()).copied().unwrap_or_default(), is_party)
            }
            Speaker::Decided { name: Some(name), .. } => (name.as_str(), "", true),
            Speaker::Unnamed { described_at } => {
                let words = described_at.get(&article.text).unwrap_or_default();
                // `A Pentagon spokesman` speaks for a party, `officials` for none that is told.
                let mut rest = words.split_whitespace().skip(1);
                let is_party =
                    is_somebody(words) && rest.any(|w| w.starts_with(char::is_uppercase));
                (words, "", is_party)
            }
            Speaker::Decided { .. } | Speaker::NotEstablished { .. } => return,
        };
        self.words.extend(words(name).chain(words(role)));
        self.last_names.extend(last_name(name));
        if !quotation.is_statement() {
            return;
        }
        let all: Vec<String> = words(role).chain(words(name)).collect();
        if let Some(side) = all.iter().find_map(|word| side(word)) {
            *self.sides.entry(side).or_insert(0) += 1;
        }
        if is_party {
            let voice = self.heard.entry(folded(name)).or_default();
            voice.name = lower(&plain(name));
            voice.n_statements += 1;
            voice.has_own_words |= quotation.mode != Mode::Indirect;
            voice.outlets.insert(name_alone(article));
        }
    }

    fn count(&mut self, figure: &'c Figure, origin: Id) {
        let name = figure.source.name().unwrap_or_default();
        self.words.extend(words(name));
        self.last_names.extend(last_name(name));
        // `More than 90 percent` states the 90 that another gives as `90 percent`.
        let amount = (figure.value, None, None, figure.unit.as_str());
        for key in [stated(figure), amount] {
            self.amounts.entry(key).or_default().insert(origin);
        }
    }

    fn publish(&mut self, article: &Article) {
        let credits = article.credits.iter().map(|credit| credit.name.as_str());
        let names = credits.chain([article.outlet_name()]);
        self.words.extend(names.flat_map(words));
        let authors = article.authors.iter().filter_map(|author| last_name(&author.value));
        self.last_names.extend(authors);
    }

    fn name(&mut self, findings: &Findings, origin: Id) {
        for entity in &findings.entities {
            let key = match entity.kind {
                EntityKind::Person => last_name(&entity.name).filter(|_| entity.name.contains(' ')),
                EntityKind::Organization => Some(folded(&entity.name)),
                EntityKind::Place => None,
            };
            let Some(key) = key else { continue };
            let all = match entity.kind {
                EntityKind::Person => &mut self.people,
                _ => &mut self.bodies,
            };
            let named = all.entry(key).or_default();
            if named.name.is_empty() {
                named.name = plain(&entity.name);
            }
            named.origins.insert(origin);
        }
    }
}

/// What an amount is held against others by.
#[must_use]
pub fn stated(figure: &Figure) -> Stated<'_> {
    (figure.value, figure.low, figure.high, &figure.unit)
}

/// The offices that an article states, by name.
fn roles<'a>(article: &'a Article, findings: &'a Findings) -> BTreeMap<&'a str, &'a str> {
    let stated = findings
        .entities
        .iter()
        .filter_map(|entity| Some((entity.name.as_str(), entity.role_at?.get(&article.text)?)));
    stated.collect()
}

/// The kind of party that a word tells, in the singular or the plural.
fn side(word: &str) -> Option<&'static str> {
    let one = word.strip_suffix('s').unwrap_or(word);
    let many = one.strip_suffix("ie").map(|stem| format!("{stem}y"));
    [Some(word), Some(one), many.as_deref()].into_iter().flatten().find_map(|word| SIDES.get(word))
}

/// Words of a name that tell nothing of who it is.
const SMALL: [&str; 9] = ["a", "an", "and", "for", "in", "of", "on", "s", "the"];

fn words(name: &str) -> impl Iterator<Item = String> {
    let folded = folded(name);
    let all = folded.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
    let kept: Vec<String> =
        all.filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str())).collect();
    kept.into_iter()
}

/// The last word of a name, folded; `Omar al-Harun` and `Omar Harun` are one.
fn last_name(name: &str) -> Option<String> {
    let name = folded(name);
    let last = name.rsplit(' ').next()?;
    let last = last.strip_prefix("al-").or_else(|| last.strip_prefix("el-")).unwrap_or(last);
    (!last.is_empty()).then(|| last.to_owned())
}
