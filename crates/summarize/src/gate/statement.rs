//! A sentence of a brief taken apart: who, by which verb, which words, in which outlet, of which day.

use super::{speaker::Speaker, words::SAID};
use crate::cite::{NO_OUTLET, is_quotation_mark, plain};
use onrecord_model::{
    brief::{Part, Sentence, Source},
    dating::Dating,
    passage::Passage,
};

/// What joins speaker and words in a sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Joint {
    /// The source's verb: `said`, `told reporters`.
    Verb(String),
    /// The article's word beside the name: `(adding)`.
    Cue(String),
    /// `According to …`.
    According,
    /// A colon; the sentence has no verb.
    Bare,
    /// Nobody speaks: the outlet reports it.
    Reports,
}

/// Words of a source in a sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Content {
    /// The words.
    pub passage: Passage,
    /// Whether they stand in quotation marks.
    pub is_direct: bool,
}

/// A sentence of a brief taken apart.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Statement {
    /// The day that the sentence speaks of.
    pub when: Dating,
    /// Our words before the statement, such as `1 of 2. `; they stay.
    pub head: Option<String>,
    /// Who speaks; `None` where the outlet reports in its own voice.
    pub speaker: Option<Speaker>,
    /// What joins speaker and words.
    pub joint: Joint,
    /// The words of the source, in order; at least one.
    pub contents: Vec<Content>,
    /// The outlet, with whom its article credits, as the sentence names it.
    pub outlet: String,
    /// The statement as it is shown, without head and tail.
    pub shown: String,
    /// Hedges and repeats, which follow the statement; they stay.
    pub tail: Vec<Part>,
    /// The passages that prove it.
    pub proofs: Vec<Passage>,
}

impl Statement {
    /// Takes a sentence apart; `sources` are those of its brief. `None` for a sentence of another
    /// make: such a sentence is never reworded.
    #[must_use]
    pub fn read(sentence: &Sentence, sources: &[Source]) -> Option<Self> {
        let (head, parts) = split_head(&sentence.parts)?;
        let core = Core::of(&parts)?;
        let article = core.contents.first()?.passage.article();
        let source = sources.iter().find(|source| source.title.article() == article)?;
        let is_one = core.contents.iter().all(|content| content.passage.article() == article);
        let read = core.read(source)?;
        let proofs: Vec<Passage> = core.proofs;
        if !is_one || proofs.is_empty() {
            return None;
        }
        Some(Self {
            when: sentence.when.clone(),
            head,
            speaker: read.who.map(|who| Speaker::read(&who, article)),
            joint: read.joint,
            shown: core.shown,
            contents: core.contents,
            outlet: read.outlet,
            tail: core.tail,
            proofs,
        })
    }

    /// The passages that the statement rests on, outermost ones alone, in order.
    #[must_use]
    pub fn passages(&self) -> Vec<&Passage> {
        let all = self.proofs.iter().chain(self.contents.iter().map(|content| &content.passage));
        let all: Vec<&Passage> = all.collect();
        let holds = |one: &Passage, two: &Passage| {
            one.article() == two.article() && one.span().contains(two.span())
        };
        let mut kept: Vec<&Passage> = Vec::new();
        for passage in &all {
            let is_inner =
                all.iter().any(|other| other.span() != passage.span() && holds(other, passage));
            if !is_inner && !kept.iter().any(|one| holds(one, passage)) {
                kept.push(passage);
            }
        }
        kept
    }

    /// Whether `verb` may be the words between speaker and content.
    #[must_use]
    pub fn allows_verb(&self, verb: &str) -> bool {
        let is_plain = |verb: &str| matches!(verb, "said" | "says");
        match &self.joint {
            Joint::Verb(own) => own == verb || (is_plain(own) && is_plain(verb)),
            Joint::Cue(own) => own == verb,
            Joint::According | Joint::Bare => is_plain(verb) && self.is_plainly_said(),
            Joint::Reports => false,
        }
    }

    /// Whether `according to` may stand for what joins speaker and words.
    #[must_use]
    pub fn allows_according(&self) -> bool {
        match &self.joint {
            Joint::Verb(own) => matches!(own.as_str(), "said" | "says"),
            Joint::According | Joint::Bare => true,
            Joint::Cue(_) | Joint::Reports => false,
        }
    }

