//! A weekly evening in New York across the change of the clocks stays at seven.

export const name = "a recurring event across the change of the clocks stays at seven"

export async function journey({ page, context, password, check, shot }) {
  const next = "/cities/new-york/organise/events/new"
  await page.goto(`/sign-in?next=${next}`)
  await page.fill("#handle", "desk")
  await page.fill("#password", password("desk"))
  await page.locator("main form button").last().click()
  await page.waitForURL(`**${next}`)
  // The last Sunday before New York's clocks go forward, on the second Sunday of March.
  const year = new Date().getUTCFullYear() + 1
  const march = new Date(Date.UTC(year, 2, 1))
  const change = 8 + ((7 - march.getUTCDay()) % 7)
  const day = offset => new Date(Date.UTC(year, 2, change + offset)).toISOString().slice(0, 10)
  await page.fill("#title", "Sundays at seven")
  await page.fill("#location", "Somewhere in Queens")
  await page.fill("#day", day(-7))
  await page.fill("#time", "19:00")
  await page.fill("#end_time", "20:30")
  check(await page.locator("#until").isHidden(), "what happens once has no last date")
  await page.selectOption("#repeats", "weekly")
  await page.fill("#until", day(7))
  await page.locator("main form button").last().click()
  await page.locator("#dates").waitFor()
  const shown = await page.locator("#dates time").allTextContents()
  check(shown.length === 3 && shown.every(text => text.includes("7:00") && text.includes("8:30")), `each at seven: ${shown}`)
  const starts = await page.locator("#dates time").evaluateAll(times => times.map(time => time.dateTime))
  check(starts[0].endsWith("T19:00:00-05:00"), `in winter: ${starts[0]}`)
  check(starts[1].endsWith("T19:00:00-04:00"), `on the day of the change: ${starts[1]}`)
  check(starts[2].endsWith("T19:00:00-04:00"), `and after it: ${starts[2]}`)
  await shot("event-dates", { fullPage: true })

  // One date is left out, and one is called off.
  const path = new URL(page.url()).pathname
  await page.goto(`${path}/edit`)
  check((await page.inputValue("#until")) === day(7), "the form says what was typed")
  await page.fill("#except_days", day(0))
  await page.locator("main form button").last().click()
  await page.locator("#dates .badge--cancelled").waitFor()
  check((await page.locator("#dates .badge--cancelled").count()) === 1, "what was left out is called off")
  const file = await (await context.request.get(`${path}.ics`)).text()
  check((file.match(/STATUS:CANCELLED/g) ?? []).length === 1, "also in the calendar file")
}
