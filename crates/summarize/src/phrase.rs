//! How a sentence says whose words it shows: speaker, role, verb and outlet, as the article has them.

use crate::{
    cite::{NO_OUTLET, is_quotation_mark, plain},
    select::{Chosen, Repeat, What},
};
use onrecord_model::{
    article::{Article, CreditReach},
    brief::Part,
    figure::Figure,
    findings::Findings,
    passage::Passage,
    quotation::{Mode, Quotation, Speaker, SpeakerKind},
};
use onrecord_text::{Span, lists::List, sentence::sentences};
use std::sync::LazyLock;

/// Reporting verbs that can stand between a speaker and the words.
static SAID: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../lang/en/said.txt")).expect("a checked list")
});

/// Words longer than this, in bytes, have their outlet named before them rather than after.
const LONG_WORDS_BYTES: usize = 170;

/// Longest role that is shown, in bytes.
const MAX_ROLE_BYTES: usize = 90;

/// Longest cue that is shown as a verb of our sentence, in bytes.
const MAX_CUE_BYTES: usize = 48;

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
        Form::Named(cue) => spoken(article, findings, quotation, &format!(" ({cue})")),
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
    parts.extend(words(article, quotation));
    parts.push(Part::Ours(".".to_owned()));
    hedges(article, quotation, &mut parts);
    Some(parts)
}

/// The sentence for a whole sentence of an article: the outlet, and its words as they stand there.
#[must_use]
pub fn retold(article: &Article, sentence: Span, repeats: &[Repeat]) -> Vec<Part> {
    let mut parts = vec![Part::Ours(format!("{} reports: ", capital(&outlet(article))))];
    parts.extend(trimmed(article, sentence, &['.']).map(Part::Retold));
    parts.push(Part::Ours(".".to_owned()));
    repeated(repeats, &mut parts);
    parts.extend(Passage::of(article, sentence).map(Part::Proof));
    parts
}

