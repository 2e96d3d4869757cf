//! What a door refuses, and what it says: on the network and without, in two languages.

import { evening, ticketsOf } from "../evening.mjs"
import { scan, standAt, times } from "../steward.mjs"

export const name = "a steward refuses a forged, an old, a foreign and a void ticket, each with its words, and takes a check-in back"

export async function journey({ page, context, base, password, check, axe, shot, say, expectStatus }) {
  const night = { base, password, guests: 2, party: 3 }
  const { event, doors, date, guests, host, tickets } = await evening({ ...night, called: "refusals" })
  const elsewhere = await evening({ ...night, called: "elsewhere", guests: 1 })
  const [good, old, void_, byCode] = [tickets[0], tickets[1], tickets[3], tickets[2]]
  await guests[0]("POST", `/me/tickets/${old.id}/reissue`)
  await guests[1]("DELETE", `/events/${event}/occurrences/${date}/rsvp`)
  const renewed = (await ticketsOf(guests[0], event)).find(({ id }) => id === old.id)
  const forged = `${good.token.slice(0, 60)}${good.token[60] === "A" ? "B" : "A"}${good.token.slice(61)}`

  await standAt(page, doors[0], "Ana", 3)
  const asked = []
  const refuses = async () => {
    for (const [token, kind, words] of [
      [forged, "forged", "Not genuine"],
      [old.token, "stale", "Old ticket"],
      [elsewhere.tickets[0].token, "other_event", "Another event"],
      [void_.token, "void", "Not valid"],
      ["https://example.org/a-menu", "unknown", "Unknown"],
    ]) {
      const said = await scan(page, token, { key: true })
      asked.push(said.ms)
      check(said.kind === kind && said.words.includes(words), `${kind}: ${said.kind}, ${said.words}`)
    }
  }
  await refuses()
  say(`refusing on the network: ${times(asked.splice(0))}`)
  await axe()
  await shot("door-refused")
  await context.setOffline(true)
  await refuses()
  say(`refusing without one: ${times(asked)}`)
  await context.setOffline(false)
  await page.locator("[data-state=online]").waitFor()

  // The newer paper is good, a second time it is not; and a mistake is taken back.
  check((await scan(page, renewed.token)).kind === "welcome", "the newer ticket is good")
  const twice = await scan(page, renewed.token)
  check(twice.kind === "again" && twice.words.includes("Ana"), `once: ${twice.words}`)
  await page.getByRole("button", { name: "Undo" }).click()
  await page.locator("[data-in]", { hasText: /^0$/ }).waitFor()
  check((await scan(page, renewed.token)).kind === "welcome", "once more, after it was taken back")

  // By hand: the code as it stands on the ticket, and a name.
  check((await scan(page, `${byCode.code.slice(0, 4)}-${byCode.code.slice(4)}`.toLowerCase())).kind === "welcome", "by its code")
  await page.fill("#code", "guest 0")
  await page.getByRole("button", { name: "Let in" }).click()
  await page.locator("[data-verdict=welcome]").waitFor()
  await page.locator("[data-in]", { hasText: /^3$/ }).waitFor()
  await axe()

  // The organiser takes the link back: the guests' names leave the device.
  const api = `/api/v1/doors/${doors[0].split("/").at(-1)}`
  for (const path of [api, `${api}/scans`, doors[0]]) expectStatus(404, path)
  const [{ id }] = await host("GET", `/events/${event}/doors`)
  await host("DELETE", `/events/${event}/doors/${id}`)
  const over = await scan(page, good.token)
  check(over.kind === "ended" && over.words.includes("Door closed"), `revoked: ${over.words}`)
  await page.locator("[data-state=ended]").waitFor()
  await page.fill("#code", "guest")
  await page.getByText("Nobody of this name or code").waitFor()
  await page.reload()
  await page.locator("[data-state=ended]").waitFor()
  await axe()
}
