#include "CRuleData.h"
