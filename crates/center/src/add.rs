//! Adding: captures in, articles and findings stored, compared and grouped, in parallel and resumable.

use crate::{
    error::Result,
    local::{Center, Event},
    redate, step,
};
use jiff::Timestamp;
use onrecord_analyze::{ANALYZER, findings, story};
use onrecord_collect::{self as collect, item::Found};
use onrecord_model::{
    address::canonical,
    article::Article,
    capture::{Capture, Obtained},
    id::Id,
    problem::{Problem, ProblemKind},
};
use onrecord_process::{
    EXTRACTOR, article,
    copy::{self, Reading, compare_readings},
    redate as days,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{Receiver, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

pub use onrecord_collect::Seed;
pub use onrecord_store::Made;

/// Articles compared with the rest in one step.
pub const COMPARE_BATCH: usize = 128;

/// What `add` did.
#[derive(Debug, Default)]
pub struct Added {
    /// Pages read.
    pub n_read: usize,
    /// Pages that were new.
    pub n_new: usize,
    /// Pages that the center had already.
    pub n_known: usize,
    /// The captures of all pages read, new or known, in order.
    pub captures: Vec<Id>,
    /// Inputs that gave no page, with why.
    pub refused: Vec<(String, Problem)>,
    /// Records of archives that are no pages, such as pictures.
    pub n_skipped: usize,
    /// Problems of pages that were added all the same.
    pub n_with_problems: usize,
    /// Whether it was asked to stop before the end.
    pub was_stopped: bool,
    /// What the stages took.
    pub timings: Timings,
}

/// What the stages of `add` took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timings {
    /// From start to end.
    pub total: Duration,
    /// Writing captures to the archive, the disk included.
    pub archive: Duration,
    /// Making articles, summed over all threads.
    pub process: Duration,
    /// Making findings, summed over all threads.
    pub analyze: Duration,
    /// Writing articles and findings to the database.
    pub store: Duration,
    /// Comparing articles for copies.
    pub compare: Duration,
    /// Grouping articles into stories.
    pub group: Duration,
    /// Writing the search index.
    pub index: Duration,
}

/// Time spent on the parallel stages of one batch, in nanoseconds.
#[derive(Default)]
struct Spent {
    process: AtomicU64,
    analyze: AtomicU64,
}

impl Center {
    /// Adds everything that the seeds lead to.
    ///
    /// Each batch is archived and on disk before it is read, so that what was reported as stored is
    /// never lost. Pages that the center has already add nothing. Setting `stop` ends the work after
    /// the batch at hand; the same call again goes on where it stopped.
    ///
    /// # Errors
    ///
    /// When the center's folder cannot be written. Inputs that cannot be read are no errors: they
    /// are reported in [`Added::refused`].
    pub fn add(
        &mut self,
        seeds: &[Seed],
        now: Timestamp,
        stop: &AtomicBool,
        report: &mut dyn FnMut(Event),
    ) -> Result<Added> {
        let started = Instant::now();
        let mut added = Added::default();
        let n_bytes = seeds.iter().map(|seed| collect::measure(seed).1).sum();
        report(Event::Measured { n_bytes });
        self.catch_up(&mut added, report)?;
        let settings = collect::Settings::default();
        thread::scope(|scope| {
            // One batch is read while the one before is processed.
            let (sender, inbox) = sync_channel(self.config.batch_pages);
            scope.spawn(move || {
                for seed in seeds {
                    let emit = &mut |item: collect::Item| match sender.send(item) {
                        Ok(()) if !stop.load(Ordering::Relaxed) => ControlFlow::Continue(()),
                        _ => ControlFlow::Break(()),
                    };
                    if collect::collect(seed, &settings, now, emit).is_break() {
                        break;
                    }
                }
            });
            self.add_from(&inbox, &mut added, report)
        })?;
        added.was_stopped = stop.load(Ordering::Relaxed);
        self.finish(&mut added, report)?;
        added.timings.total = started.elapsed();
        Ok(added)
    }

    fn add_from(
        &mut self,
        inbox: &Receiver<collect::Item>,
        added: &mut Added,
        report: &mut dyn FnMut(Event),
    ) -> Result<()> {
        let (mut batch, mut batch_bytes, mut input_bytes) = (Vec::new(), 0, 0);
        let mut pages: BTreeSet<String> = BTreeSet::new();
        for item in inbox {
            input_bytes += item.n_bytes;
            match item.found {
                // That a page is gone is told of pages that were there.
                Found::Capture(capture)
                    if capture.is_gone() && !self.was_there(&capture, &pages)? =>
                {
                    if capture.obtained == Obtained::Fetched {
                        let status = capture.status.unwrap_or_default();
                        let detail = format!("{}: the server answered {status}", capture.name);
                        let problem = Problem::new(ProblemKind::Fetch, detail);
                        report(Event::Problem { name: &capture.name, problem: &problem });
                        added.refused.push((capture.name, problem));
                    } else {
                        added.n_skipped += 1;
                    }
                }
                Found::Capture(capture) => {
                    pages.extend(capture.address.as_deref().and_then(canonical));
                    batch_bytes += capture.body.len();
                    batch.push(*capture);
                }
                Found::Problem { name, problem } => {
                    report(Event::Problem { name: &name, problem: &problem });
                    added.refused.push((name, problem));
                }
                Found::Skipped { .. } => added.n_skipped += 1,
            }
            let is_full = batch.len() >= self.config.batch_pages
                || batch_bytes >= self.config.batch_mib * 1024 * 1024;
            if is_full {
                let n_new = self.add_batch(std::mem::take(&mut batch), added)?;
                report(Event::Stored { n_bytes: input_bytes, n_new });
                (batch_bytes, input_bytes) = (0, 0);
                pages.clear();
            }
        }
        let n_new = self.add_batch(batch, added)?;
        report(Event::Stored { n_bytes: input_bytes, n_new });
        Ok(())
    }

    /// Whether an address was captured before, in the store or among the pages of the batch at hand.
    fn was_there(&self, capture: &Capture, batch: &BTreeSet<String>) -> Result<bool> {
        let Some(address) = capture.address.as_deref() else { return Ok(false) };
        let is_in_batch = canonical(address).is_some_and(|page| batch.contains(&page));
        Ok(is_in_batch || self.store.has_page(address)?)
    }

    /// Archives a batch, then reads what was new in it. Returns the number of new pages.
    fn add_batch(&mut self, batch: Vec<Capture>, added: &mut Added) -> Result<usize> {
        let n_read = batch.len();
        let mut fresh = Vec::new();
        for capture in batch {
            let id = capture.id();
            added.captures.push(id);
            if !self.store.has_capture(id)? {
                fresh.push(capture);
            }
        }
        let started = Instant::now();
        let new = self.store.append(&fresh)?;
        added.timings.archive += started.elapsed();
        // The same page twice in one batch is archived once; the later ones are dropped here.
        let mut wanted: BTreeSet<Id> = new.iter().copied().collect();
        fresh.retain(|capture| wanted.remove(&capture.id()));
        self.read(&fresh, added)?;
        added.n_read += n_read;
        added.n_new += new.len();
        added.n_known += n_read - new.len();
        Ok(new.len())
    }

    /// Makes articles and findings of captures and stores them.
    fn read(&mut self, captures: &[Capture], added: &mut Added) -> Result<()> {
        let spent = Spent::default();
        let made = step::each(&self.pool, captures, |capture| vec![make(capture, &spent)]);
        let nanos = |spent: &AtomicU64| Duration::from_nanos(spent.load(Ordering::Relaxed));
        added.timings.process += nanos(&spent.process);
        added.timings.analyze += nanos(&spent.analyze);
        added.n_with_problems +=
            made.iter().filter(|made| !made.article.problems.is_empty()).count();
        let started = Instant::now();
        self.store.put(&made)?;
        added.timings.store += started.elapsed();
        Ok(())
    }

    /// Reads captures that an earlier run archived only. This comes before anything new, so that
    /// articles stand in the order of the archive however often the work was interrupted.
    pub(crate) fn catch_up(
        &mut self,
        added: &mut Added,
        report: &mut dyn FnMut(Event),
    ) -> Result<()> {
        loop {
            let left = self.store.unprocessed(EXTRACTOR, ANALYZER, self.config.batch_pages)?;
            if left.is_empty() {
                return Ok(());
            }
            let mut captures = Vec::with_capacity(left.len());
            for id in &left {
                captures.extend(self.store.capture(*id)?);
            }
            self.read(&captures, added)?;
            report(Event::Stored { n_bytes: 0, n_new: captures.len() });
        }
    }

    /// Compares what is new with what came before, groups it into stories, and brings the search index
    /// up to date.
    pub(crate) fn finish(
        &mut self,
        added: &mut Added,
        report: &mut dyn FnMut(Event),
    ) -> Result<()> {
        let started = Instant::now();
        self.compare_new(report)?;
        added.timings.compare += started.elapsed();
        // What was read may be what a decision waited for. Days are what they are by now.
        self.read_decisions()?;
        let started = Instant::now();
        self.group(report)?;
        added.timings.group += started.elapsed();
        let started = Instant::now();
        self.store.commit()?;
        added.timings.index += started.elapsed();
        Ok(())
    }

    /// Takes in captures with what was made of them, as by another machine. They are compared by
    /// [`Center::compare_new`] and grouped by [`Center::group`].
    ///
    /// # Errors
    ///
    /// When the center's folder cannot be written, or an article is of no stored capture.
    pub fn take_in(&mut self, captures: &[Capture], made: &[Made]) -> Result<()> {
        self.store.append(captures)?;
        self.store.put(made)?;
        Ok(self.store.commit()?)
    }

    /// Compares every article that is new with those that came before.
    ///
    /// # Errors
    ///
    /// When the center's folder cannot be written.
    pub fn compare_new(&mut self, report: &mut dyn FnMut(Event)) -> Result<()> {
        loop {
            let left = self.store.uncompared(COMPARE_BATCH)?;
            if left.is_empty() {
                return Ok(());
            }
            self.compare(&left)?;
            report(Event::Compared { n_articles: left.len() });
        }
    }

    /// Compares each of these articles with the earlier ones that it shares keys with.
    fn compare(&mut self, ids: &[Id]) -> Result<()> {
        let fresh = self.only_articles(ids)?;
        // Each article is read once, however many it is compared with.
        let fresh: Vec<&Article> = fresh.iter().collect();
        let fresh = step::each(&self.pool, &fresh, read);
        let mut met = Vec::with_capacity(fresh.len());
        for reading in &fresh {
            met.push(self.store.candidates(&reading.keys(), reading.article.id)?);
        }
        let known: BTreeSet<Id> = ids.iter().copied().collect();
        let earlier: BTreeSet<Id> = met.iter().flat_map(|met| &met.articles).copied().collect();
        let earlier: Vec<Id> = earlier.difference(&known).copied().collect();
        let earlier = self.only_articles(&earlier)?;
        let earlier: Vec<&Article> = earlier.iter().collect();
        let earlier = step::each(&self.pool, &earlier, read);
        let by_id: BTreeMap<Id, &Reading> =
            fresh.iter().chain(&earlier).map(|reading| (reading.article.id, reading)).collect();
        let met: Vec<_> = fresh.iter().zip(&met).collect();
        let copies = step::each(&self.pool, &met, |(one, met)| {
            let others = met.articles.iter().filter_map(|id| by_id.get(id));
            others.filter_map(|other| compare_readings(one, other, &met.recurring)).collect()
        });
        // Marked as compared at last: what a crash cuts short is done again.
        self.store.put_copies(&copies)?;
        let known = by_id.values().map(|reading| (reading.article.id, reading.article)).collect();
        let datings = redate::revise(&self.store, &self.pool, ids, &known, self.config.facts)?;
        self.store.put_datings(&datings)?;
        Ok(self.store.mark_compared(ids)?)
    }

    /// Articles without their findings, in the given order; unknown ones are left out.
    fn only_articles(&self, ids: &[Id]) -> Result<Vec<Article>> {
        let mut articles = Vec::with_capacity(ids.len());
        for id in ids {
            articles.extend(self.store.article(*id)?);
        }
        Ok(articles)
    }
}

fn read<'a>(text: &&'a Article) -> Vec<Reading<'a>> {
    vec![Reading::of(text)]
}

