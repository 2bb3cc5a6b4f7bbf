#pragma once
// Debian's libxml2 is built with ICU, and <libxml/encoding.h> then includes ICU's headers, of which
// Foundation brings another copy. Only the insides of xmlCharEncodingHandler differ without.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
