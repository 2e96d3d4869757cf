//! `<like-button>`: shows the like at once; takes it back and says so when the server refuses.

import { postForm } from "web/lib/post_form"

const SAID_MS = 4000

class LikeButton extends HTMLElement {
  #sending = false

  connectedCallback(): void {
    this.addEventListener("submit", event => void this.#send(event))
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (this.#sending) return
    this.#sending = true
    const before = this.innerHTML
    const answer = postForm(event)
    this.#flip()
    const fragment = await answer.then(ok).catch(() => null)
    this.#sending = false
    this.#put(fragment ?? before)
    if (fragment === null) this.#say(this.dataset["failed"] ?? "")
  }

  #flip(): void {
    const button = this.querySelector("button")
    const data = this.querySelector("data")
    if (!button || !data) return
    const liked = button.getAttribute("aria-pressed") !== "true"
    const likes = Math.max(0, Number(data.value) + (liked ? 1 : -1))
    button.setAttribute("aria-pressed", String(liked))
    data.value = String(likes)
    data.textContent = likes === 0 ? "" : likes.toLocaleString(document.documentElement.lang)
  }

  /** What the element holds, or the whole element as the server sends it; the focus stays. */
  #put(html: string): void {
    const focused = this.contains(document.activeElement)
    const template = document.createElement("template")
    template.innerHTML = html
    const whole = template.content.querySelector("like-button")
    this.replaceChildren(...(whole ?? template.content).childNodes)
    if (focused) this.querySelector<HTMLElement>("button, a")?.focus()
  }

  #say(text: string): void {
    const status = this.querySelector("[role=status]")
    if (!status) return
    status.textContent = text
    setTimeout(() => (status.textContent = ""), SAID_MS)
  }
}

async function ok(response: Response): Promise<string | null> {
  return response.ok ? await response.text() : null
}

customElements.define("like-button", LikeButton)
