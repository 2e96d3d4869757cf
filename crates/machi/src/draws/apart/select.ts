//! The selection: one after the other, each line's chance is its weight among the lines that are left.

import { hmacSha256 } from "web/lib/sha256"
import { u64 } from "./bytes"
import type { Entrant } from "./proof"

const WORDS = 1n << 64n

/** The pseudonyms of up to `places` winners in order, from the seed alone. */
export function select(entrants: Entrant[], places: number, seed: Uint8Array): string[] {
  const left = new Weights(entrants.map(([, weight]) => weight))
  const winners: string[] = []
  let counter = 0n
  while (winners.length < Math.min(places, entrants.length)) {
    const total = BigInt(left.total)
    // Words from here on would favour the first lines.
    const limit = (WORDS / total) * total
    let word
    do word = wordOf(seed, counter++)
    while (word >= limit)
    winners.push(entrants[left.take(Number(word % total))]![0])
  }
  return winners
}

/** The first eight bytes of HMAC-SHA-256(seed, counter). */
function wordOf(seed: Uint8Array, counter: bigint): bigint {
  const hash = hmacSha256(seed, u64(counter))
  return new DataView(hash.buffer, hash.byteOffset).getBigUint64(0)
}

/** A Fenwick tree of weights (Fenwick 1994): sums stay below 2^53, so numbers hold them exactly. */
class Weights {
  total = 0
  /** Counted from 1: each holds the sum of as many weights as its lowest bit says, up to itself. */
  readonly #sums: Float64Array

  constructor(readonly weights: number[]) {
    const sums = new Float64Array(weights.length + 1)
    weights.forEach((weight, at) => {
      this.total += weight
      sums[at + 1]! += weight
      const parent = at + 1 + lowestBit(at + 1)
      if (parent < sums.length) sums[parent]! += sums[at + 1]!
    })
    this.#sums = sums
  }

  /** Takes out the line that the point falls on, and answers its index. */
  take(point: number): number {
    const sums = this.#sums
    let [at, rest] = [0, point]
    for (let step = 2 ** Math.floor(Math.log2(sums.length)); step >= 1; step /= 2) {
      const sum = sums[at + step]
      if (sum !== undefined && sum <= rest) [at, rest] = [at + step, rest - sum]
    }
    const weight = this.weights[at]!
    for (let above = at + 1; above < sums.length; above += lowestBit(above)) sums[above]! -= weight
    this.total -= weight
    return at
  }
}

function lowestBit(value: number): number {
  return value & -value
}
