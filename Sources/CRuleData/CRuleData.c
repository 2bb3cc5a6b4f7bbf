#include "CRuleData.h"

// A new file of Rules/ needs an array here and a line in the table; a test compares both.

static const uint8_t core_wording[] = {
#embed "../../Rules/Packs/core-wording.yml"
};

static const zl_rule_file files[] = {
    {"Packs/core-wording.yml", core_wording, sizeof core_wording},
};

const zl_rule_file *zl_rule_file_at(size_t index) {
  return index < sizeof files / sizeof *files ? &files[index] : NULL;
}
