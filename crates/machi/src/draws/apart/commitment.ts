//! What is fixed before the round is known, and the seed that both of them make.

import { sha256 } from "web/lib/sha256"
import { fromHex, toHex, u32, u64, utf8 } from "./bytes"
import type { Proof } from "./proof"

/** Of the draw, its list, the number of winners, and the round to come. */
export type Committed = Pick<Proof, "count" | "draw_id" | "merkle_root" | "total_weight"> & {
  announcement: Pick<Proof["announcement"], "alternates" | "chain_hash" | "prizes">
  beacon: Pick<Proof["beacon"], "round">
}

export function commitOf({ announcement, beacon, count, draw_id, merkle_root, total_weight }: Committed): string {
  const name = utf8(draw_id)
  const hash = sha256(
    utf8("machi-draw-commit-v1\0"),
    ...[u32(name.length), name, fromHex(merkle_root)],
    ...[u64(count), u64(total_weight), u64(announcement.prizes + announcement.alternates)],
    ...[fromHex(announcement.chain_hash), u64(beacon.round)],
  )
  return toHex(hash)
}

export function seedOf(commit: string, randomness: string): string {
  return toHex(sha256(utf8("machi-draw-seed-v1\0"), fromHex(commit), fromHex(randomness)))
}
