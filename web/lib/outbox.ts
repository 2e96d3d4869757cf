//! Sends what waits for the network: from a page, or from the service worker once there is one again.

import { type Draft, allDrafts, file, putDraft, removeDraft } from "web/lib/draft_store"
import { uploadPath } from "web/lib/upload_path"

/** One sender at a time on this device. The server would take a second for the same note anyway. */
const LOCK = "machi-outbox"
/** By which the service worker knows the browser's signal. */
export const SYNC = "machi-outbox"
/** Told to the pages when something was sent or refused. */
export const NEWS = "machi-outbox"

/** What became of one note: the address of its page; out of reach; not wanted as it is. */
export type Sent = { to: string } | "unreachable" | "refused"

/** Sends everything that waits, the oldest first, until the network is gone again. */
export async function sendWaiting(): Promise<void> {
  await navigator.locks.request(LOCK, async () => {
    for (const draft of await allDrafts()) {
      if (draft.state !== "waiting") continue
      const sent = await send(draft)
      if (sent === "unreachable") return
      if (sent === "refused") await putDraft({ ...draft, state: "refused" })
      else await removeDraft(draft.key)
      tell()
    }
  })
}

/** Sends one note; its photos first, where they are not there yet. */
export async function send(draft: Draft): Promise<Sent> {
  try {
    const body = new URLSearchParams(draft.fields)
    for (const photo of draft.photos) {
      const kept = photo.uploaded ?? (await sendPhoto(photo.key, draft.city))
      if (typeof kept === "string") return kept
      body.append("photos", kept.id)
      body.append("alts", photo.alt)
    }
    return await answered(await fetch(draft.action, { method: "POST", body, headers: { "X-Fragment": "1" } }))
  } catch {
    return "unreachable"
  }
}

/** Other pages and tabs show what waits. */
export function tell(): void {
  const channel = new BroadcastChannel(NEWS)
  channel.postMessage("changed")
  channel.close()
}

type Failed = "unreachable" | "refused"

async function sendPhoto(key: string, city: string): Promise<{ id: string } | Failed> {
  const bytes = await file(key)
  if (!bytes) return "refused"
  const response = await fetch(uploadPath(key, city), { method: "PUT", body: bytes })
  if (!response.ok) return failed(response)
  return (await response.json()) as { id: string }
}

function answered(response: Response): Sent {
  const to = response.headers.get("Location")
  return response.status === 201 && to ? { to } : failed(response)
}

/** Busy servers and lost sessions pass; what the server refuses stays refused. */
function failed({ status }: Response): Failed {
  return status === 401 || status === 429 || status >= 500 ? "unreachable" : "refused"
}
