//! What every page's script holds: the shared elements and the closing of open menus.

import "./elements/copy_button"
import "./elements/local_time"
import "./elements/near_me"
import "./elements/share_button"
import "./elements/unread_count"
import { closeMenusOnLeave } from "./lib/menus"
import { installWorker } from "./lib/worker"

closeMenusOnLeave()
// Some browsers refuse it in private windows, and everything works without it.
if ("serviceWorker" in navigator) addEventListener("load", () => void installWorker().catch(() => {}))
