//! Every seed to its items: files, folders in order, archives, addresses.

use crate::{
    archive::{collect_wacz, collect_warc},
    fetch::Fetcher,
    guard::Reach,
    item::{Found, Item},
    limit::{MAX_DEPTH, MAX_FILE_BYTES, SNIFF_BYTES},
    page,
    seed::Seed,
    sniff::{Looks, sniff},
};
use jiff::Timestamp;
use onrecord_model::problem::ProblemKind;
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read, Seek},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// How collecting is done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// How far fetching may reach.
    pub reach: Reach,
}

/// Emits everything that a seed gives, in an order that depends on the seed alone, until `emit`
/// breaks. `now` is the moment of capture for what has no other.
///
/// A file that cannot be read, is empty, too large or no text is a [`Found::Problem`]; so is each
/// damaged record of an archive. Files whose name starts with a full stop are passed over within
/// folders.
pub fn collect(
    seed: &Seed,
    settings: &Settings,
    now: Timestamp,
    emit: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    match seed {
        Seed::Path(path) => Walk::default().visit(path, &mut |step| match step {
            Step::File { path, n_bytes } => collect_file(&path, n_bytes, now, emit),
            Step::Problem(found) => emit(found.of_bytes(0)),
        }),
        Seed::Stdin => collect_stream("standard input", io::stdin().lock(), now, emit),
        Seed::Address(address) => {
            let fetched =
                Fetcher::new(settings.reach).and_then(|mut fetcher| fetcher.get(address, now));
            let found = match fetched {
                Ok(capture) => Found::Capture(Box::new(capture)),
                Err(problem) => Found::Problem { name: address.clone(), problem },
            };
            emit(found.of_bytes(0))
        }
    }
}

/// How many files and bytes a seed holds, for a progress bar; nothing of an address or of standard
/// input is known beforehand.
#[must_use]
pub fn measure(seed: &Seed) -> (usize, u64) {
    let (mut n_files, mut n_bytes) = (0, 0);
    if let Seed::Path(path) = seed {
        let _ = Walk::default().visit(path, &mut |step| {
            if let Step::File { n_bytes: len, .. } = step {
                n_files += 1;
                n_bytes += len;
            }
            ControlFlow::Continue(())
        });
    }
    (n_files, n_bytes)
}

/// A walk through a folder.
#[derive(Default)]
struct Walk {
    /// The folders we are in, by their real paths.
    open: Vec<PathBuf>,
    /// Every folder that was entered, so that links to one folder are not followed twice.
    entered: BTreeSet<PathBuf>,
}

/// What a walk comes by.
enum Step {
    File { path: PathBuf, n_bytes: u64 },
    Problem(Found),
}

impl Walk {
    fn visit(
        &mut self,
        path: &Path,
        step: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let place = path.display().to_string();
        let about = match fs::metadata(path) {
            Ok(about) => about,
            Err(error) => return step(unreadable(&place, &error)),
        };
        if about.is_dir() {
            return self.enter(path, &place, step);
        }
        if !about.is_file() {
            // A pipe or device could give bytes for ever, or none.
            let found = Found::problem(&place, ProblemKind::Unreadable, "not a file or a folder");
            return step(Step::Problem(found));
        }
        step(Step::File { path: path.to_owned(), n_bytes: about.len() })
    }

    fn enter(
        &mut self,
        path: &Path,
        place: &str,
        step: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let real = match fs::canonicalize(path) {
            Ok(real) => real,
            Err(error) => return step(unreadable(place, &error)),
        };
        if self.open.contains(&real) {
            let detail = format!("the folder leads back into {}", real.display());
            return step(Step::Problem(Found::problem(place, ProblemKind::Loop, detail)));
        }
        if self.open.len() >= MAX_DEPTH {
            let detail = format!("more than {MAX_DEPTH} folders in one another; not entered");
            return step(Step::Problem(Found::problem(place, ProblemKind::TooDeep, detail)));
        }
        if !self.entered.insert(real.clone()) {
            return ControlFlow::Continue(());
        }
        let listed = fs::read_dir(path).and_then(|entries| {
            entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<Result<Vec<_>, _>>()
        });
        let mut names = match listed {
            Ok(names) => names,
            Err(error) => return step(unreadable(place, &error)),
        };
        names.retain(|name| !name.as_encoded_bytes().starts_with(b"."));
        names.sort();
        self.open.push(real);
        let flow = names.iter().try_for_each(|name| self.visit(&path.join(name), step));
        self.open.pop();
        flow
    }
}

fn collect_file(
    path: &Path,
    n_bytes: u64,
    now: Timestamp,
    emit: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let place = path.display().to_string();
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let broken = |error: &io::Error| {
        Found::problem(&place, ProblemKind::Unreadable, error.to_string()).of_bytes(n_bytes)
    };
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return emit(broken(&error)),
    };
    let lower = name.to_lowercase();
    if lower.ends_with(".wacz") {
        return collect_wacz(&place, file, now, emit);
    }
    let mut head = Vec::new();
    let read = file.by_ref().take(SNIFF_BYTES as u64).read_to_end(&mut head);
    if let Err(error) = read.and_then(|_| file.rewind()) {
        return emit(broken(&error));
    }
    let is_named = lower.ends_with(".warc") || lower.ends_with(".warc.gz");
    if is_named && head.is_empty() {
        return emit(Found::problem(&place, ProblemKind::Empty, "no records").of_bytes(0));
    }
    let is_warc = match sniff(&head) {
        Looks::Warc => true,
        Looks::Gzip => lower.contains(".warc"), // as in `a.warc.gz.open`, which crawlers leave behind
        _ => false,
    };
    if is_named || is_warc {
        return collect_warc(&place, file, now, emit);
    }
    if n_bytes > MAX_FILE_BYTES {
        return emit(page::too_large(&place, Some(n_bytes)).of_bytes(n_bytes));
    }
    let found = match page::read(&place, file) {
        Ok(bytes) => page::capture(&place, &name, bytes, now),
        Err(problem) => problem,
    };
    emit(found.of_bytes(n_bytes))
}

/// Collects from a stream that cannot be rewound: a WARC file, compressed or not, or one page.
fn collect_stream(
    place: &str,
    mut stream: impl Read,
    now: Timestamp,
    emit: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut head = Vec::new();
    if let Err(error) = stream.by_ref().take(SNIFF_BYTES as u64).read_to_end(&mut head) {
        return emit(Found::problem(place, ProblemKind::Unreadable, error.to_string()).of_bytes(0));
    }
    let looks = sniff(&head);
    let whole = io::Cursor::new(head).chain(stream);
    if matches!(looks, Looks::Warc | Looks::Gzip) {
        return collect_warc(place, whole, now, emit);
    }
    match page::read(place, whole) {
        Ok(bytes) => {
            let n_bytes = bytes.len() as u64;
            emit(page::capture(place, place, bytes, now).of_bytes(n_bytes))
        }
        Err(problem) => emit(problem.of_bytes(0)),
    }
}

fn unreadable(place: &str, error: &io::Error) -> Step {
    Step::Problem(Found::problem(place, ProblemKind::Unreadable, error.to_string()))
}
