//! A button that sets or takes back the reader's mark: it shows so at once, takes it back and says
//! so when the server refuses.

import { postForm } from "web/lib/post_form"

const SAID_MS = 8000

/**
 * Holds a form with one `<button aria-pressed>`. The server answers with the whole element, with a
 * `role="status"` where there is something to say; the nearest `data-failed` is said when it does not
 * answer. It is `aria-busy` until the answer is there.
 */
export abstract class MarkButton extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("submit", event => void this.#send(event))
  }

  /** Shows the mark as it is going to be. */
  protected flip(): void {
    const button = this.querySelector("button")
    button?.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"))
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (this.ariaBusy === "true") return
    this.ariaBusy = "true"
    const before = this.innerHTML
    const answer = postForm(event)
    this.flip()
    const fragment = await answer.then(text).catch(() => null)
    this.ariaBusy = null
    this.#put(fragment ?? before)
    if (fragment === null) this.#say(failed(this))
  }

  /** What the element holds, or the whole element as the server sends it; the focus stays. */
  #put(html: string): void {
    const focused = this.contains(document.activeElement)
    const template = document.createElement("template")
    template.innerHTML = html
    const whole = template.content.querySelector(this.localName)
    this.replaceChildren(...(whole ?? template.content).childNodes)
    if (focused) this.querySelector<HTMLElement>("form:not([hidden]) button, a")?.focus()
    const said = this.querySelector("[role=status]")
    if (said?.hasChildNodes()) this.#say(...said.childNodes)
  }

  /** A status is read out when something comes into it, not when it comes with its content. */
  #say(...said: (Node | string)[]): void {
    const status = this.querySelector("[role=status]") ?? this.#status()
    status.replaceChildren()
    requestAnimationFrame(() => status.replaceChildren(...said))
    setTimeout(() => this.#clear(status), SAID_MS)
  }

  #status(): Element {
    const status = document.createElement("span")
    status.className = "mark-button__said"
    status.role = "status"
    this.append(status)
    return status
  }

  /** Nobody loses what they are reading or about to press. */
  #clear(status: Element): void {
    if (status.matches(":hover, :focus-within")) setTimeout(() => this.#clear(status), SAID_MS)
    else status.replaceChildren()
  }
}

function failed(inside: Element): string {
  return inside.closest<HTMLElement>("[data-failed]")?.dataset["failed"] ?? ""
}

async function text(response: Response): Promise<string | null> {
  return response.ok ? await response.text() : null
}
