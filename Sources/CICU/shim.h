// Only for CUnicode: Swift never imports ICU's headers, since Foundation brings its own copy of them
// and one program cannot see both.
#pragma once
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
