#include "CDefaults.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// One stanza for each file, by path. A test compares the list with the two folders. The compiler knows what
// it embedded: an edited template is enough for the next build to have it.

static const unsigned char profiles_base[] = {
#embed "../../profiles/base.yaml" if_empty(0)
};

static const unsigned char templates_shell_hook[] = {
#embed "../../templates/shell/hook" if_empty(0)
};

#define EMBEDDED(path, array) {path, array, sizeof array}

static const struct berth_default defaults[] = {
    EMBEDDED("profiles/base.yaml", profiles_base),
    EMBEDDED("templates/shell/hook", templates_shell_hook),
    {0, 0, 0},
};

const struct berth_default *berth_defaults(void) { return defaults; }
