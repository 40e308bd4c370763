//! Why: the evidence behind each part of what an identifier names.

mod why;
mod article;
mod passage;
mod sentence;
mod story;

use crate::{
    answer::{ArticleLine, copy_word},
    decided::{Reading, State, says},
    error::Result,
    local::Center,
    named::Named,
    redate,
};
use article::{entities, explain_article, explain_dating};
use onrecord_model::{
    article::Article,
    copy::{Copy, CopyKind, Direction, percent},
    decision::What,
    id::Id,
};
use onrecord_text::Span;
use passage::{explain_claim, explain_passage};
use why::{cut, speaker_words};

pub use why::{Why, place_words};

/// Longer words that are shared are cut, in bytes; `origins` has them whole.
const MAX_SHARED_BYTES: usize = 200;

impl Center {
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
                why.extend(self.explain_story_of(article.id)?);
                why.extend(self.explain_decisions(article, None)?);
                let copies = self.store.copies_of(article.id)?;
                for copy in copies.iter().chain(&self.sentences_shared(article, &copies)?) {
                    why.push(self.explain_copy(article, copy)?);
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
            Named::Story(story) => self.explain_story(story)?,
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
            let is_there =
                |(id, span): &(Id, Span), place: Span| *id == article.id && span.intersects(place);
            let is_asked =
                place.is_none_or(|place| kept.places.iter().any(|it| is_there(it, place)));
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
                (&kept.state, &kept.decision.what, kept.span())
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

    fn explain_copy(&self, article: &Article, copy: &Copy) -> Result<Why> {
        let id = article.id;
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
            format!(
                "{} of this text stands there, {} of that one here",
                percent(usize::from(here)),
                percent(usize::from(there))
            ),
            direction,
        ];
        because.extend(copy.reasons.iter().cloned());
        if let (CopyKind::SharedSentence, [(in_a, in_b)]) = (copy.kind, copy.shared.as_slice()) {
            let at = if copy.a == id { in_a } else { in_b };
            let words = at.get(&article.text).unwrap_or_default();
            because.push(format!("“{}” at {at}", cut(words, MAX_SHARED_BYTES)));
        }
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
