//! A steward at a door, in a browser: opens it, and scans as a hand scanner does, which is a keyboard.

/// Opens the door and says who stands there; waits until the page would open without a network, too.
export async function standAt(page, door, steward, tickets) {
  await page.goto(door)
  await page.fill("#steward", steward)
  await page.keyboard.press("Enter")
  await page.locator("[data-of]", { hasText: new RegExp(`^${tickets}$`) }).waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    const kept = async () => {
      const cached = async path => Boolean(await caches.match(path))
      const script = performance.getEntriesByType("resource").find(({ name }) => name.includes("/assets/door-"))
      return (await cached(location.pathname)) && script && (await cached(script.name))
    }
    while (!(navigator.serviceWorker.controller && (await kept()))) await new Promise(done => setTimeout(done, 100))
  })
}

/// What the scanner reads, and what the screen says to it: the kind of verdict, its words, and how
/// long it took.
export async function scan(page, text, { key = false } = {}) {
  const before = await verdicts(page)
  if (key) await page.keyboard.type(text)
  else await page.fill("#code", text)
  await page.keyboard.press("Enter")
  await page.waitForFunction(n => performance.getEntriesByName("machi-verdict").length > n, before)
  const panel = page.locator("[data-verdict]")
  return {
    kind: await panel.getAttribute("data-verdict"),
    words: await panel.innerText(),
    ms: await page.evaluate(() => performance.getEntriesByName("machi-verdict").at(-1).duration),
  }
}

/// Who is in, as the page counts.
export const admitted = async page => Number(await page.locator("[data-in]").innerText())

/// The middle one and the longest of these times.
export function times(all) {
  const sorted = [...all].sort((a, b) => a - b)
  return `${Math.round(sorted[sorted.length >> 1])} ms, at most ${Math.round(sorted.at(-1))} ms`
}

function verdicts(page) {
  return page.evaluate(() => performance.getEntriesByName("machi-verdict").length)
}
