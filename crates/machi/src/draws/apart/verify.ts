//! The ten steps by which anybody can recompute a draw. `docs/verifying-a-draw.md` says what each one is for.

import { sha256 } from "web/lib/sha256"
import { type Chain, chainHash, chainNamed, checkBeacon, roundAtMs } from "./beacon"
import { fromHex, toHex, utf8 } from "./bytes"
import { commitOf, seedOf } from "./commitment"
import { canonical } from "./json"
import { checkLog } from "./log"
import { rootOf } from "./merkle"
import { type Proof, readProof } from "./proof"
import { select } from "./select"
import { must } from "./wrong"

export const STEPS = [
  "form",
  "announcement",
  "list",
  "chain",
  "commitment",
  "log",
  "time",
  "beacon",
  "seed",
  "winners",
] as const

export type StepId = (typeof STEPS)[number]
export type StepState = "passed" | "failed" | "unreached"

export interface Verdict {
  ok: boolean
  /** The first that fails. */
  failed: StepId | undefined
  /** What exactly fails, for whoever looks into it. */
  why: string
  /** `other`: not public, whatever else holds. */
  chain: Chain
  steps: { id: StepId; state: StepState }[]
  /** As soon as its form is right. */
  proof: Proof | undefined
}

/** Hears that a step begins, and how much of it is done, from 0 to 1. */
export type Tell = (step: StepId, done: number) => void

/** The list has to stand for so long before the round is due: clocks differ. */
const AHEAD_MS = 180_000n

/** Never throws; whatever goes wrong fails the step that it goes wrong in. */
export function verify(bytes: Uint8Array, tell: Tell = () => {}): Verdict {
  let at = 0
  let proof: Proof | undefined
  try {
    for (; at < STEPS.length; at += 1) {
      const step = STEPS[at]!
      tell(step, 0)
      if (step === "form") proof = readProof(bytes)
      else CHECKS[step](proof!, done => tell(step, done))
    }
    return verdict(at, "", proof)
  } catch (error) {
    return verdict(at, error instanceof Error ? error.message : String(error), proof)
  }
}

const CHECKS: Record<Exclude<StepId, "form">, (proof: Proof, tell: (done: number) => void) => void> = {
  announcement({ announcement, closed_at_ms, draw_id }) {
    const hash = toHex(sha256(utf8(canonical(announcement))))
    must(draw_id === `${announcement.draw}:${hash}`, "draw_id is not made of the announcement")
    const { opens_at_ms, closes_at_ms } = announcement
    must(opens_at_ms < closes_at_ms && closes_at_ms <= closed_at_ms, "it does not open, close and end in order")
  },
  list({ count, entrants, merkle_root, total_weight }, tell) {
    must(count === entrants.length, "count is not the list's")
    // Beyond 2^53 a sum is rounded, but stays beyond it, and is no total then.
    const total = entrants.reduce((sum, [, weight]) => sum + weight, 0)
    must(total === total_weight, "total_weight is not the list's")
    const root = rootOf(entrants, done => tell(done / count))
    must(toHex(root) === merkle_root, "merkle_root is not the list's")
  },
  chain({ announcement, chain }) {
    must(chainHash(chain) === announcement.chain_hash, "the chain is not the announced one")
  },
  commitment(proof) {
    must(commitOf(proof) === proof.commit, "commit does not follow")
  },
  log: checkLog,
  time({ beacon, chain, closed_at_ms }) {
    const due = roundAtMs(chain, beacon.round)
    must(BigInt(closed_at_ms) + AHEAD_MS <= due, "the round was due before the list was closed")
  },
  beacon: checkBeacon,
  seed({ beacon, commit, seed }) {
    must(seedOf(commit, beacon.randomness) === seed, "seed does not follow")
  },
  winners({ announcement, entrants, seed, winners }) {
    const places = announcement.prizes + announcement.alternates
    must(select(entrants, places, fromHex(seed)).join() === winners.join(), "the winners do not follow")
  },
}

function verdict(passed: number, why: string, proof: Proof | undefined): Verdict {
  const state = (at: number): StepState => (at < passed ? "passed" : at === passed ? "failed" : "unreached")
  return {
    ok: passed === STEPS.length,
    failed: STEPS[passed],
    why,
    chain: proof ? chainNamed(proof.announcement.chain_hash) : "other",
    steps: STEPS.map((id, at) => ({ id, state: state(at) })),
    proof,
  }
}