    /// Whether a colon may.
    #[must_use]
    pub fn allows_colon(&self) -> bool {
        self.allows_according()
    }

    /// Whether the words are a whole sentence of the article that says itself who says it, so that the
    /// outlet may be named alone.
    #[must_use]
    pub fn tells_itself(&self) -> bool {
        let ([content], Some(speaker)) = (self.contents.as_slice(), &self.speaker) else {
            return false;
        };
        let words = content.passage.exact();
        let is_whole = !content.is_direct
            && self.proofs.iter().any(|proof| proof.exact().trim_end_matches('.') == words);
        let name = speaker.name.as_deref().unwrap_or(&speaker.full);
        let low = words.to_lowercase();
        let has_cue = low.contains("according to ")
            || low.split(|c: char| !c.is_alphanumeric()).any(|word| SAID.has(word));
        is_whole && has_cue && words.contains(name)
    }

    /// Whether `said` is the only reporting verb of the proving sentence.
    fn is_plainly_said(&self) -> bool {
        let Some(proof) = self.proofs.first() else { return false };
        let low = proof.exact().to_lowercase();
        let words = low.split(|c: char| !c.is_alphanumeric());
        let mut verbs = words.filter(|word| SAID.has(word)).peekable();
        verbs.peek().is_some() && verbs.all(|verb| matches!(verb, "said" | "says"))
    }
}

/// Every content of some statements, with its statement and place.
pub fn contents(statements: &[Statement]) -> impl Iterator<Item = (usize, usize, &Content)> {
    statements.iter().enumerate().flat_map(|(at, statement)| {
        statement.contents.iter().enumerate().map(move |(place, content)| (at, place, content))
    })
}

/// The first statement with the speaker of the one at `at`.
#[must_use]
pub fn first_with(statements: &[Statement], at: usize) -> usize {
    let Some(speaker) = statements[at].speaker.as_ref() else { return at };
    let is_same = |one: &Statement| one.speaker.as_ref().is_some_and(|one| one.is_same(speaker));
    statements.iter().position(is_same).unwrap_or(at)
}

/// `1 of 2. ` taken off the first part; `None` where there is no first part of ours.
fn split_head(parts: &[Part]) -> Option<(Option<String>, Vec<Part>)> {
    let Some(Part::Ours(first)) = parts.first() else { return None };
    let mut rest = parts.to_vec();
    let is_counter = |head: &str| {
        let mut words = head.split(' ');
        let is_number = |word: Option<&str>| {
            word.is_some_and(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit()))
        };
        is_number(words.next())
            && words.next() == Some("of")
            && is_number(words.next())
            && words.next().is_none()
    };
    if let Some((head, own)) = first.split_once(". ").filter(|(head, _)| is_counter(head)) {
        rest[0] = Part::Ours(own.to_owned());
        return Some((Some(format!("{head}. ")), rest));
    }
    // `again` may have the counter as a part of its own.
    if first.strip_suffix(". ").is_some_and(is_counter) {
        rest.remove(0);
        return Some((Some(first.clone()), rest));
    }
    Some((None, rest))
}

/// The parts of a sentence by what they are for.
struct Core {
    lead: String,
    close: String,
    contents: Vec<Content>,
    shown: String,
    tail: Vec<Part>,
    proofs: Vec<Passage>,
}

/// What our words before and behind the contents say.
struct Read {
    who: Option<String>,
    joint: Joint,
    outlet: String,
}

