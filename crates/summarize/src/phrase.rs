//! Sentences: speaker, verb, words, outlet, hedges, repeats and proof, in this order.

use crate::{
    naming::{capital, name_alone, outlet, speaker_name},
    select::{Chosen, Repeat, What},
    shown::{around, is_enclosed, name_given, stop, trimmed, without_lead, words},
    verb::{Form, form},
};
use onrecord_model::{
    article::Article,
    brief::Part,
    dating::Dating,
    figure::Figure,
    findings::Findings,
    passage::Passage,
    quotation::{Mode, Quotation, Speaker},
};
use onrecord_text::Span;

/// Words longer than this, in bytes, have their outlet named before them rather than after.
const LONG_WORDS_BYTES: usize = 170;

/// The sentence for something said: speaker, verb and words, the outlet, hedges, repeats, proof.
#[must_use]
pub fn said(
    article: &Article,
    findings: &Findings,
    quotation: &Quotation,
    repeats: &[Repeat],
) -> Vec<Part> {
    let mut parts = match form(article, quotation) {
        Form::Whole => return retold(article, quotation.passage, repeats),
        Form::Verb(verb) => spoken(article, findings, quotation, &format!(" {verb}")),
        Form::According => according(article, findings, quotation),
        Form::Bare => spoken(article, findings, quotation, ""),
    };
    hedges(article, quotation, &mut parts);
    repeated(repeats, &mut parts);
    parts.extend(Passage::of(article, quotation.passage).map(Part::Proof));
    parts.extend(name_given(article, &quotation.speaker, quotation.passage).map(Part::Proof));
    parts
}

/// Something said, in short: speaker, outlet, words and hedges, without verb and repeats. `None`
/// where only the whole sentence is safe.
#[must_use]
pub fn said_shortly(
    article: &Article,
    findings: &Findings,
    quotation: &Quotation,
) -> Option<Vec<Part>> {
    if let Form::Whole = form(article, quotation) {
        return None;
    }
    let name = speaker_name(article, findings, &quotation.speaker, quotation.source);
    let name = capital(name.trim_end_matches(','));
    let mut parts = vec![Part::Ours(format!("{name}, as reported by {}: ", outlet(article)))];
    let mut said = words(article, quotation);
    let is_clause = without_that(article, &mut said);
    // Without its verb before it a part of a sentence says nothing: `would begin on Monday`.
    let is_part = matches!(said.first(), Some(Part::Retold(passage))
        if passage.exact().starts_with(char::is_lowercase));
    if is_part && !is_clause {
        return None;
    }
    parts.extend(said);
    parts.push(Part::Ours(stop(&parts).to_owned()));
    hedges(article, quotation, &mut parts);
    Some(parts)
}

/// The sentence for a whole sentence of an article: the outlet, and its words as they stand there.
#[must_use]
pub fn retold(article: &Article, sentence: Span, repeats: &[Repeat]) -> Vec<Part> {
    let mut parts = vec![Part::Ours(format!("{} reports: ", capital(&outlet(article))))];
    let shown = without_lead(article, sentence);
    parts.extend(trimmed(article, shown, &['.']).map(Part::Retold));
    parts.push(Part::Ours(stop(&parts).to_owned()));
    repeated(repeats, &mut parts);
    parts.extend(Passage::of(article, sentence).map(Part::Proof));
    parts
}

/// The sentence of a timeline for a whole sentence of an article, with the day of its report: of
/// the day itself, or looking back or ahead to it from another one.
#[must_use]
pub fn recorded(article: &Article, sentence: Span, when: &Dating) -> Vec<Part> {
    let published = &article.published;
    let on = match published.best {
        None => String::new(),
        Some(_) if published.best == when.best => " that day".to_owned(),
        Some(_) => format!(" on {}", published.label()),
    };
    let mut parts = vec![Part::Ours(format!("{} reports{on}: ", capital(&outlet(article))))];
    let shown = without_lead(article, sentence);
    parts.extend(trimmed(article, shown, &['.']).map(Part::Retold));
    parts.push(Part::Ours(stop(&parts).to_owned()));
    parts.extend(Passage::of(article, sentence).map(Part::Proof));
    parts
}

