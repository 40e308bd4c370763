//! Commands that write: a brief, a timeline, the rows of an answer, and the check of what was written.

use super::query::{Query, Sureness};
use clap::{Args as Arguments, ValueEnum};
use onrecord_center::choose::{Length, MAX_SENTENCES};
use std::path::PathBuf;

#[derive(Arguments)]
#[command(after_help = "Examples:\n  onrecord brief who:ruiz --since 2024\n  \
    onrecord brief bridge -o bridge.html\n  onrecord brief --new-since 2024-05-01 --length 12\n  \
    onrecord brief --from saved-pages/ -o brief.html\n\n\
    --since is about when something was said or happened, --new-since about when it was printed.")]
pub struct Brief {
    #[command(flatten)]
    pub write: Write,
    /// Only what is new in articles since this day
    ///
    /// An article is new that was published on or after the day; one without a day, when it can have
    /// been. What an older article said too is left out and counted; a claim made again is told with
    /// its place in the row, as in "3 of 4".
    #[arg(long, value_name = "DATE")]
    pub new_since: Option<String>,
}

#[derive(Arguments)]
#[command(after_help = "Examples:\n  onrecord timeline bridge --since 2024\n  \
    onrecord timeline bridge -o bridge.html")]
pub struct Write {
    #[command(flatten)]
    pub query: Query,
    /// Write to a file: .md, .html, .json, .bib, .ris
    ///
    /// The ending decides the form: .md, .html (one file, opens anywhere), .json (with W3C Web
    /// Annotation selectors), .bib, .ris and .csl.json (the sources only).
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub sureness: Sureness,
    /// Only what happened on or after this day
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only what happened on or before this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// short (5 lines), page, long, or sentences (page)
    ///
    /// short is at most five lines on a terminal of 80 columns, page about one printed page, long about
    /// three; a number is so many sentences, the weightiest first. A timeline whose length is not given
    /// has the days that matter in its articles: six, one more for three articles, at most 60.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub length: Option<Length>,
    /// Add these files first; write from them alone
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub from: Vec<String>,
    /// Let the language model of center.toml reword it
    ///
    /// Asks the model set in center.toml to reword or join sentences. Each answer is held against the
    /// sentences that it rewords and dropped unless it says the same of the same; reworded sentences
    /// are marked. Without an answer the brief stands as it was. Off by default: nothing is sent.
    #[arg(long)]
    pub rephrase: bool,
    /// Write every question, answer and verdict to a file
    #[arg(long, value_name = "FILE", requires = "rephrase")]
    pub rephrase_log: Option<PathBuf>,
}

/// A length by its name, or as a number of sentences.
fn length(text: &str) -> Result<Length, String> {
    Ok(match text {
        "short" => Length::Short,
        "page" => Length::Page,
        "long" => Length::Long,
        _ => {
            let n = text.parse().ok().filter(|n| (1..=MAX_SENTENCES).contains(n));
            Length::Sentences(n.ok_or_else(|| {
                format!("give short, page, long or a number from 1 to {MAX_SENTENCES}")
            })?)
        }
    })
}

#[derive(Arguments)]
#[command(
    after_help = "Exit status: 0 when every citation holds, 1 when one fails, 2 on an error."
)]
pub struct Verify {
    /// A brief's file (.md, .html, .json), or an ID
    #[arg(value_name = "FILE|ID")]
    pub what: String,
}

#[derive(Arguments)]
#[command(after_help = "Examples:\n  onrecord export said who:ruiz > ruiz.jsonl\n  \
    onrecord export figures --format csv -o figures.csv")]
pub struct Export {
    /// What to export
    pub what: Rows,
    #[command(flatten)]
    pub query: Query,
    /// jsonl or csv [default: jsonl, or by -o's ending]
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Rows {
    Articles,
    Said,
    Figures,
    Origins,
    Stories,
    Recurring,
    Timeline,
    Brief,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Format {
    Jsonl,
    Csv,
}
