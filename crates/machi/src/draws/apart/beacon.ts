//! The public source of chance: a network of drand, whose rounds nobody can foretell or choose
//! (docs.drand.love, specification).

import { isBlsSigned } from "web/lib/bls"
import { sha256 } from "web/lib/sha256"
import { equal, fromHex, toHex, u32, u64, utf8 } from "./bytes"
import type { Proof } from "./proof"
import { must } from "./wrong"

export type Chain = "quicknet" | "default" | "other"

/** The networks of the League of Entropy; any other is a practice network, or somebody's own. */
const PUBLIC: Record<string, Chain> = {
  "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971": "quicknet",
  "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce": "default",
}
const LENGTHS = {
  "bls-unchained-g1-rfc9380": { lengths: "short", signature: 48, key: 96 },
  "pedersen-bls-chained": { lengths: "long", signature: 96, key: 48 },
} as const

export function chainNamed(hash: string): Chain {
  return Object.hasOwn(PUBLIC, hash) ? PUBLIC[hash]! : "other"
}

/** The hash by which a network is known. Names but the oldest network's are part of it. */
export function chainHash({ period_s, genesis_at_s, public_key, genesis_seed, beacon_id }: Proof["chain"]): string {
  const name = utf8(beacon_id === "default" ? "" : beacon_id)
  const hash = sha256(u32(period_s), u64(genesis_at_s), fromHex(public_key), fromHex(genesis_seed), name)
  return toHex(hash)
}

/** When a round is due. Beyond what a number holds, where somebody claims it. */
export function roundAtMs({ genesis_at_s, period_s }: Proof["chain"], round: number): bigint {
  return (BigInt(genesis_at_s) + (BigInt(round) - 1n) * BigInt(period_s)) * 1000n
}

/** Refuses a beacon whose randomness is not that of a round that its network signed. */
export function checkBeacon({ beacon, chain }: Pick<Proof, "beacon" | "chain">): void {
  const wanted = LENGTHS[chain.scheme]
  const [signature, key] = [fromHex(beacon.signature), fromHex(chain.public_key)]
  must(signature.length === wanted.signature && key.length === wanted.key, "lengths are not the scheme's")
  must(equal(sha256(signature), fromHex(beacon.randomness)), "randomness is not the signature's hash")
  const chained = chain.scheme === "pedersen-bls-chained"
  must(chained || beacon.previous_signature === "", "an unchained network has no previous signature")
  const message = sha256(fromHex(beacon.previous_signature), u64(beacon.round))
  must(isBlsSigned(wanted.lengths, message, signature, key), "the round's signature is wrong")
}
