//! Fifty proofs wait, and the reviewer decides about each of them by one press of a key.

import { setTimeout as sleep } from "node:timers/promises"
import { PASSWORD, inTokyo, signedIn } from "../campaign.mjs"
import { account, door, evening, signIn, ticketsOf } from "../evening.mjs"
import { reloadUntil } from "../reload_until.mjs"

export const name = "fifty proofs wait, and fifty presses of one key decide about all of them"
export const turned = true

const PROOFS = 50
/// What each guest shows by a proof.
const ASKED = ["Draw the door from memory", "Name the song that you remember", "Say what was missing"]
const GUESTS = Math.ceil(PROOFS / ASKED.length)
const HOUR_MS = 3_600_000
const HOURS_AHEAD = 96
const OPEN_HOURS = 24
const TRIES_MAX = 100
const AGAIN_MS = 200

export async function journey({ page: desk, base, password, check, axe, shot, say, another, turnTo }) {
  const began = Date.now()
  const { host, event, date } = await evening({
    base, password, called: "fifty", guests: 0, party: 1, free: GUESTS, doors: [], hours: HOURS_AHEAD,
  })
  const operator = await signIn(base, "desk", password("desk"))
  const campaign = await published(operator, { date, began })
  const guests = await chosen(base, operator, campaign)
  turnTo(new Date(began + OPEN_HOURS * HOUR_MS))
  for (const guest of guests) await accepts(guest, campaign)
  turnTo(new Date(began + HOURS_AHEAD * HOUR_MS))
  await comeIn({ base, host, event, guests, began })
  const handedIn = await handIn(guests)
  check(handedIn === PROOFS, `${handedIn} proofs are handed in`)

  await signedIn(desk, "desk", password("desk"), "/desk/tokyo/proofs")
  await desk.getByText(`${PROOFS} proofs wait.`).waitFor()
  await axe()
  await shot("fifty-proofs")
  const { presses, seconds } = await decides(desk)
  check(presses === PROOFS, `${presses} presses`)
  say(`${presses} presses in ${seconds.toFixed(1)} s`)
  const waiting = await operator("GET", "/cities/tokyo/proofs")
  check(waiting.length === 0, "the queue is empty for programs as well")
  await desk.reload()
  await desk.getByText("Nothing waits. Well done.").waitFor()

  // Once they can be undone no more, they count.
  turnTo(new Date(began + (HOURS_AHEAD + 1) * HOUR_MS))
  const met = await until(() => words(guests, "settled"), all => all.length === PROOFS)
  check(met.every(({ state, late }) => state === "met" && !late), "all of them are met, in time")
  const guest = await another()
  await signedIn(guest, "fifty_0", PASSWORD, "/me/obligations")
  await reloadUntil(guest, guest.locator("li", { hasText: ASKED[0] }).filter({ hasText: "Met in time" }))
}

/// A campaign whose seats the operator gives; the path of it in the API.
async function published(operator, { date, began }) {
  const { id } = await operator("POST", "/cities/tokyo/campaigns", {
    title: "Seventeen in the cellar",
    occurrence: date,
    seats: GUESTS,
    opens: inTokyo(began - HOUR_MS),
    closes: inTokyo(began + OPEN_HOURS * HOUR_MS),
    selection: "hand",
    terms: ASKED.map(words => ({ kind: "words", words })),
  })
  await operator("POST", `/cities/tokyo/campaigns/${id}/publish`)
  return `/cities/tokyo/campaigns/${id}`
}

/// Guests who asked for a seat, and whom the operator chose.
async function chosen(base, operator, campaign) {
  const guests = []
  for (let n = 0; n < GUESTS; n += 1) {
    const guest = await account(base, `fifty_${n}`, `Guest ${n}`)
    await guest("PUT", `${campaign}/application`, {})
    await operator("PUT", `${campaign}/choices/fifty_${n}`, { reason: "Listens" })
    guests.push(guest)
  }
  return guests
}

async function accepts(guest, campaign) {
  await until(() => guest("GET", campaign), ({ own }) => own.seat === "offered")
  await guest("PUT", `${campaign}/seat`, { accepted: true })
}

/// A steward's device tells of all of them at once.
async function comeIn({ base, host, event, guests, began }) {
  const from = began + (HOURS_AHEAD - 1) * HOUR_MS
  const link = await door(host, event, { name: "Main entrance", from, hours: 7 })
  const scans = []
  for (const guest of guests) {
    const [{ token }] = await ticketsOf(guest, event)
    scans.push({ nonce: `${scans.length}`, at: new Date(began + HOURS_AHEAD * HOUR_MS).toISOString(), token, let_in: true })
  }
  const response = await fetch(`${base}/api/v1/doors/${link.split("/").at(-1)}/scans`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ device: "a-phone", steward: "Ana", scans }),
  })
  if (!response.ok) throw new Error(`scans: ${response.status} ${await response.text()}`)
  await until(() => words(guests), all => all.every(({ due_at }) => due_at))
}

/// Fifty of what they owe; answers how many.
async function handIn(guests) {
  let handedIn = 0
  for (const guest of guests) {
    for (const { id } of await words([guest])) {
      if (handedIn === PROOFS) break
      handedIn += 1
      await guest("PUT", `/me/obligations/${id}/proof`, { words: `Done, by hand, number ${handedIn}.` })
    }
  }
  return handedIn
}

/// What of it they owe, or owed.
async function words(guests, list = "") {
  const all = await Promise.all(guests.map(guest => guest("GET", `/me/obligations/${list}`.replace(/\/$/, ""))))
  return all.flat().filter(({ kind }) => kind === "words")
}

/// One press a proof: the next one stands there before the next press. Answers how many keys the page felt.
async function decides(desk) {
  await desk.evaluate(() => {
    globalThis.presses = 0
    document.addEventListener("keydown", () => (globalThis.presses += 1), true)
  })
  const started = Date.now()
  for (let left = PROOFS - 1; left >= 0; left -= 1) {
    await desk.keyboard.press("a")
    const after = left > 1 ? `${left} proofs wait.` : left === 1 ? "One proof waits." : "Nothing waits. Well done."
    await desk.getByText(after, { exact: true }).waitFor()
  }
  const seconds = (Date.now() - started) / 1000
  return { presses: await desk.evaluate(() => globalThis.presses), seconds }
}

/// Asks until what is answered is so.
async function until(ask, so) {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const answer = await ask()
    if (so(answer)) return answer
    await sleep(AGAIN_MS)
  }
  throw new Error("it never came to that")
}
