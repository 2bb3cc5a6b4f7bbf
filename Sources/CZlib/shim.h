// What zlib offers as a macro, as a function for Swift.
#pragma once
#include <zlib.h>

// Raw deflate, as ZIP has it: no header of zlib's, no checksum.
static inline int zl_deflate_init(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}
