#include "CTextTables.h"

static const unsigned char folding[] = {
#embed "Tables/folding.tsv"
};

static const unsigned char skipping[] = {
#embed "Tables/skipping.tsv"
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

const unsigned char *zl_folding_table(size_t *count) {
  *count = sizeof folding;
  return folding;
}

const unsigned char *zl_skipping_table(size_t *count) {
  *count = sizeof skipping;
  return skipping;
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
