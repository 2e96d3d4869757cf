//! `<live-form>`: sends the form within it and puts the answer in its own place.

import { postForm } from "web/lib/post_form"

class LiveForm extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("submit", event => void this.#send(event))
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const response = await postForm(event)
    if (!response.ok) {
      location.reload()
      return
    }
    const template = document.createElement("template")
    template.innerHTML = await response.text()
    const fresh = template.content.firstElementChild
    if (!fresh) return
    this.replaceWith(fresh)
    fresh.querySelector<HTMLElement>("button, a")?.focus()
  }
}

customElements.define("live-form", LiveForm)
