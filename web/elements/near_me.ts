//! `<near-me>`: asks where the reader is and follows its link with a coarse `near` added.

const WAIT_MS = 10_000
const AGE_MS_MAX = 300_000
/**
 * Three decimals are about 100 m: enough for "near", too little for a doorstep. The server rounds
 * `near=latitude,longitude` alike (agenda/filter.rs).
 */
const DECIMALS = 3

/**
 * `<near-me data-failed="Your place could not be read.">
 *   <a class="chip" href="/cities/tokyo/agenda">Near me</a><span role="status"></span></near-me>`
 */
class NearMe extends HTMLElement {
  connectedCallback(): void {
    if (!("geolocation" in navigator)) {
      this.hidden = true
      return
    }
    this.querySelector("a")?.addEventListener("click", event => {
      event.preventDefault()
      this.#go(event.currentTarget as HTMLAnchorElement)
    })
  }

  #go(link: HTMLAnchorElement): void {
    link.setAttribute("aria-busy", "true")
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const url = new URL(link.href)
        const [lat, lon] = [coords.latitude, coords.longitude].map(degrees => degrees.toFixed(DECIMALS))
        url.searchParams.set("near", `${lat},${lon}`)
        link.removeAttribute("aria-busy")
        location.assign(url)
      },
      () => {
        link.removeAttribute("aria-busy")
        const status = this.querySelector("[role=status]")
        if (status) status.textContent = this.dataset["failed"] ?? ""
      },
      { timeout: WAIT_MS, maximumAge: AGE_MS_MAX },
    )
  }
}

customElements.define("near-me", NearMe)
