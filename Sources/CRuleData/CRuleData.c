#include "CRuleData.h"

// A new file of Rules/ needs an array here and a line in the table, both in byte order of the paths;
// a test compares them with the folder.

static const uint8_t catalogue_2017[] = {
#embed "../../Rules/Catalogue/2017.yml"
};

static const uint8_t catalogue_2021[] = {
#embed "../../Rules/Catalogue/2021.yml"
};

static const uint8_t catalogue_bodies[] = {
#embed "../../Rules/Catalogue/bodies.yml"
};

static const uint8_t catalogue_changes[] = {
#embed "../../Rules/Catalogue/changes.yml"
};

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
    {"Catalogue/2017.yml", catalogue_2017, sizeof catalogue_2017},
    {"Catalogue/2021.yml", catalogue_2021, sizeof catalogue_2021},
    {"Catalogue/bodies.yml", catalogue_bodies, sizeof catalogue_bodies},
    {"Catalogue/changes.yml", catalogue_changes, sizeof catalogue_changes},
    {"Instruments.yml", instruments, sizeof instruments},
    {"Packs/core-wording.yml", core_wording, sizeof core_wording},
    {"Readings.yml", readings, sizeof readings},
};

const zl_rule_file *zl_rule_file_at(size_t index) {
  return index < sizeof files / sizeof *files ? &files[index] : NULL;
}
