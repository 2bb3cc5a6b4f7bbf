// What zhenglint uses of ICU, behind plain C types.
//
// ICU renames every function to carry its version (ucnv_open_72); these names stay the same
// whichever ICU the system has.
#pragma once

#include <stdint.h>

/// A UErrorCode: above 0 is failure.
typedef int32_t zl_status;

enum {
  ZL_STATUS_OK = 0,
  /// The source is exhausted (U_INDEX_OUTOFBOUNDS_ERROR).
  ZL_STATUS_AT_END = 8,
};

// MARK: - Converters (ucnv.h)

typedef struct zl_converter zl_converter;

/// Opens a converter that stops at invalid bytes instead of writing U+FFFD.
zl_converter *zl_ucnv_open(const char *name, zl_status *status);
void zl_ucnv_close(zl_converter *converter);
void zl_ucnv_reset(zl_converter *converter);
const char *zl_ucnv_getName(const zl_converter *converter, zl_status *status);
const char *zl_ucnv_getStandardName(const char *name, const char *standard, zl_status *status);
int32_t zl_ucnv_getMaxCharSize(const zl_converter *converter);
void zl_ucnv_toUnicode(
    zl_converter *converter, uint16_t **target, const uint16_t *targetLimit, const char **source,
    const char *sourceLimit, zl_status *status);
uint32_t zl_ucnv_getNextUChar(
    zl_converter *converter, const char **source, const char *sourceLimit, zl_status *status);
/// Encodes UTF-16; stops at what the charset does not have.
int32_t zl_ucnv_fromUChars(
    zl_converter *converter, char *target, int32_t capacity, const uint16_t *source, int32_t count,
    zl_status *status);

// MARK: - Character properties (uchar.h)

/// Whether a terminal gives the scalar two columns (East_Asian_Width W or F).
int zl_u_isWide(uint32_t scalar);
