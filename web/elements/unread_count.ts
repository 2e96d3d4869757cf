//! `<unread-count>`: brings the number of unread notifications up to date when the page is looked at
//! again.

const EVERY_MS = 60_000
/** As the server's `UNREAD_SHOWN_MAX`. */
const SHOWN_MAX = 99

let asked_ms = performance.now()

/** `<unread-count hidden>Unread notifications: <span class="unread__number">0</span></unread-count>` */
class UnreadCount extends HTMLElement {
  set count(count: number) {
    const number = this.querySelector(".unread__number")
    if (number) number.textContent = count > SHOWN_MAX ? `${SHOWN_MAX}+` : String(count)
    this.hidden = count === 0
  }
}

/** One question for all of them; a page that is left alone asks nothing. */
async function refresh(): Promise<void> {
  const now_ms = performance.now()
  const counts = document.querySelectorAll<UnreadCount>("unread-count")
  if (document.hidden || counts.length === 0 || now_ms < asked_ms + EVERY_MS) return
  asked_ms = now_ms
  // Signed out meanwhile, or without a network: what is there stays.
  const response = await fetch("/api/v1/me/notifications/unread").catch(() => null)
  if (!response?.ok) return
  const { unread } = (await response.json()) as { unread: number }
  for (const count of counts) count.count = unread
}

customElements.define("unread-count", UnreadCount)
document.addEventListener("visibilitychange", () => void refresh())
