//! Speed and memory of copies and stories in a real center, as an archive grows by days.

use crate::{
    clock::Clock,
    made::{Made, MadeArticle, PER_DAY},
    speed::{NOW, PEAK, memory_kib, quality},
    stories::nothing,
};
use anyhow::{Context, Result};
use onrecord_analyze::story::Keys;
use onrecord_center::{Center, add, local::Access, query::Query};
use onrecord_model::{
    article::Article,
    capture::{Capture, Obtained},
    story::Story,
};
use onrecord_process::copy;
use std::{fs, time::Duration};

/// Threads of the search index: what they do is told by no stage here.
const INDEX_THREADS: [&str; 2] = ["thrd-tantivy", "merge_thread"];

/// The growth of the archive is told in so many parts.
const N_PARTS: usize = 10;

/// Adds `n_articles` made articles to a center in a folder of its own, a day at a time, and tells what
/// copies and stories cost. Making and storing the articles is not counted, their keys are.
pub fn run(n_articles: usize) -> Result<String> {
    let folder = tempfile::tempdir()?;
    // One thread: what it takes is what one core takes.
    fs::write(folder.path().join("center.toml"), "threads = 1\n")?;
    let mut center = Center::open(folder.path(), Access::Write)?;
    let (made, mut clock) = (Made::new(), Clock::default());
    let mut parts = String::new();
    let (mut of_part, mut n_of_part) = ([Duration::ZERO; 2], 0);
    let before = memory_kib(NOW)?;
    for first in (0..n_articles).step_by(PER_DAY) {
        let numbers = first..(first + PER_DAY).min(n_articles);
        let n_day = numbers.len();
        let day: Vec<MadeArticle> = numbers.map(|number| made.article(number)).collect();
        let (captures, articles) = stored(day, &mut clock);
        center.take_in(&captures, &articles)?;
        drop((captures, articles));
        let started = cpu_time()?;
        center.compare_new(&mut |_| ())?;
        let compared = cpu_time()?;
        center.group(&mut |_| ())?;
        let grouped = cpu_time()?;
        let spent = [compared - started, grouped - compared];
        clock.add("copies", n_day, 0, spent[0]);
        clock.add("stories", n_day, 0, spent[1]);
        of_part = [of_part[0] + spent[0], of_part[1] + spent[1]];
        n_of_part += n_day;
        let n_done = first + n_day;
        if n_done * N_PARTS / n_articles > first * N_PARTS / n_articles {
            let each = of_part.map(|spent| spent.as_secs_f64() * 1e3 / n_of_part as f64);
            parts.push_str(&format!(
                "{n_done:>8} articles: {:.3} ms an article for copies, {:.3} for stories\n",
                each[0], each[1]
            ));
            (of_part, n_of_part) = ([Duration::ZERO; 2], 0);
        }
    }
    let (now, peak) = (memory_kib(NOW)?, memory_kib(PEAK)?);
    let per = |kib: u64| kib as f64 / n_articles as f64;
    let seconds = clock.total().as_secs_f64();
    let told = stories(&center)?;
    let bytes = fs::metadata(folder.path().join("center.sqlite"))?.len();
    Ok(format!(
        "{}{parts}{n_articles} articles, {seconds:.1} CPU seconds, {:.0} articles/s\n\
         memory: {:.2} KiB an article grown, {:.2} KiB the whole process at its peak ({peak} KiB); \
         {:.2} KiB an article in center.sqlite\n{} stories, BCubed F1 {:.3}\n",
        clock.table(),
        n_articles as f64 / seconds,
        per(now.saturating_sub(before)),
        per(peak),
        per(bytes / 1024),
        told.len(),
        quality(&made, &told, n_articles),
    ))
}

/// Made articles as a center takes them in, each with a capture of its text.
fn stored(day: Vec<MadeArticle>, clock: &mut Clock) -> (Vec<Capture>, Vec<add::Made>) {
    let mut captures = Vec::with_capacity(day.len());
    let mut articles = Vec::with_capacity(day.len());
    for MadeArticle { article, .. } in day {
        let capture = Capture {
            address: None,
            name: article.id.to_string(),
            captured_at: "2030-01-01T00:00:00Z".parse().expect("an instant"),
            obtained: Obtained::Archive,
            status: None,
            headers: Vec::new(),
            body: article.text.clone().into_bytes(),
            http: None,
            problems: Vec::new(),
        };
        let article = Article { capture: capture.id(), ..article };
        let findings = nothing(article.id);
        let n_bytes = article.text.len();
        let copy_keys = clock.stage("copy keys", n_bytes, || copy::keys(&article));
        let story_keys =
            clock.stage("story keys", n_bytes, || Keys::of(&article, &findings).bytes());
        captures.push(capture);
        articles.push(add::Made { article, findings, copy_keys, story_keys });
    }
    (captures, articles)
}

fn stories(center: &Center) -> Result<Vec<Story>> {
    let mut told = Vec::new();
    center.each_story(&Query::default(), &mut |id, articles| {
        told.push(Story { id, articles, words: Vec::new() });
        Ok(())
    })?;
    Ok(told)
}

/// The CPU time of this program's threads, those of the search index aside.
fn cpu_time() -> Result<Duration> {
    let mut nanos = 0;
    for task in fs::read_dir("/proc/self/task")? {
        let task = task?.path();
        // A thread may end while the list is read.
        let Ok(name) = fs::read_to_string(task.join("comm")) else { continue };
        if INDEX_THREADS.iter().any(|of_index| name.starts_with(of_index)) {
            continue;
        }
        let Ok(spent) = fs::read_to_string(task.join("schedstat")) else { continue };
        let spent = spent.split(' ').next().context("an empty schedstat")?;
        nanos += spent.parse::<u64>()?;
    }
    Ok(Duration::from_nanos(nanos))
}
