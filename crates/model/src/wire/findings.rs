//! Findings as records.

use super::{
    Error, json,
    shape::{Wire, field, key, wrong},
};
use crate::{
    entity::{Entity, EntityKind, Mention, MentionForm},
    figure::{Figure, Modifier},
    findings::Findings,
    quotation::{Mode, Quotation, QuotationKind, Speaker, SpeakerKind},
    timex::{Timex, TimexKind},
};
use serde_json::Value;

record!(Findings, as "findings" {
    article, analyzer, entities, timexes, quotations, figures, problems,
});

record!(Entity { kind, name, name_at, role_at, mentions });
record!(Mention { span, form });
words!(EntityKind { Person = "person", Organization = "organization", Place = "place" });
words!(MentionForm {
    FullName = "full_name", PartName = "part_name", Acronym = "acronym", Role = "role",
    Pronoun = "pronoun",
});

record!(Timex { span, kind, symbol, value, days, is_relative });
words!(TimexKind { Date = "DATE", Time = "TIME", Duration = "DURATION", Set = "SET" });

record!(Quotation {
    content,
    cue,
    source,
    kind,
    mode,
    speaker,
    via,
    hedges,
    is_negated,
    passage,
    confidence,
});

/// By its name; left out where it says, which is the rule.
impl Wire for QuotationKind {
    fn write(&self, out: &mut String) {
        json::string(out, self.name());
    }

    fn read(value: &Value) -> Result<Self, Error> {
        value.as_str().and_then(Self::named).ok_or_else(|| wrong("a kind of quotation", value))
    }

    fn is_absent(&self) -> bool {
        *self == Self::Says
    }

    fn absent() -> Option<Self> {
        Some(Self::Says)
    }
}

words!(Mode { Direct = "direct", Indirect = "indirect", Mixed = "mixed" });
words!(SpeakerKind {
    Person = "person", Organization = "organization", Document = "document", Outlet = "outlet",
});

/// Told apart by their first key: `name`, `described_at`, `not_established` or `decided`.
impl Wire for Speaker {
    fn write(&self, out: &mut String) {
        out.push('{');
        match self {
            Speaker::Established { name, name_at, kind, reason } => {
                field(out, "name", name);
                field(out, "name_at", name_at);
                field(out, "kind", kind);
                field(out, "reason", reason);
            }
            Speaker::Unnamed { described_at } => field(out, "described_at", described_at),
            Speaker::NotEstablished { reason } => field(out, "not_established", reason),
            Speaker::Decided { name, note, found } => {
                field(out, "decided", note);
                field(out, "name", name);
                field(out, "found", found.as_ref());
            }
        }
        out.push('}');
    }

    fn read(value: &Value) -> Result<Self, Error> {
        if value.get("decided").is_some() {
            return Ok(Speaker::Decided {
                name: key(value, "name")?,
                note: key(value, "decided")?,
                found: Box::new(key(value, "found")?),
            });
        }
        if value.get("name").is_some() {
            return Ok(Speaker::Established {
                name: key(value, "name")?,
                name_at: key(value, "name_at")?,
                kind: key(value, "kind")?,
                reason: key(value, "reason")?,
            });
        }
        if value.get("described_at").is_some() {
            return Ok(Speaker::Unnamed { described_at: key(value, "described_at")? });
        }
        match key(value, "not_established") {
            Ok(reason) => Ok(Speaker::NotEstablished { reason }),
            Err(_) => Err(wrong("a speaker", value)),
        }
    }
}

record!(Figure {
    span,
    number,
    value,
    low,
    high,
    modifier,
    is_vague,
    is_negated,
    unit,
    counted,
    of,
    relation,
    place,
    time,
    mode,
    source,
    source_at,
    via,
    passage,
});
words!(Modifier {
    Exactly = "=", Over = ">", Under = "<", AtLeast = ">=", AtMost = "<=", About = "~",
    Nearly = "<~", Range = "range", Order = "order", Some = "some", Several = "several",
    Many = "many", Most = "most", Part = "part", Up = "up", Down = "down",
});
