//! What every question is asked with: a query, and how sure a reading must be.

use clap::{Args as Arguments, ValueEnum};

/// What is asked for.
#[derive(Arguments, Default)]
#[command(after_help = QUERY_HELP)]
pub struct Query {
    /// Words, "phrases", -words, fields; see below
    #[arg(value_name = "QUERY")]
    pub words: Vec<String>,
}

impl Query {
    /// The query as one text.
    pub fn text(&self) -> String {
        self.words.join(" ")
    }
}

pub const QUERY_HELP: &str = "Query:\n  bridge \"will be rebuilt\" -- -toll   words, a phrase, a word that must \
    not occur\n  outlet:courier  who:ruiz          who published it; who speaks or is named\n  \
    from:2019  to:2020-06             days, months or years, both ends included\n  \
    lang:en  undated                  language; only articles without a day";

/// Which quotations count, wherever quotations are read.
#[derive(Arguments, Default)]
pub struct Sureness {
    /// all, or high: only quotations that were read surely
    ///
    /// high leaves out quotations with a confidence below 730 of 1000. Measured on 84 news articles
    /// (PolNeAR dev): of what is kept, 95.0 % of the content is right, against 84.3 % of all; but only
    /// 60.3 % of what was said is kept, against 80.8 %. Whoever would rather miss than misquote
    /// chooses high. Default: as `precision` in center.toml says, else all.
    #[arg(long, value_enum, value_name = "HOW", hide_possible_values = true)]
    pub precision: Option<Precision>,
}

impl Sureness {
    /// As the center takes it; `None` where its setting decides.
    pub fn precision(&self) -> Option<onrecord_center::precision::Precision> {
        use onrecord_center::precision::Precision as Wanted;
        self.precision.map(|precision| match precision {
            Precision::All => Wanted::All,
            Precision::High => Wanted::High,
        })
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Precision {
    /// All that were found
    All,
    /// Those with a confidence of 730 of 1000 or more
    High,
}
