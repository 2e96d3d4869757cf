//! Merkle trees of RFC 6962 section 2.1: the root of a list, and whether an entry is in a log.

import { sha256 } from "web/lib/sha256"
import { equal, u32, u64, utf8 } from "./bytes"
import type { Entrant } from "./proof"

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)
/** So many lines are hashed between two tellings of progress. */
const TELL_EVERY = 8192

/** A line of the list of entrants. */
export function entrantLeaf([name, weight]: Entrant): Uint8Array {
  const bytes = utf8(name)
  return sha256(LEAF, u32(bytes.length), bytes, u64(weight))
}

/** An entry of a log, as RFC 6962 hashes it. */
export function entryLeaf(entry: Uint8Array): Uint8Array {
  return sha256(LEAF, entry)
}

export function node(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right)
}

/** Of at least one entrant. `tell` hears how many lines are done. */
export function rootOf(entrants: Entrant[], tell: (done: number) => void): Uint8Array {
  // Complete subtrees from left to right, each smaller than the one before: what a binary counter holds.
  const subtrees: Uint8Array[] = []
  entrants.forEach((entrant, at) => {
    let hash = entrantLeaf(entrant)
    for (let full = at; full % 2 === 1; full = (full - 1) / 2) hash = node(subtrees.pop()!, hash)
    subtrees.push(hash)
    if (at % TELL_EVERY === 0) tell(at)
  })
  return subtrees.reduceRight((right, left) => node(left, right))
}

/**
 * Whether `leaf` is the entry with this index in the tree of this size and root: RFC 9162 section 2.1.3.2,
 * whose fn, sn and r these are.
 */
export function isIncluded(
  leaf: Uint8Array,
  index: bigint,
  size: bigint,
  path: Uint8Array[],
  root: Uint8Array,
): boolean {
  if (index >= size) return false
  let [fn, sn, r] = [index, size - 1n, leaf]
  for (const p of path) {
    if (sn === 0n) return false
    if (fn % 2n === 1n || fn === sn) {
      r = node(p, r)
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n]
    } else {
      r = node(r, p)
    }
    ;[fn, sn] = [fn >> 1n, sn >> 1n]
  }
  return sn === 0n && equal(r, root)
}
