#!/usr/bin/env python3
"""Says which words keep the same company in the news: for tools/phrase_train.py. Needs numpy, scipy, scikit-learn.

  xz -dc ../shared/text/news.txt.xz | target/quick/examples/word_lines | phrase_vectors.py VECTORS.npz

Standard input has a sentence a line, its words with spaces between. For each of the commonest words it is counted how
often each other stands within four words, nearer ones more; of the positive pointwise mutual information of these
counts the hundred directions that tell most are kept (singular values). Nothing is random but the start of the
iteration, which has a fixed seed.
"""
import collections, sys
import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from sklearn.utils.extmath import randomized_svd

WORDS, DIRECTIONS, WINDOW = 60_000, 100, 4
# Counts below this are chance.
LEAST = 1.0
# Context counts are raised to this power, lest rare words tell too much (Levy, Goldberg and Dagan 2015).
SMOOTHING = 0.75
# Words counted at once.
PART = 6_000_000


def main():
    lines = sys.stdin.read().split("\n")
    times = collections.Counter()
    for line in lines:
        times.update(line.split())
    words = [word for word, _ in sorted(times.items(), key=lambda x: (-x[1], x[0]))[:WORDS]]
    counts = count(lines, {word: i for i, word in enumerate(words)})
    left, values, _ = randomized_svd(information(counts), DIRECTIONS, n_iter=3, random_state=0)
    np.savez(sys.argv[1], words=np.array(words), vectors=(left * np.sqrt(values)).astype(np.float32))


def count(lines, at):
    """How often each word stands near each other."""
    counts, part, size = csr_matrix((len(at), len(at)), dtype=np.float32), [], 0
    between = np.full(WINDOW, -1, dtype=np.int32)
    for line in lines:
        numbers = [at.get(word, -1) for word in line.split()]
        if len(numbers) > 1:
            part += [np.array(numbers, dtype=np.int32), between]
            size += len(numbers)
        if size > PART:
            counts, part, size = counts + pairs(part, len(at)), [], 0
    if part:
        counts = counts + pairs(part, len(at))
    return (counts + counts.T).tocsr()


def pairs(part, size):
    row = np.concatenate(part)
    found = csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        left, right = row[:-distance], row[distance:]
        both = (left >= 0) & (right >= 0)
        near = np.full(both.sum(), 1.0 / distance, dtype=np.float32)
        found = found + coo_matrix((near, (left[both], right[both])), shape=(size, size)).tocsr()
    return found


def information(counts):
    """Positive pointwise mutual information."""
    counts.data[counts.data < LEAST] = 0
    counts.eliminate_zeros()
    own = np.asarray(counts.sum(1)).ravel() + 1e-9
    near = np.power(np.asarray(counts.sum(0)).ravel() + 1e-9, SMOOTHING)
    cells = counts.tocoo()
    told = np.log(cells.data * near.sum() / (own[cells.row] * near[cells.col]))
    positive = told > 0
    kept = told[positive].astype(np.float32), (cells.row[positive], cells.col[positive])
    return csr_matrix(kept, shape=counts.shape)


if __name__ == "__main__":
    main()
