//! `<near-offers>`: offers what lies around the first photo as the place of the note. Only the
//! neighbourhood is taken over unasked, and pressed again it is not; the exact spot is told when it is
//! turned on.

import type { Near } from "web/lib/draft_store"

const PRESSED = "aria-pressed"

/**
 * `<near-offers data-at="At %name%?" data-precise="Exact spot"><input type="hidden" name="neighbourhood">
 *   <input type="hidden" name="spot"><input type="hidden" name="precise"> <p role="group">chips</p></near-offers>`,
 * in a form with `place`, `place_name` and `event`.
 */
export class NearOffers extends HTMLElement {
  /** What was offered last: the same again leaves the author's choice alone. */
  #offered = ""

  connectedCallback(): void {
    this.addEventListener("click", event => {
      const chip = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null
      if (chip) this.#press(chip)
    })
    this.#form?.addEventListener("input", () => this.#mark())
  }

  /** `chosen`: the form says where it was already. */
  offer(near: Near, chosen: boolean): void {
    const offered = JSON.stringify(near)
    if (offered === this.#offered) return
    this.#offered = offered
    const { spot, neighbourhood, places, event } = near
    this.#put("spot", `${spot.lat},${spot.lon}`)
    const at = (name: string) => (this.dataset["at"] ?? "").replace("%name%", name)
    const chips = [
      ...(neighbourhood ? [chip("neighbourhood", neighbourhood.id, neighbourhood.name, neighbourhood.name)] : []),
      ...(event ? [chip("event", event.id, at(event.title), event.title)] : []),
      ...places.map(place => chip("place", place.id, at(place.name), place.name)),
      chip("precise", "1", this.dataset["precise"] ?? "", ""),
    ]
    this.querySelector("[role=group]")?.replaceChildren(...chips)
    if (!chosen && neighbourhood) this.#put("neighbourhood", neighbourhood.id)
    this.#mark()
  }

  /** For the next note. */
  clear(): void {
    this.#offered = ""
    this.querySelector("[role=group]")?.replaceChildren()
    for (const name of ["neighbourhood", "spot", "precise"]) this.#put(name, "")
  }

  #press(chip: HTMLElement): void {
    const { kind = "", id = "", name = "" } = chip.dataset
    const on = chip.getAttribute(PRESSED) !== "true"
    if (kind === "event") this.#offerEvent(id, name)
    if (kind === "place") this.#put("place_name", on ? name : "")
    this.#put(kind, on ? id : "")
    this.#mark()
    this.#form?.dispatchEvent(new Event("input", { bubbles: true }))
  }

  /** The list holds what is on about now; an older photo was at another event. */
  #offerEvent(id: string, title: string): void {
    const select = this.#form?.elements.namedItem("event")
    if (!(select instanceof HTMLSelectElement)) return
    const known = [...select.options].some(option => option.value === id)
    if (!known) select.add(new Option(title, id))
  }

  /** A chip is pressed while the form says what it offers. */
  #mark(): void {
    for (const chip of this.querySelectorAll<HTMLElement>("button")) {
      const { kind = "", id = "", name = "" } = chip.dataset
      const meant = this.#value(kind) === id && (kind !== "place" || this.#value("place_name") === name)
      chip.setAttribute(PRESSED, String(meant))
    }
  }

  get #form(): HTMLFormElement | null {
    return this.closest("form")
  }

  #value(name: string): string {
    const field = this.#form?.elements.namedItem(name)
    return field && "value" in field ? String(field.value) : ""
  }

  #put(name: string, value: string): void {
    const field = this.#form?.elements.namedItem(name)
    if (field && "value" in field) field.value = value
  }
}

function chip(kind: string, id: string, text: string, name: string): HTMLButtonElement {
  const chip = document.createElement("button")
  chip.type = "button"
  chip.className = "chip"
  chip.textContent = text
  Object.assign(chip.dataset, { kind, id, name })
  return chip
}

customElements.define("near-offers", NearOffers)
