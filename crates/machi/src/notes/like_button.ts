//! `<like-button>`: shows the like, and the count with it, at once.

import { MarkButton } from "web/lib/mark_button"

class LikeButton extends MarkButton {
  protected override flip(): void {
    super.flip()
    const data = this.querySelector("data")
    if (!data) return
    const liked = this.querySelector("button")?.getAttribute("aria-pressed") === "true"
    const likes = Math.max(0, Number(data.value) + (liked ? 1 : -1))
    data.value = String(likes)
    data.textContent = likes === 0 ? "" : likes.toLocaleString(document.documentElement.lang)
  }
}

customElements.define("like-button", LikeButton)
