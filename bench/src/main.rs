//! Quality and speed on public test sets: `predict` writes our answers, `time` says what they cost.

mod clock;
mod pages;
mod lines;
mod numbers;
mod articles;
mod claims;
mod meeting;
mod copies;
mod natural_copies;
mod dates;
mod figures;
mod names;
mod quotations;
mod stories;
mod time;
mod figure_sources;
mod timelines;
mod made;
mod speed;
mod stored;

use anyhow::{Context, Result, ensure};
use clap::{Parser, Subcommand, ValueEnum};
use clock::Clock;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Quality and speed of Onrecord on public test sets.
#[derive(Parser)]
#[command(name = "onrecord-bench", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write our answers for a gold file, in the shape that its scorer reads
    ///
    /// The same library calls as `onrecord add` make them; the answers in the gold file are not
    /// looked at.
    Predict {
        /// What to answer
        task: Task,
        /// The gold file
        gold: PathBuf,
        /// Where the answers go
        #[arg(short, long, value_name = "FILE")]
        out: PathBuf,
        /// Folder of the pages, or the file of the articles, that the gold file speaks of
        #[arg(long, value_name = "PATH")]
        pages: Option<PathBuf>,
        /// How long a timeline is: figures by one cannot be compared with those by the other
        #[arg(long, value_enum, default_value = "own-length")]
        protocol: timelines::Protocol,
    },
    /// Print items, bytes and CPU seconds per stage, on one thread
    ///
    /// Answers twice and stops if the two answers differ.
    Time {
        /// What to answer
        task: Task,
        /// The gold file
        gold: PathBuf,
        /// Folder of the pages, or the file of the articles, that the gold file speaks of
        #[arg(long, value_name = "PATH")]
        pages: Option<PathBuf>,
        /// How long a timeline is: figures by one cannot be compared with those by the other
        #[arg(long, value_enum, default_value = "own-length")]
        protocol: timelines::Protocol,
    },
    /// Copies and stories over made articles: articles a second and memory, on one thread
    Speed {
        /// How many articles
        #[arg(default_value_t = 10_000)]
        n_articles: usize,
        /// Through the store and the center, as `onrecord add` does; in a folder that is removed after
        #[arg(long)]
        store: bool,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Task {
    Articles,
    Quotations,
    Names,
    Time,
    Figures,
    FigureSources,
    Copies,
    NaturalCopies,
    Stories,
    Timelines,
    Claims,
    Dates,
}

impl Task {
    /// Our answers as the text of a file.
    fn answer(
        self,
        gold: &Path,
        pages: Option<&Path>,
        protocol: timelines::Protocol,
        clock: &mut Clock,
    ) -> Result<String> {
        let answers = match self {
            Task::Articles => articles::answer(gold, pages, clock),
            Task::Quotations => quotations::answer(gold, pages, clock),
            Task::Names => names::answer(gold, pages, clock),
            Task::Time => time::answer(gold, pages, clock),
            Task::Figures => figures::answer(gold, pages, clock),
            Task::FigureSources => figure_sources::answer(gold, pages, clock),
            Task::Copies => copies::answer(gold, pages, clock),
            Task::NaturalCopies => natural_copies::answer(gold, pages, clock),
            Task::Stories => stories::answer(gold, pages, clock),
            Task::Timelines => timelines::answer(gold, pages, protocol, clock),
            Task::Claims => claims::answer(gold, pages, clock),
            Task::Dates => dates::answer(gold, pages, clock),
        };
        answers.with_context(|| format!("on {}", gold.display()))
    }
}

fn main() -> Result<()> {
    match Args::parse().command {
        Command::Predict { task, gold, out, pages, protocol } => {
            let answers = task.answer(&gold, pages.as_deref(), protocol, &mut Clock::default())?;
            fs::write(&out, answers).with_context(|| format!("cannot write {}", out.display()))
        }
        Command::Speed { n_articles, store: false } => {
            print!("{}", speed::run(n_articles)?);
            Ok(())
        }
        Command::Speed { n_articles, store: true } => {
            print!("{}", stored::run(n_articles)?);
            Ok(())
        }
        Command::Time { task, gold, pages, protocol } => {
            let first = task.answer(&gold, pages.as_deref(), protocol, &mut Clock::default())?;
            let mut clock = Clock::default();
            let second = task.answer(&gold, pages.as_deref(), protocol, &mut clock)?;
            ensure!(first == second, "two runs gave different answers");
            print!("{}", clock.table());
            Ok(())
        }
    }
}
