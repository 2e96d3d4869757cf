//! Tried & True, to its end: whoever has a seat comes in, one keeps their word in time, one is late and is
//! excused from the rest; the desk looks at what they handed in, and both numbers tell it.

import { PASSWORD, accepts, asks, declines, drawn, offered, opens, signedIn } from "../campaign.mjs"
import { door, evening } from "../evening.mjs"
import { photo } from "../photo.mjs"
import { reloadUntil } from "../reload_until.mjs"
import { scan, standAt } from "../steward.mjs"

export const name = "of two who were drawn one posts in time, one late after a reminder and with an excuse, and what they are relied on tells it"
export const turned = true

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MINUTE_MS = 60_000
const HOURS_AHEAD = 96
const HANDLES = ["tried_a", "tried_b", "tried_c", "tried_d", "tried_e"]

export async function journey(walk) {
  const { page: desk, base, password, check, another, turnTo } = walk
  const began = Date.now()
  const { host, event, date } = await evening({
    base, password, called: "tried", guests: 0, party: 1, free: 5, doors: [], hours: HOURS_AHEAD,
  })
  await signedIn(desk, "desk", password("desk"), "/desk/tokyo/campaigns")
  const campaign = await opens(desk, { title: "Tried in the cellar", date, began })
  const path = `/cities/tokyo/campaigns/${campaign}`
  for (const handle of HANDLES) await asks(base, handle, campaign)
  await desk.goto(path)
  await drawn(desk, began, turnTo)
  const [prompt, late] = await seated(walk, path)

  // Whoever stands at the door has a clock that nobody turned: what it says of the time before the door
  // opened counts as its opening.
  const opened = began + (HOURS_AHEAD - 1) * HOUR_MS
  turnTo(new Date(began + HOURS_AHEAD * HOUR_MS))
  const steward = await another()
  await standAt(steward, await door(host, event, { name: "Main entrance", from: opened, hours: 7 }), "Ana", 2)
  for (const person of [prompt, late]) await comesIn(person, steward, check)
  // When the clock is turned on, the door's link ends.
  await steward.close()

  turnTo(new Date(opened + DAY_MS))
  await inTime(prompt, walk)
  await review(desk, walk)
  turnTo(new Date(opened + DAY_MS + HOUR_MS))
  await told(prompt, "Post on Instagram", "Met in time")

  turnTo(new Date(opened + 3 * DAY_MS + HOUR_MS))
  await lateAndExcused(late, walk)
  await relied({ desk, prompt, late }, walk)
  await results(desk, path, walk)
}

/// Five people; one of the two who are drawn declines. Answers the two who accept.
async function seated({ another, check }, path) {
  const people = []
  for (const handle of HANDLES) {
    const person = await another()
    await signedIn(person, handle, PASSWORD, path)
    people.push(person)
  }
  const [first] = await offered(people, path)
  await declines(first)
  const now = await offered(people, path)
  check(now.length === 2 && !now.includes(first), "two have a seat, and who declined has none")
  for (const person of now) await accepts(person)
  return now
}

async function comesIn(person, steward, check) {
  await person.goto("/me/obligations")
  await person.getByText("Within 3 days of coming in").first().waitFor()
  await person.goto("/me/tickets")
  const code = await person.locator(".ticket-line .button").first().innerText()
  check((await scan(steward, code)).kind === "welcome", "they come in")
  await person.goto("/me/obligations")
  await reloadUntil(person, person.getByRole("link", { name: "Write the note" }))
}

/// A note and a post, both a day after the evening.
async function inTime(person, { check, axe, shot }) {
  await axe(person)
  await shot("obligations", { of: person, fullPage: true })
  const note = await writes(person, "The bass was too quiet, and the room was cold.")
  await person.goto(note)
  await person.getByText("Free ticket", { exact: false }).first().waitFor()
  await told(person, "Post a note about the event", "Met in time")
  await person.goto("/me/obligations")
  await person.getByRole("link", { name: "Hand in a proof" }).click()
  await person.fill("#link", "https://www.instagram.com/p/C1aB_-xY9z0/?igsh=1")
  const buffer = await photo(person, { width: 720, height: 1280, spot: { lat: 35.7, lon: 139.7 } })
  await person.setInputFiles("#screenshot", { name: "post.jpg", mimeType: "image/jpeg", buffer })
  await axe(person)
  await person.getByRole("button", { name: "Hand in" }).click()
  await person.getByText("Handed in. Somebody will look at it.").waitFor()
  check((await person.locator("img.proof-shot").count()) === 1, "with its screenshot")
  await axe(person)
  await shot("proof", { of: person, fullPage: true })
}

/// Answers the address of the note.
async function writes(person, text) {
  await person.goto("/me/obligations")
  await person.getByRole("link", { name: "Write the note" }).click()
  await person.fill("#text", text)
  await person.locator(".composer__post").click()
  await person.waitForURL(/\/notes\/\d+$/)
  return new URL(person.url()).pathname
}

