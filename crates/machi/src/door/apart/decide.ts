//! What the device says of a ticket by itself: the signature, then the list and who is in.

import type { Admitted, KeptDoor, Result, Ticket } from "web/lib/door_store"
import type { Token } from "./token"

/**
 * `newer`: genuine, and not in the list yet; let in. `early`, `closed`: outside of the door's window.
 * `refused`: by the server, in its own words. `ended`: the link is not known any more. `no_list`: not yet.
 */
export type Kind =
  | "welcome"
  | "newer"
  | "early"
  | "closed"
  | "refused"
  | "ended"
  | "no_list"
  | Exclude<Result, "admitted" | "conflict">

export interface Verdict {
  kind: Kind
  /** The ticket's id, where there is one. */
  ticket: string | null
  name: string
  seat: string
  /** Of `again`. */
  first: Admitted | null
  /** Of `refused`. */
  detail: string
}

/** What was shown or chosen: a token of a QR code, or a ticket of the list. */
export type Shown = { token: Token } | { ticket: Ticket } | null

export const letsIn = (kind: Kind) => kind === "welcome" || kind === "newer"

/** `now_ms` by the server's clock. */
export function decide(shown: Shown, door: KeptDoor, inside: Map<string, Admitted>, now_ms: number): Verdict {
  if (!shown) return verdict("unknown")
  const token = "token" in shown ? shown.token : null
  const id = "token" in shown ? shown.token.ticket : shown.ticket.id
  const ticket = door.tickets.find(ticket => ticket.id === id)
  if (token && token.event !== door.facts.event) return verdict("other_event")
  if (token && !token.genuine) return verdict("forged")
  const say = (kind: Kind) => verdict(kind, id, ticket, inside.get(id))
  const date = door.facts.dates.find(({ id }) => id === (token?.date ?? ticket?.date))
  if (!date) return say("other_date")
  if (ticket?.void || date.cancelled) return say("void")
  if (ticket && token && token.issue < ticket.issue) return say("stale")
  if (inside.has(id)) return say("again")
  if (now_ms < Date.parse(door.facts.from)) return say("early")
  if (now_ms >= Date.parse(door.facts.until)) return say("closed")
  return say(ticket ? "welcome" : "newer")
}

/** What nobody needs to ask the server about. */
export function isCertain({ kind }: Verdict): boolean {
  return kind === "forged" || kind === "other_event" || kind === "early" || kind === "closed"
}

export function verdict(kind: Kind, id: string | null = null, ticket?: Ticket, first?: Admitted): Verdict {
  const known = { name: ticket?.name ?? "", seat: ticket?.seat_type ?? "" }
  return { kind, ticket: id, ...known, first: first ?? null, detail: "" }
}
