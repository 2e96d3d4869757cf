//! Waits for what a server does in its own time.

const TRIES_MAX = 40
const AGAIN_MS = 500

/// Reloads the page until it shows this, a text or a locator: timers are looked at every two seconds.
export async function reloadUntil(page, sought) {
  const shown = typeof sought === "string" ? page.getByText(sought) : sought
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    await page.reload()
    if (await shown.count()) return
    await page.waitForTimeout(AGAIN_MS)
  }
  throw new Error(`never shown: ${sought}`)
}
