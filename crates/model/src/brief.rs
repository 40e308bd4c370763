//! Brief and timeline: sentences, each holding the passages it rests on.

use crate::{dating::Dating, passage::Passage};

/// A short text in which every sentence rests on passages.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Brief {
    /// What it is about, in words that somebody said where there are some.
    pub title: Vec<Part>,
    /// The query that chose the articles; empty for all.
    pub query: String,
    /// How much it rests on.
    pub basis: Basis,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// What is missing from the corpus, in our own words: about the corpus, never about the world.
    pub missing: Vec<String>,
    /// The articles behind it, in order, for the list of sources.
    pub sources: Vec<Source>,
    /// What a language model reworded; `None` where none was asked, as by default.
    pub rephrased: Option<Rephrased>,
}

/// What a language model reworded of a brief, and how each such sentence read before.
///
/// The words of sources in a reworded sentence are passages as everywhere; only what stands between
/// them is the model's, and a gate held it to the sentence that it replaces.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Rephrased {
    /// The model's name, as the settings give it.
    pub model: String,
    /// Sentences that the model was asked about.
    pub n_asked: usize,
    /// Those of them that stand reworded.
    pub n_rephrased: usize,
    /// Those of them whose rewording the gate refused; they stand as they were.
    pub n_dropped: usize,
    /// Those of them that got no answer; they stand as they were.
    pub n_unanswered: usize,
    /// Why the model could not be asked, where it could not.
    pub problem: Option<String>,
    /// Per reworded sentence of the brief what it was, in their order.
    pub originals: Vec<Original>,
}

/// What one reworded sentence of a brief was.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Original {
    /// The section of the reworded sentence.
    pub section: SectionKind,
    /// Its place in the section, from 0.
    pub place: usize,
    /// The sentences that it replaces: one, or several that it joins.
    pub was: Vec<Sentence>,
}

/// How much a brief rests on.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Basis {
    /// Passages cited.
    pub n_passages: usize,
    /// Articles considered.
    pub n_articles: usize,
    /// At most so many independent origins among them.
    pub n_origins: usize,
}

/// A section of a brief.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Section {
    /// What it gathers.
    pub kind: SectionKind,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// What a section gathers.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum SectionKind {
    /// What was said.
    Said,
    /// Statements made again.
    Recurring,
    /// What changed from one capture of a page to the next.
    Changed,
    /// Where statements differ or conflict.
    Differs,
    /// Figures and who states them.
    Figures,
    /// Events placed on days.
    Timeline,
    /// Who copied whom.
    Origins,
}

/// A sentence with the day it speaks of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sentence {
    /// The day, as evidence; the default for a sentence about no day.
    pub when: Dating,
    /// The speaker or subject that it stands under with others, as the articles write it; `None` where
    /// its section is not parted.
    pub group: Option<String>,
    /// The words, ours and the sources', in order.
    pub parts: Vec<Part>,
}

/// A run of words in a brief, and whose they are.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Part {
    /// Our own: attribution, dates, joining words.
    Ours(String),
    /// A source's own words, to be shown in quotation marks.
    Direct(Passage),
    /// Words taken from the article that retells the source; shown as the outlet's.
    Retold(Passage),
    /// A hedge, shown beside its statement.
    Hedge(Passage),
    /// A passage cited without being shown: the proof of the words before it.
    Proof(Passage),
}

/// An article behind a brief.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Source {
    /// The first passage of the article: its title, or the start of the text.
    pub title: Passage,
    /// The people named as authors, in order.
    pub authors: Vec<String>,
    /// The outlet's name, or that it is not stated.
    pub outlet: String,
    /// Who is credited, where somebody is.
    pub credited: Option<String>,
    /// The address, where one is known.
    pub address: Option<String>,
    /// When it was published.
    pub published: Dating,
}

impl Sentence {
    /// The passages it rests on, in order.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.parts.iter().filter_map(Part::passage)
    }
}

impl Part {
    /// The passage behind the words; none behind our own.
    #[must_use]
    pub fn passage(&self) -> Option<&Passage> {
        match self {
            Part::Ours(_) => None,
            Part::Direct(passage)
            | Part::Retold(passage)
            | Part::Hedge(passage)
            | Part::Proof(passage) => Some(passage),
        }
    }
}

impl Brief {
    /// What the sentence at a place of a section was before a model reworded it; nothing for one that
    /// stands as it was written.
    #[must_use]
    pub fn original(&self, section: SectionKind, place: usize) -> Option<&[Sentence]> {
        let originals = &self.rephrased.as_ref()?.originals;
        let found = originals.iter().find(|one| (one.section, one.place) == (section, place));
        found.map(|one| one.was.as_slice())
    }

    /// Every passage cited, in order of first citation, each once; their places are the note numbers.
    #[must_use]
    pub fn notes(&self) -> Vec<&Passage> {
        let sentences = self.sections.iter().flat_map(|section| &section.sentences);
        let titles = self.title.iter().filter_map(Part::passage);
        let mut seen = std::collections::BTreeSet::new();
        let cited = titles.chain(sentences.flat_map(Sentence::passages));
        cited.filter(|passage| seen.insert((passage.article(), passage.span()))).collect()
    }
}
