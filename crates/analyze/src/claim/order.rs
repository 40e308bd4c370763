//! Which of two days came first, where their intervals tell.

use onrecord_model::dating::Dating;

/// How two statements lie in time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Order {
    /// Every day the first can be of lies before every day of the second.
    Earlier,
    /// The other way round.
    Later,
    /// Both are of one day.
    SameDay,
    /// Their days overlap, or one has none.
    NotEstablished,
}

impl Order {
    /// How two datings lie.
    #[must_use]
    pub fn of(a: &Dating, b: &Dating) -> Self {
        match (a.best, b.best) {
            (Some(a), Some(b)) if a == b => Self::SameDay,
            _ if is_before(a, b) => Self::Earlier,
            _ if is_before(b, a) => Self::Later,
            _ => Self::NotEstablished,
        }
    }
}

/// Whether every day the first can be of lies before every day of the second.
#[must_use]
pub fn is_before(a: &Dating, b: &Dating) -> bool {
    matches!((a.interval(), b.interval()), (Some((_, last)), Some((first, _))) if last < first)
}
