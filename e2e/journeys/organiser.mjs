//! A venue asks to publish, is accepted, publishes an evening; three go, one waits and is promoted; a
//! steward lets them in without a network, and the organiser sees it.

import { reloadUntil } from "../reload_until.mjs"
import { scan, standAt } from "../steward.mjs"

export const name =
  "an organiser publishes, members go, one waits and is promoted, a steward checks them in offline, the organiser sees it"

const HOUR_MS = 60 * 60 * 1000
const WEEK_MS = 7 * 24 * 60 * 60 * 1000
const TOKYO = { timeZone: "Asia/Tokyo" }

async function signUp(page, handle, next) {
  await page.goto(`/sign-up?next=${next}`)
  await page.fill("#handle", handle)
  await page.fill("#password", "a long enough secret")
  await page.locator("main form button").last().click()
  await page.waitForURL(`**${next}`)
}

export async function journey({ page, context, another, password, check, axe, shot, steady, expectStatus }) {
  // The venue asks, and the people who run the city say yes.
  await signUp(page, "blue_door", "/cities/tokyo/organise/apply")
  await axe()
  await page.fill("#name", "The Blue Door")
  await page.fill("#about", "Jazz on Fridays, tea on Sundays.")
  await page.locator("main form button").click()
  await page.getByText("Your application was sent.").waitFor()
  const desk = await another()
  await desk.goto("/sign-in?next=/desk/tokyo/organisers")
  await desk.fill("#handle", "desk")
  await desk.fill("#password", password("desk"))
  await desk.locator("main form button").last().click()
  await desk.getByRole("heading", { name: "The Blue Door" }).waitFor()
  await desk.getByRole("button", { name: "Accept" }).first().click()
  await desk.getByText("Accepted. They may publish now.").waitFor()

  // An evening with two seats.
  await page.goto("/cities/tokyo/organise")
  await page.getByRole("link", { name: "New event" }).click()
  await steady()
  await axe()
  await shot("event-form", { fullPage: true })
  const day = new Date(Date.now() + WEEK_MS).toLocaleDateString("sv-SE", TOKYO)
  await page.fill("#title", "Two seats of jazz")
  await page.fill("#location", "The Blue Door, behind the station")
  await page.fill("#day", day)
  await page.fill("#time", "19:00")
  await page.fill("#end_time", "18:00")
  await page.fill("#capacity", "2")
  expectStatus(422, "/cities/tokyo/organise/events")
  await page.locator("main form button").last().click()
  await page.getByText("It ends before it begins.").first().waitFor()
  check((await page.inputValue("#title")) === "Two seats of jazz", "what was typed is kept")
  await page.fill("#end_time", "21:00")
  await page.locator("main form button").last().click()
  await page.getByText("2 seats left").waitFor()
  const path = new URL(page.url()).pathname
  const [date] = await (await context.request.get(`/api/v1${path}/occurrences`)).json()
  const at = `${path}/${date.id}`
  await axe()
  await shot("event-with-seats", { fullPage: true })

  // Three want one; the third waits.
  const guests = []
  for (const handle of ["guest_one", "guest_two", "guest_three"]) {
    const guest = await another()
    await signUp(guest, handle, at)
    await guest.locator("[name=answer][value=going]").click()
    await guest.waitForURL(`**${at}`)
    guests.push(guest)
  }
  await guests[1].getByText("You are going: 1 seat.").waitFor()
  await guests[2].getByText("You are waiting for 1 seat.").waitFor()

  // One cannot come; who waited is promoted, accepts, and the organiser sees it.
  await guests[0].getByRole("button", { name: "I can't make it" }).click()
  await guests[0].getByText("Done. Your seat goes to the next.").waitFor()
  await guests[2].reload()
  await guests[2].getByText("A seat came free and is kept for you until").waitFor()
  await guests[2].getByRole("button", { name: "Take the seat" }).click()
  await guests[2].getByText("You are going: 1 seat.").waitFor()
  await guests[2].goto("/me/going")
  await guests[2].getByText("Two seats of jazz").waitFor()
  await page.goto(`${at}/guests`)
  await page.getByText("Going (2)").waitFor()
  check((await page.locator("tbody tr").count()) === 2, "two come")
  check(await page.getByText("@guest_three").isVisible(), "and who waited is one of them")
  await axe()

  // A link for a steward, which works from now on.
  await page.getByRole("link", { name: "The door" }).click()
  await page.fill("#from", `${new Date(Date.now() - HOUR_MS).toLocaleString("sv-SE", TOKYO).slice(0, 16).replace(" ", "T")}`)
  await page.getByRole("button", { name: "Make a link" }).click()
  await page.getByText("Here is the link.").waitFor()
  await axe()
  const door = new URL(await page.getByRole("link", { name: "Open", exact: true }).getAttribute("href")).pathname
  const steward = await another()
  await standAt(steward, door, "Ana", 2)

  // In a cellar without a network both come in, and one tries it twice.
  await steward.context().setOffline(true)
  await guests[2].goto("/me/tickets")
  const code = await guests[2].locator(".ticket-line .button").first().innerText()
  check((await scan(steward, code)).kind === "welcome", "who waited comes in")
  check((await scan(steward, code)).kind === "again", "and not twice")
  await guests[1].goto("/me/tickets")
  const other = await guests[1].locator(".ticket-line .button").first().innerText()
  check((await scan(steward, other)).kind === "welcome", "the other as well")
  await page.reload()
  check((await page.locator(".stat__value").first().innerText()) === "0", "nobody knows of it yet")
  await steward.context().setOffline(false)
  await reloadUntil(page, page.locator(".stat__value").first().filter({ hasText: /^2$/ }))
  await page.getByRole("heading", { name: "By hour" }).waitFor()
  await page.getByText("Scanned again, not let in").waitFor()
  await steady()
  await axe()
  await shot("door-desk", { fullPage: true })
  await page.goto(`${at}/tickets`)
  await page.getByText("Checked in").first().waitFor()
  await axe()

  // It is called off, and everybody sees it.
  await page.goto(at)
  await page.getByText("Call off …").click()
  await page.getByRole("button", { name: "Call off the whole event" }).click()
  await page.getByText("This event was cancelled.").waitFor()
  await guests[1].goto("/me/going")
  await guests[1].getByText("Cancelled").waitFor()
}