/// The sentence for a figure: who states it, where that is told, and the words around the number.
#[must_use]
pub fn stated(
    article: &Article,
    findings: &Findings,
    figure: &Figure,
    repeats: &[Repeat],
) -> Vec<Part> {
    let outlet = outlet(article);
    // Words of a quotation are its speaker's, also where the figure itself was joined to nobody.
    let within = findings
        .quotations
        .iter()
        .find(|quotation| quotation.content.iter().any(|part| part.contains(figure.span)));
    let (speaker, at) = match (&figure.source, within) {
        (Speaker::NotEstablished { .. }, Some(quotation)) => (&quotation.speaker, quotation.source),
        (speaker, _) => (speaker, figure.source_at),
    };
    let who = match speaker {
        Speaker::NotEstablished { .. } if figure.mode.is_none() && within.is_none() => {
            let words = figure.passage.get(&article.text).unwrap_or_default();
            let verb = match words.contains(is_quotation_mark) {
                true => "reports",
                false => "states in its own voice",
            };
            format!("{} {verb}: ", capital(&outlet))
        }
        speaker => {
            let name = speaker_name(article, findings, speaker, at);
            format!("According to {}, as reported by {outlet}: ", name.trim_end_matches(','))
        }
    };
    let mut parts = vec![Part::Ours(who)];
    let shown = around(article, figure);
    let is_direct = figure.mode == Some(Mode::Direct) && is_enclosed(article, shown);
    if let Some(passage) = trimmed(article, shown, &['.', ',', ';', ':']) {
        parts.push(if is_direct { Part::Direct(passage) } else { Part::Retold(passage) });
    }
    parts.push(Part::Ours(if figure.is_negated {
        ". The figure is denied there.".to_owned()
    } else {
        ".".to_owned()
    }));
    repeated(repeats, &mut parts);
    parts.extend(Passage::of(article, figure.passage).map(Part::Proof));
    parts
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

/// An outlet within a sentence, with whom its article credits.
#[must_use]
pub fn outlet(article: &Article) -> String {
    let name = match article.outlet {
        Some(_) => plain(article.outlet_name()),
        None => format!("an {NO_OUTLET}"),
    };
    match credited(article) {
        Some(credited) if article.outlet.is_some() => format!("{name} (crediting {credited})"),
        Some(credited) => format!("{name} and that credits {credited}"),
        None => name,
    }
}

/// Whom an article credits for its text, other than its own outlet.
#[must_use]
pub fn credited(article: &Article) -> Option<String> {
    let own = plain(article.outlet_name()).to_lowercase();
    let texts = article.credits.iter().filter(|credit| credit.reach != CreditReach::Picture);
    let whole = texts.clone().filter(|credit| credit.reach == CreditReach::Article);
    whole.chain(texts).map(|credit| plain(&credit.name)).find(|name| name.to_lowercase() != own)
}

/// A speaker with the role that the article states: `Ana Ruiz, mayor of Brenmark,`.
#[must_use]
pub fn speaker_name(
    article: &Article,
    findings: &Findings,
    speaker: &Speaker,
    written_at: Option<Span>,
) -> String {
    match speaker {
        Speaker::Established { name, kind, .. } => {
            let role = role(article, findings, name).filter(|_| *kind == SpeakerKind::Person);
            match role {
                Some((role, is_before)) if is_before || !role.contains(' ') => {
                    format!("{role} {}", plain(name))
                }
                Some((role, _)) => format!("{}, {role},", plain(name)),
                None => plain(name),
            }
        }
        Speaker::Unnamed { described_at } => {
            let words = plain(described_at.get(&article.text).unwrap_or_default());
            let words = words.trim_matches(|c: char| !c.is_alphanumeric());
            if words.is_empty() { "a speaker without a name".to_owned() } else { lower(words) }
        }
        Speaker::NotEstablished { .. } => {
            let written = written_at.and_then(|span| span.get(&article.text)).map(plain);
            match written.filter(|words| !words.is_empty() && words.len() <= MAX_ROLE_BYTES) {
                Some(words) => format!("a speaker not established (written: {words})"),
                None => "a speaker not established".to_owned(),
            }
        }
    }
}

/// The role that the article states for a name, and whether it stands right before the name.
fn role(article: &Article, findings: &Findings, name: &str) -> Option<(String, bool)> {
    let entity = findings.entities.iter().find(|entity| entity.name == name)?;
    let span = entity.role_at?;
    let words = plain(span.get(&article.text)?);
    if words.is_empty() || words.len() > MAX_ROLE_BYTES {
        return None;
    }
    let between = Span::new(span.end().min(entity.name_at.start()), entity.name_at.start());
    let is_before = span.end() <= entity.name_at.start()
        && between.get(&article.text).is_some_and(|gap| gap.trim().is_empty());
    Some((words, is_before))
}

/// How speaker and words can be joined without changing what the article says.
enum Form {
    /// By the article's verb: `Ana Ruiz said …`.
    Verb(String),
    /// With the article's word beside the name, where it cannot be the verb: `Ana Ruiz (adding) …`.
    Named(String),
    /// `According to Ana Ruiz, …`.
    According,
    /// Without a verb, since the article has none.
    Bare,
    /// Only the whole sentence is safe: it says that something was *not* said, or may be said.
    Whole,
}

fn form(article: &Article, quotation: &Quotation) -> Form {
    let is_direct = quotation.mode == Mode::Direct;
    let cue = quotation.cue.and_then(|cue| Some((cue, cue.get(&article.text)?)));
    let Some((span, words)) = cue else {
        return if is_direct && !quotation.is_negated { Form::Bare } else { Form::Whole };
    };
    let words = plain(words);
    let is_hedged_cue = is_unsure(article, span, quotation.passage);
    if quotation.is_negated || is_hedged_cue || words.len() > MAX_CUE_BYTES || words.is_empty() {
        return Form::Whole;
    }
    let low = words.to_lowercase();
    if low.starts_with("according to") || low.starts_with("in the words of") {
        return Form::According;
    }
    let first = low.split_whitespace().next().unwrap_or_default();
    let is_alone = first == low;
    match SAID.get(&low).or_else(|| SAID.get(first)) {
        Some("object") if is_alone => match told_whom(article, span, quotation) {
            Some(verb) => Form::Verb(verb),
            None => Form::Named(low),
        },
        Some(_) => Form::Verb(low),
        None if is_direct || first.ends_with("ing") => Form::Named(low),
        None => Form::Whole,
    }
}

/// Most words of whom something was told.
const MAX_OBJECT_WORDS: usize = 6;

/// The verb with whom it was said to, as the article has it: `told Radio Osterau`. `None` where the
/// words after the verb do not end soon in a mark, a "that" or the quotation itself.
fn told_whom(article: &Article, cue: Span, quotation: &Quotation) -> Option<String> {
    let content = quotation.content.iter().map(|part| part.start());
    let next = content.filter(|start| *start >= cue.end()).min();
    let end = next.unwrap_or(quotation.passage.end()).min(quotation.passage.end());
    let after = article.text.get(cue.end()..end.max(cue.end()))?;
    let stops = |c: char| is_quotation_mark(c) || matches!(c, ',' | ';' | ':' | '—' | '–' | '\n');
    let object = after.split(stops).next()?;
    let object = object.split(" that ").next()?.split(" on ").next()?;
    let object = plain(object.trim_end_matches(" that").trim_end_matches('.'));
    let n_words = object.split_whitespace().count();
    let is_told = (1..=MAX_OBJECT_WORDS).contains(&n_words) && object.is_ascii();
    let verb = cue.get(&article.text)?.to_lowercase();
    is_told.then(|| format!("{verb} {object}"))
}

/// Whether the words right before a cue deny it or leave it open: `did not say`, `would say`.
fn is_unsure(article: &Article, cue: Span, sentence: Span) -> bool {
    let from =
        sentence.start().max(article.text.floor_char_boundary(cue.start().saturating_sub(24)));
    let before = article.text.get(from.min(cue.start())..cue.start()).unwrap_or_default();
    let last: Vec<String> =
        before.split_whitespace().rev().take(3).map(str::to_lowercase).collect();
    let is_denied = |word: &String| {
        matches!(
            word.as_str(),
            "not"
                | "never"
                | "no"
                | "nor"
                | "neither"
                | "cannot"
                | "would"
                | "could"
                | "might"
                | "may"
                | "should"
                | "will"
                | "if"
                | "declined"
                | "refused"
                | "without"
        ) || word.ends_with("n't")
            || word.ends_with("n’t")
    };
    last.iter().any(is_denied)
}

/// `Ana Ruiz said “…”, according to the Courier.`, or the outlet first where the words are long.
fn spoken(article: &Article, findings: &Findings, quotation: &Quotation, verb: &str) -> Vec<Part> {
    let name = speaker_name(article, findings, &quotation.speaker, quotation.source);
    let outlet = outlet(article);
    let words = words(article, quotation);
    let n_bytes: usize = words.iter().filter_map(Part::passage).map(|p| p.span().len()).sum();
    let is_named = matches!(quotation.speaker, Speaker::Established { .. });
    let name = if verb.is_empty() { name.trim_end_matches(',').to_owned() } else { name };
    let joint = joint(verb, &words);
    let mut parts = Vec::new();
    if is_named && n_bytes <= LONG_WORDS_BYTES {
        parts.push(Part::Ours(format!("{}{verb}{joint}", capital(&name))));
        parts.extend(words);
        parts.push(Part::Ours(format!(", according to {outlet}.")));
    } else {
        parts.push(Part::Ours(format!("According to {outlet}, {name}{verb}{joint}")));
        parts.extend(words);
        parts.push(Part::Ours(".".to_owned()));
    }
    parts
}

/// `According to Ana Ruiz, as reported by the Courier, …`.
fn according(article: &Article, findings: &Findings, quotation: &Quotation) -> Vec<Part> {
    let name = speaker_name(article, findings, &quotation.speaker, quotation.source);
    let lead =
        format!("According to {}, as reported by {}", name.trim_end_matches(','), outlet(article));
    let mut parts = vec![Part::Ours(format!("{lead}: "))];
    parts.extend(words(article, quotation));
    parts.push(Part::Ours(".".to_owned()));
    parts
}

/// What stands between verb and words: a colon where the words begin a sentence of their own.
fn joint(verb: &str, words: &[Part]) -> &'static str {
    let is_own_sentence = match words.first() {
        Some(Part::Retold(passage)) => passage.exact().starts_with(char::is_uppercase),
        _ => false,
    };
    if verb.is_empty() || verb.ends_with(')') || is_own_sentence { ": " } else { " " }
}

