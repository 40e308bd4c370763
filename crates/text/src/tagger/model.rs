//! The model file: read, checked, and laid out for inference.
//!
//! `train/export.py` writes the file and says in its first lines what stands where. It holds hashes
//! and weights, no word of any text.

use super::{
    exp::exp,
    features::{Features, N_FLAGS, N_PREFIXES, N_SHAPES, N_SUFFIXES, SEPARATOR, crc},
};

/// The version of the file format that this code reads.
pub const FORMAT: u32 = 1;

/// Outputs of a matrix that are computed side by side.
pub const LANES: usize = 32;

/// Which of the six tables holds the flags.
const FLAGS: usize = 4;

/// How many rows the table of word classes has.
const N_CLASSES: usize = 256;

/// The weights of one tagger.
#[derive(Debug)]
pub struct Model {
    /// Numbers per token inside the network.
    pub size: usize,
    /// The kinds of spans.
    pub kinds: Vec<String>,
    words: Vec<u32>,
    n_others: usize,
    classes: Vec<(u32, u8)>,
    /// Tables of word, prefix, suffix, shape, flags and class, already multiplied into the network.
    pub tables: [Table; 6],
    /// The convolutions in order.
    pub layers: Vec<Layer>,
    /// Scores of the labels from what comes out of the last layer.
    pub output: Linear,
    /// What it costs to go from a label to the next, a row per label before.
    pub steps: Vec<f32>,
    /// The exponentials of `steps`.
    pub exp_steps: Vec<f32>,
    /// What it costs to start with a label.
    pub starts: Vec<f32>,
}

/// A convolution over a token and its neighbors at a distance.
#[derive(Debug)]
pub struct Layer {
    /// The distance.
    pub dilation: usize,
    /// What it computes from the three tokens.
    pub linear: Linear,
}

/// A normalization followed by a matrix.
#[derive(Debug)]
pub struct Linear {
    /// Factor per number after normalizing.
    pub gain: Vec<f32>,
    /// Summand per number after normalizing.
    pub shift: Vec<f32>,
    n_in: usize,
    /// Weights by block of outputs, then input, then output; the last block filled up with zeros.
    weights: Vec<[f32; LANES]>,
    bias: Vec<[f32; LANES]>,
}

impl Linear {
    /// The weights of one block of outputs, input after input, and its bias.
    #[inline(always)]
    #[must_use]
    pub fn block(&self, idx: usize) -> (&[[f32; LANES]], &[f32; LANES]) {
        (&self.weights[idx * self.n_in..][..self.n_in], &self.bias[idx])
    }
}

/// Rows of numbers to look up.
#[derive(Debug)]
pub struct Table {
    n_columns: usize,
    values: Vec<f32>,
}

impl Table {
    /// One row.
    #[inline(always)]
    #[must_use]
    pub fn row(&self, idx: usize) -> &[f32] {
        &self.values[idx * self.n_columns..][..self.n_columns]
    }
}

impl Model {
    /// Reads and checks a model file.
    ///
    /// # Errors
    ///
    /// When the bytes are no model file of this version, are damaged, or hold impossible sizes.
    pub fn read(file: &[u8]) -> Result<Self, String> {
        let mut head = Reader { rest: file };
        if head.take(4)? != b"ORTG" {
            return Err("no model file: it does not start with `ORTG`".to_owned());
        }
        let version = head.number()?;
        if version != FORMAT as usize {
            return Err(format!("model file of version {version}, this code reads {FORMAT}"));
        }
        let digest = head.number()?;
        if crc(b"", head.rest) as usize != digest {
            return Err("damaged model file: its checksum does not match".to_owned());
        }
        let model = Self::body(&mut head)?;
        if head.rest.is_empty() { Ok(model) } else { Err("bytes after the model".to_owned()) }
    }

    fn body(file: &mut Reader) -> Result<Self, String> {
        let size = file.number()?;
        let (n_layers, n_kinds) = (file.number()?, file.number()?);
        let (n_words, n_others, n_classes) = (file.number()?, file.number()?, file.number()?);
        if size == 0
            || size > 1024
            || !size.is_multiple_of(LANES)
            || n_kinds == 0
            || n_kinds > 63
            || n_others == 0
        {
            return Err(format!("impossible model: size {size}, {n_kinds} kinds"));
        }
        let kinds = (0..n_kinds).map(|_| file.text()).collect::<Result<_, _>>()?;
        let dilations = (0..n_layers).map(|_| file.number()).collect::<Result<Vec<_>, _>>()?;
        let words = file.numbers(n_words)?;
        let keys = file.numbers(n_classes)?;
        let classes = keys.into_iter().zip(file.take(n_classes)?.iter().copied()).collect();
        let word_rows = 1 + n_words + n_others;
        let rows = [word_rows, N_PREFIXES, N_SUFFIXES, N_SHAPES, N_FLAGS, N_CLASSES];
        let mut narrow = Vec::new();
        for n_rows in rows {
            narrow.push(file.table(n_rows)?);
        }
        let tables = file.through_input(narrow, size)?;
        let mut layers = Vec::new();
        for dilation in dilations {
            layers.push(Layer { dilation, linear: file.linear(size, 3 * size, size)? });
        }
        let n_labels = 1 + 4 * n_kinds;
        let output = file.linear(size, size, n_labels)?;
        let steps = file.floats(n_labels * n_labels)?;
        Ok(Self {
            size,
            kinds,
            words,
            n_others,
            classes,
            tables: tables.try_into().map_err(|_| "six tables")?,
            layers,
            output,
            exp_steps: steps.iter().map(|step| exp(*step)).collect(),
            steps,
            starts: file.floats(n_labels)?,
        })
    }

