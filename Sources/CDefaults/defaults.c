#include "CDefaults.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// One stanza for each file, by path. A test compares the list with the two folders. The compiler knows what
// it embedded: an edited template is enough for the next build to have it.

static const unsigned char profiles_base[] = {
#embed "../../profiles/base.yaml" if_empty(0)
};

static const unsigned char profiles_default[] = {
#embed "../../profiles/default.yaml" if_empty(0)
};

static const unsigned char profiles_screen[] = {
#embed "../../profiles/screen.yaml" if_empty(0)
};

static const unsigned char profiles_tmux[] = {
#embed "../../profiles/tmux.yaml" if_empty(0)
};

static const unsigned char templates_screen_screenrc[] = {
#embed "../../templates/screen/screenrc" if_empty(0)
};

static const unsigned char templates_shell_bashrc_agent[] = {
#embed "../../templates/shell/bashrc_agent" if_empty(0)
};

static const unsigned char templates_shell_hook[] = {
#embed "../../templates/shell/hook" if_empty(0)
};

static const unsigned char templates_ssh_config[] = {
#embed "../../templates/ssh/config" if_empty(0)
};

static const unsigned char templates_ssh_rc[] = {
#embed "../../templates/ssh/rc" if_empty(0)
};

static const unsigned char templates_tmux_tmux_conf[] = {
#embed "../../templates/tmux/tmux.conf" if_empty(0)
};

#define EMBEDDED(path, array) {path, array, sizeof array}

static const struct berth_default defaults[] = {
    EMBEDDED("profiles/base.yaml", profiles_base),
    EMBEDDED("profiles/default.yaml", profiles_default),
    EMBEDDED("profiles/screen.yaml", profiles_screen),
    EMBEDDED("profiles/tmux.yaml", profiles_tmux),
    EMBEDDED("templates/screen/screenrc", templates_screen_screenrc),
    EMBEDDED("templates/shell/bashrc_agent", templates_shell_bashrc_agent),
    EMBEDDED("templates/shell/hook", templates_shell_hook),
    EMBEDDED("templates/ssh/config", templates_ssh_config),
    EMBEDDED("templates/ssh/rc", templates_ssh_rc),
    EMBEDDED("templates/tmux/tmux.conf", templates_tmux_tmux_conf),
    {0, 0, 0},
};

const struct berth_default *berth_defaults(void) { return defaults; }