/// The sentence for a figure: who states it, where that is told, and the words around the number. A
/// figure inside a quotation is shown as its speaker's words.
#[must_use]
pub fn stated(
    article: &Article,
    findings: &Findings,
    figure: &Figure,
    repeats: &[Repeat],
) -> Vec<Part> {
    // Words of a quotation are its speaker's, also where the figure itself was joined to nobody.
    let within = findings
        .quotations
        .iter()
        .find(|quotation| quotation.content.iter().any(|part| part.contains(figure.span)));
    if let Some(quotation) = within.filter(|one| !matches!(form(article, one), Form::Whole)) {
        let mut parts = said(article, findings, quotation, repeats);
        deny(figure, &mut parts);
        return parts;
    }
    let (speaker, at) = match (&figure.source, within) {
        (Speaker::NotEstablished { .. }, Some(quotation)) => (&quotation.speaker, quotation.source),
        (speaker, _) => (speaker, figure.source_at),
    };
    let shown = around(article, figure);
    let is_own_voice = figure.mode.is_none() && within.is_none();
    let is_nobody = matches!(speaker, Speaker::NotEstablished { .. }) && is_own_voice;
    // A sentence that names its source itself needs no second naming; "in its own voice" would deny
    // a source that the sentence may name and we did not find.
    // Whoever is not established is named by the sentence, or by nobody.
    let is_unknown =
        matches!(speaker, Speaker::NotEstablished { .. } | Speaker::Decided { name: None, .. });
    let who = if is_nobody || is_unknown || names(article, shown, speaker, at) {
        format!("{} reports: ", capital(&outlet(article)))
    } else {
        let name = speaker_name(article, findings, speaker, at);
        let name = name.trim_end_matches(',');
        format!("According to {name}, as reported by {}: ", outlet(article))
    };
    let mut parts = vec![Part::Ours(who)];
    let is_direct = figure.mode == Some(Mode::Direct) && is_enclosed(article, shown);
    if let Some(passage) = trimmed(article, shown, &['.', ',', ';', ':']) {
        parts.push(if is_direct { Part::Direct(passage) } else { Part::Retold(passage) });
    }
    parts.push(Part::Ours(stop(&parts).to_owned()));
    deny(figure, &mut parts);
    repeated(repeats, &mut parts);
    parts.extend(Passage::of(article, figure.passage).map(Part::Proof));
    parts
}

/// Says that a figure is denied, unless words of denial are shown with it.
fn deny(figure: &Figure, parts: &mut Vec<Part>) {
    let shown =
        parts.iter().filter_map(Part::passage).map(|passage| passage.exact().to_lowercase());
    let denies = |word: &str| {
        matches!(word, "no" | "not" | "never" | "nor" | "without" | "cannot")
            || word.ends_with("n't")
            || word.ends_with("n’t")
            || word.starts_with("den")
    };
    let is_told = shown.into_iter().any(|words| words.split_whitespace().any(denies));
    if figure.is_negated && !is_told {
        parts.push(Part::Ours(" The figure is denied there.".to_owned()));
    }
}

/// Whether the words shown name their source themselves: by the place where the source stands, if
/// that is more than a pronoun, or by the last word of the name.
fn names(article: &Article, shown: Span, speaker: &Speaker, at: Option<Span>) -> bool {
    let written = at.filter(|at| shown.contains(*at)).and_then(|at| at.get(&article.text));
    let is_pronoun = |words: &str| {
        let low = words.to_lowercase();
        matches!(low.as_str(), "he" | "she" | "it" | "they" | "i" | "we" | "who")
    };
    if written.is_some_and(|words| !is_pronoun(words.trim())) {
        return true;
    }
    let last = speaker.name().and_then(|name| name.split_whitespace().next_back());
    last.is_some_and(|last| shown.get(&article.text).is_some_and(|words| words.contains(last)))
}

/// The sentence for a chosen candidate.
#[must_use]
pub fn sentence(chosen: &Chosen) -> Vec<Part> {
    let (one, repeats) = (&chosen.shown, &chosen.repeats);
    match one.what {
        What::Said(quotation) => said(one.article, one.findings, quotation, repeats),
        What::Stated(figure) => stated(one.article, one.findings, figure, repeats),
    }
}

/// `Ana Ruiz said “…”, according to the Courier.`, or the outlet first where the words are long.
fn spoken(article: &Article, findings: &Findings, quotation: &Quotation, verb: &str) -> Vec<Part> {
    let name = speaker_name(article, findings, &quotation.speaker, quotation.source);
    let outlet = outlet(article);
    let mut words = words(article, quotation);
    let n_bytes: usize = words.iter().filter_map(Part::passage).map(|p| p.span().len()).sum();
    let is_named = quotation.speaker.name().is_some();
    let name = if verb.is_empty() { name.trim_end_matches(',').to_owned() } else { name };
    let joint = match (joint(article, verb, &words), without_that(article, &mut words)) {
        (" ", true) => " that ",
        (joint, _) => joint,
    };
    let mut parts = Vec::new();
    // What ends in a full stop inside marks cannot be gone on after.
    let last = words.last().and_then(Part::passage).map_or("", Passage::exact);
    let ends_itself = stop(&words).is_empty()
        || [",\"", ",”", ",''", ",’’"].iter().any(|end| last.ends_with(end));
    if is_named && n_bytes <= LONG_WORDS_BYTES && !ends_itself {
        parts.push(Part::Ours(format!("{}{verb}{joint}", capital(&name))));
        parts.extend(words);
        parts.push(Part::Ours(format!(", according to {outlet}.")));
    } else {
        parts.push(Part::Ours(format!("According to {outlet}, {name}{verb}{joint}")));
        parts.extend(words);
        parts.push(Part::Ours(stop(&parts).to_owned()));
    }
    parts
}

