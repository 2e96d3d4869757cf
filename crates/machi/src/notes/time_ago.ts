//! `<time-ago>`: says of a recent moment how long ago it was, in place of its day.

const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const DAY_S = 24 * HOUR_S
const DAYS_MAX = 7

/** `<time-ago><time datetime="2026-11-22T19:30:00-05:00">Sun, Nov 22</time></time-ago>` */
class TimeAgo extends HTMLElement {
  connectedCallback(): void {
    const time = this.querySelector("time")
    const ago_s = (Date.now() - new Date(time?.dateTime ?? "").getTime()) / 1000
    if (!time || !(ago_s >= 0) || ago_s >= DAYS_MAX * DAY_S) return
    time.title = time.textContent ?? ""
    time.textContent = words(ago_s)
  }
}

function words(ago_s: number): string {
  const style = { numeric: "auto", style: "short" } as const
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, style)
  if (ago_s < MINUTE_S) return format.format(0, "second")
  if (ago_s < HOUR_S) return format.format(-Math.floor(ago_s / MINUTE_S), "minute")
  if (ago_s < DAY_S) return format.format(-Math.floor(ago_s / HOUR_S), "hour")
  return format.format(-Math.floor(ago_s / DAY_S), "day")
}

customElements.define("time-ago", TimeAgo)
