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
