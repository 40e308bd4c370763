//! The archive alone, without tables or index: what a citation is checked against on another machine.

use crate::{
    captures::{Archive, Place, Scanned},
    error::Error,
    record::Holds,
    texts,
};
use onrecord_archive::header::DigestCheck;
use onrecord_model::{capture::Capture, id::Id};
use std::{collections::BTreeMap, path::Path};

/// The captures and kept texts of a folder of WARC files, found by reading all of them once.
#[derive(Debug)]
pub struct Witness {
    archive: Archive,
    captures: BTreeMap<Id, Place>,
    texts: BTreeMap<Id, Place>,
    damage: Vec<String>,
}

impl Witness {
    /// Reads the archive of a center's folder. Nothing is written.
    ///
    /// # Errors
    ///
    /// When the folder has no archive, or a file of it cannot be read at all; a damaged record is no
    /// error, see [`Witness::damage`].
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let archive = Archive::new(folder);
        let files = archive.files()?;
        if files.is_empty() {
            return Err(Error::missing(folder, "it has no archive/ with WARC files"));
        }
        let (mut captures, mut texts, mut damage) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for (file, n_bytes) in files {
            archive.scan(&file, 0..n_bytes, |scanned| {
                match scanned {
                    Scanned::Record(_, place, DigestCheck::Wrong) => {
                        damage.push(format!("{file}, byte {}: wrong digest", place.offset));
                    }
                    Scanned::Record(Holds::Capture(capture), place, _) => {
                        captures.entry(capture.id()).or_insert(place);
                    }
                    Scanned::Record(Holds::Text(article), place, _) => {
                        texts.entry(article).or_insert(place);
                    }
                    Scanned::Record(Holds::Other, ..) => (),
                    Scanned::Damage(at, what) => damage.push(format!("{file}, byte {at}: {what}")),
                }
                Ok(())
            })?;
        }
        Ok(Self { archive, captures, texts, damage })
    }

    /// A capture, read back with its digest checked; `None` for one that the archive does not hold
    /// whole.
    ///
    /// # Errors
    ///
    /// When its record cannot be read back, or is not what was stored.
    pub fn capture(&self, id: Id) -> Result<Option<Capture>, Error> {
        self.captures.get(&id).map(|place| self.archive.read(id, place)).transpose()
    }

    /// The text of an article of this capture, where the archive keeps it; its identifier proves it.
    ///
    /// # Errors
    ///
    /// When its record cannot be read back, or is not what was stored.
    pub fn kept_text(&self, capture: Id, article: Id) -> Result<Option<String>, Error> {
        let place = self.texts.get(&article);
        place.map(|place| texts::read(&self.archive, place, capture, article)).transpose()
    }

    /// The places of the archive that are damaged, in words, in their order.
    #[must_use]
    pub fn damage(&self) -> &[String] {
        &self.damage
    }
}
