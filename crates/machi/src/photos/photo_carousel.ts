//! `<photo-carousel>`: the list of photos scrolls by itself; buttons and arrow keys step through it,
//! a press enlarges a photo, and a double press likes the note.

import { PhotoZoom } from "./photo_zoom"

/** A second press within this time likes; a single one waits so long before it enlarges. */
const DOUBLE_MS = 280
const HEART_MS = 900

class PhotoCarousel extends HTMLElement {
  #pressed = 0

  connectedCallback(): void {
    this.#track.addEventListener("scroll", () => this.#show(), { passive: true })
    this.#track.addEventListener("click", event => this.#press(event))
    this.addEventListener("keydown", event => this.#key(event))
    for (const [button, by] of this.#steps) {
      button.hidden = false
      button.addEventListener("click", () => this.#step(by))
    }
    this.#show()
  }

  disconnectedCallback(): void {
    clearTimeout(this.#pressed)
  }

  get #track(): HTMLElement {
    return this.querySelector<HTMLElement>(".photo-carousel__track")!
  }

  get #slides(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(".photo-carousel__slide")]
  }

  get #steps(): [HTMLButtonElement, number][] {
    const button = (name: string) => this.querySelector<HTMLButtonElement>(`.photo-carousel__step--${name}`)
    const [back, on] = [button("back"), button("on")]
    return back && on ? [[back, -1], [on, 1]] : []
  }

  /** The slide in sight, from 0. In a right-to-left page the track scrolls to the negative. */
  get #at(): number {
    const width = this.#track.clientWidth
    return width ? Math.round(Math.abs(this.#track.scrollLeft) / width) : 0
  }

  #step(by: number): void {
    const to = this.#slides[this.#at + by]
    if (to) this.#track.scrollTo({ left: to.offsetLeft - this.#track.offsetLeft, behavior: "smooth" })
  }

  #key(event: KeyboardEvent): void {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!by || event.target instanceof HTMLDialogElement || this.querySelector("dialog[open]")) return
    event.preventDefault()
    this.#step(by)
  }

  /** Says where one is, once the list has come to rest there. */
  #show(): void {
    const [at, slides] = [this.#at, this.#slides]
    const shown = this.querySelector("[data-at]")
    if (!shown) return
    for (const [button, by] of this.#steps) button.setAttribute("aria-disabled", String(!slides[at + by]))
    if (shown.textContent === String(at + 1)) return
    shown.textContent = String(at + 1)
    const status = this.querySelector(":scope > [role=status]")
    if (status) status.textContent = slides[at]?.dataset["place"] ?? ""
  }

  #press(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a") : null
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    // A key presses once.
    if (event.detail === 0) return this.#enlarge(link)
    if (this.#pressed) {
      clearTimeout(this.#pressed)
      this.#pressed = 0
      return this.#like()
    }
    this.#pressed = window.setTimeout(() => {
      this.#pressed = 0
      this.#enlarge(link)
    }, DOUBLE_MS)
  }

  #enlarge(link: HTMLAnchorElement): void {
    const dialog = this.querySelector("dialog")
    if (dialog) new PhotoZoom(dialog).open(link)
  }

  /** Through the note's own button, and never back. */
  #like(): void {
    const like = this.closest("article")?.querySelector("like-button")
    const button = like?.querySelector<HTMLButtonElement>("button")
    if (!button) return like?.querySelector("a")?.click()
    if (button.getAttribute("aria-pressed") !== "true") button.form?.requestSubmit(button)
    this.#heart()
  }

  #heart(): void {
    const heart = this.querySelector<SVGElement>(".photo-carousel__heart")
    if (!heart) return
    heart.removeAttribute("hidden")
    setTimeout(() => heart.setAttribute("hidden", ""), HEART_MS)
  }
}

customElements.define("photo-carousel", PhotoCarousel)
