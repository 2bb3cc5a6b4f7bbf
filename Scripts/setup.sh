#!/usr/bin/env bash
# Installs the Debian packages that the build needs, with --tests also what only tests need: Debian
# packages, and those of Tests/requirements.txt from PyPI into .build/python; with --bench what
# benchmarks compare with; with --spark what Integrations/spark runs with, the packages into
# .build/spark-python. Silent when nothing is missing.
set -euo pipefail

fail() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}

# First what apt-get cannot install. Swift is run, not only looked for: it needs packages of its own.
swift=${SWIFT:-swift}
trouble=$("$swift" --version 2>&1) || fail \
  "$trouble" \
  "$swift 不能运行：请照 https://www.swift.org/install/linux/ 安装 Swift 6.3 和该页所列的包。" \
  "cannot run $swift: install Swift 6.3, and the packages that its page lists, from" \
  "https://www.swift.org/install/linux/."

missing=()
command -v pkg-config >/dev/null || missing+=(pkg-config)
# One line per library: the name pkg-config knows, the Debian package.
while read -r library package; do
  pkg-config --exists "$library" 2>/dev/null || missing+=("$package")
done <<'LIBRARIES'
libxml-2.0 libxml2-dev
liblzma liblzma-dev
sqlite3 libsqlite3-dev
zlib zlib1g-dev
icu-uc libicu-dev
yaml-0.1 libyaml-dev
nettle nettle-dev
LIBRARIES

if [[ ${1-} == --tests || ${1-} == --spark ]]; then
  /usr/bin/python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
fi

if [[ ${1-} == --tests ]]; then
  # One line per program that reads what ours writes: its name, the Debian package.
  while read -r program package; do
    command -v "$program" >/dev/null || missing+=("$package")
  done <<'PROGRAMS'
chromium chromium
fish fish
mandoc mandoc
tidy tidy
pdftotext poppler-utils
ssconvert gnumeric
fc-list fontconfig
zsh zsh
PROGRAMS
  # Without any, a browser prints no Chinese.
  [[ -n $(fc-list :lang=zh-cn 2>/dev/null) ]] || missing+=(fonts-wqy-zenhei)
fi

if [[ ${1-} == --bench ]]; then
  command -v rg >/dev/null || missing+=(ripgrep)
fi

if [[ ${1-} == --spark ]]; then
  # Of Debian 12, Java 17.
  command -v java >/dev/null || missing+=(default-jre-headless)
fi

if ((${#missing[@]} > 0)); then
  command -v apt-get >/dev/null || fail \
    "缺少 ${missing[*]}，而本机没有 apt-get：请用系统的包管理器安装对应的开发包。" \
    "missing ${missing[*]} and no apt-get here: install the matching development packages yourself."
  as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail \
      "缺少 ${missing[*]}：请以 root 身份运行 apt-get install ${missing[*]}。" \
      "missing ${missing[*]}: run apt-get install ${missing[*]} as root."
    as_root=(sudo)
  fi
  echo "setup: installing ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

# Installs what a list of PyPI packages pins, in a place of its own: the system's Python stays as it is.
install_packages() {
  local requirements=$1 python=$root/$2
  cmp -s "$root/$requirements" "$python/requirements.txt" && return
  echo "setup: installing $requirements into $2" >&2
  /usr/bin/python3 -m venv --clear "$python"
  "$python/bin/pip" install --quiet --disable-pip-version-check \
    --requirement "$root/$requirements"
  cp "$root/$requirements" "$python/requirements.txt"
}

root=$(dirname "${BASH_SOURCE[0]}")/..
case ${1-} in
--tests) install_packages Tests/requirements.txt .build/python ;;
--spark) install_packages Integrations/spark/requirements.txt .build/spark-python ;;
esac
