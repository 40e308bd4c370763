//! Why: what an identifier names, and the evidence behind each of its parts.

use crate::{
    answer::{ArticleLine, copy_word, relation_word},
    decided::{Reading, State, says},
    error::{Error, Result},
    local::Center,
    precision::Precision,
    query::Query,
    redate,
};
use onrecord_model::{
    article::{Article, Field, Place},
    claim::Claim,
    copy::{Copy, Direction},
    dating::{Dating, Evidence, EvidenceKind, Says},
    decision::What,
    findings::Findings,
    id::{ID_BYTES, Id},
    passage::Passage,
    quotation::Speaker,
};
use onrecord_store::Found;
use onrecord_text::Span;

/// What an identifier names.
pub enum Named {
    /// An article with its findings.
    Article(Box<(Article, Findings)>),
    /// A passage of an article.
    Passage(Box<(Article, Findings)>, Passage),
    /// A claim.
    Claim(Box<Claim>),
}

/// Reasons under a heading, as `explain` shows them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Why {
    /// What is explained: `published`, `title`, `speaker of …`.
    pub about: String,
    /// What was decided.
    pub decided: String,
    /// The reasons and the evidence, one to a line.
    pub because: Vec<String>,
}

impl Center {
    /// What `name` names: the first digits of an article, of its capture or of a claim, or a passage
    /// as `article/start-end`.
    ///
    /// # Errors
    ///
    /// When it names nothing, or more than one thing.
    pub fn named(&self, name: &str) -> Result<Named> {
        let (start, place) = match name.split_once('/') {
            Some((start, place)) => (start, Some(place)),
            None => (name, None),
        };
        let is_hex = start.len() >= 4
            && start.len() <= 2 * ID_BYTES
            && start.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hex {
            return Err(Error::not_found(name));
        }
        let start = start.to_ascii_lowercase();
        let id = match self.store.resolve(&start)?.as_slice() {
            [] => return self.claim_named(&start),
            [Found::Article(id)] => *id,
            [Found::Capture(id)] => match self.store.articles_of(&[*id])?.first() {
                Some(article) => *article,
                None => return Err(Error::not_found(name)),
            },
            many => {
                let found = many.iter().map(|found| match found {
                    Found::Capture(id) => format!("capture {id:#}"),
                    Found::Article(id) => format!("article {id:#}"),
                });
                return Err(Error::unclear(&start, found.collect()));
            }
        };
        let Some(both) = redate::articles(&self.store, &self.decided, &[id])?.pop() else {
            return Err(Error::not_found(name));
        };
        let Some(place) = place else { return Ok(Named::Article(Box::new(both))) };
        let passage = read_span(place).and_then(|span| Passage::of(&both.0, span));
        match passage {
            Some(passage) => Ok(Named::Passage(Box::new(both), passage)),
            None => Err(Error::not_found(name)),
        }
    }

    fn claim_named(&self, start: &str) -> Result<Named> {
        // A claim is called by its first statement, which may be another one among sure readings.
        for precision in [Precision::All, Precision::High] {
            let query = Query { precision: Some(precision), ..Query::default() };
            let chosen = self.choose(&query)?;
            let claims = chosen.claims.into_iter().chain(chosen.headlines);
            let mut found = claims.filter(|claim| claim.id.to_string().starts_with(start));
            match (found.next(), found.next()) {
                (Some(claim), None) => return Ok(Named::Claim(Box::new(claim))),
                (Some(one), Some(two)) => {
                    let ids = vec![format!("{:#}", one.id), format!("{:#}", two.id)];
                    return Err(Error::unclear(start, ids));
                }
                _ => (),
            }
        }
        Err(Error::not_found(start))
    }

