//! The program: who said it, when, in which words, and the proof. One file per command.

mod args;
mod paint;
mod out;
mod bar;
mod add;
mod sample;
mod status;
mod search;
mod statement;
mod recurring;
mod differs;
mod stories;
mod show;
mod listing;
mod said;
mod who;
mod quoted;
mod figures;
mod origins;
mod changes;
mod reword;
mod write;
mod try_it;
mod explain;
mod verify;
mod export;
mod keep;
mod decide;

use args::{Args, Command};
use clap::Parser;
use out::Found;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let out = out::Out::new(args.json);
    // What is still held back must be written before the work may be called done: a disk that is full
    // at the last line is an error too.
    let done = run(&args, &out).and_then(|found| Ok(out.flush().map(|()| found)?));
    match done {
        Ok(Found::Something) => ExitCode::SUCCESS,
        Ok(Found::Nothing) => ExitCode::from(1),
        // A reader that went away (`| head`) is no error of ours.
        Err(error) if out::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            out.error(&error);
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args, out: &out::Out) -> anyhow::Result<Found> {
    let folder = args.folder();
    match &args.command {
        Command::Try => try_it::run(args.center.as_deref(), out),
        Command::Add(what) => add::run(&folder, what, out),
        Command::Status => status::run(&folder, out),
        Command::Search(what) => search::run(&folder, what, out),
        Command::Show(what) => show::run(&folder, what, out),
        Command::Said(what) => said::run(&folder, what, out),
        Command::Who(what) => who::run(&folder, what, out),
        Command::Quoted(what) => quoted::run(&folder, what, out),
        Command::Figures(what) => figures::run(&folder, what, out),
        Command::Origins(what) => origins::run(&folder, what, out),
        Command::Changes(what) => changes::run(&folder, what, out),
        Command::Stories(what) => stories::run(&folder, what, out),
        Command::Recurring(what) => recurring::run(&folder, what, out),
        Command::Differs(what) => differs::run(&folder, what, out),
        Command::Timeline(what) => write::timeline(&folder, what, out),
        Command::Brief(what) => write::brief(&folder, what, out),
        Command::Explain(what) => explain::run(&folder, what, out),
        Command::Verify(what) => verify::run(&folder, what, out),
        Command::Decide(what) => decide::run(&folder, what, out),
        Command::Export(what) => export::run(&folder, what, out),
        Command::Rebuild => keep::rebuild(&folder, out),
        Command::Check => keep::check(&folder, out),
        Command::Backup(what) => keep::backup(&folder, what, out),
    }
}
