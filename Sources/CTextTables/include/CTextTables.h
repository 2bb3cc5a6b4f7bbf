#pragma once

#include <stddef.h>

// The bytes of Tables/; Scripts/make-words.py writes the lexicon, hands the exceptions, Scripts/make-tables.py the others.
// UTF-8 lines that end in a line feed; those that begin with '#' are comments and come first. Four tables are numbers of 32 bits
// instead, the lowest byte first. `count` receives the number of bytes.

#pragma clang assume_nonnull begin

/// Numbers: where the page of each 256 scalars starts in this table, then the pages; for their entries see FoldTable. The same as
/// folding.tsv and skipping.tsv.
const unsigned char *zl_folds(size_t *count);

/// Numbers: the scalars that fold, sorted by what they fold to, then by themselves.
const unsigned char *zl_fold_sources(size_t *count);

/// Numbers: the first scalar of a skipped range with its class from bit 24, and the last; sorted.
const unsigned char *zl_skips(size_t *count);

/// Named character references of HTML: name (with its semicolon where it has one), tab, HEX, and a
/// space and another HEX where the name stands for two; sorted by bytes.
const unsigned char *zl_html_entity_table(size_t *count);

/// Words, tab, cost, and what they cost beside others: see the head of the file.
const unsigned char *zl_words(size_t *count);

/// Numbers: where in the words those of each ideograph from U+4E00 on begin; the last is of U+A000.
const unsigned char *zl_word_starts(size_t *count);

/// Phrases that overrule the lexicon: see the head of the file.
const unsigned char *zl_word_exceptions(size_t *count);

/// Ideographs that only text of the mainland has: HEX; sorted.
const unsigned char *zl_mainland_table(size_t *count);

/// Spellings that imitate a term: term or character, tab, spellings, tab, kind.
const unsigned char *zl_imitations(size_t *count);

#pragma clang assume_nonnull end
