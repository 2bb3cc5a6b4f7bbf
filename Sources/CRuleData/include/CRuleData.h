#pragma once

#include <stddef.h>
#include <stdint.h>

// One file of the folder Rules/. The bytes live as long as the program and are not terminated.
typedef struct {
  const char *_Nonnull path;  // relative to Rules/
  const uint8_t *_Nonnull bytes;
  size_t count;
} zl_rule_file;

// The file at an index from 0, in byte order of the paths; NULL past the last one.
const zl_rule_file *_Nullable zl_rule_file_at(size_t index);

// The tree that was made of the file at that index when it had that checksum, see EmbeddedRules and
// PackTree; NULL where it was made of another. `count` receives its size in bytes.
const uint8_t *_Nullable zl_rule_tree_at(size_t index, uint64_t checksum, size_t *_Nonnull count);
