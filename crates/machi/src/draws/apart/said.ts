//! What is said to who asks for their own line, or for the line of a receipt.

import type { Words } from "web/lib/words"
import type { OwnLine } from "./own_line"
import type { Checked } from "./receipt"

/** Null: what was asked with is no secret. */
export function ownSaid(own: OwnLine | null, words: Words): string {
  if (!own) return words.say("own-malformed")
  const { line, place, pseudonym, reason, weight } = own
  if (line === null) return words.say(reason ? "own-left-out" : "own-none", { pseudonym, reason: reason ?? "" })
  const said = [words.say("own-in", { pseudonym, line, weight })]
  if (reason) said.push(words.say("own-lowered", { reason }))
  said.push(place ? words.say("own-drawn", { place }) : words.say("own-not-drawn"))
  return said.join(" ")
}

export function receiptSaid({ own, state, weight }: Checked, words: Words): string {
  const { line, weight: listed, reason } = own ?? { line: null, weight: 0, reason: null }
  return words.say(`receipt-${state}`, { line: line ?? 0, weight, listed, reason: reason ?? "" })
}
