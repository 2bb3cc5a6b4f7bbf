#pragma once

#include <stddef.h>

// The bytes of Tables/; Scripts/make-words.py writes the lexicon, hands the exceptions, Scripts/make-tables.py the others.
// UTF-8 lines that end in a line feed; those that begin with '#' are comments and come first. `count` receives the number of bytes.

#pragma clang assume_nonnull begin

/// What a scalar folds to: HEX, tab, HEX, tab, kind; sorted.
const unsigned char *zl_folding_table(size_t *count);

/// What is skipped between characters: HEX..HEX, tab, class; sorted.
const unsigned char *zl_skipping_table(size_t *count);

/// Named character references of HTML: name (with its semicolon where it has one), tab, HEX, and a
/// space and another HEX where the name stands for two; sorted by bytes.
const unsigned char *zl_html_entity_table(size_t *count);

/// Words, tab, cost, and what they cost beside others: see the head of the file.
const unsigned char *zl_words(size_t *count);

/// Phrases that overrule the lexicon: see the head of the file.
const unsigned char *zl_word_exceptions(size_t *count);

/// Ideographs that only text of the mainland has: HEX; sorted.
const unsigned char *zl_mainland_table(size_t *count);

/// Spellings that imitate a term: term or character, tab, spellings, tab, kind.
const unsigned char *zl_imitations(size_t *count);

#pragma clang assume_nonnull end
