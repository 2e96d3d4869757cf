//! `<follow-button>`: shows at once what was pressed, and takes it back when the server says no.

import { postForm } from "web/lib/post_form"

class FollowButton extends HTMLElement {
  #waiting = false

  connectedCallback(): void {
    this.addEventListener("submit", event => void this.#send(event))
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (this.#waiting) return
    this.#waiting = true
    const answer = postForm(event)
    this.#flip()
    const fresh = await answer.then(fragment).catch(() => null)
    if (fresh) {
      this.replaceWith(fresh)
      fresh.querySelector<HTMLElement>("form:not([hidden]) button")?.focus()
      return
    }
    this.#flip()
    this.#waiting = false
    const failed = this.querySelector("[role=status]")
    if (failed) failed.textContent = this.dataset.failed ?? ""
  }

  /** The other of the two forms, with the focus. */
  #flip(): void {
    for (const form of this.querySelectorAll("form")) form.hidden = !form.hidden
    this.querySelector<HTMLElement>("form:not([hidden]) button")?.focus()
  }
}

async function fragment(response: Response): Promise<Element | null> {
  if (!response.ok) return null
  const template = document.createElement("template")
  template.innerHTML = await response.text()
  return template.content.firstElementChild
}

customElements.define("follow-button", FollowButton)
