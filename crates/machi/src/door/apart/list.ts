//! Fetches a door's list of tickets, whole or not at all.

import type { DoorFacts, KeptDoor, Ticket } from "web/lib/door_store"

/** Of 2,000 tickets each. */
const PAGES_MAX = 100
const PAGE_MS_MAX = 20_000

interface Listed extends DoorFacts {
  now: string
  tickets: Ticket[]
  next: string | null
}

export async function fetchList(link: string): Promise<KeptDoor | "ended" | "unreachable"> {
  const listed_at_ms = Date.now()
  const tickets: Ticket[] = []
  let after = ""
  try {
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const response = await fetch(`/api/v1/doors/${encodeURIComponent(link)}${after}`, {
        cache: "no-store",
        signal: AbortSignal.timeout(PAGE_MS_MAX),
      })
      if (response.status === 404) return "ended"
      if (!response.ok) return "unreachable"
      const listed = (await response.json()) as Listed
      tickets.push(...listed.tickets)
      if (listed.next) {
        after = `?after=${encodeURIComponent(listed.next)}`
        continue
      }
      const { event, name, zone, from, until, key, dates } = listed
      const facts = { event, name, zone, from, until, key, dates }
      return { link, facts, tickets, listed_at_ms, ahead_ms: Date.parse(listed.now) - Date.now(), ended: false }
    }
  } catch {}
  return "unreachable"
}
