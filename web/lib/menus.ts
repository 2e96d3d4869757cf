//! Menus are `<details class="menu">`; they close on Escape, on a press elsewhere and when focus leaves.

const OPEN = "details.menu[open]"

/** Installs the listeners once for the whole document. */
export function closeMenusOnLeave(): void {
  document.addEventListener("pointerdown", event => closeOutside(event.target))
  document.addEventListener("focusin", event => closeOutside(event.target))
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    for (const menu of openMenus()) {
      menu.open = false
      menu.querySelector("summary")?.focus()
    }
  })
}

function closeOutside(target: EventTarget | null): void {
  for (const menu of openMenus()) {
    if (target instanceof Node && !menu.contains(target)) menu.open = false
  }
}

function openMenus(): NodeListOf<HTMLDetailsElement> {
  return document.querySelectorAll<HTMLDetailsElement>(OPEN)
}
