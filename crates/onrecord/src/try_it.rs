//! `try`: the sample that comes with the program, from pages to a brief, offline.

use crate::{
    add,
    out::{Found, Out},
    sample, write,
};
use anyhow::{Context, Result};
use onrecord_center::{
    Center,
    choose::{Length, Window},
    local::Access,
    query::Query,
    write as form,
};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

pub fn run(center: Option<&Path>, out: &Out) -> Result<Found> {
    let started = Instant::now();
    let folder = center.map_or_else(|| PathBuf::from("onrecord-try"), Path::to_owned);
    let pages = folder.join("pages");
    fs::create_dir_all(&pages).with_context(|| format!("cannot make {}", pages.display()))?;
    for (name, page) in sample::PAGES {
        let path = pages.join(name);
        fs::write(&path, page).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let mut center = Center::open(&folder, Access::Write)?;
    let added = add::add(&mut center, &[pages.display().to_string()], out)?;
    let chosen = center.choose(&Query::default())?;
    let brief = chosen.brief(Window::default(), Length::Page)?;
    let page = folder.join("brief.html");
    write::save(&brief, &chosen, &page)?;
    let seconds = started.elapsed().as_secs_f64();
    if out.json {
        out.line(form::json(&brief, &chosen))?;
        return Ok(Found::Something);
    }
    out.line(form::terminal(&brief, out.paint.width, out.paint.has_colors))?;
    let name = folder.display();
    out.line(format!(
        "\n{} from {} in {seconds:.1} s · {}",
        write::basis(&brief),
        add::count(added.n_read, "fictional page"),
        page.display()
    ))?;
    out.line("\nNext:")?;
    let next = [
        (format!("onrecord --center {name} said who:ruiz"), "one person's statements"),
        (format!("onrecord --center {name} origins"), "who copied whom"),
        (format!("onrecord --center {name} recurring"), "the same statement made again"),
        (format!("onrecord --center {name} verify {}", page.display()), "every footnote checked"),
        ("onrecord add saved-pages/ && onrecord brief".to_owned(), "your own pages"),
    ];
    let widest = next.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    for (command, about) in next {
        out.line(format!("  {command:<widest$}  {}", out.paint.dim(about)))?;
    }
    Ok(Found::Something)
}
