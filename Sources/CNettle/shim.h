// Nettle's names are macros over its real symbols; these inline wrappers give Swift functions.
#pragma once
#include <nettle/sha2.h>

static inline void zl_sha256_init(struct sha256_ctx *context) { sha256_init(context); }

static inline void zl_sha256_update(
    struct sha256_ctx *context, const uint8_t *bytes, size_t count) {
  sha256_update(context, count, bytes);
}

static inline void zl_sha256_digest(struct sha256_ctx *context, uint8_t digest[32]) {
  sha256_digest(context, 32, digest);
}