/// The words of a quotation: direct only where the article has them in quotation marks.
fn words(article: &Article, quotation: &Quotation) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for span in &quotation.content {
        let is_direct = quotation.mode == Mode::Direct && is_enclosed(article, *span);
        let span = if is_direct { *span } else { with_marks(article, *span) };
        let Some(passage) = trimmed(article, span, &['.', ',', ';', ':', ' ']) else { continue };
        if !parts.is_empty() {
            parts.push(Part::Ours(" … ".to_owned()));
        }
        parts.push(if is_direct { Part::Direct(passage) } else { Part::Retold(passage) });
    }
    parts
}

/// The words of a span as a source's own, without marks at their end; `None` where the article does
/// not have them in quotation marks.
#[must_use]
pub fn own_words(article: &Article, span: Span) -> Option<Passage> {
    let is_own = is_enclosed(article, span);
    is_own.then(|| trimmed(article, span, &['.', ',', ';', ':', ' '])).flatten()
}

/// Whether the article has the words of a span in quotation marks, with none of them inside: an
/// analyzer that is wrong about this must not make anybody say what was only retold.
fn is_enclosed(article: &Article, span: Span) -> bool {
    let Some(inside) = span.get(&article.text) else { return false };
    let before = article.text[..span.start()].trim_end_matches([' ', '\u{a0}']).chars().next_back();
    let after = article.text[span.end()..].trim_start_matches([',', '.', ' ', '!', '?', '\u{a0}']);
    let is_mark = |c: char| is_quotation_mark(c) || matches!(c, '‘' | '’' | '\'');
    let opens = before.is_some_and(is_mark);
    let closes = after.chars().next().is_some_and(is_mark);
    (opens || closes) && !inside.contains(is_quotation_mark)
}