/// Waits until this is what became of that obligation.
async function told(person, what, state) {
  await person.goto("/me/obligations")
  await reloadUntil(person, person.locator("li", { hasText: what }).filter({ hasText: state }))
}

/// One proof, one press.
async function review(desk, { check, axe, shot }) {
  await desk.goto("/desk/tokyo/proofs")
  await desk.getByText("One proof waits.").waitFor()
  await desk.locator(".proof-shot--large").evaluate(image => image.decode())
  check(await desk.getByText("@tried.").isVisible(), "with the name that they have there")
  await axe()
  await shot("proof-review", { fullPage: true })
  await desk.keyboard.press("a")
  await desk.getByText("Nothing waits. Well done.").waitFor()
  await desk.keyboard.press("u")
  await desk.getByText("One proof waits.").waitFor()
  await desk.keyboard.press("a")
  await desk.getByText("Nothing waits. Well done.").waitFor()
}

/// Reminded, and late with the note; the post is not expected any more.
async function lateAndExcused(person, { page: desk, check, axe, shot }) {
  await person.goto("/notifications")
  await reloadUntil(person, "Due now")
  await axe(person)
  await shot("reminded", { of: person, fullPage: true })
  await writes(person, "Late, but it was worth the stairs.")
  await told(person, "Post a note about the event", "Met late")
  await person.getByRole("link", { name: "Post on Instagram" }).click()
  await person.fill("#text", "My account there was stolen on Sunday.")
  await person.getByRole("button", { name: "Ask to be excused" }).click()
  await person.getByText("Your request was sent.").waitFor()
  await axe(person)
  await shot("excuse", { of: person, fullPage: true })

  await desk.goto("/desk/tokyo/excuses")
  await desk.getByText("My account there was stolen on Sunday.").waitFor()
  await axe()
  await shot("excuses", { fullPage: true })
  await desk.fill("[name=reason]", "Nobody can post without an account.")
  await desk.getByRole("button", { name: "Excuse", exact: true }).click()
  await desk.getByText("Excused.").waitFor()
  await told(person, "Post on Instagram", "Excused")
  check(await person.getByText("Nobody can post without an account.").isVisible(), "with the reason")
}

/// What both are relied on, and what the city sees of them.
async function relied({ desk, prompt, late }, { check, axe, shot }) {
  const percent = []
  for (const [person, counted] of [[prompt, "3 met in time, of 3 that count."], [late, "1 met in time, of 2 that count."]]) {
    await person.goto("/me/reliability")
    await person.getByText(counted).waitFor()
    percent.push(parseInt(await person.locator(".stat__value").innerText(), 10))
  }
  check(percent[0] > 80 && percent[1] < 80, `one above who is new, one below: ${percent}`)
  check((await late.locator("tbody tr").count()) === 2, "what was excused counts for nothing")
  await axe(late)
  await shot("reliability", { of: late, fullPage: true })
  await desk.goto("/desk/tokyo/fulfilment")
  const rows = await desk.locator("tbody tr").evaluateAll(rows =>
    rows.map(row => [...row.querySelectorAll("td")].slice(0, 5).map(cell => Number(cell.innerText))),
  )
  const sums = [0, 1, 2, 3, 4].map(column => rows.reduce((sum, row) => sum + row[column], 0))
  check(sums.join() === "6,4,1,0,1", `due, in time, late, missed, excused: ${sums}`)
  await axe()
  await shot("fulfilment", { fullPage: true })
}

/// What came of the campaign, at the desk and by link.
async function results(desk, path, { another, check, axe, shot }) {
  await desk.goto(path)
  await desk.getByRole("link", { name: "Results", exact: true }).click()
  await desk.getByRole("heading", { name: "Who was offered a seat" }).waitFor()
  const seen = await numbers(desk)
  for (const [name, value] of [["Seats", 2], ["Applied", 5], ["Selected", 3], ["Accepted", 2], ["Came", 2], ["Met everything in time", 1]]) {
    check(seen[name] === value, `${name}: ${seen[name]}`)
  }
  check((await desk.getByRole("link", { name: "https://www.instagram.com/p/C1aB_-xY9z0/" }).count()) === 1, "with the post")
  await desk.fill("#name", "The brewery")
  await desk.getByRole("button", { name: "Make a link" }).click()
  await desk.getByText("Here is the link.").waitFor()
  await axe()
  await shot("results", { fullPage: true })
  const address = await desk.getByRole("link", { name: "Open", exact: true }).getAttribute("href")
  const brand = await another()
  await brand.goto(new URL(address).pathname)
  await brand.getByText("The bass was too quiet").first().waitFor()
  check(JSON.stringify(await numbers(brand)) === JSON.stringify(seen), "the same numbers by link")
  check((await brand.getByText("Who was offered a seat").count()) === 0, "and nobody who asked")
  await axe(brand)
  await shot("results-by-link", { of: brand, fullPage: true })
}

const numbers = page =>
  page.locator(".campaign-numbers .stat").evaluateAll(stats =>
    Object.fromEntries(stats.map(stat => [stat.querySelector("dt").innerText, Number(stat.querySelector("dd").innerText)])),
  )
