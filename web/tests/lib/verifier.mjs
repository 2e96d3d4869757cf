//! The verifier of draws.

import { apart } from "./bundle.mjs"

const parts = ["beacon", "commitment", "json", "merkle", "own_line", "receipt", "select", "verify", "wrong"]

export const verifier = await apart("draws", ...parts)
