# What the scripts of this folder need: installed where that is possible, else the one line to run
# is printed and the script ends with status 2. Sourced, never run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}

# Debian 12 brings Node 18, and that is enough: esbuild and Playwright 1.61 ask for no more.
node_major_min=18
cargo_nextest_version=0.9.143
cargo_deny_version=0.20.2

# Ends the script: something is missing that only the person at the keyboard can add.
give_up() {
  printf '\n' >&2
  printf '%s\n' "$@" >&2
  exit 2
}

has() { command -v "$1" >/dev/null 2>&1; }

# at_least HAVE WANT — whether version HAVE is WANT or newer.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

need_rust() {
  local want have
  want=$(sed -n 's/^rust-version *= *"\(.*\)"/\1/p' "$root/Cargo.toml")
  if ! has cargo && [ -f "$HOME/.cargo/env" ]; then . "$HOME/.cargo/env"; fi
  has cargo && has rustc || give_up "Rust $want or newer is missing. Install it with:" \
    "  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y"
  have=$(cd "$root" && rustc --version | awk '{ print $2 }')
  at_least "${have%%-*}" "$want" || give_up "Rust $have is too old; $want or newer is needed. Get it with:" \
    "  rustup update stable && rustup default stable"
}

need_rust_components() {
  local component missing=()
  for component in rustfmt clippy; do
    cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || missing+=("$component")
  done
  [ ${#missing[@]} -eq 0 ] && return
  has rustup || give_up "Missing: ${missing[*]}. Install them as you installed Rust."
  rustup component add "${missing[@]}"
}

# need_cargo_tool NAME VERSION — a cargo subcommand, that version or newer. Built with little
# optimisation: it runs for seconds, and a full build would take minutes more.
need_cargo_tool() {
  local name=$1 want=$2 have
  have=$("$name" --version 2>/dev/null | sed -n '1s/^[^ ]* \([0-9.]*\).*/\1/p') || true
  if [ -n "$have" ] && at_least "$have" "$want"; then return; fi
  echo "Building $name $want, once, a few minutes on two cores …"
  CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_DEBUG=0 \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_TARGET_DIR="$target/tools" \
    cargo install --locked --force "$name@$want"
  rm -rf "$target/tools"
}

# Which Debian packages each need stands for; prints those that are missing.
missing_packages() {
  local need
  for need in "$@"; do
    case $need in
      cc) has cc || echo gcc libc6-dev ;;
      c++) has c++ || echo g++ ;;
      heic) has heif-convert || echo libheif-examples ;;
      # Parsers that are not ours, for Debian's own Python.
      parsers) /usr/bin/python3 -c 'import icalendar, feedparser' 2>/dev/null || echo python3 python3-icalendar python3-feedparser ;;
      node) has node || echo nodejs; has npm || echo npm ;;
      chromium) has chromium || echo chromium chromium-sandbox ;;
      vips) has vips || echo libvips-tools ;;
      wrk) has wrk || echo wrk ;;
      cjk-fonts) compgen -G '/usr/share/fonts/*/noto/NotoSansCJK*' >/dev/null || echo fonts-noto-cjk ;;
      postgresql)
        has pg_virtualenv || echo postgresql-common
        compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || echo postgresql ;;
    esac
  done
}

# need_packages NEED… — the needs of missing_packages, all in one go of apt.
need_packages() {
  local packages line
  packages=$(missing_packages "$@" | xargs)
  if [ -n "$packages" ]; then
    has apt-get || give_up "Missing here (Debian's names): $packages. Install them with your system's packager."
    line="apt-get update && apt-get install -y --no-install-recommends $packages"
    if [ "$(id -u)" = 0 ]; then
      install_packages "" "$packages"
    elif has sudo && sudo -n true 2>/dev/null; then
      install_packages sudo "$packages"
    elif has sudo; then
      give_up "Some Debian packages are missing. Run this, then start again:" "  sudo sh -c '$line'"
    else
      give_up "Some Debian packages are missing. Run this, then start again:" "  su -c '$line'"
    fi
  fi
  case " $* " in *" node "*) check_node ;; esac
}

# install_packages SUDO PACKAGES — SUDO may be empty. Only apt's complaints are shown.
install_packages() {
  echo "Installing from Debian, a minute or two: $2 …"
  # shellcheck disable=SC2086 # both are lists of words
  $1 apt-get update -qq && $1 env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $2 >/dev/null ||
    give_up "apt-get could not install: $2"
}

check_node() {
  local have
  have=$(node --version)
  at_least "${have#v}" "$node_major_min" ||
    give_up "Node $have is too old; $node_major_min or newer is needed: https://nodejs.org/en/download"
}

# need_npm_packages DIR — exactly what the lock file names; npm is called only when it changed.
need_npm_packages() {
  local dir=$1 lock
  lock=$(sha256sum < "$dir/package-lock.json")
  [ "$(cat "$dir/node_modules/.lock-sum" 2>/dev/null)" = "$lock" ] && return
  echo "Fetching the npm packages of ${dir#"$root/"} …"
  (cd "$dir" && npm ci --no-audit --no-fund --loglevel=error)
  echo "$lock" > "$dir/node_modules/.lock-sum"
}

# The styles and scripts that the server carries inside; bundled only when a source changed.
need_web_assets() {
  local web=$root/web sum
  need_npm_packages "$web"
  sum=$(web_sources | sort -z | (cd "$root" && xargs -0 sha256sum) | sha256sum)
  [ -d "$web/dist" ] && [ "$(cat "$web/node_modules/.built-sum" 2>/dev/null)" = "$sum" ] && return
  echo "Bundling styles and scripts …"
  (cd "$web" && node build.mjs)
  echo "$sum" > "$web/node_modules/.built-sum"
}

web_sources() {
  cd "$root"
  find web \( -name node_modules -o -name dist \) -prune -o -type f -print0
  find crates/machi/src -type f \( -name '*.css' -o -name '*.ts' \) -print0
}
