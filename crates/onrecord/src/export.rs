//! `export`: every row of an answer, as JSON Lines or CSV.

use crate::{
    args::{self, Format, Rows},
    out::{Found, Out},
    search,
};
use anyhow::{Context, Result};
use onrecord_center::{
    Center,
    answer::{brief_rows, claim_rows},
    choose::{Length, Window},
    kinds::versions_left_out,
    local::Access,
    query::Query,
    row::Row,
};
use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

pub fn run(folder: &Path, what: &args::Export, out: &Out) -> Result<Found> {
    let query = Query::parse(&what.query.text())?;
    let center = Center::open(folder, Access::Read)?;
    let sink: Box<dyn Write> = match &what.output {
        Some(path) => Box::new(
            File::create(path).with_context(|| format!("cannot write {}", path.display()))?,
        ),
        None => Box::new(io::stdout().lock()),
    };
    let mut table = Table { sink: BufWriter::new(sink), format: format(what), n_rows: 0 };
    rows(&center, what.what, &query, &mut table, out)?;
    let n_rows = table.close()?;
    if n_rows == 0 {
        search::nothing(&query, out);
    }
    if let Some(path) = &what.output {
        out.note(&format!("{n_rows} rows · written to {}", path.display()));
    }
    Ok(Found::any(n_rows))
}

fn format(what: &args::Export) -> Format {
    let by_name = || {
        let ending = what.output.as_ref().and_then(|path| path.extension());
        if ending.is_some_and(|ending| ending == "csv") { Format::Csv } else { Format::Jsonl }
    };
    what.format.unwrap_or_else(by_name)
}

fn rows(center: &Center, what: Rows, query: &Query, table: &mut Table, out: &Out) -> Result<()> {
    match what {
        Rows::Articles => {
            center.articles(query, &mut |line| Ok(table.add(&line.row())?))?;
        }
        Rows::Said => {
            let left_out = center.said(query, &mut |said| Ok(table.add(&said.row())?))?;
            left_out.told(&query.kinds).iter().for_each(|words| out.note(words));
        }
        Rows::Figures => {
            let versions = center.figures(query, &mut |line| Ok(table.add(&line.row())?))?;
            versions.iter().for_each(|words| out.note(words));
        }
        Rows::Origins => {
            let answer = center.origins(query)?;
            answer.rows().iter().try_for_each(|row| table.add(row))?;
            versions_left_out(answer.n_versions).iter().for_each(|words| out.note(words));
        }
        Rows::Stories => {
            let answer = center.stories(query)?;
            for listed in answer.together.iter().chain(&answer.alone) {
                center.story(listed)?.rows().iter().try_for_each(|row| table.add(row))?;
            }
        }
        Rows::Recurring => {
            let answer = center.recurring(query)?;
            answer.claims.iter().flat_map(claim_rows).try_for_each(|row| table.add(&row))?;
            answer.left_out().iter().for_each(|words| out.note(words));
        }
        Rows::Timeline | Rows::Brief => {
            let chosen = center.choose(query)?;
            if !chosen.articles.is_empty() {
                let brief = match what {
                    Rows::Brief => chosen.brief(Window::default(), Length::Long)?,
                    _ => chosen.timeline(Window::default(), Length::Long)?,
                };
                brief_rows(&brief).iter().try_for_each(|row| table.add(row))?;
            }
        }
    }
    Ok(())
}

/// Rows on their way out.
struct Table {
    sink: BufWriter<Box<dyn Write>>,
    format: Format,
    n_rows: usize,
}

impl Table {
    fn add(&mut self, row: &Row) -> io::Result<()> {
        match self.format {
            Format::Jsonl => writeln!(self.sink, "{}", row.json())?,
            Format::Csv => {
                if self.n_rows == 0 {
                    write!(self.sink, "{}\r\n", row.csv_header())?;
                }
                write!(self.sink, "{}\r\n", row.csv())?;
            }
        }
        self.n_rows += 1;
        Ok(())
    }

    fn close(mut self) -> io::Result<usize> {
        self.sink.flush()?;
        Ok(self.n_rows)
    }
}
