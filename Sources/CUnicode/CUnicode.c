#include "CUnicode.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

_Static_assert(ZL_STATUS_AT_END == U_INDEX_OUTOFBOUNDS_ERROR, "ICU numbers its errors otherwise");

zl_converter *zl_ucnv_open(const char *name, zl_status *status) {
  UConverter *converter = ucnv_open(name, (UErrorCode *)status);
  if (converter) {
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, 0, 0, 0, (UErrorCode *)status);
  }
  return (zl_converter *)converter;
}

int32_t zl_ucnv_fromUChars(
    zl_converter *converter, char *target, int32_t capacity, const uint16_t *source, int32_t count,
    zl_status *status) {
  UConverter *real = (UConverter *)converter;
  ucnv_setFromUCallBack(real, UCNV_FROM_U_CALLBACK_STOP, 0, 0, 0, (UErrorCode *)status);
  return ucnv_fromUChars(real, target, capacity, (const UChar *)source, count, (UErrorCode *)status);
}

void zl_ucnv_close(zl_converter *converter) { ucnv_close((UConverter *)converter); }

void zl_ucnv_reset(zl_converter *converter) { ucnv_reset((UConverter *)converter); }

const char *zl_ucnv_getName(const zl_converter *converter, zl_status *status) {
  return ucnv_getName((const UConverter *)converter, (UErrorCode *)status);
}

const char *zl_ucnv_getStandardName(const char *name, const char *standard, zl_status *status) {
  return ucnv_getStandardName(name, standard, (UErrorCode *)status);
}

int32_t zl_ucnv_getMaxCharSize(const zl_converter *converter) {
  return ucnv_getMaxCharSize((const UConverter *)converter);
}

void zl_ucnv_toUnicode(
    zl_converter *converter, uint16_t **target, const uint16_t *targetLimit, const char **source,
    const char *sourceLimit, zl_status *status) {
  ucnv_toUnicode(
      (UConverter *)converter, (UChar **)target, (const UChar *)targetLimit, source, sourceLimit, 0,
      1, (UErrorCode *)status);
}

uint32_t zl_ucnv_getNextUChar(
    zl_converter *converter, const char **source, const char *sourceLimit, zl_status *status) {
  return (uint32_t)ucnv_getNextUChar(
      (UConverter *)converter, source, sourceLimit, (UErrorCode *)status);
}

int zl_u_isWide(uint32_t scalar) {
  int32_t width = u_getIntPropertyValue((UChar32)scalar, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}
