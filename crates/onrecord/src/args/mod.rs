//! The command line: the program, its commands, and the help that goes with them.

mod query;
mod pages;
mod words;
mod claims;
mod write;
mod decide;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

pub use claims::{Differs, Recurring};
pub use decide::{Action, Decide};
pub use pages::{Add, Backup, Changes, Name, Search, Stories};
pub use query::Query;
pub use words::{Figures, Quoted, Said, Who};
pub use write::{Brief, Export, Format, Rows, Verify, Write};

/// Who said it, when, in which words, who merely repeated it, and the proof.
///
/// Onrecord keeps published news in a folder, the center, and answers from it offline. Every answer
/// names the passage it rests on, as `article/start-end`; `show` opens it, `explain` says why, and
/// `verify` checks it against the archived bytes.
#[derive(Parser)]
#[command(
    name = "onrecord",
    version,
    arg_required_else_help = true,
    after_help = "Start here:\n  onrecord try                      a sample, offline\n  \
                  onrecord add saved-pages/         a center from your own pages\n  \
                  onrecord brief -o brief.html      what they say, with footnotes that open\n\n\
                  Exit status: 0 found, 1 nothing found, 2 an error."
)]
pub struct Args {
    /// Folder of the center [default: ./center]
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "ONRECORD_CENTER",
        hide_env_values = true
    )]
    pub center: Option<PathBuf>,

    /// Answer in JSON Lines with stable keys
    #[arg(long, global = true)]
    pub json: bool,

    #[command(subcommand)]
    pub command: Command,
}

impl Args {
    /// The center's folder.
    pub fn folder(&self) -> PathBuf {
        self.center.clone().unwrap_or_else(|| PathBuf::from("center"))
    }
}

#[derive(Subcommand)]
pub enum Command {
    /// Make a center from the sample and print its brief
    ///
    /// About 30 pages of fictional outlets come with the program; nothing is downloaded. They are
    /// put into ./onrecord-try together with the center and brief.html.
    Try,
    /// Add pages, folders, archives or addresses
    Add(Add),
    /// What is in the center
    Status,
    /// Find articles and passages
    Search(Search),
    /// Show an article or a passage
    Show(Name),
    /// Quotations by speaker
    Said(Said),
    /// Whom a name means, and the passages that say so
    Who(Who),
    /// Did somebody really say that?
    Quoted(Quoted),
    /// Figures by what is counted, and who states them
    Figures(Figures),
    /// Who copied whom, counted by origin
    Origins(Query),
    /// What pages say otherwise than when first captured
    Changes(Changes),
    /// Articles grouped by event
    Stories(Stories),
    /// The same statement made again
    Recurring(Recurring),
    /// Where statements of one claim differ
    Differs(Differs),
    /// Attributed entries on the days they speak of
    Timeline(Write),
    /// A short text in which every sentence is cited
    Brief(Brief),
    /// Why: evidence of a date, speaker, copy or claim
    Explain(Name),
    /// Check citations against the archived bytes
    Verify(Verify),
    /// Correct what was found, undoably
    ///
    /// What people decide stands in decisions.jsonl, beside the archive: it survives a rebuild, counts
    /// in every answer, and every answer that rests on it says so.
    Decide(Decide),
    /// Every row of an answer as JSON Lines or CSV
    Export(Export),
    /// Make all derived data anew from the archive
    ///
    /// Articles, findings, search index: everything but archive/, decisions.jsonl and center.toml.
    /// The new data replaces the old only when it is complete.
    Rebuild,
    /// Check the integrity of everything
    ///
    /// Reads every archived record, checks its digest, and holds the database and the search index
    /// against the archive.
    Check,
    /// Copy the center while it runs
    Backup(Backup),
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_help_says_the_threshold_that_is_used() {
        let mut program = Args::command();
        let said = program.find_subcommand_mut("said").unwrap().render_long_help().to_string();
        let threshold = onrecord_center::precision::HIGH_CONFIDENCE;
        for figure in [&format!("{threshold} of 1000"), "95.0 %", "84.3 %", "60.3 %", "80.8 %"] {
            assert!(said.contains(figure), "{figure}: {said}");
        }
    }

    #[test]
    fn short_help_of_every_option_fits_one_line() {
        let program = Args::command();
        for command in program.get_subcommands() {
            for option in command.get_arguments() {
                let help = option.get_help().unwrap_or_default().to_string();
                assert!(!help.is_empty(), "{} {}", command.get_name(), option.get_id());
                assert!(help.chars().count() <= 52, "{} {}", command.get_name(), option.get_id());
            }
        }
    }
}
