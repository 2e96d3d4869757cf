//! Who wrote on this device last: whose a note is that is written without a network.

const KEY = "machi-author"

/** The account's id; empty where nobody wrote, or nothing can be kept. */
export function lastAuthor(): string {
  try {
    return localStorage.getItem(KEY) ?? ""
  } catch {
    return ""
  }
}

export function rememberAuthor(author: string | undefined): void {
  try {
    if (author) localStorage.setItem(KEY, author)
  } catch {}
}