/// `According to Ana Ruiz, as reported by the Courier, …`.
fn according(article: &Article, findings: &Findings, quotation: &Quotation) -> Vec<Part> {
    let name = speaker_name(article, findings, &quotation.speaker, quotation.source);
    let lead =
        format!("According to {}, as reported by {}", name.trim_end_matches(','), outlet(article));
    let mut parts = vec![Part::Ours(format!("{lead}: "))];
    let mut said = words(article, quotation);
    without_that(article, &mut said);
    parts.extend(said);
    parts.push(Part::Ours(stop(&parts).to_owned()));
    parts
}

/// Takes a "that" from the start of retold words: our own sentence says it, or a colon instead.
fn without_that(article: &Article, words: &mut [Part]) -> bool {
    let Some(Part::Retold(passage)) = words.first() else { return false };
    let rest = passage.exact().strip_prefix("that ").or(passage.exact().strip_prefix("that, "));
    let Some(rest) = rest.filter(|rest| rest.contains(' ')) else { return false };
    let span = Span::new(passage.span().end() - rest.len(), passage.span().end());
    let Some(rest) = Passage::of(article, span) else { return false };
    words[0] = Part::Retold(rest);
    true
}

/// What stands between verb and words: a colon where the words begin a sentence of their own.
fn joint(article: &Article, verb: &str, words: &[Part]) -> &'static str {
    let is_own_sentence = match words.first() {
        Some(Part::Retold(passage)) if passage.exact().starts_with(char::is_uppercase) => {
            // A name has its capital anywhere; here the words must follow a mark or begin the text.
            let before = article.text.get(..passage.span().start()).unwrap_or_default();
            let last = before.trim_end_matches(' ').chars().next_back();
            last.is_none_or(|c| !c.is_alphanumeric() && c != ',')
        }
        _ => false,
    };
    if verb.is_empty() || is_own_sentence { ": " } else { " " }
}

/// Hedges beside their statement, each as written.
fn hedges(article: &Article, quotation: &Quotation, parts: &mut Vec<Part>) {
    let hedges = quotation.hedges.iter().filter_map(|span| Passage::of(article, *span));
    // The month of May hedges nothing.
    let hedges = hedges.filter(|hedge| hedge.exact() != "May");
    listed(" Hedge: ", hedges.map(Part::Hedge), parts);
}

/// `lead a; b.` in our words around parts; nothing for none.
pub fn listed(lead: &str, items: impl Iterator<Item = Part>, parts: &mut Vec<Part>) {
    let n_before = parts.len();
    for item in items {
        let joint = if parts.len() == n_before { lead } else { "; " };
        parts.push(Part::Ours(joint.to_owned()));
        parts.push(item);
    }
    if parts.len() > n_before {
        parts.push(Part::Ours(".".to_owned()));
    }
}

/// Names the articles that repeat a statement: reprints of one origin apart from other articles.
pub fn repeated(repeats: &[Repeat], parts: &mut Vec<Part>) {
    for (is_same_origin, lead) in [(true, " Reprinted, one origin: "), (false, " Also in: ")] {
        let some = repeats.iter().filter(|repeat| repeat.is_same_origin == is_same_origin);
        let mut lead = lead;
        let n_before = parts.len();
        for repeat in some.take(MAX_REPEATS) {
            let label = repeat.article.published.label();
            let name = name_alone(repeat.article);
            parts.push(Part::Ours(format!("{lead}{name}, {label}")));
            parts.extend(Passage::of(repeat.article, repeat.passage).map(Part::Proof));
            lead = "; ";
        }
        let n = repeats.iter().filter(|repeat| repeat.is_same_origin == is_same_origin).count();
        if n > MAX_REPEATS {
            parts.push(Part::Ours(format!("; and {} more", n - MAX_REPEATS)));
        }
        if parts.len() > n_before {
            parts.push(Part::Ours(".".to_owned()));
        }
    }
}

/// Most repeats of one statement that are named one by one.
const MAX_REPEATS: usize = 4;
