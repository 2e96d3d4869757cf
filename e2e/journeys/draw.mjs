//! Seats by draw: members take part, the clock is turned, and a stranger recomputes who won.

import { account, evening } from "../evening.mjs"
import { reloadUntil } from "../reload_until.mjs"

export const name = "three members take part in a draw, and a stranger verifies in the browser who won, and what was tampered with"
export const turned = true

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const HOURS_AHEAD = 72

export async function journey({ page, base, password, check, axe, shot, steady, another, turnTo, say }) {
  const other = { way: "draw", capacity: 1, draw_hours: 24 }
  const { at, event, date } = await evening({ base, password, called: "lots", guests: 0, party: 1, doors: [], hours: HOURS_AHEAD, other })
  const began = Date.now()

  // Two by the API, one on the page of the date.
  const others = []
  for (const handle of ["lots_a", "lots_b"]) {
    const member = await account(base, handle, handle)
    await member("PUT", `/events/${event}/occurrences/${date}/rsvp`, { state: "going", party: 1 })
    others.push(member)
  }
  await page.goto(`/sign-up?next=${at}`)
  await page.fill("#handle", "lots_c")
  await page.fill("#password", "a long enough secret")
  await page.locator("main form button").last().click()
  await page.waitForURL(`**${at}`)
  await page.getByRole("button", { name: "Take part in the draw" }).click()
  await page.getByText("You take part in the draw.").waitFor()
  await axe()
  await page.getByRole("link", { name: "See the draw" }).click()
  await page.getByText("You take part with one chance.").waitFor()
  await axe()
  await shot("draw-open", { fullPage: true })
  const path = new URL(page.url()).pathname
  await page.getByText("Your name in this draw").click()
  const salt = await page.locator(".draw__own code").nth(1).innerText()
  const receipt = await (await page.context().request.get(`${path}/receipt.json`)).text()

  // Entries close a day before the date.
  turnTo(new Date(began + (HOURS_AHEAD - 24) * HOUR_MS))
  await reloadUntil(page, "It does not exist yet.")
  await page.getByText(/You are line \d of the list/).waitFor()
  await axe()
  const early = await page.context().request.get(`${path}/proof.json`)
  check(early.status() === 404, "before its round nobody knows")
  turnTo(new Date(began + (HOURS_AHEAD - 24) * HOUR_MS + 4 * MINUTE_MS))
  await reloadUntil(page, "everything that follows is done")
  await shot("draw-drawn", { fullPage: true })

  // A stranger recomputes it on their own device.
  const stranger = await another()
  await stranger.goto(path)
  const clicked = Date.now()
  await stranger.getByRole("button", { name: "Check this draw" }).click()
  await stranger.locator("[data-step=winners][data-state=passed]").waitFor()
  say(`ten steps in the browser: ${Date.now() - clicked} ms`)
  check((await stranger.locator("[data-step][data-state=passed]").count()) === 10, "all ten steps hold")
  await stranger.getByText("Not a public draw").waitFor()
  const proof = await (await stranger.context().request.get(`${path}/proof.json`)).text()
  const winner = JSON.parse(proof).winners[0]
  const tampered = proof.replace(`"winners":["${winner}"`, `"winners":["${"0".repeat(winner.length)}"`)
  await choose(stranger, "tampered.json", tampered)
  await stranger.locator("[data-step=winners][data-state=failed]").waitFor()
  await choose(stranger, "proof.json", proof)
  await stranger.locator("[data-step=winners][data-state=passed]").waitFor()
  await stranger.fill("#draw-salt", salt)
  await stranger.locator("[data-form=salt] button").click()
  await stranger.locator("[data-answer=salt]").filter({ hasText: /\d/ }).waitFor()
  await stranger.fill("#draw-receipt", receipt)
  await stranger.locator("[data-form=receipt] button").click()
  await stranger.locator("[data-answer=receipt]").filter({ hasText: /\w/ }).waitFor()
  await steady()

  // Whoever won has a ticket; the others wait.
  await page.goto("/me/tickets")
  const mine = await page.locator(".ticket-line .button").count()
  const theirs = await Promise.all(others.map(async member => (await member("GET", "/me/tickets")).length))
  check(mine + theirs[0] + theirs[1] === 1, "one seat, one ticket")
  await page.goto("/draws/check")
  await axe()
}

async function choose(page, name, text) {
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) })
}
