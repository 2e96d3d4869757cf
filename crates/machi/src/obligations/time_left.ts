//! `<time-left>`: keeps saying how long one has, while the page is open.

const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const DAY_S = 24 * HOUR_S

/** `<time-left><time datetime="2026-11-28T19:00:00+09:00">2 days left</time></time-left>` */
class TimeLeft extends HTMLElement {
  #timer = 0

  connectedCallback(): void {
    this.#timer = window.setInterval(() => this.#show(), MINUTE_S * 1000)
  }

  disconnectedCallback(): void {
    window.clearInterval(this.#timer)
  }

  // What the server said is right until a minute is over.
  #show(): void {
    const time = this.querySelector("time")
    const left_s = (new Date(time?.dateTime ?? "").getTime() - Date.now()) / 1000
    if (time && !Number.isNaN(left_s)) time.textContent = words(left_s)
  }
}

function words(left_s: number): string {
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" })
  const size_s = Math.abs(left_s)
  if (size_s >= 2 * DAY_S) return format.format(Math.trunc(left_s / DAY_S), "day")
  if (size_s >= HOUR_S) return format.format(Math.trunc(left_s / HOUR_S), "hour")
  return format.format(Math.trunc(left_s / MINUTE_S), "minute")
}

customElements.define("time-left", TimeLeft)
