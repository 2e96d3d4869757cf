//! Waits for what a server does in its own time.

const TRIES_MAX = 40
const AGAIN_MS = 500

/// Reloads the page until it says so: timers are looked at every two seconds.
export async function reloadUntil(page, text) {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    await page.reload()
    if (await page.getByText(text).count()) return
    await page.waitForTimeout(AGAIN_MS)
  }
  throw new Error(`never said: ${text}`)
}
