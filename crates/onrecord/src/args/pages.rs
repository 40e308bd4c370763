//! Commands on pages: adding them, finding and showing them, what was changed, and of which event.

use super::query::{QUERY_HELP, Query};
use clap::Args as Arguments;
use std::path::PathBuf;

#[derive(Arguments)]
#[command(
    after_help = "Examples:\n  onrecord add pages/ notes.txt\n  onrecord add crawl.warc.gz\n  \
    onrecord add https://courier.example/2024/bridge\n  pbpaste | onrecord add -\n\n\
    The same page twice adds nothing; after Ctrl-C the same command goes on where it stopped."
)]
pub struct Add {
    /// Files, folders, WARC, WACZ, addresses; - for stdin
    #[arg(required = true, value_name = "PATH|URL")]
    pub seeds: Vec<String>,
    /// Say what each stage took
    #[arg(long)]
    pub timings: bool,
}

#[derive(Arguments)]
pub struct Backup {
    /// Where to: a folder that does not exist yet
    #[arg(value_name = "DIR")]
    pub target: PathBuf,
}

#[derive(Arguments)]
pub struct Search {
    #[command(flatten)]
    pub query: Query,
    /// At most so many articles [default: 20]
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20, hide_default_value = true)]
    pub limit: usize,
    /// Each captured version of a page for itself
    #[arg(long)]
    pub all_versions: bool,
}

#[derive(Arguments)]
#[command(
    after_help = "Examples:\n  onrecord show 1f90bcd500fc\n  onrecord show 1f90bcd500fc/277-454"
)]
pub struct Name {
    /// Article, story, claim, or article/start-end
    #[arg(value_name = "ID")]
    pub id: String,
}

#[derive(Arguments)]
#[command(
    after_help = "Examples:\n  onrecord changes                     every page captured more than once\n  \
    onrecord changes flood outlet:courier\n  \
    onrecord changes https://courier.example/2024/flood\n  \
    onrecord changes --since 2024-05-01 --json\n\n\
    Captures of one address are versions of one article. Weightiest first: notices of a correction,\n\
    articles taken away, headlines, figures, names, quotations, who said it, negations, hedges,\n\
    days, sentences taken out and put in. [-gone-] and {+new+} mark the words.\n\n\
    Exit status: 0 something changed, 1 nothing did, 2 an error."
)]
pub struct Changes {
    /// A query, an address, or an article; all pages
    #[arg(value_name = "QUERY|URL|ID")]
    pub words: Vec<String>,
    /// Also wording, order and typography
    #[arg(long)]
    pub all: bool,
    /// Only changes captured on or after this day
    ///
    /// By the moment of the later capture, in UTC: the page was changed before it, and after the
    /// earlier one.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
}

#[derive(Arguments)]
#[command(after_help = format!(
    "Examples:\n  onrecord stories                    all events, those of the most articles first\n  \
    onrecord stories bridge --since 2024-03\n  \
    onrecord stories --json who:ruiz    every article as a row\n\n\
    A story is one of the whole center: `3 of 7 articles match` of it. `explain STORY` says why it is one.\n\n{QUERY_HELP}"
))]
pub struct Stories {
    /// Words, "phrases", -words, fields; see below
    #[arg(value_name = "QUERY")]
    pub words: Vec<String>,
    /// Only articles of this day, month or year or later
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only articles of this day, month or year or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
}

impl Stories {
    /// The query as one text, the days as its fields.
    pub fn text(&self) -> String {
        let since = self.since.iter().map(|day| format!("from:{day}"));
        let until = self.until.iter().map(|day| format!("to:{day}"));
        self.words.iter().cloned().chain(since).chain(until).collect::<Vec<_>>().join(" ")
    }
}