    /// How many labels there are: none, then begin, inside, end and single of each kind.
    #[must_use]
    pub fn n_labels(&self) -> usize {
        1 + 4 * self.kinds.len()
    }

    /// The row of each table for one token.
    #[must_use]
    pub fn rows(&self, token: &Features) -> [usize; 6] {
        let word = match self.words.binary_search(&token.word) {
            _ if token.flags == SEPARATOR => 0,
            Ok(idx) => 1 + idx,
            Err(_) => 1 + self.words.len() + token.word as usize % self.n_others,
        };
        let class = match self.classes.binary_search_by_key(&token.word, |class| class.0) {
            Ok(idx) => self.classes[idx].1,
            Err(_) => 0,
        };
        let edges = [token.prefix, token.suffix, token.shape].map(usize::from);
        [word, edges[0], edges[1], edges[2], usize::from(token.flags), usize::from(class)]
    }
}

/// What is left of a file.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self.rest.split_at_checked(len).ok_or("model file is cut short")?;
        self.rest = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, String> {
        Ok(self.numbers(1)?[0] as usize)
    }

    fn numbers(&mut self, n: usize) -> Result<Vec<u32>, String> {
        let bytes = self.take(n.checked_mul(4).ok_or("impossible count")?)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect())
    }

    fn floats(&mut self, n: usize) -> Result<Vec<f32>, String> {
        let floats: Vec<_> = self.numbers(n)?.into_iter().map(f32::from_bits).collect();
        if floats.iter().all(|float| float.is_finite()) {
            Ok(floats)
        } else {
            Err("a weight is no number".to_owned())
        }
    }

    fn text(&mut self) -> Result<String, String> {
        let len = self.number()?;
        let bytes = self.take(len)?.to_vec();
        String::from_utf8(bytes).map_err(|_| "a name is not UTF-8".to_owned())
    }

    /// A table of bytes with as many columns as it says.
    fn table(&mut self, n_rows: usize) -> Result<Table, String> {
        let found = [self.number()?, self.number()?, self.number()?];
        let n_columns = found[1];
        if found != [n_rows, n_columns, 8] || n_columns == 0 || n_columns > 1024 {
            return Err(format!("table of {found:?}, not of {n_rows} rows of bytes"));
        }
        let scales = self.floats(n_rows)?;
        let rows = self.take(n_rows * n_columns)?.chunks_exact(n_columns).zip(scales);
        let numbers = rows.flat_map(|(row, scale)| {
            row.iter().map(move |byte| f32::from(byte.cast_signed()) * scale)
        });
        Ok(Table { n_columns, values: numbers.collect() })
    }

    /// The tables multiplied through the input layer, which then need only be added up. Its bias
    /// joins the flags, which every token has.
    fn through_input(&mut self, narrow: Vec<Table>, size: usize) -> Result<Vec<Table>, String> {
        let n_in = narrow.iter().map(|table| table.n_columns).sum();
        let (weights, bias) = self.weights(n_in, size)?;
        let (mut tables, mut from) = (Vec::new(), 0);
        for (idx, table) in narrow.into_iter().enumerate() {
            let mut values = Vec::with_capacity(table.values.len() / table.n_columns * size);
            for row in table.values.chunks_exact(table.n_columns) {
                for (block, bias) in bias.iter().enumerate() {
                    let mut sums = if idx == FLAGS { *bias } else { [0.0; LANES] };
                    for (value, weights) in row.iter().zip(&weights[block * n_in + from..]) {
                        for (sum, weight) in sums.iter_mut().zip(weights) {
                            *sum += value * weight;
                        }
                    }
                    values.extend(sums);
                }
            }
            from += table.n_columns;
            tables.push(Table { n_columns: size, values });
        }
        Ok(tables)
    }

    fn linear(&mut self, norm: usize, n_in: usize, n_out: usize) -> Result<Linear, String> {
        let (gain, shift) = (self.floats(norm)?, self.floats(norm)?);
        let (weights, bias) = self.weights(n_in, n_out)?;
        Ok(Linear { gain, shift, n_in, weights, bias })
    }

    /// A matrix and its bias, by blocks of outputs.
    fn weights(&mut self, n_in: usize, n_out: usize) -> Result<(Lanes, Lanes), String> {
        let found = [self.number()?, self.number()?, self.number()?];
        if found != [n_out, n_in, 16] {
            return Err(format!("matrix of {found:?}, not of {n_out}, {n_in}, 16"));
        }
        let scales = self.floats(n_out)?;
        let values = self.take(n_out * n_in * 2)?.as_chunks::<2>().0;
        let n_blocks = n_out.div_ceil(LANES);
        let mut weights = vec![[0.0; LANES]; n_blocks * n_in];
        for (out, (row, scale)) in values.chunks_exact(n_in).zip(scales).enumerate() {
            let block = &mut weights[out / LANES * n_in..][..n_in];
            for (lanes, value) in block.iter_mut().zip(row) {
                lanes[out % LANES] = f32::from(i16::from_le_bytes(*value)) * scale;
            }
        }
        let mut bias = vec![[0.0; LANES]; n_blocks];
        for (out, value) in self.floats(n_out)?.into_iter().enumerate() {
            bias[out / LANES][out % LANES] = value;
        }
        Ok((weights, bias))
    }
}

/// Numbers side by side.
type Lanes = Vec<[f32; LANES]>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_model_is_refused_with_a_reason() {
        let error = |file: &[u8]| Model::read(file).unwrap_err();
        assert_eq!(error(b""), "model file is cut short");
        assert!(error(b"RIFF....").starts_with("no model file"));
        assert_eq!(error(b"ORTG\x09\0\0\0"), "model file of version 9, this code reads 1");
        assert!(error(b"ORTG\x01\0\0\0\0\0\0\0abc").starts_with("damaged"));
    }
}
