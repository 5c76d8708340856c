"""How often the bits that `fragile_bits` names flip under noise of up to one gray level, and how often the others do.

usage: image_stability.py PROGRAM PICTURES...   (PROGRAM: the example `parity` of iscc-image)
"""

import json
import subprocess
import sys

import numpy as np

COSINES = np.cos(np.pi * np.outer(np.arange(16), np.arange(32) + 0.5) / 32)
SPREAD = np.full((16, 16), 16 / np.sqrt(3))
SPREAD[0] *= np.sqrt(2)
SPREAD[:, 0] *= np.sqrt(2)


def bits(picture):
    """The bits, and how far each frequency is from the median of its block."""
    frequencies = COSINES @ picture @ COSINES.T
    blocks = frequencies.reshape(2, 8, 2, 8)
    apart = (blocks - np.median(blocks, axis=(1, 3), keepdims=True)).reshape(16, 16)
    return apart > 0, abs(apart)


def main(program, *paths):
    rng = np.random.default_rng(24138)
    lines = subprocess.run([program, *paths], check=True, capture_output=True, text=True).stdout.splitlines()
    found = [bytes.fromhex(line["pixels"]) for line in map(json.loads, lines) if "pixels" in line]
    counts, flips, total = [], np.zeros((2, 2)), np.zeros(2)
    for pixels in found:
        picture = np.frombuffer(pixels, np.uint8).reshape(32, 32).astype(float)
        plain, apart = bits(picture)
        fragile = apart < SPREAD
        counts.append(fragile.sum())
        for _ in range(4):
            total += fragile.sum(), (~fragile).sum()
            for kind, noise in enumerate((rng.uniform(-1, 1, (32, 32)), rng.integers(-1, 2, (32, 32)))):
                flipped = bits(picture + noise)[0] != plain
                flips[kind] += (flipped & fragile).sum(), (flipped & ~fragile).sum()
    print(f"{len(found)} pictures; fragile of 256 bits: quartiles {np.percentile(counts, (25, 50, 75))}")
    for name, flipped in zip(("any noise up to a level", "whole levels"), flips / total):
        print(f"{name}: {flipped[0]:.2%} of the fragile bits flip, {flipped[1]:.2%} of the others")


if __name__ == "__main__":
    main(*sys.argv[1:])
