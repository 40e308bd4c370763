"""The model file that `crates/text/src/tagger/model.rs` reads.

All numbers little-endian. `ORTG`, version (u32), CRC-32 of all that follows (u32), then: size, layers,
kinds, frequent words, other words, classes (u32 each); per kind its name (u32 length, UTF-8); dilations
(u32); hashes of the frequent words in order (u32); hashes (u32) and values (u8) of the word classes;
six tables (word, prefix, suffix, shape, flags, class) and the matrix of the input layer; per layer gain and
shift of its norm (f32) and its matrix; the same of the output; transitions and starts (f32).

A table or matrix: rows, columns, bits (u32 each), a scale per row (f32), the rows as signed integers. A matrix
is followed by its bias (f32 per row).
"""

import copy
import zlib

import numpy as np
import torch

VERSION = 1


def quantized(matrix, bits):
    """Integers and a scale per row, so that integer times scale is about the matrix."""
    limit = 127 if bits == 8 else 2047
    scale = (np.abs(matrix).max(axis=1) / limit).astype(np.float32)
    scale[scale == 0] = 1.0
    whole = np.rint(matrix / scale[:, None]).clip(-limit, limit).astype(np.int8 if bits == 8 else np.int16)
    return whole, scale


class Writer:
    def __init__(self):
        self.parts = []

    def numbers(self, *values):
        self.parts.append(np.array(values, dtype="<u4").tobytes())

    def floats(self, values):
        self.parts.append(np.ascontiguousarray(values, dtype="<f4").tobytes())

    def matrix(self, matrix, bits):
        """Writes it; gives back what a reader will have."""
        whole, scale = quantized(matrix, bits)
        self.numbers(*matrix.shape, bits)
        self.floats(scale)
        self.parts.append(whole.astype("<i1" if bits == 8 else "<i2").tobytes())
        return whole.astype(np.float32) * scale[:, None]


def write(path, model, words):
    """Writes the model file; returns a model with the rounded weights."""
    model = copy.deepcopy(model).eval()
    size = model.input.out_features
    out = Writer()
    out.numbers(size, len(model.layers), len(model.kinds), len(words.words), words.n_others, len(words.class_keys))
    for kind in model.kinds:
        out.numbers(len(kind.encode()))
        out.parts.append(kind.encode())
    out.numbers(*(layer.dilation for layer in model.layers))
    out.numbers(*words.words)
    out.numbers(*words.class_keys)
    out.parts.append(words.class_values.astype("<u1").tobytes())
    with torch.no_grad():
        for table in model.tables:
            table.weight.copy_(torch.tensor(out.matrix(table.weight.numpy(), 8)))
        linear(model.input, out)
        for layer in model.layers:
            out.floats(layer.norm.weight.numpy())
            out.floats(layer.norm.bias.numpy())
            linear(layer.mix, out)
        out.floats(model.norm.weight.numpy())
        out.floats(model.norm.bias.numpy())
        linear(model.output, out)
        out.floats((model.steps + model.no_step).numpy())
        out.floats((model.starts + model.no_start).numpy())
    body = b"".join(out.parts)
    with open(path, "wb") as file:
        file.write(b"ORTG" + VERSION.to_bytes(4, "little") + zlib.crc32(body).to_bytes(4, "little") + body)
    return model


def linear(layer, out):
    layer.weight.copy_(torch.tensor(out.matrix(layer.weight.numpy(), 16)))
    out.floats(layer.bias.numpy())
