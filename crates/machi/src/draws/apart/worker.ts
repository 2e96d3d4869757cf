//! The work beside the page, so that a hundred thousand entrants do not freeze it.

import { type Chain, roundAtMs } from "./beacon"
import { utf8 } from "./bytes"
import { type OwnLine, SALT, ownLine } from "./own_line"
import type { Proof } from "./proof"
import { type Checked, checkReceipt } from "./receipt"
import { type StepId, type Verdict, verify } from "./verify"

/** What the desk asks. Salt and receipt are looked up in the proof that passed before. */
export type Asked = { check: Uint8Array } | { salt: string } | { receipt: string }

export type Answer =
  | { running: StepId; done: number }
  | { verdict: Omit<Verdict, "proof">; facts: Facts | null }
  | { own: OwnLine | null }
  | { receipt: Checked }

/** What the proof is about. */
export interface Facts {
  title: string
  draw: string
  network: Chain
  network_name: string
  closed_at_ms: number
  round: number
  round_at_ms: number
  entrants: number
  prizes: number
  winners: string[]
  commit: string
}

/** What the compiler's browser types do not know of workers. */
interface Worker {
  onmessage: (event: MessageEvent<Asked>) => void
  postMessage(answer: Answer): void
}

/** In a worker: answers each message of the desk. */
export function answerDesk(): void {
  const worker = globalThis as unknown as Worker
  let proof: Proof | undefined
  worker.onmessage = ({ data }) => {
    if ("check" in data) {
      const { proof: read, ...verdict } = verify(data.check, (running, done) => worker.postMessage({ running, done }))
      proof = verdict.ok ? read : undefined
      worker.postMessage({ verdict, facts: proof ? factsOf(proof, verdict.chain) : null })
    } else if (proof && "salt" in data) {
      worker.postMessage({ own: SALT.test(data.salt) ? ownLine(proof, data.salt) : null })
    } else if (proof && "receipt" in data) {
      worker.postMessage({ receipt: checkReceipt(utf8(data.receipt), proof) })
    }
  }
}

function factsOf({ announcement, beacon, chain, closed_at_ms, commit, count, winners }: Proof, network: Chain): Facts {
  return {
    title: announcement.title,
    draw: announcement.draw,
    network,
    network_name: chain.beacon_id,
    closed_at_ms,
    round: beacon.round,
    round_at_ms: Number(roundAtMs(chain, beacon.round)),
    entrants: count,
    prizes: announcement.prizes,
    winners,
    commit,
  }
}
