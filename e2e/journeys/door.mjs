//! A cellar without a network: two stewards let 380 people in, 20 of them on a ticket that the other
//! device has seen as well; afterwards everybody knows of it.

import { evening } from "../evening.mjs"
import { admitted, scan, standAt, times } from "../steward.mjs"

export const name = "two devices scan 200 tickets each without a network, one reloads in between, and 20 conflicts are seen"

const GUESTS = 19
const PARTY = 20
const EACH = 200
const SHARED = 20

export async function journey({ page, base, password, another, check, axe, shot, say }) {
  const { doors, tickets, host, event, date } = await evening({
    base, password, called: "door", guests: GUESTS, party: PARTY, doors: ["Main entrance", "Side door"],
  })
  check(tickets.length === GUESTS * PARTY, `380 tickets: ${tickets.length}`)
  const other = await another()
  await standAt(page, doors[0], "Ana", tickets.length)
  await standAt(other, doors[1], "Ren", tickets.length)
  await axe()
  const devices = [page, other]
  for (const device of devices) await device.context().setOffline(true)
  await page.locator("[data-state=alone]").waitFor()

  // 200 each, the last 20 of one being the first 20 of the other.
  const took = []
  const work = async (device, some) => {
    for (const { token } of some) {
      const said = await scan(device, token)
      took.push(said.ms)
      check(said.kind === "welcome", `welcome: ${said.kind}`)
    }
  }
  const first = tickets.slice(0, EACH)
  const second = tickets.slice(EACH - SHARED)
  check(second.length === EACH, "as many on the other device")
  const half = EACH / 2
  await Promise.all([work(page, first.slice(0, half)), work(other, second.slice(0, half))])
  const again = await scan(page, first[0].token, { key: true })
  check(again.kind === "again" && again.words.includes("Ana"), `already in, and by whom: ${again.words}`)

  // The battery: everything is there again, still without a network.
  await page.reload()
  await page.locator("[data-in]", { hasText: String(half) }).waitFor()
  check((await page.locator("[data-waiting]").innerText()) === `To send: ${half + 1}`, "and waits to be sent, with who tried it twice")
  await axe()
  await shot("door-offline")
  await Promise.all([work(page, first.slice(half)), work(other, second.slice(half))])
  for (const device of devices) check((await admitted(device)) === EACH, "200 went in at each")
  say(`400 scans without a network, each from the scanner's Enter to the verdict: ${times(took)}`)

  // The network is back.
  for (const device of devices) await device.context().setOffline(false)
  for (const device of devices) {
    await device.locator("[data-state=online]").waitFor()
    await device.locator("[data-waiting]").waitFor({ state: "hidden" })
  }
  const seen = await Promise.all(devices.map(conflicts))
  const all = seen.flat()
  check(all.length === SHARED, `20 conflicts on the devices: ${all.length}`)
  check(all.every(text => /Let in here at .+ by (Ana|Ren)/.test(text)), "each says who let them in here, and when")
  check(all.every(text => /First at .+ by (Ana|Ren), (Main entrance|Side door)/.test(text)), "and who did at first")
  const whose = seen[0].length > 0 ? page : other
  await whose.locator(".door-conflict").first().scrollIntoViewIfNeeded()
  await axe()
  await shot("door-conflicts", { fullPage: true })
  for (const device of devices) {
    await device.reload()
    await device.locator("[data-in]", { hasText: "380" }).waitFor()
  }

  await organiserSees({ host, event, date, page: await another(), check })
}

/// What stands on the device about those who came in twice.
async function conflicts(device) {
  return await device.locator(".door-conflict[data-result=conflict]").allInnerTexts()
}

async function organiserSees({ host, event, date, page, check }) {
  const seen = await host("GET", `/events/${event}/occurrences/${date}/door`)
  check(seen.admitted === GUESTS * PARTY, `all 380 are in: ${seen.admitted}`)
  const conflicts = seen.doubts.filter(({ result }) => result === "conflict")
  check(conflicts.length === SHARED, `the organiser sees 20: ${conflicts.length}`)
  check(seen.doubts.length === SHARED + 1, "and who was turned away")
  const known = ({ scan, first }) => [scan, first].every(({ at, by, door }) => at && by && door)
  check(seen.doubts.every(known), "each with both scans: when, by whom, at which door")
  await page.goto(`/sign-in?next=/events/${event}/${date}/door`)
  await page.fill("#handle", "door_host")
  await page.fill("#password", "a long enough secret")
  await page.locator("main form button").last().click()
  await page.locator("#doubts").waitFor()
  check((await page.locator("tbody .door-grave").count()) === SHARED, "and in words")
}
