// ICU renames every function to carry its version (ubrk_open_72). These inline wrappers give Swift
// names that stay the same whichever ICU the system has.
#pragma once
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

// MARK: - Word break iterators (ubrk.h)

static inline UBreakIterator *zl_ubrk_openWords(const char *locale, UErrorCode *status) {
  return ubrk_open(UBRK_WORD, locale, 0, 0, status);
}
static inline void zl_ubrk_close(UBreakIterator *iterator) { ubrk_close(iterator); }
static inline void zl_ubrk_setText(
    UBreakIterator *iterator, const UChar *text, int32_t count, UErrorCode *status) {
  ubrk_setText(iterator, text, count, status);
}
static inline int32_t zl_ubrk_first(UBreakIterator *iterator) { return ubrk_first(iterator); }
static inline int32_t zl_ubrk_next(UBreakIterator *iterator) { return ubrk_next(iterator); }

// MARK: - Converters (ucnv.h)

static inline UConverter *zl_ucnv_open(const char *name, UErrorCode *status) {
  return ucnv_open(name, status);
}
static inline void zl_ucnv_close(UConverter *converter) { ucnv_close(converter); }
static inline const char *zl_ucnv_getName(const UConverter *converter, UErrorCode *status) {
  return ucnv_getName(converter, status);
}
static inline void zl_ucnv_toUnicode(
    UConverter *converter, UChar **target, const UChar *targetLimit, const char **source,
    const char *sourceLimit, int32_t *offsets, UBool flush, UErrorCode *status) {
  ucnv_toUnicode(converter, target, targetLimit, source, sourceLimit, offsets, flush, status);
}

// MARK: - Character properties (uchar.h)

static inline int32_t zl_u_eastAsianWidth(UChar32 scalar) {
  return u_getIntPropertyValue(scalar, UCHAR_EAST_ASIAN_WIDTH);
}
static inline int8_t zl_u_charType(UChar32 scalar) { return u_charType(scalar); }
