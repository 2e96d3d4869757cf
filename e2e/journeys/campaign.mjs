//! Tried & True: an operator opens a campaign of two seats, five ask, it is drawn, one declines and the
//! next is promoted.

import { PASSWORD, accepts, asks, declines, drawn, offered, opens, signedIn } from "../campaign.mjs"
import { evening } from "../evening.mjs"

export const name = "five ask for two free seats, they are drawn, one declines, the next is promoted and has a ticket"
export const turned = true

const OTHERS = ["try_a", "try_b", "try_c", "try_d"]
const MEMBER = "try_e"

export async function journey({ page, base, password, check, axe, shot, steady, another, turnTo }) {
  const began = Date.now()
  const { date } = await evening({ base, password, called: "tries", guests: 0, party: 1, free: 5, doors: [], hours: 96 })
  const desk = await another()
  await signedIn(desk, "desk", password("desk"), "/desk/tokyo/campaigns")
  const campaign = await opens(desk, { title: "Two for the cellar", date, began })
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

  await drawn(page, began, turnTo)
  const people = [page]
  for (const handle of OTHERS) {
    const person = await another()
    await signedIn(person, handle, PASSWORD, path)
    people.push(person)
  }
  const [first, second] = await offered(people, path)
  check(first && second, "two are offered a seat")
  await declines(first)
  const now = await offered(people, path)
  check(now.length === 2 && now.includes(second), "the next is promoted")
  for (const person of now) {
    await accepts(person)
    await person.goto("/me/tickets")
    check((await person.locator(".ticket-line .button").count()) === 1, "whoever accepts has a ticket")
  }
  await desk.goto(`/desk/tokyo/campaigns/${campaign}`)
  await desk.getByText("declined", { exact: true }).first().waitFor()
}