    /// Why things about it are as they are shown.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn explain(&self, named: &Named) -> Result<Vec<Why>> {
        Ok(match named {
            Named::Article(both) => {
                let (article, findings) = both.as_ref();
                let mut why = explain_article(article);
                let alone = self.explain_alone(article)?;
                why.splice(1..1, alone);
                why.extend(self.explain_decisions(article, None)?);
                let copies = self.store.copies_of(article.id)?;
                for copy in &copies {
                    why.push(self.explain_copy(article.id, copy)?);
                }
                why.extend(entities(article, findings));
                why
            }
            Named::Passage(both, passage) => {
                let mut why = explain_passage(&both.0, &both.1, passage);
                why.extend(self.explain_decisions(&both.0, Some(passage.span()))?);
                why
            }
            Named::Claim(claim) => vec![explain_claim(claim)],
        })
    }

    /// What the article says of its day by itself, where others say more; before it what they say,
    /// where a person decided.
    fn explain_alone(&self, article: &Article) -> Result<Vec<Why>> {
        let mut why = Vec::new();
        let revised = self.store.dating(article.id)?;
        if let Some(revised) = revised.filter(|_| article.published.decided().is_some()) {
            why.push(explain_dating("published, as found", &revised));
        }
        let alone = self.store.article(article.id)?.map(|alone| alone.published);
        let alone = alone.filter(|alone| *alone != article.published);
        why.extend(alone.map(|alone| explain_dating("published, by the article alone", &alone)));
        Ok(why)
    }

    /// What was decided about an article, or about a place in it; with what was found there where it is
    /// shown no more.
    fn explain_decisions(&self, article: &Article, place: Option<Span>) -> Result<Vec<Why>> {
        let mut why = Vec::new();
        for kept in self.decided.about(article.id) {
            let is_asked = match (place, kept.span) {
                (Some(place), Some(span)) => place.intersects(span),
                (Some(_), None) => false,
                (None, _) => true,
            };
            if !is_asked {
                continue;
            }
            let id = kept.decision.id;
            let mut because = vec![kept.decision.words()];
            because.push(match &kept.state {
                State::Stands => format!("onrecord decide undo {id:#} takes it back"),
                State::Undone(by) => format!("taken back by {by:#}; it does not count"),
                State::Replaced(by) => format!("{by:#} counts in its place"),
                State::Lost(why) => format!("not applied: {why}"),
            });
            if let (State::Stands, What::Drop { .. }, Some(span)) =
                (&kept.state, &kept.decision.what, kept.span)
            {
                because.extend(self.found_there(article, span)?);
            }
            let decided = says(&kept.decision.what);
            why.push(Why { about: format!("decision {id:#}"), decided, because });
        }
        Ok(why)
    }

    /// Who was found to speak or state at a place, whatever was decided.
    fn found_there(&self, article: &Article, span: Span) -> Result<Option<String>> {
        let Some(findings) = self.store.findings(article.id)? else { return Ok(None) };
        let (what, speaker) = match Reading::at(&findings, span) {
            Some(Reading::Quotation(idx)) => ("a quotation of", &findings.quotations[idx].speaker),
            Some(Reading::Figure(idx)) => ("a figure stated by", &findings.figures[idx].source),
            None => return Ok(None),
        };
        let (name, reason) = speaker_words(speaker, &article.text);
        Ok(Some(format!("the program found {what} {name}: {reason}")))
    }

    fn explain_copy(&self, id: Id, copy: &Copy) -> Result<Why> {
        let other = if copy.a == id { copy.b } else { copy.a };
        let (here, there) =
            if copy.a == id { (copy.a_in_b, copy.b_in_a) } else { (copy.b_in_a, copy.a_in_b) };
        let line = redate::only_articles(&self.store, &self.decided, &[other])?
            .first()
            .map(ArticleLine::of);
        let name =
            line.map_or_else(String::new, |line| format!(" “{}”, {}", line.title, line.outlet));
        let direction = match copy.direction {
            Direction::NotEstablished => "which came first is not established".to_owned(),
            Direction::FromThird => "both go back to a third, which is credited".to_owned(),
            Direction::FromA if copy.a == id => "the other took from this one".to_owned(),
            Direction::FromB if copy.b == id => "the other took from this one".to_owned(),
            Direction::FromA | Direction::FromB => "this one took from the other".to_owned(),
        };
        let here_and_there = self.origins_of(&[id, other])?;
        let is_one = here_and_there.at_most() == 1;
        let found = copy.kind.is_one_origin();
        let mut because = vec![
            format!("{} of this text stands there, {} of that one here", share(here), share(there)),
            direction,
        ];
        because.extend(copy.reasons.iter().cloned());
        let decided = match (found, is_one) {
            (true, false) => "text shared; decided to be no copies of each other",
            (true, true) => "one origin",
            (false, _) => "text shared only",
        };
        Ok(Why {
            about: format!("{} with {other:#}{name}", copy_word(copy.kind)),
            decided: decided.to_owned(),
            because,
        })
    }
}

fn share(permille: u16) -> String {
    format!("{}.{} %", permille / 10, permille % 10)
}

/// `277-454`, as passages are printed.
fn read_span(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    let (start, end) = (start.parse::<u32>().ok()?, end.parse::<u32>().ok()?);
    (start <= end).then(|| Span::new(start as usize, end as usize))
}

