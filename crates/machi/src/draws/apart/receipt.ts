//! A receipt: what the server signed when somebody entered. Whoever holds one can show that their line is
//! missing.

import { isSigned } from "web/lib/signed"
import { fromHex, utf8 } from "./bytes"
import { canonical, readCanonical } from "./json"
import { type OwnLine, lineOf } from "./own_line"
import { type Proof, pseudonym } from "./proof"
import { fields, hex, int, literal, text } from "./shape"

/**
 * `in-list`, `stated`: as it should be. `missing`, `lowered`: foul play. `malformed`, `unsigned`: no receipt.
 * `other-draw`, `other-key`: not this draw's.
 */
export type ReceiptState =
  | "in-list"
  | "stated"
  | "missing"
  | "lowered"
  | "malformed"
  | "unsigned"
  | "other-draw"
  | "other-key"

export interface Checked {
  state: ReceiptState
  /** What the receipt says. */
  weight: number
  /** What the proof says; null where the receipt is none of its draw. */
  own: OwnLine | null
}

/** The proof has passed. */
export function checkReceipt(bytes: Uint8Array, proof: Proof): Checked {
  let receipt
  try {
    receipt = readReceipt(bytes)
  } catch {
    return { state: "malformed", weight: 0, own: null }
  }
  const { signature, ...signed } = receipt
  const not = (state: ReceiptState): Checked => ({ state, weight: receipt.weight, own: null })
  if (!isSigned(utf8(canonical(signed)), fromHex(signature), fromHex(receipt.key))) return not("unsigned")
  if (receipt.draw_id !== proof.draw_id) return not("other-draw")
  if (receipt.key !== proof.announcement.receipt_key) return not("other-key")
  const own = lineOf(proof, receipt.pseudonym)
  return { state: standing(own, receipt.weight), weight: receipt.weight, own }
}

function standing({ line, weight, reason }: OwnLine, promised: number): ReceiptState {
  if (line !== null && weight >= promised) return "in-list"
  if (reason !== null) return "stated"
  return line === null ? "missing" : "lowered"
}

function readReceipt(bytes: Uint8Array) {
  const of = fields(
    readCanonical(bytes),
    "receipt",
    ...(["at_ms", "draw_id", "format", "key", "pseudonym", "signature", "weight"] as const),
  )
  return {
    at_ms: int(of.at_ms, "at_ms"),
    draw_id: text(of.draw_id, "draw_id"),
    format: literal(of.format, "format", "machi-draw-receipt-v1"),
    key: hex(of.key, "key", 32),
    pseudonym: pseudonym(of.pseudonym, "pseudonym"),
    signature: hex(of.signature, "signature", 64),
    weight: int(of.weight, "weight", 1),
  }
}
