//! Opens Debian's Chromium, as root or not, with a fresh profile and without calls home.

import { existsSync } from "node:fs"
import { chromium } from "playwright-core"

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]

const FLAGS = [
  "--disable-gpu",
  "--enable-unsafe-swiftshader",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/// Starts the browser, with `more` flags; Playwright gives each start a profile of its own and removes it afterwards.
export function openBrowser(more = []) {
  const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync)
  if (!executablePath) throw new Error("no Chromium found: apt-get install chromium")
  // Chromium's sandbox refuses to run as root.
  const args = [...(process.getuid() === 0 ? ["--no-sandbox"] : []), ...FLAGS, ...more]
  return chromium.launch({ executablePath, args })
}

export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1280, height: 900 }
