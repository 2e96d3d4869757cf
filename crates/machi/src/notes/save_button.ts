//! `<save-button>`: shows at once that the note is saved.

import { MarkButton } from "web/lib/mark_button"

class SaveButton extends MarkButton {}

customElements.define("save-button", SaveButton)
