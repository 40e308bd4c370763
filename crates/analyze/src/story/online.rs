//! Stories as articles arrive, a day at a time; only stories still open can grow.

use crate::story::{
    keys::{Keys, NotStored, Term, put, take},
    merge::{Group, merge},
    weigh::{Vector, Vocabulary, heaviest, put_pairs, sum, take_pairs},
};
use jiff::civil::Date;
use std::cmp::Reverse;

/// For how many days without a new article a story stays open.
const OPEN_DAYS: i32 = 4;

/// Articles without a day may belong to any story that is open when they come: they close none, unless
/// more than so many are open.
const MAX_OPEN: usize = 5_000;

/// How many terms of a story are kept, the heaviest.
const MAX_STORY_TERMS: usize = 320;

/// How many words a story shows for `explain`.
const MAX_WORDS: usize = 8;

/// The form of [`Grouper::bytes`]. Raise it with every change to what is written, and to how articles
/// are grouped: a state of another version is not read, and stories are then grouped from the start.
const STATE_VERSION: u64 = 1;

/// What the caller calls an article by.
pub type Number = i64;

/// When the articles of one day come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum When {
    /// They were published on this day.
    Dated(Date),
    /// Nobody knows when they were published: they come after the dated ones of the day on which they
    /// were captured, and last of all where that is not known either.
    Undated(Option<Date>),
}

/// What the articles of one day changed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Change {
    /// Stories that became part of an earlier one, each called by its first article.
    pub joined: Vec<(Number, Number)>,
    /// The stories that others became part of, each with its heaviest terms, strongest first.
    pub grown: Vec<(Number, Vec<Term>)>,
}

/// Stories that grow as articles arrive.
///
/// The articles of one day are added together, in the order of their identifiers; days in their order.
/// What comes of a day depends on the days before it alone, and as much of them as later ones can
/// depend on is what [`Grouper::bytes`] writes: the cost of one more article does not grow with the
/// archive.
#[derive(Clone, Debug, Default)]
pub struct Grouper {
    vocabulary: Vocabulary,
    open: Vec<Open>,
}

/// A story that can still grow.
#[derive(Clone, Debug)]
struct Open {
    first: Number,
    last: Option<Date>,
    group: Group,
}

impl Grouper {
    /// Adds the articles of one day, each with its number, in the order of their identifiers.
    ///
    /// An article joins the story it is closest to, or opens one; two open stories become one when
    /// the day's articles show them to be one.
    pub fn add(&mut self, when: When, articles: &[(Number, Keys)]) -> Change {
        self.close(when);
        self.count(articles);
        let day = when.day();
        self.open.extend(articles.iter().map(|(number, keys)| {
            let mut vector = self.vocabulary.vector(keys);
            vector.shrink_to_fit();
            Open { first: *number, last: day, group: Group::alone(vector) }
        }));
        self.join()
    }

    /// Counts the articles of one day without grouping them: for whoever wants to weigh terms as they
    /// were weighed on a day.
    pub fn count(&mut self, articles: &[(Number, Keys)]) {
        self.vocabulary.count(articles.iter().map(|(_, keys)| keys));
    }

    /// The terms of an article, as they weigh now.
    #[must_use]
    pub fn vector(&self, keys: &Keys) -> Vector {
        self.vocabulary.vector(keys)
    }

    /// The stories that can still grow, by the numbers of their first articles, with the heaviest terms
    /// of those of several articles.
    #[must_use]
    pub fn stories(&self) -> Vec<(Number, Vec<Term>)> {
        let terms = |group: &Group| if group.n > 1 { strongest(&group.sum) } else { Vec::new() };
        self.open.iter().map(|story| (story.first, terms(&story.group))).collect()
    }

    /// Lets go of stories that got no article for a while.
    pub fn close(&mut self, when: When) {
        let is_closing = match when {
            When::Dated(_) => true,
            When::Undated(_) => self.open.len() > MAX_OPEN,
        };
        if let (true, Some(today)) = (is_closing, when.day()) {
            let is_open = |last: Date| (today - last).get_days() <= OPEN_DAYS;
            self.open.retain(|story| story.last.is_none_or(is_open));
        }
    }

