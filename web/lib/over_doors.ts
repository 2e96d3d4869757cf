//! Doors whose night is over leave the device: their page, and the names of their guests.

import { waits } from "web/lib/door_queue"
import { allDoors, allScans, removeDoor } from "web/lib/door_store"
import { DOORS, forgetPage } from "web/lib/kept_pages"

/** Kept so long after the window, in case that something is still to be sent. */
const OVER_MS = 24 * 3_600_000
/** So long the server takes what was scanned in time. */
const LATE_MS = 7 * 24 * 3_600_000

export async function forgetOver(): Promise<void> {
  // Most devices never were at a door.
  if (!("caches" in globalThis) || !(await caches.has(DOORS))) return
  const waiting = new Set((await allScans()).filter(waits).map(({ link }) => link))
  for (const { link, facts } of await allDoors()) {
    const over_ms = Date.now() - Date.parse(facts.until)
    if (over_ms < OVER_MS || (waiting.has(link) && over_ms < LATE_MS)) continue
    await removeDoor(link)
    await forgetPage(`/door/${link}`)
  }
}
