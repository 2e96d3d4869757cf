//! Who is in, as far as this device knows: the list, and what was scanned here since.

import type { Admitted, KeptDoor, Scan } from "web/lib/door_store"

/** By ticket. `scans` are of this door, the oldest first. */
export function whoIsIn(door: KeptDoor, scans: Scan[]): Map<string, Admitted> {
  const inside = new Map<string, Admitted>()
  for (const { id, admitted } of door.tickets) if (admitted) inside.set(id, admitted)
  for (const scan of scans) {
    const { ticket, at, steward: by } = scan
    if (!ticket || !wentIn(scan) || isInList(door, scan)) continue
    if (scan.undo === "no") {
      if (!inside.has(ticket)) inside.set(ticket, { at, by, door: door.facts.name })
    } else if (scan.result === "admitted") {
      // Somebody else's check-in of the same ticket stays.
      inside.delete(ticket)
    }
  }
  return inside
}

export function wentIn({ let_in, result }: Scan): boolean {
  return let_in || result === "admitted"
}

/** The list was asked for after the server had answered all of it. */
function isInList(door: KeptDoor, { state, undo, settled_at_ms }: Scan): boolean {
  return state === "settled" && undo !== "waiting" && settled_at_ms < door.listed_at_ms
}
