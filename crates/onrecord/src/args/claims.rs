//! Commands on statements made again: on which occasions, and where they differ.

use super::query::{Query, Sureness};
use clap::{Args as Arguments, ValueEnum};
use onrecord_center::differs::DifferenceKind;

#[derive(Arguments)]
pub struct Recurring {
    #[command(flatten)]
    pub query: Query,
    #[command(flatten)]
    pub sureness: Sureness,
}

#[derive(Arguments)]
#[command(
    after_help = "Examples:\n  onrecord differs bridge\n  onrecord differs --kind conflicts --kind headline\n\n\
                  A denial and what it denies conflict, and so do two amounts for one day; amounts of \
                  different days are updates. Figures that count different things are not comparable, \
                  with the reason. A headline is listed where it drops a bound, a hedge or the source."
)]
pub struct Differs {
    #[command(flatten)]
    pub query: Query,
    /// Only pairs of this kind; may be repeated
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<Kind>,
    #[command(flatten)]
    pub sureness: Sureness,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Kind {
    Conflicts,
    Headline,
    NotComparable,
    Stronger,
    Updates,
    Weaker,
}

impl Kind {
    pub fn wanted(self) -> DifferenceKind {
        match self {
            Self::Conflicts => DifferenceKind::Conflicts,
            Self::Headline => DifferenceKind::Headline,
            Self::NotComparable => DifferenceKind::NotComparable,
            Self::Stronger => DifferenceKind::Stronger,
            Self::Updates => DifferenceKind::Updates,
            Self::Weaker => DifferenceKind::Weaker,
        }
    }
}