/// The span with a quotation mark at its edge taken in, where only its partner is inside.
fn with_marks(article: &Article, span: Span) -> Span {
    let Some(inside) = span.get(&article.text) else { return span };
    if inside.chars().filter(|c| is_quotation_mark(*c)).count() % 2 == 0 {
        return span;
    }
    let next = article.text[span.end()..].chars().next().filter(|c| is_quotation_mark(*c));
    let last = article.text[..span.start()].chars().next_back().filter(|c| is_quotation_mark(*c));
    match (next, last) {
        (Some(c), _) => Span::new(span.start(), span.end() + c.len_utf8()),
        (None, Some(c)) => Span::new(span.start() - c.len_utf8(), span.end()),
        (None, None) => span,
    }
}

/// The passage of a span without the marks given at its end, which belong to the article's sentence
/// rather than to what is shown of it.
#[must_use]
pub fn trimmed(article: &Article, span: Span, marks: &[char]) -> Option<Passage> {
    let inside = span.get(&article.text)?.trim_end();
    let kept = inside.trim_end_matches(marks);
    // An ellipsis or an abbreviation's last stop is part of the words.
    let kept = if inside.ends_with("..") || kept.ends_with(['.', '…']) { inside } else { kept };
    Passage::of(article, Span::new(span.start(), span.start() + kept.len()))
}

/// Longest sentence that a figure is shown in whole, in bytes.
const WHOLE_SENTENCE_BYTES: usize = 240;

/// The words of a figure: its sentence, which says of what and when; where that is long, from what
/// it counts to what happened to it.
fn around(article: &Article, figure: &Figure) -> Span {
    let sentence = figure.passage;
    let told = [figure.counted, figure.of, figure.relation];
    let joined = told.into_iter().flatten().fold(figure.span, Span::cover);
    let n_words = joined.get(&article.text).unwrap_or_default().split_whitespace().count();
    let says_enough = figure.relation.is_some() && n_words >= 4;
    let is_long = sentence.len() > WHOLE_SENTENCE_BYTES;
    if is_long && says_enough && sentence.contains(joined) { joined } else { sentence }
}

/// Hedges beside their statement, each as written.
fn hedges(article: &Article, quotation: &Quotation, parts: &mut Vec<Part>) {
    let hedges = quotation.hedges.iter().filter_map(|span| Passage::of(article, *span));
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

/// An outlet without its credits.
#[must_use]
pub fn name_alone(article: &Article) -> String {
    match article.outlet {
        Some(_) => plain(article.outlet_name()),
        None => format!("an {NO_OUTLET}"),
    }
}

/// The sentence that gives a speaker's full name, where it is another one than the quotation's own.
fn name_given(article: &Article, speaker: &Speaker, passage: Span) -> Option<Passage> {
    let Speaker::Established { name_at, .. } = speaker else { return None };
    if passage.intersects(*name_at) {
        return None;
    }
    Passage::of(article, sentence_of(article, *name_at)?)
}

/// The sentence of an article that holds a span.
#[must_use]
pub fn sentence_of(article: &Article, span: Span) -> Option<Span> {
    let block = article.zone_at(span.start())?.span;
    let inside = block.get(&article.text)?;
    let found = sentences(inside).into_iter().map(|sentence| sentence.shifted(block.start()));
    found.into_iter().find(|sentence| sentence.contains(span)).or(Some(span))
}

/// The words with their first letter in upper case.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// The words with their first letter in lower case where only the start of a sentence raised it:
/// an article or a pronoun.
fn lower(words: &str) -> String {
    let first = words.split_whitespace().next().unwrap_or_default();
    let is_raised = ["The", "A", "An", "One", "Some", "Several", "Two"].contains(&first);
    if is_raised { words[..1].to_lowercase() + &words[1..] } else { words.to_owned() }
}

/// `: reason.` to end a sentence of ours with, or only the full stop where there is no reason.
#[must_use]
pub fn sentence_end(reason: &str) -> String {
    // Words that a reason names stand in backticks there.
    let parts = plain(reason);
    let parts = parts.split('`').enumerate();
    let marks = parts.map(|(idx, part)| match idx % 2 {
        0 if idx > 0 => format!("’{part}"),
        0 => part.to_owned(),
        _ => format!("‘{part}"),
    });
    let reason: String = marks.collect();
    let reason = reason.trim_end_matches(['.', ' ']);
    if reason.is_empty() { ".".to_owned() } else { format!(": {reason}.") }
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn series(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
