//! `<counted-links>`: says that a link to another site was followed, not by whom nor which.

/** `<counted-links data-to="/notes/12/left"><a href="https://…" rel="ugc">…</a></counted-links>` */
class CountedLinks extends HTMLElement {
  connectedCallback(): void {
    for (const kind of ["click", "auxclick"]) this.addEventListener(kind, event => this.followed(event))
  }

  private followed(event: Event): void {
    const link = event.target instanceof Element && event.target.closest("a[rel~=ugc]")
    // Of the other buttons of a mouse, the middle one opens a link.
    if (!link || (event instanceof MouseEvent && event.button > 1)) return
    navigator.sendBeacon(this.dataset.to ?? "")
  }
}

customElements.define("counted-links", CountedLinks)
