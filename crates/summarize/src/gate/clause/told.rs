//! What a clause says while it is read, and what it tells once all clauses of its sentence are read.

/// What stands between a speaker and the words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum By {
    /// This verb.
    Verb(String),
    /// `according to`.
    According,
    /// A colon.
    Colon,
}

/// One content as the rewording tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Told {
    /// The statement it belongs to.
    pub statement: usize,
    /// Its place in that statement.
    pub place: usize,
    /// The speaker and what introduces the words; `None` where nobody speaks.
    pub by: Option<(usize, By)>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The statements whose day is named.
    pub day: Option<Vec<usize>>,
    /// Whether the speaker is named in short.
    pub is_short: bool,
    /// Whether it is said to be added: `also`.
    pub is_also: bool,
    /// Whether it is said to be of the day of what stands before it.
    pub is_same_day: bool,
}

/// What is known of a clause while it is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Clause {
    pub(super) by: Option<(usize, By)>,
    pub(super) contents: Vec<(usize, usize)>,
    pub(super) outlet: Option<String>,
    pub(super) day: Option<Vec<usize>>,
    pub(super) is_short: bool,
    pub(super) is_also: bool,
    pub(super) is_same_day: bool,
}

/// Gives every clause the outlet and day that stand for it: those at the head of the sentence, else its
/// own, else those at the end of a clause after it. What is named at the head and otherwise elsewhere
/// is named by neither.
pub(super) fn told(lead: &Clause, mut clauses: Vec<Clause>) -> Vec<Told> {
    let (mut outlet, mut day) = (None, None);
    for clause in clauses.iter_mut().rev() {
        outlet = clause.outlet.take().or(outlet);
        day = clause.day.take().or(day);
        clause.outlet = match &lead.outlet {
            Some(first) => {
                Some(first.clone()).filter(|_| outlet.as_ref().is_none_or(|o| o == first))
            }
            None => outlet.clone(),
        };
        clause.day = match &lead.day {
            Some(first) if day.as_ref().is_none_or(|day| day == first) => Some(first.clone()),
            Some(_) => Some(Vec::new()),
            None => day.clone(),
        };
    }
    let tell = |clause: &Clause, (statement, place): (usize, usize)| Told {
        statement,
        place,
        by: clause.by.clone(),
        outlet: clause.outlet.clone(),
        day: clause.day.clone(),
        is_short: clause.is_short,
        is_also: clause.is_also,
        is_same_day: clause.is_same_day || lead.is_same_day,
    };
    let all =
        clauses.iter().flat_map(|clause| clause.contents.iter().map(move |at| tell(clause, *at)));
    all.collect()
}
