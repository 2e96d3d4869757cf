//! `<proof-review>`: proofs one after the other by single keys, each fetched without leaving the page.

import { postForm } from "web/lib/post_form"
import { pressed } from "./review_keys"

class ProofReview extends HTMLElement {
  #asked = false
  /** While a decision is on its way, no key decides about what is not seen yet. */
  #busy = false

  connectedCallback(): void {
    document.addEventListener("keydown", this.#key)
    this.addEventListener("submit", event => void this.#submit(event))
    this.addEventListener("click", event => this.#click(event))
    this.#fetchAhead()
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#key)
  }

  readonly #key = (event: KeyboardEvent): void => {
    const typing = event.target instanceof Element && event.target.closest("input:not([type=radio]), textarea, select")
    if (typing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || this.#busy) return
    const press = pressed(event.key, this.#asked)
    if (press.do === "nothing") return
    event.preventDefault()
    this.#asked = press.do === "ask"
    if (press.do === "accept" || press.do === "undo") this.#form(press.do)?.requestSubmit(this.#button(press.do))
    else if (press.do === "skip") this.querySelector<HTMLAnchorElement>("[data-do=skip]")?.click()
    else if (press.do === "ask") this.#reasons()[0]?.focus()
    else if ("reason" in press) this.#refuse(press.reason, press.do === "type")
  }

  #refuse(number: number, types: boolean): void {
    const reason = this.#reasons()[number - 1]
    if (!reason) return
    reason.checked = true
    if (types) this.querySelector<HTMLInputElement>("#words")?.focus()
    else this.#form("refuse")?.requestSubmit(this.#button("refuse"))
  }

  #form(what: string): HTMLFormElement | null {
    return this.querySelector<HTMLFormElement>(`form[data-do=${what}]`)
  }

  #button(what: string): HTMLButtonElement | null {
    return this.#form(what)?.querySelector("button") ?? null
  }

  #reasons(): NodeListOf<HTMLInputElement> {
    return this.querySelectorAll("input[name=reason]")
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    await this.#show(() => postForm(event))
  }

  #click(event: MouseEvent): void {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("[data-do=skip]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void this.#show(() => fetch(link.href, { headers: { Accept: "text/html", "X-Fragment": "1" } }))
  }

  /** Shows what is answered: the next proof, or this one with what is wrong. */
  async #show(ask: () => Promise<Response>): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      const response = await ask()
      const shows = response.ok || response.status === 422
      const part = shows && new DOMParser().parseFromString(await response.text(), "text/html")
      const next = part && part.querySelector(".proof-review__part")
      if (!next) throw new Error(String(response.status))
      this.querySelector(".proof-review__part")?.replaceWith(next)
      this.#asked = false
      this.#fetchAhead()
    } catch {
      location.reload()
    } finally {
      this.#busy = false
    }
  }

  /** The next picture is there before it is asked for. */
  #fetchAhead(): void {
    const part = this.querySelector<HTMLElement>(".proof-review__part")
    const next = part?.dataset.nextPicture
    if (next) new Image().src = next
  }
}

customElements.define("proof-review", ProofReview)
