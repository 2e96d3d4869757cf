//! `<more-list>`: appends the next page of a list in place of following its link.

class MoreList extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", event => void this.#append(event))
  }

  async #append(event: MouseEvent): Promise<void> {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[rel=next]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (link.getAttribute("aria-busy") === "true") return
    link.setAttribute("aria-busy", "true")
    const next = await page(link.href).catch(() => null)
    const more = next?.querySelector("more-list")
    const list = this.firstElementChild
    if (!more?.firstElementChild || !list) {
      location.assign(link.href)
      return
    }
    const added = [...more.firstElementChild.children]
    dropDoubleDay(list, added)
    list.append(...added)
    link.closest("nav")?.replaceWith(...more.querySelectorAll(":scope > nav"))
    added.map(part => part.querySelector("a")).find(first => first)?.focus()
  }
}

async function page(href: string): Promise<Document> {
  const response = await fetch(href)
  if (!response.ok) throw new Error(String(response.status))
  return new DOMParser().parseFromString(await response.text(), "text/html")
}

/** A day that goes on over the page's end keeps one heading. */
function dropDoubleDay(list: Element, added: Element[]): void {
  const last = [...list.querySelectorAll("h2")].at(-1)
  if (last && added[0]?.tagName === "H2" && added[0].textContent === last.textContent) added.shift()
}

customElements.define("more-list", MoreList)
