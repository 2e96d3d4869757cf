//! The check of a draw: on the page the desk that shows it, and in the worker that the desk starts from this
//! same bundle, the work.

import { answerDesk } from "./worker"

export { openCheck } from "./desk"

if (!("document" in globalThis)) answerDesk()
