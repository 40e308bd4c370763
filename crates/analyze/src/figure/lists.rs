//! The word lists of figures.

use onrecord_model::figure::Modifier;
use onrecord_text::lists::List;
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// What English says about numbers, and the bounds and units of the other languages whose numbers are
/// read. They share the signs; words of theirs that are not known bound nothing.
#[derive(Debug)]
pub struct Lists {
    /// Units by their words in lower case.
    pub units: HashMap<&'static str, &'static str>,
    /// Units by their symbols.
    pub symbols: HashMap<&'static str, &'static str>,
    /// Currencies by sign and code.
    pub currencies: HashMap<&'static str, &'static str>,
    /// Words before a number that bound it.
    pub bounds: HashMap<&'static str, Modifier>,
    /// The same outside English, where `fast` is nearly.
    pub other_bounds: HashMap<&'static str, Modifier>,
    /// Words after a figure that bound it.
    pub bounds_after: HashMap<&'static str, Modifier>,
    /// Words before a number that make it a rise or a fall.
    pub directions: HashMap<&'static str, Modifier>,
    /// Vague amounts: modifier, least and most as written.
    pub vague: HashMap<&'static str, (Modifier, &'static str, Option<&'static str>)>,
    /// Words that vague amounts start with.
    pub vague_starts: HashSet<&'static str>,
    /// Words that name what a number labels.
    pub labels: HashSet<&'static str>,
    /// Names of share indices, which end in a number.
    pub indices: HashSet<&'static str>,
    /// Words that end a noun phrase.
    pub stops: HashSet<&'static str>,
    /// Nouns for people.
    pub persons: HashSet<&'static str>,
    /// Words for what happened to what is counted.
    pub relations: HashSet<&'static str>,
}

macro_rules! list {
    ($path:expr) => {{
        static LIST: LazyLock<List> = LazyLock::new(|| {
            List::read(include_str!(concat!("../../../../lang/", $path))).expect("a checked list")
        });
        &*LIST
    }};
}

/// One list of each language but English whose numbers are read.
macro_rules! other_lists {
    ($name:literal) => {
        [
            list!(concat!("de/figure/", $name)),
            list!(concat!("fr/figure/", $name)),
            list!(concat!("es/figure/", $name)),
            list!(concat!("ru/figure/", $name)),
            list!(concat!("ar/figure/", $name)),
        ]
    };
}

/// The lists, read once.
pub static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let map = |list: &'static List| list.iter().collect::<HashMap<_, _>>();
    let set = |list: &'static List| list.iter().map(|(word, _)| word).collect::<HashSet<_>>();
    let modifiers = |list: &'static List| {
        list.iter().map(|(words, note)| (words, modifier(note))).collect::<HashMap<_, _>>()
    };
    let units = [list!("en/figure/units.txt")].into_iter().chain(other_lists!("units.txt"));
    let other_bounds = other_lists!("bounds.txt").into_iter().flat_map(modifiers).collect();
    let vague: HashMap<_, _> =
        list!("en/figure/vague.txt").iter().map(|(words, note)| (words, vague(note))).collect();
    Lists {
        units: units.flat_map(List::iter).collect(),
        symbols: map(list!("und/unit-symbols.txt")),
        currencies: map(list!("und/currencies.txt")),
        bounds: modifiers(list!("en/figure/bounds.txt")),
        other_bounds,
        bounds_after: modifiers(list!("en/figure/bounds-after.txt")),
        directions: modifiers(list!("en/figure/directions.txt")),
        vague_starts: vague.keys().filter_map(|words| words.split(' ').next()).collect(),
        vague,
        labels: set(list!("en/figure/labels.txt")),
        indices: set(list!("und/indices.txt")),
        stops: set(list!("en/figure/stops.txt")),
        persons: set(list!("en/figure/persons.txt")),
        relations: set(list!("en/figure/relations.txt")),
    }
});

fn vague(note: &'static str) -> (Modifier, &'static str, Option<&'static str>) {
    let mut fields = note.split(' ');
    let name = fields.next().unwrap_or_default();
    (modifier(name), fields.next().unwrap_or("0"), fields.next())
}

fn modifier(name: &str) -> Modifier {
    match name {
        "over" => Modifier::Over,
        "under" => Modifier::Under,
        "atleast" => Modifier::AtLeast,
        "atmost" => Modifier::AtMost,
        "about" => Modifier::About,
        "nearly" => Modifier::Nearly,
        "exactly" => Modifier::Exactly,
        "up" => Modifier::Up,
        "down" => Modifier::Down,
        "order" => Modifier::Order,
        "some" => Modifier::Some,
        "several" => Modifier::Several,
        "many" => Modifier::Many,
        "most" => Modifier::Most,
        "part" => Modifier::Part,
        other => panic!("`{other}` is no modifier"),
    }
}
