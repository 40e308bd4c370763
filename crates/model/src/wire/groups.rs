//! Copies, stories and claims as records.

use crate::{
    claim::{Claim, Relation, RelationKind, Statement},
    copy::{Copy, CopyKind, Direction, OriginGroup, Origins},
    story::Story,
};

record!(Copy, as "copy" { a, b, kind, direction, a_in_b, b_in_a, shared, reasons });
words!(CopyKind {
    Exact = "exact", Near = "near", Excerpt = "excerpt", Rewrite = "rewrite",
    SharedPassage = "shared_passage", SharedSentence = "shared_sentence",
});
words!(Direction {
    FromA = "from_a", FromB = "from_b", FromThird = "from_third",
    NotEstablished = "not_established",
});
record!(Origins, as "origins" { articles, groups, copies });
record!(OriginGroup { articles, credited, reasons });

record!(Story, as "story" { id, articles, words });

record!(Claim, as "claim" { id, statements, relations, words });
record!(Statement {
    passage,
    content,
    speaker,
    speaker_decided,
    outlet,
    mode,
    hedges,
    when,
    repeats,
});
record!(Relation { from, to, kind, reason });
words!(RelationKind {
    Repeats = "repeats", Stronger = "stronger", Weaker = "weaker", Updates = "updates",
    Conflicts = "conflicts", NotComparable = "not_comparable",
});
