//! A reader's own line in the list, found by the secret that only they have.

import { sha256 } from "web/lib/sha256"
import { fromHex, toHex, u32, utf8 } from "./bytes"
import type { Proof } from "./proof"

export const SALT = /^[0-9a-f]{64}$/
const PSEUDONYM_BYTES = 16

export interface OwnLine {
  pseudonym: string
  /** Counted from 1; null where the list has none. */
  line: number | null
  weight: number
  /** Counted from 1 among prizes and alternates; null for who was not drawn. */
  place: number | null
  /** Why the proof says that it was left out, or lowered. */
  reason: string | null
}

/** What a member is called in one draw. The salt is 32 bytes. */
export function pseudonymOf(draw_id: string, salt: Uint8Array): string {
  const name = utf8(draw_id)
  const hash = sha256(utf8("machi-draw-pseudonym-v1\0"), u32(name.length), name, salt)
  return toHex(hash.subarray(0, PSEUDONYM_BYTES))
}

/** The salt in hex, as the member was shown it. */
export function ownLine(proof: Proof, salt: string): OwnLine {
  return lineOf(proof, pseudonymOf(proof.draw_id, fromHex(salt)))
}

export function lineOf({ entrants, left_out, winners }: Proof, pseudonym: string): OwnLine {
  const line = entrants.findIndex(([name]) => name === pseudonym) + 1
  const place = winners.indexOf(pseudonym) + 1
  return {
    pseudonym,
    line: line || null,
    weight: entrants[line - 1]?.[1] ?? 0,
    place: place || null,
    reason: left_out.find(([name]) => name === pseudonym)?.[1] ?? null,
  }
}
