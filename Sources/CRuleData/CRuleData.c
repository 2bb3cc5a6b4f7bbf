#include "CRuleData.h"

// A new file of Rules/ needs an array here and a line in the table, in byte order of the paths; a
// test compares both.

static const uint8_t instruments[] = {
#embed "../../Rules/Instruments.yml"
};
static const uint8_t core_wording[] = {
#embed "../../Rules/Packs/core-wording.yml"
};
static const uint8_t readings[] = {
#embed "../../Rules/Readings.yml"
};

static const zl_rule_file files[] = {
    {"Instruments.yml", instruments, sizeof instruments},
    {"Packs/core-wording.yml", core_wording, sizeof core_wording},
    {"Readings.yml", readings, sizeof readings},
};

const zl_rule_file *zl_rule_file_at(size_t index) {
  return index < sizeof files / sizeof *files ? &files[index] : NULL;
}
