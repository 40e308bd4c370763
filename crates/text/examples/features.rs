//! Features of texts for training: JSON-free, so that `train/` needs nothing but NumPy to read them.
//!
//! Standard input: per text its length in bytes (u32, little-endian), then the text in UTF-8.
//! Standard output: per text the number of tokens, then seven u32 per token: start and end in code
//! points, word hash, prefix, suffix, shape, flags. With the argument `names`, as the name tagger wants them.

use onrecord_text::{
    offsets::Offsets,
    tagger::{
        casing::name_features,
        features::{Features, features},
    },
};
use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    let is_for_names = std::env::args().nth(1).is_some_and(|of| of == "names");
    let of: fn(&str) -> Vec<Features> = if is_for_names { name_features } else { features };
    let mut input = Vec::new();
    io::stdin().read_to_end(&mut input)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut rest = input.as_slice();
    while let Some((len, tail)) = rest.split_first_chunk::<4>() {
        let len = u32::from_le_bytes(*len) as usize;
        let text = std::str::from_utf8(&tail[..len]).map_err(io::Error::other)?;
        rest = &tail[len..];
        write_text(text, &of(text), &mut out)?;
    }
    out.flush()
}

fn write_text(text: &str, tokens: &[Features], out: &mut impl Write) -> io::Result<()> {
    let offsets = Offsets::of(text);
    out.write_all(&u32::try_from(tokens.len()).map_err(io::Error::other)?.to_le_bytes())?;
    for token in tokens {
        let (start, end) = offsets.to_chars(token.span).unwrap_or_default();
        let chars = [start, end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        let ids = [token.prefix, token.suffix, token.shape, u16::from(token.flags)].map(u32::from);
        for number in chars.into_iter().chain([token.word]).chain(ids) {
            out.write_all(&number.to_le_bytes())?;
        }
    }
    Ok(())
}
