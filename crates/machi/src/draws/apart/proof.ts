//! A draw's proof, `machi-draw-proof-v1`, decoded strictly: its canonical spelling, exactly its keys, ranges,
//! lengths and orders.

import { readCanonical } from "./json"
import { fields, hex, int, list, literal, matching, pair, text } from "./shape"
import { must } from "./wrong"

const ENTRANTS_MAX = 1_000_000
/** Prizes and alternates together. */
const WINNERS_MAX = 10_000
/** A tree of 2^53 entries is not deeper. */
const INCLUSION_MAX = 64
const PSEUDONYM_BYTES = 16
/** A word that says why somebody was left out; the one of who was not, but weighs less. */
const REASON = /^[a-z-]{1,40}$/
const LOWERED = "lowered"
const SCHEMES = ["bls-unchained-g1-rfc9380", "pedersen-bls-chained"] as const

export type Scheme = (typeof SCHEMES)[number]
/** A pseudonym and a weight. */
export type Entrant = [string, number]

export type Announcement = ReturnType<typeof announcement>
export type Proof = ReturnType<typeof decoded>

/** Throws `Wrong` for whatever is not a proof. */
export function readProof(bytes: Uint8Array): Proof {
  const proof = decoded(readCanonical(bytes))
  const { prizes, alternates } = proof.announcement
  must(prizes + alternates <= WINNERS_MAX, "the number of winners is out of range")
  inOrder(proof.entrants, "entrants")
  inOrder(proof.left_out, "left_out")
  const entered = new Set(proof.entrants.map(([name]) => name))
  const apart = proof.left_out.every(([name, reason]) => entered.has(name) === (reason === LOWERED))
  must(apart, "an entrant was left out, or somebody lowered who is none")
  return proof
}

export function pseudonym(value: unknown, name: string): string {
  return hex(value, name, PSEUDONYM_BYTES)
}

function decoded(value: unknown) {
  const of = fields(
    value,
    "proof",
    ...(["announcement", "beacon", "chain", "closed_at_ms", "commit", "count", "draw_id", "entrants"] as const),
    ...(["format", "left_out", "log", "merkle_root", "seed", "total_weight", "winners"] as const),
  )
  return {
    announcement: announcement(of.announcement),
    beacon: beacon(of.beacon),
    chain: chain(of.chain),
    closed_at_ms: int(of.closed_at_ms, "closed_at_ms"),
    commit: hex(of.commit, "commit", 32),
    count: int(of.count, "count"),
    draw_id: text(of.draw_id, "draw_id"),
    entrants: list(of.entrants, "entrants", { min: 1, max: ENTRANTS_MAX }, entrant),
    format: literal(of.format, "format", "machi-draw-proof-v1"),
    left_out: list(of.left_out, "left_out", { max: ENTRANTS_MAX }, leftOut),
    log: log(of.log),
    merkle_root: hex(of.merkle_root, "merkle_root", 32),
    seed: hex(of.seed, "seed", 32),
    total_weight: int(of.total_weight, "total_weight"),
    winners: list(of.winners, "winners", { max: WINNERS_MAX }, pseudonym),
  }
}

function announcement(value: unknown) {
  const of = fields(
    value,
    "announcement",
    ...(["alternates", "chain_hash", "closes_at_ms", "draw", "format", "log_key"] as const),
    ...(["opens_at_ms", "prizes", "receipt_key", "title", "weights"] as const),
  )
  return {
    alternates: int(of.alternates, "alternates"),
    chain_hash: hex(of.chain_hash, "chain_hash", 32),
    closes_at_ms: int(of.closes_at_ms, "closes_at_ms"),
    draw: matching(of.draw, "draw", /^[1-9][0-9]{0,19}$/),
    format: literal(of.format, "announcement.format", "machi-draw-announcement-v1"),
    log_key: text(of.log_key, "log_key"),
    opens_at_ms: int(of.opens_at_ms, "opens_at_ms"),
    prizes: int(of.prizes, "prizes", 1),
    receipt_key: hex(of.receipt_key, "receipt_key", 32),
    title: text(of.title, "title"),
    weights: text(of.weights, "weights"),
  }
}

function beacon(value: unknown) {
  const of = fields(value, "beacon", "previous_signature", "randomness", "round", "signature")
  return {
    previous_signature: hex(of.previous_signature, "previous_signature"),
    randomness: hex(of.randomness, "randomness", 32),
    round: int(of.round, "round", 1),
    signature: hex(of.signature, "beacon.signature"),
  }
}

function chain(value: unknown) {
  const of = fields(
    value,
    "chain",
    ...(["beacon_id", "genesis_at_s", "genesis_seed", "period_s", "public_key", "scheme"] as const),
  )
  return {
    // An empty one would be hashed like "default".
    beacon_id: matching(of.beacon_id, "beacon_id", /^.+$/s),
    genesis_at_s: int(of.genesis_at_s, "genesis_at_s"),
    genesis_seed: hex(of.genesis_seed, "genesis_seed", 32),
    period_s: period(of.period_s),
    public_key: hex(of.public_key, "public_key"),
    scheme: literal(of.scheme, "scheme", ...SCHEMES),
  }
}

/** The chain's hash has room for 32 bits. */
function period(value: unknown): number {
  const period_s = int(value, "period_s", 1)
  must(period_s < 2 ** 32, "period_s is out of range")
  return period_s
}

function log(value: unknown) {
  const of = fields(value, "log", "checkpoint", "inclusion", "index")
  return {
    checkpoint: text(of.checkpoint, "checkpoint"),
    inclusion: list(of.inclusion, "inclusion", { max: INCLUSION_MAX }, (value, name) => hex(value, name, 32)),
    index: int(of.index, "index"),
  }
}

function entrant(value: unknown, name: string): Entrant {
  return pair(value, name, pseudonym, (value, name) => int(value, name, 1))
}

/** A pseudonym and a word that says why. */
function leftOut(value: unknown, name: string): [string, string] {
  return pair(value, name, pseudonym, (value, name) => matching(value, name, REASON))
}

/** Sorted by pseudonym, each once. */
function inOrder(lines: [string, unknown][], name: string): void {
  for (let at = 1; at < lines.length; at += 1) {
    must(lines[at - 1]![0] < lines[at]![0], `${name}[${at}] is out of order`)
  }
}
