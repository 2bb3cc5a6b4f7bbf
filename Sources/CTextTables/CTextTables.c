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

static const unsigned char mainland[] = {
#embed "Tables/mainland.tsv"
};

static const unsigned char imitations[] = {
#embed "Tables/imitations.tsv"
};

const unsigned char *zl_folds(size_t *count) {
  *count = sizeof folds;
  return folds;
}

const unsigned char *zl_fold_sources(size_t *count) {
  *count = sizeof fold_sources;
  return fold_sources;
}

const unsigned char *zl_skips(size_t *count) {
  *count = sizeof skips;
  return skips;
}

const unsigned char *zl_html_entity_table(size_t *count) {
  *count = sizeof html_entities;
  return html_entities;
}

const unsigned char *zl_word_exceptions(size_t *count) {
  *count = sizeof word_exceptions;
  return word_exceptions;
}

const unsigned char *zl_imitations(size_t *count) {
  *count = sizeof imitations;
  return imitations;
}

const unsigned char *zl_words(size_t *count) {
  *count = sizeof words;
  return words;
}

const unsigned char *zl_mainland_table(size_t *count) {
  *count = sizeof mainland;
  return mainland;
}
