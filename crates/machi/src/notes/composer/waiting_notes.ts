//! `<waiting-notes>`: the notes that wait on this device to be sent, and a way to be rid of them.

import { lastAuthor } from "web/lib/author"
import { type Draft, allDrafts, removeDraft } from "web/lib/draft_store"
import { NEWS, sendWaiting } from "web/lib/outbox"

/**
 * `<waiting-notes hidden data-author data-when data-refused data-photos><ul></ul>
 *   <template><li>… <button data-do="now"> <button data-do="delete"></li></template></waiting-notes>`
 */
class WaitingNotes extends HTMLElement {
  #news: BroadcastChannel | null = null

  connectedCallback(): void {
    this.addEventListener("click", event => void this.#press(event))
    this.#news = new BroadcastChannel(NEWS)
    this.#news.onmessage = () => void this.#show()
    void this.#show()
  }

  disconnectedCallback(): void {
    this.#news?.close()
  }

  async #show(): Promise<void> {
    const author = this.dataset["author"] || lastAuthor()
    const drafts = await allDrafts().catch(() => [])
    const waiting = drafts.filter(draft => draft.state !== "draft" && draft.author === author)
    this.querySelector("ul")?.replaceChildren(...waiting.map(draft => this.#item(draft)))
    this.hidden = waiting.length === 0
  }

  #item(draft: Draft): Node {
    const item = this.querySelector("template")?.content.cloneNode(true) as DocumentFragment
    const li = item.querySelector("li")
    if (li) li.dataset["key"] = draft.key
    const text = draft.fields.find(([name]) => name === "text")?.[1]
    put(item, ".waiting-note__text", text || `${this.dataset["photos"] ?? ""} (${draft.photos.length})`)
    const refused = draft.state === "refused"
    put(item, "[role=status]", refused ? this.dataset["refused"] : this.dataset["when"])
    return item
  }

  async #press(event: Event): Promise<void> {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null
    const key = button?.closest("li")?.dataset["key"]
    if (!button || !key) return
    if (button.dataset["do"] === "now") {
      const draft = (await allDrafts()).find(draft => draft.key === key)
      return location.assign(`/cities/${draft?.city ?? ""}/notes/new?draft=${encodeURIComponent(key)}`)
    }
    await removeDraft(key)
    await this.#show()
  }
}

function put(inside: DocumentFragment, selector: string, text: string | undefined): void {
  const element = inside.querySelector(selector)
  if (element) element.textContent = text ?? ""
}

// On the next visit, and as soon as the network is back.
const send = () => void sendWaiting().catch(() => {})
if (lastAuthor()) {
  addEventListener("online", send)
  if (navigator.onLine) send()
}
customElements.define("waiting-notes", WaitingNotes)
