//! `figures`: figures by what is counted, and who states them.

use crate::{
    args,
    listing::{self, Listed},
    out::{Found, Out},
    paint::{clean, isolated},
};
use anyhow::Result;
use onrecord_center::{Center, answer::FigureLine, local::Access, query::Query, row::Row};
use std::path::Path;

pub fn run(folder: &Path, what: &args::Query, out: &Out) -> Result<Found> {
    let query = Query::parse(&what.text())?;
    let center = Center::open(folder, Access::Read)?;
    listing::run(&query, out, |take| center.figures(&query, take))
}

impl Listed for FigureLine {
    const NAME: &'static str = "figure";
    const HINT: &'static str =
        "a figure belongs to whoever states it; figures are shown as stated, never converted";

    fn group(&self) -> String {
        self.measure()
    }

    fn row(&self) -> Row {
        FigureLine::row(self)
    }

    fn print(&self, out: &Out) -> Result<()> {
        let paint = out.paint;
        let words = paint.figure(&clean(self.words.exact()));
        let mut about = String::new();
        for (label, value) in
            [("of", &self.of), ("", &self.relation), ("", &self.place), ("", &self.time)]
        {
            if let Some(value) = value
                && !self.words.exact().contains(value.as_str())
            {
                let label = if label.is_empty() { String::new() } else { format!("{label} ") };
                about.push_str(&format!(" · {label}{}", isolated(value)));
            }
        }
        let negated =
            if self.figure.is_negated { paint.clash(" · denied") } else { String::new() };
        out.line(paint.wrapped(&format!("{words}{about}{negated}"), 2))?;
        out.line(format!(
            "    {} · {} · {} {}",
            isolated(&self.who()),
            isolated(&self.article.outlet),
            paint.time(&self.article.published.label()),
            paint.dim(&self.passage.to_string())
        ))?;
        Ok(())
    }
}
