//! Tickets without a network: one that is opened is kept on the device, and so is every ticket that a page
//! links to.

import { keepPage } from "web/lib/kept_pages"

const TICKET = /^\/tickets\/[^/]+$/
/** Of a page that lists them. */
const KEPT_MAX = 50

/** Whoever has a ticket may stand tomorrow where there is no network. */
async function keepTickets(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("main a[href^='/tickets/']")]
  const paths = [location.pathname, ...links.map(link => new URL(link.href).pathname)]
  const wanted = [...new Set(paths)].filter(path => TICKET.test(path)).slice(0, KEPT_MAX)
  for (const path of wanted) await keepPage(path, document.documentElement.lang)
}

if ("caches" in window) addEventListener("load", () => void keepTickets().catch(() => {}))