fn explain_article(article: &Article) -> Vec<Why> {
    let mut why = vec![explain_dating("published", &article.published)];
    if !article.modified.evidence.is_empty() {
        why.push(explain_dating("modified", &article.modified));
    }
    let text = &article.text;
    why.extend(article.title.iter().map(|title| explain_field("title", title, text, Clone::clone)));
    for author in &article.authors {
        why.push(explain_field("author", author, text, Clone::clone));
    }
    let outlet = article.outlet.iter();
    why.extend(outlet.map(|outlet| explain_field("outlet", outlet, text, |o| o.name.clone())));
    let section = article.section.iter();
    why.extend(section.map(|section| explain_field("section", section, text, Clone::clone)));
    let address = article.address.iter();
    why.extend(address.map(|address| explain_field("address", address, text, Clone::clone)));
    for credit in &article.credits {
        let words = credit.span.get(text).unwrap_or_default();
        use onrecord_model::article::CreditReach::*;
        let reach = match credit.reach {
            Article => "credits the whole article",
            Sentence => "credits one sentence; for the article a hint only",
            Picture => "credits a picture; says nothing about the text",
        };
        why.push(Why {
            about: "credit".to_owned(),
            decided: credit.name.clone(),
            because: vec![format!("“{words}” at {} {reach}", credit.span)],
        });
    }
    why
}

/// A value with where it was found and what lost against it.
fn explain_field<T>(about: &str, field: &Field<T>, text: &str, show: impl Fn(&T) -> String) -> Why {
    let mut because = vec![format!("found in {}", place_words(&field.place, text))];
    for (value, place) in &field.others {
        because.push(format!("not taken: “{}” in {}", show(value), place_words(place, text)));
    }
    Why { about: about.to_owned(), decided: show(&field.value), because }
}

/// A place in words.
#[must_use]
pub fn place_words(place: &Place, text: &str) -> String {
    match place {
        Place::StructuredData(path) => format!("structured data, {path}"),
        Place::Meta(name) => format!("meta tag {name}"),
        Place::Element(path) => format!("element {path}"),
        Place::PageTitle => "the page's <title>".to_owned(),
        Place::Address => "the address".to_owned(),
        Place::Header(name) => format!("HTTP header {name}"),
        Place::Text(span) => {
            let words = span.get(text).unwrap_or_default();
            format!("the text at {span}, “{}”", cut(words, 60))
        }
    }
}

fn cut(text: &str, max_bytes: usize) -> String {
    if text.len() <= max_bytes {
        return text.to_owned();
    }
    format!("{}…", &text[..text.floor_char_boundary(max_bytes)])
}

fn explain_dating(about: &str, dating: &Dating) -> Why {
    let mut because: Vec<String> = dating.evidence.iter().map(evidence_words).collect();
    if dating.candidates.len() > 1 {
        let days = dating.candidates.iter().map(|c| format!("{} ({})", c.day, share(c.weight)));
        because.push(format!("possible days: {}", days.collect::<Vec<_>>().join(", ")));
    }
    if dating.has_conflict {
        because.push("trusted evidence names different days".to_owned());
    }
    if because.is_empty() {
        because.push("no evidence was found".to_owned());
    }
    Why { about: about.to_owned(), decided: dating.label(), because }
}

fn evidence_words(evidence: &Evidence) -> String {
    if evidence.kind == EvidenceKind::Decision {
        return evidence.place.clone();
    }
    let at = evidence.span.map(|span| format!(" at {span}")).unwrap_or_default();
    let refused = evidence.refused.as_ref();
    let refused = refused.map(|reason| format!(" · refused: {reason}")).unwrap_or_default();
    format!(
        "{}: “{}”{at} says {} (trusted {}){refused}",
        evidence.place,
        cut(&evidence.quoted, 60),
        says_words(&evidence.says),
        share(evidence.reliability)
    )
}

fn says_words(says: &Says) -> String {
    use onrecord_model::dating::MONTHS;
    let month = |month: i8| MONTHS[(month.clamp(1, 12) - 1) as usize];
    match says {
        Says::Equals(day) => format!("{day}"),
        Says::NotBefore(day) => format!("{day} or later"),
        Says::NotAfter(day) => format!("{day} or earlier"),
        Says::Weekday(day) => format!("a {day:?}"),
        Says::MonthDay(m, day) => format!("{day} {} of some year", month(*m)),
        Says::Month(m) => format!("{} of some year", month(*m)),
        Says::YearAtLeast(year) => format!("{year} or later"),
        Says::WithinDaysAfter(day, days) => format!("within {days} days after {day}"),
    }
}

