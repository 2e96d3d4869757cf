//! A campaign of two free seats, from its publication to who has a seat.

import { account } from "./evening.mjs"
import { reloadUntil } from "./reload_until.mjs"

/// Of every member here.
export const PASSWORD = "a long enough secret"
/// After its beginning, applications close.
const OPEN_HOURS = 24
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/// Signs in on the pages.
export async function signedIn(page, handle, secret, to) {
  await page.goto(`/sign-in?next=${to}`)
  await page.fill("#handle", handle)
  await page.fill("#password", secret)
  await page.locator("main form button").last().click()
  await page.waitForURL(`**${to}`)
}

/// The operator drafts a campaign for a day, and publishes it; answers its id.
export async function opens(desk, { title, date, began }) {
  await desk.fill("#title", title)
  await desk.fill("#about", "A quiet set below the street. Tell others what it was like.")
  await desk.selectOption("#occurrence", date)
  await desk.fill("#opens", inTokyo(began - HOUR_MS))
  await desk.fill("#closes", inTokyo(began + OPEN_HOURS * HOUR_MS))
  await desk.fill("#tag_instagram", "machi_tokyo")
  await desk.fill("#question-1", "What do you hope to see?")
  await desk.getByRole("button", { name: "Save the draft" }).click()
  await desk.getByText("The draft is saved.").waitFor()
  const campaign = new URL(desk.url()).pathname.split("/").at(-1)
  await desk.getByRole("button", { name: "Publish" }).click()
  await desk.getByText("Published. The seats are taken.").waitFor()
  return campaign
}

/// Somebody new applies by the API.
export async function asks(base, handle, campaign) {
  const member = await account(base, handle, handle)
  const application = { answers: [""], aliases: { instagram: handle.replace("_", ".") } }
  await member("PUT", `/cities/tokyo/campaigns/${campaign}/application`, application)
}

/// Turns the clock until the draw of the campaign that the page shows is done, and the page to the draw.
export async function drawn(page, began, turnTo) {
  turnTo(new Date(began + OPEN_HOURS * HOUR_MS + MINUTE_MS))
  const draw = await page.getByRole("link", { name: "The draw, and how to check it" }).getAttribute("href")
  await page.goto(draw)
  await reloadUntil(page, "It does not exist yet.")
  turnTo(new Date(began + OPEN_HOURS * HOUR_MS + 6 * MINUTE_MS))
  await reloadUntil(page, "everything that follows is done")
}

/// Those who may accept a seat now.
export async function offered(people, path) {
  const offered = []
  for (const page of people) {
    await page.goto(path)
    if (await page.getByRole("button", { name: "Accept the seat" }).count()) offered.push(page)
  }
  return offered
}

export async function declines(person) {
  await person.getByRole("button", { name: "Let it go to the next" }).click()
  await person.getByText("You let your seat go to the next.").waitFor()
}

export async function accepts(person) {
  await person.getByRole("button", { name: "Accept the seat" }).click()
  await person.getByText("The seat is yours.").first().waitFor()
}

/// As a form of the desk takes it.
export function inTokyo(at_ms) {
  return new Date(at_ms).toLocaleString("sv-SE", { timeZone: "Asia/Tokyo" }).slice(0, 16).replace(" ", "T")
}