/// One capture to its article and findings: the per-item step.
///
/// A fault of ours on one page must not take the others of its batch along: it becomes a problem of
/// that page, whose bytes are archived already and will be read again by a mended version.
fn make(capture: &Capture, spent: &Spent) -> Made {
    let started = Instant::now();
    let (article, copy_keys) = guarded(|| {
        let article = article::process(capture);
        let mut copy_keys = copy::keys(&article);
        copy_keys.extend(days::keys(&article));
        (article, copy_keys)
    })
    .unwrap_or_else(|fault| (article::unread(capture, fault), Vec::new()));
    let processed = Instant::now();
    let findings = guarded(|| findings::find(&article))
        .unwrap_or_else(|fault| findings::none(&article, fault));
    let story_keys = guarded(|| story::Keys::of(&article, &findings).bytes()).unwrap_or_default();
    let nanos = |from: Instant, to: Instant| (to - from).as_nanos() as u64;
    spent.process.fetch_add(nanos(started, processed), Ordering::Relaxed);
    spent.analyze.fetch_add(nanos(processed, Instant::now()), Ordering::Relaxed);
    Made { article, findings, copy_keys, story_keys }
}

/// Runs `work`, and gives the problem that a panic in it is.
fn guarded<T>(work: impl FnOnce() -> T) -> std::result::Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let message = panic.downcast_ref::<String>().map(String::as_str);
        let message = message.or_else(|| panic.downcast_ref::<&str>().copied());
        let detail = format!("please report it: {}", message.unwrap_or("no message"));
        Problem::new(ProblemKind::Internal, detail)
    })
}
