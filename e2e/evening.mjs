//! An evening with a door, made through the API: its organiser, its guests and their tickets.

import { setTimeout as sleep } from "node:timers/promises"

const PASSWORD = "a long enough secret"
const HOUR_MS = 3_600_000
const TOKYO = "Asia/Tokyo"
const TRIES_MAX = 30
const AGAIN_MS = 100

/// Publishes an evening that begins soon, with `guests` accounts of `party` tickets each, so many seats
/// that are still `free`, and one door. It begins in so many hours, and `other` is said of it as well.
/// Answers `{ at, doors, tickets, host, guests }`: the path of the date, the address of each door, what
/// every ticket is (`token`, `code`, `url`, …), and who calls the API as whom.
export async function evening({ base, password, called, guests, party, free = 0, doors = ["Main entrance"], hours = 1, other = {} }) {
  const host = await organiser(base, password, `${called}_host`)
  const { id } = await host("POST", "/cities/tokyo/events", {
    lang: "en",
    titles: { en: `An evening of ${called}`, ja: `${called}の夜` },
    location: "The cellar",
    ...inHours(hours),
    minutes: 180,
    way: "open",
    capacity: guests * party + free,
    party_max: party,
    ...other,
  })
  const [{ id: date }] = await host("GET", `/events/${id}/occurrences`)
  const people = []
  for (let n = 0; n < guests; n += 1) {
    const guest = await account(base, `${called}_${n}`, `Guest ${n}`)
    await guest("PUT", `/events/${id}/occurrences/${date}/rsvp`, { state: "going", party })
    people.push(guest)
  }
  const links = []
  for (const name of doors) links.push(await door(host, id, { name, from: Date.now() - HOUR_MS, hours: 7 }))
  const tickets = []
  for (const guest of people) tickets.push(...(await ticketsOf(guest, id)))
  return { event: id, date, at: `/events/${id}/${date}`, doors: links, tickets, host, guests: people }
}

/// A guest's tickets for that event, as they are now.
export async function ticketsOf(guest, event) {
  const dates = await guest("GET", "/me/tickets")
  return dates.flatMap(({ tickets }) => tickets).filter(ticket => ticket.event === event)
}

/// Makes a door that is open for so many hours; its address.
export async function door(host, event, { name, from, hours }) {
  const time = at_ms => new Date(at_ms).toISOString()
  const made = await host("POST", `/events/${event}/doors`, { name, from: time(from), until: time(from + hours * HOUR_MS) })
  return new URL(made.url).pathname
}

async function organiser(base, password, handle) {
  const host = await account(base, handle, "The Cellar")
  const about = { name: "The Cellar", about: "Music below the street.", url: "" }
  const { id } = await host("POST", "/cities/tokyo/organisers/applications", about)
  const desk = await signIn(base, "desk", password("desk"))
  await desk("POST", `/cities/tokyo/organisers/applications/${id}`, { accepted: true })
  return host
}

/// Makes an account; answers who calls the API as it.
export async function account(base, handle, display_name) {
  const made = await call(base, "", "POST", "/accounts", { handle, password: PASSWORD, display_name })
  return (method, path, body) => call(base, made.token, method, path, body)
}

/// Signs in; answers who calls the API as that account.
export async function signIn(base, handle, secret) {
  const { token } = await call(base, "", "POST", "/sign-in", { handle, password: secret })
  return (method, path, body) => call(base, token, method, path, body)
}

/// What one does, others see a moment later.
async function call(base, token, method, path, body, tries = TRIES_MAX) {
  const response = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  })
  if (response.status === 404 && tries > 0) {
    await sleep(AGAIN_MS)
    return call(base, token, method, path, body, tries - 1)
  }
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return text ? JSON.parse(text) : null
}

/// Day and time in Tokyo, so many hours from now: nobody answers to what has begun.
function inHours(hours) {
  const at = new Date(Date.now() + hours * HOUR_MS)
  const day = at.toLocaleDateString("sv-SE", { timeZone: TOKYO })
  const time = at.toLocaleTimeString("en-GB", { timeZone: TOKYO, hour: "2-digit", minute: "2-digit" })
  return { day, times: [time] }
}
