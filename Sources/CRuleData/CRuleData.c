#include "CRuleData.h"

#include <string.h>

// A new file of Rules/ needs an array here and a line in the table, both in byte order of the paths;
// a test compares them with the folder. `make trees` then renews trees.bin.

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

static const uint8_t catalogue_editions[] = {
#embed "../../Rules/Catalogue/editions.yml"
};

static const uint8_t instruments[] = {
#embed "../../Rules/Instruments.yml"
};

static const uint8_t advertising_claims[] = {
#embed "../../Rules/Packs/advertising-claims.yml"
};

static const uint8_t campaign_2022[] = {
#embed "../../Rules/Packs/campaign-2022.yml"
};

static const uint8_t core_wording[] = {
#embed "../../Rules/Packs/core-wording.yml"
};

static const uint8_t emblem_and_flag[] = {
#embed "../../Rules/Packs/emblem-and-flag.yml"
};

static const uint8_t employment_linkage[] = {
#embed "../../Rules/Packs/employment-linkage.yml"
};

static const uint8_t guangdong[] = {
#embed "../../Rules/Packs/guangdong.yml"
};

static const uint8_t issuer_names[] = {
#embed "../../Rules/Packs/issuer-names.yml"
};

static const uint8_t network_notice[] = {
#embed "../../Rules/Packs/network-notice.yml"
};

static const uint8_t reserved_titles[] = {
#embed "../../Rules/Packs/reserved-titles.yml"
};

static const uint8_t seals_and_supervision[] = {
#embed "../../Rules/Packs/seals-and-supervision.yml"
};

static const uint8_t skill_level_certificates[] = {
#embed "../../Rules/Packs/skill-level-certificates.yml"
};

static const uint8_t readings[] = {
#embed "../../Rules/Readings.yml"
};

static const uint8_t stateorgans[] = {
#embed "../../Rules/StateOrgans.yml"
};

static const zl_rule_file files[] = {
    {"Catalogue/2017.yml", catalogue_2017, sizeof catalogue_2017},
    {"Catalogue/2021.yml", catalogue_2021, sizeof catalogue_2021},
    {"Catalogue/bodies.yml", catalogue_bodies, sizeof catalogue_bodies},
    {"Catalogue/changes.yml", catalogue_changes, sizeof catalogue_changes},
    {"Catalogue/editions.yml", catalogue_editions, sizeof catalogue_editions},
    {"Instruments.yml", instruments, sizeof instruments},
    {"Packs/advertising-claims.yml", advertising_claims, sizeof advertising_claims},
    {"Packs/campaign-2022.yml", campaign_2022, sizeof campaign_2022},
    {"Packs/core-wording.yml", core_wording, sizeof core_wording},
    {"Packs/emblem-and-flag.yml", emblem_and_flag, sizeof emblem_and_flag},
    {"Packs/employment-linkage.yml", employment_linkage, sizeof employment_linkage},
    {"Packs/guangdong.yml", guangdong, sizeof guangdong},
    {"Packs/issuer-names.yml", issuer_names, sizeof issuer_names},
    {"Packs/network-notice.yml", network_notice, sizeof network_notice},
    {"Packs/reserved-titles.yml", reserved_titles, sizeof reserved_titles},
    {"Packs/seals-and-supervision.yml", seals_and_supervision, sizeof seals_and_supervision},
    {"Packs/skill-level-certificates.yml", skill_level_certificates, sizeof skill_level_certificates},
    {"Readings.yml", readings, sizeof readings},
    {"StateOrgans.yml", stateorgans, sizeof stateorgans},
};

const zl_rule_file *zl_rule_file_at(size_t index) {
  return index < sizeof files / sizeof *files ? &files[index] : NULL;
}

static const uint8_t trees[] = {
#embed "trees.bin"
};

const uint8_t *zl_rule_tree_at(size_t index, uint64_t checksum, size_t *count) {
  // Of each file: checksum, size, as many bytes; numbers with the lowest byte first.
  uint64_t head[2];
  for (size_t offset = 0; offset + sizeof head <= sizeof trees; offset += sizeof head + head[1]) {
    memcpy(head, trees + offset, sizeof head);
    if (index-- > 0) continue;
    if (head[0] != checksum) return NULL;
    *count = head[1];
    return trees + offset + sizeof head;
  }
  return NULL;
}
