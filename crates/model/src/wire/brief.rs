//! Briefs as records.

use super::{
    Error,
    shape::{Wire, field, wrong},
};
use crate::brief::{
    Basis, Brief, Original, Part, Rephrased, Section, SectionKind, Sentence, Source,
};
use serde_json::Value;

record!(Brief, as "brief" { title, query, basis, sections, missing, sources, rephrased });
record!(Basis { n_passages, n_articles, n_origins });
record!(Rephrased { model, n_asked, n_rephrased, n_dropped, n_unanswered, problem, originals });
record!(Original { section, place, was });
record!(Section { kind, sentences });
record!(Sentence { when, group, parts });
record!(Source { title, authors, outlet, credited, address, published });
words!(SectionKind {
    Said = "said", Recurring = "recurring", Differs = "differs", Figures = "figures",
    Timeline = "timeline", Changed = "changed", Origins = "origins",
});

/// `{"ours":"…"}`, or the passage under the name of its part.
impl Wire for Part {
    fn write(&self, out: &mut String) {
        out.push('{');
        match self {
            Part::Ours(words) => field(out, "ours", words),
            Part::Direct(passage) => field(out, "direct", passage),
            Part::Retold(passage) => field(out, "retold", passage),
            Part::Hedge(passage) => field(out, "hedge", passage),
            Part::Proof(passage) => field(out, "proof", passage),
        }
        out.push('}');
    }

    fn read(value: &Value) -> Result<Self, Error> {
        let Some((name, inner)) = value.as_object().and_then(|object| object.iter().next()) else {
            return Err(wrong("a part", value));
        };
        Ok(match name.as_str() {
            "ours" => Part::Ours(Wire::read(inner)?),
            "direct" => Part::Direct(Wire::read(inner)?),
            "retold" => Part::Retold(Wire::read(inner)?),
            "hedge" => Part::Hedge(Wire::read(inner)?),
            "proof" => Part::Proof(Wire::read(inner)?),
            _ => return Err(wrong("a part", value)),
        })
    }
}