fn entities(article: &Article, findings: &Findings) -> Vec<Why> {
    let joined = findings.entities.iter().filter(|entity| entity.mentions.len() > 1);
    let why = joined.map(|entity| Why {
        about: format!("{:?}", entity.kind).to_lowercase(),
        decided: entity.name.clone(),
        because: entity
            .mentions
            .iter()
            .map(|mention| {
                let words = mention.span.get(&article.text).unwrap_or_default();
                format!("“{words}” at {} · {}", mention.span, form_words(mention.form))
            })
            .collect(),
    });
    why.collect()
}

fn form_words(form: onrecord_model::entity::MentionForm) -> &'static str {
    use onrecord_model::entity::MentionForm::*;
    match form {
        FullName => "the full name",
        PartName => "a part of the name",
        Acronym => "initials of the name",
        Role => "the role the article gives it",
        Pronoun => "a pronoun after it",
    }
}

fn explain_passage(article: &Article, findings: &Findings, passage: &Passage) -> Vec<Why> {
    let mut why = Vec::new();
    let text = &article.text;
    for quotation in &findings.quotations {
        if !quotation.passage.intersects(passage.span()) {
            continue;
        }
        let (decided, reason) = speaker_words(&quotation.speaker, text);
        let part = |name: &str, span: Option<Span>| {
            let span = span?;
            Some(format!("{name} “{}” at {span}", span.get(text)?))
        };
        let mut because = vec![reason];
        because.extend(part("source", quotation.source));
        because.extend(part("cue", quotation.cue));
        because.extend(quotation.hedges.iter().filter_map(|span| part("hedge", Some(*span))));
        because.extend(quotation.via.iter().filter_map(|span| part("via", Some(*span))));
        because.push(format!("the reading is {} sure", share(quotation.confidence)));
        let words = quotation.cover().get(text).unwrap_or_default();
        why.push(Why { about: format!("speaker of “{}”", cut(words, 80)), decided, because });
    }
    for figure in &findings.figures {
        if !figure.passage.intersects(passage.span()) {
            continue;
        }
        let words = figure.span.get(text).unwrap_or_default();
        let (decided, reason) = speaker_words(&figure.source, text);
        why.push(Why {
            about: format!("who states “{words}”"), decided, because: vec![reason]
        });
    }
    for timex in &findings.timexes {
        if timex.span.intersects(passage.span()) {
            let words = timex.span.get(text).unwrap_or_default();
            let from =
                if timex.is_relative { "worked out from the article's date" } else { "stated" };
            why.push(Why {
                about: format!("time “{words}”"),
                decided: timex.value.clone(),
                because: vec![format!("{from}; the words say {}", timex.symbol)],
            });
        }
    }
    why
}

fn speaker_words(speaker: &Speaker, text: &str) -> (String, String) {
    match speaker {
        Speaker::Established { name, name_at, reason, .. } => {
            (name.clone(), format!("{reason}; the name stands at {name_at}"))
        }
        Speaker::Unnamed { described_at } => {
            let words = described_at.get(text).unwrap_or_default();
            (format!("“{words}”"), "described without a name".to_owned())
        }
        Speaker::NotEstablished { reason } => ("not established".to_owned(), reason.clone()),
        Speaker::Decided { name, note, found } => {
            let name = name.as_deref().unwrap_or("not established");
            let (found, reason) = speaker_words(found, text);
            (name.to_owned(), format!("{note}; the program found {found}: {reason}"))
        }
    }
}

fn explain_claim(claim: &Claim) -> Why {
    let mut because = Vec::new();
    if !claim.words.is_empty() {
        because.push(format!("shared words: {}", claim.words.join(", ")));
    }
    for statement in &claim.statements {
        let mut who = statement.speaker.clone().unwrap_or_else(|| "not established".to_owned());
        if let Some(note) = &statement.speaker_decided {
            who.push_str(&format!(" ({note})"));
        }
        because.push(format!(
            "{} · {who}, {} · “{}” · {}",
            statement.when.label(),
            statement.outlet,
            statement.content.exact(),
            statement.passage
        ));
    }
    for relation in &claim.relations {
        because.push(format!(
            "occasion {} {} occasion {}: {}",
            relation.to + 1,
            relation_word(relation.kind),
            relation.from + 1,
            relation.reason
        ));
    }
    Why {
        about: "claim".to_owned(),
        decided: if claim.words.is_empty() {
            "the headline says more than the text below it".to_owned()
        } else {
            format!("stated on {} occasions", claim.statements.len())
        },
        because,
    }
}
