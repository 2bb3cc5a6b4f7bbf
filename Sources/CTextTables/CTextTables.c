#include "CTextTables.h"

static const unsigned char folds[] = {
#embed "Tables/folds.bin"
};

static const unsigned char fold_sources[] = {
#embed "Tables/fold-sources.bin"
};

static const unsigned char skips[] = {
#embed "Tables/skips.bin"
};

static const unsigned char html_entities[] = {
#embed "Tables/html-entities.tsv"
};

static const unsigned char word_exceptions[] = {
#embed "Tables/word-exceptions.tsv"
};

static const unsigned char words[] = {
#embed "Tables/words.tsv"
};

static const unsigned char word_starts[] = {
#embed "Tables/word-starts.bin"
};

static const unsigned char mainland[] = {
#embed "Tables/mainland.tsv"
};

static const unsigned char imitations[] = {
#embed "Tables/imitations.tsv"
};

// A function that lends a table and tells its size.
#define TABLE(function, bytes)                   \
  const unsigned char *function(size_t *count) { \
    *count = sizeof bytes;                       \
    return bytes;                                \
  }

TABLE(zl_folds, folds)
TABLE(zl_fold_sources, fold_sources)
TABLE(zl_skips, skips)
TABLE(zl_html_entity_table, html_entities)
TABLE(zl_word_exceptions, word_exceptions)
TABLE(zl_imitations, imitations)
TABLE(zl_words, words)
TABLE(zl_word_starts, word_starts)
TABLE(zl_mainland_table, mainland)
