//! Decisions as records, and their identifiers, which are of what is written.

use super::{
    Error,
    shape::{Record, Wire, field, key, wrong},
};
use crate::{
    decision::{About, Decision, What, Whole},
    id::Id,
    passage::Passage,
};
use serde_json::Value;

/// The identifier of a decision: of its record without it.
#[must_use]
pub fn id_of(decision: &Decision) -> Id {
    let mut content = String::from("{");
    write_content(decision, &mut content);
    content.push('}');
    Id::of("decision", [content.as_bytes()])
}

/// A further key here would change every identifier: it takes a new version.
fn write_content(decision: &Decision, out: &mut String) {
    field(out, "number", &decision.number);
    field(out, "at", &decision.at);
    field(out, "by", &decision.by);
    field(out, "why", &decision.why);
    field(out, "what", &decision.what);
}

/// Reading holds the identifier against the rest, so that a line changed by hand is told.
impl Wire for Decision {
    fn write(&self, out: &mut String) {
        out.push('{');
        field(out, "id", &self.id);
        write_content(self, out);
        out.push('}');
    }

    fn read(value: &Value) -> Result<Self, Error> {
        let decision = Self {
            id: key(value, "id")?,
            number: key(value, "number")?,
            at: key(value, "at")?,
            by: key(value, "by")?,
            why: key(value, "why")?,
            what: key(value, "what")?,
        };
        match id_of(&decision) {
            id if id == decision.id => Ok(decision),
            id => Err(Error::new(format!("the rest gives the identifier {id}")).within("id")),
        }
    }
}

impl Record for Decision {
    const NAME: &'static str = "decision";
}

/// One key, the kind, with what it says.
impl Wire for What {
    fn write(&self, out: &mut String) {
        out.push('{');
        let kind = self.kind();
        match self {
            What::Join(articles) | What::Split(articles) => field(out, kind, articles),
            What::Same(names) | What::Different(names) => field(out, kind, names),
            What::Date { article, days } => {
                field(out, kind, &Date { article: *article, days: *days });
            }
            What::Speaker { passage, name } => {
                field(out, kind, &Speaker { passage: passage.clone(), name: name.clone() });
            }
            What::Drop { passage } => field(out, kind, passage),
            What::Note { about, text } => {
                field(out, kind, &Note { about: about.clone(), text: text.clone() });
            }
            What::Undo { decision } => field(out, kind, decision),
        }
        out.push('}');
    }

    fn read(value: &Value) -> Result<Self, Error> {
        let kind = What::KINDS.into_iter().find(|kind| value.get(kind).is_some());
        let Some(kind) = kind else { return Err(wrong("a kind of decision", value)) };
        Ok(match kind {
            "join" => What::Join(key(value, kind)?),
            "split" => What::Split(key(value, kind)?),
            "same" => What::Same(key(value, kind)?),
            "different" => What::Different(key(value, kind)?),
            "date" => {
                let Date { article, days } = key(value, kind)?;
                What::Date { article, days }
            }
            "speaker" => {
                let Speaker { passage, name } = key(value, kind)?;
                What::Speaker { passage, name }
            }
            "drop" => What::Drop { passage: key(value, kind)? },
            "note" => {
                let Note { about, text } = key(value, kind)?;
                What::Note { about, text }
            }
            _ => What::Undo { decision: key(value, kind)? },
        })
    }
}

/// A passage is told by its span.
impl Wire for About {
    fn write(&self, out: &mut String) {
        match self {
            About::Article(article) => article.write(out),
            About::Passage(passage) => passage.write(out),
        }
    }

    fn read(value: &Value) -> Result<Self, Error> {
        match value.get("span") {
            Some(_) => Passage::read(value).map(About::Passage),
            None => Whole::read(value).map(About::Article),
        }
    }
}

record!(Whole { article, capture });

struct Date {
    article: Whole,
    days: Option<(jiff::civil::Date, jiff::civil::Date)>,
}
record!(Date { article, days });

struct Speaker {
    passage: Passage,
    name: Option<String>,
}
record!(Speaker { passage, name });

struct Note {
    about: About,
    text: String,
}
record!(Note { about, text });
