//! The command on what people decide: an article's day, a speaker, who copied whom.

use clap::{Args as Arguments, Subcommand};
use std::path::PathBuf;

#[derive(Arguments)]
#[command(
    after_help = "Examples:\n  onrecord decide join 1f90bcd500fc 88a1c0d2e3f4 --why \"same byline\"\n  \
    onrecord decide split 1f90bcd500fc 88a1c0d2e3f4\n  \
    onrecord decide date 1f90bcd500fc 2019-11-14\n  \
    onrecord decide speaker 1f90bcd500fc/277-454 \"Ana Ruiz\"\n  \
    onrecord decide drop 1f90bcd500fc/277-454\n  \
    onrecord decide same 1f90bcd500fc/10-18 88a1c0d2e3f4/40-52\n  \
    onrecord decide different 1f90bcd500fc/10-18 88a1c0d2e3f4/40-52\n  onrecord decide undo last\n\n\
    The later of two decisions about the same thing counts; nothing is ever removed."
)]
pub struct Decide {
    #[command(subcommand)]
    pub action: Action,
    /// Why, in a few words; shown wherever it counts
    #[arg(long, global = true, value_name = "TEXT")]
    pub why: Option<String>,
    /// Who decides [default: decided_by in center.toml]
    #[arg(long, global = true, value_name = "NAME")]
    pub by: Option<String>,
}

/// What is decided.
#[derive(Subcommand)]
pub enum Action {
    /// These articles go back to one origin
    Join {
        /// Articles, two or more
        #[arg(value_name = "ARTICLE", required = true, num_args = 2..)]
        articles: Vec<String>,
    },
    /// None of these articles is a copy of another
    Split {
        /// Articles, two or more
        #[arg(value_name = "ARTICLE", required = true, num_args = 2..)]
        articles: Vec<String>,
    },
    /// These names are one person's or body's
    Same {
        /// Passages with a name each, as who prints them
        #[arg(value_name = "PASSAGE", required = true, num_args = 2..)]
        passages: Vec<String>,
    },
    /// These names are each another's
    Different {
        /// Passages with a name each, as who prints them
        #[arg(value_name = "PASSAGE", required = true, num_args = 2..)]
        passages: Vec<String>,
    },
    /// When an article was published
    Date {
        /// The article
        #[arg(value_name = "ARTICLE")]
        article: String,
        /// 2019-11-14, or 2019-11 or 2019
        #[arg(value_name = "DATE", required_unless_present = "unknown")]
        date: Option<String>,
        /// It is not known when
        #[arg(long, conflicts_with = "date")]
        unknown: bool,
    },
    /// Who speaks in a quotation or states a figure
    Speaker {
        /// The passage, as said and figures print it
        #[arg(value_name = "PASSAGE")]
        passage: String,
        /// The name
        #[arg(value_name = "NAME", required_unless_present = "unknown")]
        name: Option<String>,
        /// Nobody is established
        #[arg(long, conflicts_with = "name")]
        unknown: bool,
    },
    /// A passage is no quotation or figure
    Drop {
        /// The passage, as said and figures print it
        #[arg(value_name = "PASSAGE")]
        passage: String,
    },
    /// A note on an article or passage
    Note {
        /// Article, or passage as article/start-end
        #[arg(value_name = "ID")]
        id: String,
        /// The note
        #[arg(value_name = "TEXT", required = true)]
        text: Vec<String>,
    },
    /// Take a decision back; of an undo: restore
    Undo {
        /// Its first digits, or last
        #[arg(value_name = "DECISION")]
        decision: String,
    },
    /// Everything decided, with what became of it
    List,
    /// Take over another center's decisions
    Import {
        /// Its decisions.jsonl
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}