    fn join(&mut self) -> Change {
        let groups: Vec<&Group> = self.open.iter().map(|story| &story.group).collect();
        let roots = merge(&groups);
        let mut change = Change::default();
        let mut stories: Vec<Option<Open>> = Vec::with_capacity(roots.len());
        let mut has_grown = vec![false; roots.len()];
        for (story, root) in std::mem::take(&mut self.open).into_iter().zip(roots) {
            match stories.get_mut(root) {
                Some(Some(first)) => {
                    change.joined.push((story.first, first.first));
                    has_grown[root] = true;
                    first.join(story);
                    stories.push(None);
                }
                _ => stories.push(Some(story)),
            }
        }
        let grown = stories.iter().zip(has_grown).filter(|(_, has_grown)| *has_grown);
        change.grown = grown
            .filter_map(|(story, _)| story.as_ref())
            .map(|story| (story.first, strongest(&story.group.sum)))
            .collect();
        self.open = stories.into_iter().flatten().collect();
        change
    }

    /// Everything that what comes later depends on.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, STATE_VERSION);
        self.vocabulary.put(&mut bytes);
        put(&mut bytes, self.open.len() as u64);
        for Open { first, last, group } in &self.open {
            put(&mut bytes, first.cast_unsigned());
            // Days since the first one there is, and 0 for none.
            let n_days = last.map_or(0, |last| (last - Date::MIN).get_days().unsigned_abs() + 1);
            put(&mut bytes, u64::from(n_days));
            put(&mut bytes, group.n.unsigned_abs());
            put(&mut bytes, group.inner.unsigned_abs());
            put_pairs(&mut bytes, &group.sum);
        }
        bytes
    }

    /// The stories that were written as these bytes.
    ///
    /// # Errors
    ///
    /// When the bytes are of another version or damaged.
    pub fn read(mut bytes: &[u8]) -> Result<Self, NotStored> {
        let bytes = &mut bytes;
        if take(bytes)? != STATE_VERSION {
            return Err(NotStored("the state is of another version"));
        }
        let vocabulary = Vocabulary::take(bytes)?;
        let mut open = Vec::new();
        for _ in 0..take(bytes)? {
            let first = take(bytes)?.cast_signed();
            let last = match take(bytes)? {
                0 => None,
                n_days => Some(day_of(n_days - 1)?),
            };
            let number =
                |number: u64| i64::try_from(number).map_err(|_| NotStored("a sum is out of range"));
            let (n, inner) = (number(take(bytes)?)?.max(1), number(take(bytes)?)?);
            open.push(Open { first, last, group: Group { sum: take_pairs(bytes)?, n, inner } });
        }
        match bytes {
            [] => Ok(Self { vocabulary, open }),
            _ => Err(NotStored("the state goes on after its end")),
        }
    }
}

fn day_of(n_days: u64) -> Result<Date, NotStored> {
    let refused = |_| NotStored("a day is out of range");
    let n_days = i32::try_from(n_days).map_err(|_| NotStored("a day is out of range"))?;
    let span = jiff::Span::new().try_days(n_days).map_err(refused)?;
    Date::MIN.checked_add(span).map_err(refused)
}

impl When {
    fn day(self) -> Option<Date> {
        match self {
            When::Dated(day) => Some(day),
            When::Undated(day) => day,
        }
    }
}

impl Open {
    fn join(&mut self, other: Open) {
        let between = dot(&self.group.sum, &other.group.sum);
        self.group.inner += other.group.inner + between;
        self.group.n += other.group.n;
        self.group.sum = sum(&self.group.sum, &other.group.sum);
        heaviest(&mut self.group.sum, MAX_STORY_TERMS);
        self.group.sum.shrink_to_fit();
        self.last = self.last.max(other.last);
    }
}

/// How similar two vectors are: for two of length one from 0 to [`SAME`](crate::story::SAME).
#[must_use]
pub fn dot(a: &Vector, b: &Vector) -> i64 {
    let (mut sum, mut at) = (0, 0);
    for (term, weight) in a {
        at += b[at..].partition_point(|(other, _)| other < term);
        if let Some((_, theirs)) = b.get(at).filter(|(other, _)| other == term) {
            sum += i64::from(*weight) * i64::from(*theirs);
        }
    }
    sum
}

/// The heaviest terms of a story, ties by term.
fn strongest(sum: &Vector) -> Vec<Term> {
    let mut heavy = sum.clone();
    heavy.sort_unstable_by_key(|(term, weight)| (Reverse(*weight), *term));
    heavy.iter().take(MAX_WORDS).map(|(term, _)| *term).collect()
}
