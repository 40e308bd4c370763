//! A center opened on this machine: its store, its settings, what people decided, its threads.

use crate::{
    config::Config,
    decided::Decided,
    error::{Error, Result},
};
use onrecord_model::problem::Problem;
use onrecord_store::Store;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::path::{Path, PathBuf};

pub use onrecord_store::Access;

/// Stack of a worker, in bytes: pages nest deeply, and a deep page must not end the program.
pub const WORKER_STACK_BYTES: usize = 8 * 1024 * 1024;

/// A center opened on this machine.
pub struct Center {
    pub(crate) store: Store,
    pub(crate) config: Config,
    pub(crate) decided: Decided,
    pub(crate) pool: ThreadPool,
    folder: PathBuf,
}

/// What happens while a center works, for a progress bar.
#[derive(Debug)]
pub enum Event<'e> {
    /// How much there is to read, once known.
    Measured {
        /// Input bytes.
        n_bytes: u64,
    },
    /// So much of the input has been read and stored.
    Stored {
        /// Input bytes since the last event.
        n_bytes: u64,
        /// New articles since the last event.
        n_new: usize,
    },
    /// New articles are being compared with the rest.
    Compared {
        /// Articles since the last event.
        n_articles: usize,
    },
    /// Articles are being grouped into stories, those of one day at a time.
    Grouped {
        /// Articles since the last event.
        n_articles: usize,
    },
    /// An input has a problem.
    Problem {
        /// What the input is called.
        name: &'e str,
        /// What is wrong.
        problem: &'e Problem,
    },
}

impl Center {
    /// Opens the center in `folder`; with [`Access::Write`], makes a missing one.
    ///
    /// Work that an earlier run left unfinished (captures archived but not yet read) is finished by
    /// the next `add`.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read or written, another process holds it for writing, it is of a
    /// later version, or `center.toml` is wrong.
    pub fn open(folder: &Path, access: Access) -> Result<Self> {
        let config = Config::read(folder)?;
        let store = Store::open(folder, access)?;
        Self::with(store, config, folder)
    }

    pub(crate) fn with(store: Store, config: Config, folder: &Path) -> Result<Self> {
        let pool = ThreadPoolBuilder::new()
            .num_threads(config.threads)
            .stack_size(WORKER_STACK_BYTES)
            .build()
            .map_err(|error| Error::settings(format!("cannot start threads ({error})")))?;
        let decided = Decided::default();
        let mut center = Self { store, config, decided, pool, folder: folder.to_owned() };
        center.read_decisions()?;
        Ok(center)
    }

    /// Reads what people decided, and lays it over what is asked.
    pub(crate) fn read_decisions(&mut self) -> Result<()> {
        self.decided = Decided::load(&self.store)?;
        Ok(self.store.lay_over(&self.decided.overlay())?)
    }

    /// What people decided, with what has become of it.
    #[must_use]
    pub fn decided(&self) -> &Decided {
        &self.decided
    }

    /// The center's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What opening had to mend, in words.
    #[must_use]
    pub fn repairs(&self) -> &[String] {
        self.store.repairs()
    }
}
