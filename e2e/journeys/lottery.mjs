//! The weekly lottery: an operator opens it, three members post, a stranger recomputes who won, the
//! winner gets a ticket, and a loser an item of merch.

import { account, evening, signIn } from "../evening.mjs"
import { reloadUntil } from "../reload_until.mjs"

export const name = "three members post, the week closes and is drawn, a stranger verifies it, the winner gets a ticket, and a loser earns merch and claims it"
export const turned = true

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const PASSWORD = "a long enough secret"
const OTHERS = ["week_a", "week_b"]
const MEMBER = "week_c"
const WEEK = "Cellar week"

export async function journey({ page, base, password, check, axe, shot, steady, another, turnTo, say }) {
  const began = Date.now()
  const { date } = await evening({ base, password, called: "weeks", guests: 0, party: 1, free: 5, doors: [], hours: 96 })
  const desk = await another()
  await desk.goto("/sign-in?next=/desk/tokyo/streaks")
  await desk.fill("#handle", "desk")
  await desk.fill("#password", password("desk"))
  await desk.locator("main form button").last().click()
  await prizes(await signIn(base, "desk", password("desk")))
  await desk.fill("#posted_weeks", "1")
  await desk.fill("#of_weeks", "1")
  await desk.getByRole("button", { name: "Save" }).click()
  await desk.getByText("The rule was saved.").waitFor()
  await opens(desk, date, began)

  // Two by the API, one on the pages.
  await page.goto("/sign-up?next=/cities/tokyo/lottery")
  await page.fill("#handle", MEMBER)
  await page.fill("#password", PASSWORD)
  await page.locator("main form button").last().click()
  await page.waitForURL("**/cities/tokyo/lottery")
  const week = page.locator("section", { hasText: WEEK })
  const lottery = (await week.getAttribute("id")).replace("lottery-", "")
  for (const handle of OTHERS) await posts(base, handle, lottery)
  await page.fill("#born", "2001-05")
  await livesIn(page)
  await page.getByRole("button", { name: "Save" }).click()
  await page.getByText("You can take part now.").waitFor()
  await week.getByRole("button", { name: "Take part by posting" }).click()
  await page.getByText("0 of 1 weeks so far").waitFor()
  await page.goto("/cities/tokyo/notes/new")
  await page.fill("#text", "Rain on the arcade roof, and everybody stays a little longer.")
  await page.locator(".composer button.button--primary").click()
  await page.waitForURL(/\/notes\/\d+$/)
  await reloadUntil(page, "In this week’s lottery")
  await page.goto("/cities/tokyo/lottery")
  await week.getByText("Your entry weighs 12.").waitFor()
  await steady()
  await axe()
  await shot("lottery", { fullPage: true })

  turnTo(new Date(began + 24 * HOUR_MS + MINUTE_MS))
  const draw = await week.getByRole("link", { name: "The draw, and how to check it" }).getAttribute("href")
  await page.goto(draw)
  await reloadUntil(page, "It does not exist yet.")
  turnTo(new Date(began + 24 * HOUR_MS + 6 * MINUTE_MS))
  await reloadUntil(page, "everything that follows is done")
  const stranger = await another()
  await stranger.goto(draw)
  const clicked = Date.now()
  await stranger.getByRole("button", { name: "Check this draw" }).click()
  await stranger.locator("[data-step=winners][data-state=passed]").waitFor()
  say(`ten steps in the browser: ${Date.now() - clicked} ms`)
  check((await stranger.locator("[data-step][data-state=passed]").count()) === 10, "all ten steps hold")

  const people = [page]
  for (const handle of OTHERS) people.push(await signedIn(await another(), handle))
  const [winner, loser] = await winnerAndLoser(people)
  await winner.getByRole("button", { name: "Accept the seat" }).click()
  await winner.getByText("The seat is yours", { exact: false }).first().waitFor()
  await winner.goto("/me/tickets")
  check((await winner.locator(".ticket-line .button").count()) === 1, "the winner has a ticket")

  await loser.goto("/cities/tokyo/lottery")
  await reloadUntil(loser, "You have earned one item.")
  await loser.getByRole("link", { name: "Choose yours" }).click()
  await loser.getByRole("link", { name: "Cellar coaster" }).click()
  await loser.getByRole("button", { name: "Claim it" }).click()
  await loser.getByText("It is yours.").waitFor()
  await winner.goto("/cities/tokyo/lottery")
  check((await winner.getByText("You have earned").count()) === 0, "a win is a reward, too")
  await desk.goto("/desk/tokyo/lottery")
  await desk.getByRole("link", { name: WEEK }).click()
  await desk.getByText("accepted", { exact: true }).waitFor()
}

/// An item that is offered as a prize alone, with two pieces, handed out at the desk.
async function prizes(desk) {
  const item = await desk("POST", "/cities/tokyo/merch/items", {
    names: { en: "Cellar coaster" },
    descriptions: { en: "Cork" },
    state: "open",
    as_prize: true,
    pick_up: "At the bar",
    sizes: [{ name: "" }],
  })
  const { sizes } = await desk("GET", `/cities/tokyo/merch/items/${item.id}`)
  await desk("POST", `/cities/tokyo/merch/items/${item.id}/stock`, { size: sizes[0].id, pieces: 2, key: "first" })
}

/// The operator drafts a lottery for a day, looks at the law, and publishes it.
async function opens(desk, date, began) {
  await desk.goto("/desk/tokyo/lottery")
  await desk.fill("#title", WEEK)
  await desk.selectOption("#occurrence", date)
  await desk.fill("#value", "5000")
  await desk.fill("#prizes", "1")
  await desk.fill("#alternates", "2")
  await desk.fill("#accept_hours", "24")
  await desk.fill("#opens", inTokyo(began - HOUR_MS))
  await desk.fill("#closes", inTokyo(began + 24 * HOUR_MS))
  await desk.locator("form .button--primary").last().click()
  await desk.getByText("The draft is made.").waitFor()
  await desk.getByRole("heading", { name: "Value and law" }).waitFor()
  await desk.getByRole("button", { name: "Publish" }).click()
  await desk.getByText("Published. The seats are taken").waitFor()
}

function inTokyo(at_ms) {
  return new Date(at_ms).toLocaleString("sv-SE", { timeZone: "Asia/Tokyo" }).slice(0, 16).replace(" ", "T")
}

async function posts(base, handle, lottery) {
  const member = await account(base, handle, handle)
  await member("PUT", "/me/lottery-person", { born: "1999-02", residence: "JP" })
  await member("PUT", `/cities/tokyo/lotteries/${lottery}/entry`, { free: false })
  await member("POST", "/cities/tokyo/notes", { text: "Two stops early, and walked the rest under the ginkgos." })
}

async function livesIn(page) {
  await page.selectOption("#residence", "JP")
}

async function signedIn(page, handle) {
  await page.goto("/sign-in?next=/cities/tokyo/lottery")
  await page.fill("#handle", handle)
  await page.fill("#password", PASSWORD)
  await page.locator("main form button").last().click()
  await page.waitForURL("**/cities/tokyo/lottery")
  return page
}

/// Whoever is offered the prize, and somebody who is not.
async function winnerAndLoser(people) {
  const winners = []
  const losers = []
  for (const page of people) {
    await page.goto("/cities/tokyo/lottery")
    const offered = await page.getByRole("button", { name: "Accept the seat" }).count()
    if (offered) winners.push(page)
    else losers.push(page)
  }
  if (winners.length !== 1) throw new Error(`${winners.length} are offered the prize`)
  return [winners[0], losers[0]]
}
