//! `<follow-button>`: two forms, of which the one that can be sent is shown.

import { MarkButton } from "web/lib/mark_button"

class FollowButton extends MarkButton {
  /** The other of the two forms, with the focus. */
  protected override flip(): void {
    for (const form of this.querySelectorAll("form")) form.hidden = !form.hidden
    this.querySelector<HTMLElement>("form:not([hidden]) button")?.focus()
  }
}

customElements.define("follow-button", FollowButton)