impl Core {
    /// Lead, contents parted by ` … `, close; then the tail; at the end the proofs.
    fn of(parts: &[Part]) -> Option<Self> {
        let n_proofs = parts.iter().rev().take_while(|part| matches!(part, Part::Proof(_))).count();
        let (parts, proofs) = parts.split_at(parts.len() - n_proofs);
        let proofs = proofs.iter().filter_map(Part::passage).cloned().collect();
        let (Part::Ours(lead), rest) = parts.split_first()? else { return None };
        let (mut contents, mut shown) = (Vec::new(), lead.clone());
        let mut close = None;
        let mut at = 0;
        while let Some(part) = rest.get(at) {
            at += 1;
            match part {
                Part::Direct(passage) => {
                    shown.push_str(&format!("“{}”", passage.exact()));
                    contents.push(Content { passage: passage.clone(), is_direct: true });
                }
                Part::Retold(passage) => {
                    shown.push_str(passage.exact());
                    contents.push(Content { passage: passage.clone(), is_direct: false });
                }
                Part::Ours(words) if words == " … " => shown.push_str(words),
                Part::Ours(words) => {
                    shown.push_str(words);
                    close = Some(words.clone());
                    break;
                }
                Part::Hedge(_) | Part::Proof(_) => return None,
            }
        }
        let tail = rest[at..].to_vec();
        let is_tail = |part: &Part| !matches!(part, Part::Direct(_) | Part::Retold(_));
        let is_whole = !contents.is_empty() && tail.iter().all(is_tail);
        let lead = lead.clone();
        is_whole.then_some(Self { lead, close: close?, contents, shown, tail, proofs })
    }

    /// Reads lead and close: one of the few shapes in which briefs are written.
    fn read(&self, source: &Source) -> Option<Read> {
        let lead = self.lead.trim_end();
        if lead.contains(is_quotation_mark) || lead.contains("not established") {
            return None;
        }
        if let Some(outlet) = self.close.strip_prefix(", according to ") {
            let (who, joint) = spoken(lead)?;
            return Some(Read {
                who: Some(who),
                joint,
                outlet: outlet.strip_suffix('.')?.to_owned(),
            });
        }
        if self.close != "." {
            return None;
        }
        if let Some(outlet) = lead.strip_suffix(" reports:") {
            return Some(Read { who: None, joint: Joint::Reports, outlet: outlet.to_owned() });
        }
        if let Some((who, outlet)) =
            lead.strip_suffix(':').and_then(|l| l.rsplit_once(", as reported by "))
        {
            let outlet = outlet.to_owned();
            return Some(match who.strip_prefix("According to ") {
                Some(who) => Read { who: Some(who.to_owned()), joint: Joint::According, outlet },
                None => Read { who: Some(who.to_owned()), joint: Joint::Bare, outlet },
            });
        }
        let (outlet, rest) = split_outlet(lead.strip_prefix("According to ")?, source)?;
        let (who, joint) = spoken(rest.strip_prefix(", ")?)?;
        Some(Read { who: Some(who), joint, outlet })
    }
}

/// The outlet at the start of `words`, with whom it credits, and what follows.
fn split_outlet<'w>(words: &'w str, source: &Source) -> Option<(String, &'w str)> {
    let name = plain(&source.outlet);
    let unnamed = format!("an {NO_OUTLET}");
    let start = [name.as_str(), unnamed.as_str()]
        .into_iter()
        .find(|name| !name.is_empty() && words.starts_with(name))?;
    let mut end = start.len();
    let rest = &words[end..];
    if let Some(credit) = source.credited.as_deref().map(plain) {
        let forms = [format!(" (crediting {credit})"), format!(" and that credits {credit}")];
        end += forms.iter().find(|form| rest.starts_with(form.as_str())).map_or(0, String::len);
    }
    Some((words[..end].to_owned(), &words[end..]))
}

/// Speaker and verb: `Ana Ruiz said`, `Ana Ruiz (adding):`, `Ana Ruiz:`. `None` where more than one
/// word could be the verb.
fn spoken(lead: &str) -> Option<(String, Joint)> {
    let lead = lead.trim();
    if let Some((who, cue)) = lead.strip_suffix("):").and_then(|lead| lead.rsplit_once(" (")) {
        return Some((who.to_owned(), Joint::Cue(format!("({cue})"))));
    }
    let bare = lead.trim_end_matches(':');
    let starts: Vec<usize> = bare
        .split_inclusive(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len();
            Some((start, word.trim()))
        })
        .filter(|(start, word)| *start > 0 && SAID.has(word))
        .map(|(start, _)| start)
        .collect();
    match starts.as_slice() {
        [] if lead.ends_with(':') => Some((bare.to_owned(), Joint::Bare)),
        [start] => {
            let (who, verb) = bare.split_at(*start);
            Some((who.trim().to_owned(), Joint::Verb(verb.trim().to_owned())))
        }
        _ => None,
    }
}
