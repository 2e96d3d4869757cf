//! Tried & True: an operator opens a campaign of two seats, five ask, it is drawn, one declines and the
//! next is promoted.

import { account, evening } from "../evening.mjs"
import { reloadUntil } from "../reload_until.mjs"

export const name = "five ask for two free seats, they are drawn, one declines, the next is promoted and has a ticket"
export const turned = true

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const PASSWORD = "a long enough secret"
const OTHERS = ["try_a", "try_b", "try_c", "try_d"]
const MEMBER = "try_e"
const TITLE = "Two for the cellar"

export async function journey({ page, base, password, check, axe, shot, steady, another, turnTo }) {
  const began = Date.now()
  const { date } = await evening({ base, password, called: "tries", guests: 0, party: 1, free: 5, doors: [], hours: 96 })
  const desk = await another()
  await signedIn(desk, "desk", password("desk"), "/desk/tokyo/campaigns")
  const campaign = await opens(desk, date, began)
  const path = `/cities/tokyo/campaigns/${campaign}`

  // Four by the API, one on the pages.
  for (const handle of OTHERS) await asks(base, handle, campaign)
  await page.goto(`/sign-up?next=${path}`)
  await page.fill("#handle", MEMBER)
  await page.fill("#password", PASSWORD)
  await page.locator("main form button").last().click()
  await page.waitForURL(`**${path}`)
  await page.getByRole("heading", { name: "What you owe if you get a seat" }).waitFor()
  await page.fill("#instagram", "try.e")
  await page.fill("#answer-1", "The bass player")
  await page.getByRole("button", { name: "Ask for a seat" }).click()
  await page.getByText("You asked for a seat.").waitFor()
  await page.getByText("5 people ask.").waitFor()
  await steady()
  await axe()
  await shot("campaign", { fullPage: true })
  await desk.goto(`/desk/tokyo/campaigns/${campaign}`)
  await desk.getByRole("heading", { name: "5 people ask." }).waitFor()
  await desk.getByText("The bass player").waitFor()

  turnTo(new Date(began + 24 * HOUR_MS + MINUTE_MS))
  const draw = await page.getByRole("link", { name: "The draw, and how to check it" }).getAttribute("href")
  await page.goto(draw)
  await reloadUntil(page, "It does not exist yet.")
  turnTo(new Date(began + 24 * HOUR_MS + 6 * MINUTE_MS))
  await reloadUntil(page, "everything that follows is done")

  const people = [page]
  for (const handle of OTHERS) {
    const person = await another()
    await signedIn(person, handle, PASSWORD, path)
    people.push(person)
  }
  const [first, second] = await offered(people, path)
  check(first && second, "two are offered a seat")
  await first.getByRole("button", { name: "Let it go to the next" }).click()
  await first.getByText("You let your seat go to the next.").waitFor()
  const now = await offered(people, path)
  check(now.length === 2 && now.includes(second), "the next is promoted")
  for (const person of now) {
    await person.getByRole("button", { name: "Accept the seat" }).click()
    await person.getByText("The seat is yours.").first().waitFor()
    await person.goto("/me/tickets")
    check((await person.locator(".ticket-line .button").count()) === 1, "whoever accepts has a ticket")
  }
  await desk.goto(`/desk/tokyo/campaigns/${campaign}`)
  await desk.getByText("declined", { exact: true }).first().waitFor()
}

async function signedIn(page, handle, secret, to) {
  await page.goto(`/sign-in?next=${to}`)
  await page.fill("#handle", handle)
  await page.fill("#password", secret)
  await page.locator("main form button").last().click()
  await page.waitForURL(`**${to}`)
}

/// The operator drafts a campaign for a day, and publishes it; answers its id.
async function opens(desk, date, began) {
  await desk.fill("#title", TITLE)
  await desk.fill("#about", "A quiet set below the street. Tell others what it was like.")
  await desk.selectOption("#occurrence", date)
  await desk.fill("#opens", inTokyo(began - HOUR_MS))
  await desk.fill("#closes", inTokyo(began + 24 * HOUR_MS))
  await desk.fill("#tag_instagram", "machi_tokyo")
  await desk.fill("#question-1", "What do you hope to see?")
  await desk.getByRole("button", { name: "Save the draft" }).click()
  await desk.getByText("The draft is saved.").waitFor()
  const campaign = new URL(desk.url()).pathname.split("/").at(-1)
  await desk.getByRole("button", { name: "Publish" }).click()
  await desk.getByText("Published. The seats are taken.").waitFor()
  return campaign
}

async function asks(base, handle, campaign) {
  const member = await account(base, handle, handle)
  const application = { answers: [""], aliases: { instagram: handle.replace("_", ".") } }
  await member("PUT", `/cities/tokyo/campaigns/${campaign}/application`, application)
}

/// Those who may accept a seat now.
async function offered(people, path) {
  const offered = []
  for (const page of people) {
    await page.goto(path)
    if (await page.getByRole("button", { name: "Accept the seat" }).count()) offered.push(page)
  }
  return offered
}

function inTokyo(at_ms) {
  return new Date(at_ms).toLocaleString("sv-SE", { timeZone: "Asia/Tokyo" }).slice(0, 16).replace(" ", "T")
}
