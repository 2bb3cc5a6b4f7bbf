#!/usr/bin/env bash
# Builds the program as it is shipped, with every library inside: it starts in half the time (see
# Tests/Benchmarks) and runs on any Linux, whatever is installed there. Options go on to swift build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

Scripts/setup.sh
# libxml2 and ICU name what they need themselves only to those who link them dynamically. The linker's
# warnings are about look-ups of users and hosts, which the program never makes.
for library in z lzma stdc++ m; do libraries+=(-Xlinker "-l$library"); done
# libxml2 takes all threads for one unless it finds each of these, to which its references are weak: a
# static library is not opened for such a reference, and its errors on two threads break the heap.
for name in equal once self getspecific setspecific key_create key_delete \
  mutex_init mutex_destroy mutex_lock mutex_unlock cond_init cond_destroy cond_signal cond_wait; do
  libraries+=(-Xlinker "--undefined=pthread_$name")
done
# Generic types are asked for by their functions, not by their mangled names: a name makes the runtime
# look through all conformances of the program for each Set, Dictionary and key path that a run first
# uses, which was 27 % of a small file's check (48.8 M instructions with names, 35.6 M without).
types=(-Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors)
# All modules are optimised as one when they are linked (10 % of a page's time, 15 % of XML and of a
# start); that takes the linker which comes with Swift.
whole=(--experimental-lto-mode full -Xswiftc -use-ld=lld)
"${SWIFT:-swift}" build --configuration release --static-swift-stdlib \
  -Xswiftc -static-executable "${whole[@]}" "${types[@]}" "${libraries[@]}" "$@"
