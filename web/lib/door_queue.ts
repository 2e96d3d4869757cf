//! Sends the scans of doors: one to be decided by the server, or all that wait for the network.

import { type Admitted, type Result, type Scan, type Ticket } from "web/lib/door_store"
import { allScans, changeScans, deviceId, door, putDoor } from "web/lib/door_store"

/** One sender at a time on this device. The server would take each nonce once anyway. */
const LOCK = "machi-door"
/** By which the service worker knows the browser's signal. */
export const SYNC = "machi-door"
/** Told to the pages when something was sent. */
export const NEWS = "machi-door"
/** Scans, and as many that are taken back, in one request. */
const BATCH_MAX = 200
/** A door of a night; what remains is sent the next time. */
const BATCHES_MAX = 100
const SEND_MS_MAX = 20_000

export interface ScanAnswer {
  nonce: string
  result: Result
  ticket: Ticket | null
  first: Admitted | null
}

export interface Answer {
  scans: ScanAnswer[]
  /** Of the dates in the door's window: who is in, and how many tickets there are. */
  admitted: number
  tickets: number
}

/** `ended`: the link is not known any more. `refused`: in the server's words. */
export type Asked =
  | { kind: "answered"; answer: Answer }
  | { kind: "refused"; detail: string }
  | { kind: "ended" }
  | { kind: "unreachable" }

/** Asks the server to decide about scans of one steward, or tells it what was decided. */
export async function post(link: string, scans: Scan[], back: Scan[], limit_ms: number): Promise<Asked> {
  const body = {
    device: await deviceId(),
    steward: (scans[0] ?? back[0])?.steward ?? "",
    scans: scans.map(({ nonce, at, token, ticket, let_in, turned_away }) => ({
      nonce,
      at,
      token,
      ticket: token ? null : ticket,
      let_in,
      turned_away,
    })),
    undone: back.map(({ nonce }) => nonce),
  }
  try {
    const response = await fetch(`/api/v1/doors/${encodeURIComponent(link)}/scans`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(limit_ms),
    })
    if (response.ok) return { kind: "answered", answer: (await response.json()) as Answer }
    if (response.status === 404) return { kind: "ended" }
    if (response.status !== 422) return { kind: "unreachable" }
    const { title, errors } = (await response.json()) as { title?: string; errors?: { detail?: string }[] }
    return { kind: "refused", detail: errors?.[0]?.detail ?? title ?? "" }
  } catch {
    return { kind: "unreachable" }
  }
}

/** Sends everything that waits, of every door. Answers whether all of it was taken. */
export async function sendScans(): Promise<boolean> {
  return await navigator.locks.request(LOCK, async () => {
    const waiting = (await allScans()).filter(waits)
    let all = true
    for (const link of new Set(waiting.map(({ link }) => link))) all = (await sendDoor(link)) && all
    return all
  })
}

/** Whether something of the scan has to be sent. */
export function waits(scan: Scan): boolean {
  return scan.state === "waiting" || scan.undo === "waiting"
}

/** Asks the browser to wake the service worker once there is a network, where it can. */
export async function sendLater(): Promise<void> {
  const worker = (await navigator.serviceWorker?.getRegistration()) as
    | (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } })
    | undefined
  await worker?.sync?.register(SYNC).catch(() => {})
}

/** The server does not know the door any more: its guests' names leave the device, its scans stay. */
export async function end(link: string): Promise<void> {
  const kept = await door(link)
  if (kept) await putDoor({ ...kept, tickets: [], ended: true })
}

/** What the server says of scans, in the store. */
export async function settle(answers: ScanAnswer[]): Promise<void> {
  const byNonce = new Map(answers.map(answer => [answer.nonce, answer]))
  await changeScans([...byNonce.keys()], scan => settled(scan, byNonce.get(scan.nonce)!))
}

function settled(scan: Scan, { result, ticket, first }: ScanAnswer): Scan {
  const kept = result === "admitted" || result === "conflict"
  // It was asked in time, refused, and its answer lost, so that the device let somebody in: the
  // server has yet to hear of that, under another nonce.
  if (scan.let_in && scan.asked && !kept) {
    return { ...scan, nonce: crypto.randomUUID(), asked: false, sent: false, state: "waiting" }
  }
  const name = ticket?.name || scan.name
  return { ...scan, name, result, first, state: "settled", settled_at_ms: Date.now() }
}

async function sendDoor(link: string): Promise<boolean> {
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const all = (await allScans()).filter(scan => scan.link === link)
    const waiting = all.filter(({ state }) => state === "waiting")
    // A request speaks for one steward.
    const scans = waiting.filter(({ steward }) => steward === waiting[0]?.steward).slice(0, BATCH_MAX)
    // What is taken back was sent in an earlier request.
    const back = all.filter(({ state, undo }) => undo === "waiting" && state === "settled").slice(0, BATCH_MAX)
    if (scans.length === 0 && back.length === 0) return true
    // Before it leaves: what is taken back from now on has to be told.
    await changeScans(scans.map(({ nonce }) => nonce), scan => ({ ...scan, sent: true }))
    const asked = await post(link, scans, back, SEND_MS_MAX)
    if (asked.kind === "ended") await end(link)
    else if (asked.kind === "answered") await take(asked.answer, back)
    tell()
    if (asked.kind === "answered") continue
    // Outside of its window a door takes what was decided, and decides nothing.
    const undecided = scans.filter(({ let_in, turned_away }) => !let_in && !turned_away)
    if (asked.kind === "unreachable" || undecided.length === 0) return false
    await drop(undecided)
  }
  return false
}

async function take({ scans }: Answer, back: Scan[]): Promise<void> {
  await settle(scans)
  const nonces = back.map(({ nonce }) => nonce)
  await changeScans(nonces, scan => ({ ...scan, undo: "done", settled_at_ms: Date.now() }))
}

/** What was asked and never answered, and let nobody in, must not keep the others back. */
async function drop(scans: Scan[]): Promise<void> {
  const nonces = scans.map(({ nonce }) => nonce)
  await changeScans(nonces, scan => ({ ...scan, state: "settled" }))
}

/** Other pages show what was sent. */
function tell(): void {
  const channel = new BroadcastChannel(NEWS)
  channel.postMessage("changed")
  channel.close()
}
