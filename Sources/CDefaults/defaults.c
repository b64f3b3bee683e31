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

static const unsigned char templates_agent_interactive[] = {
#embed "../../templates/agent/interactive" if_empty(0)
};

static const unsigned char templates_agent_link[] = {
#embed "../../templates/agent/link" if_empty(0)
};

static const unsigned char templates_agent_login[] = {
#embed "../../templates/agent/login" if_empty(0)
};

static const unsigned char templates_agent_per_key[] = {
#embed "../../templates/agent/per_key" if_empty(0)
};

static const unsigned char templates_agent_prompt[] = {
#embed "../../templates/agent/prompt" if_empty(0)
};

static const unsigned char templates_agent_rc[] = {
#embed "../../templates/agent/rc" if_empty(0)
};

static const unsigned char templates_agent_screen[] = {
#embed "../../templates/agent/screen" if_empty(0)
};

static const unsigned char templates_agent_shell[] = {
#embed "../../templates/agent/shell" if_empty(0)
};

static const unsigned char templates_agent_sockets[] = {
#embed "../../templates/agent/sockets" if_empty(0)
};

static const unsigned char templates_agent_state[] = {
#embed "../../templates/agent/state" if_empty(0)
};

static const unsigned char templates_agent_tmux[] = {
#embed "../../templates/agent/tmux" if_empty(0)
};

static const unsigned char templates_screen_screenrc[] = {
#embed "../../templates/screen/screenrc" if_empty(0)
};

static const unsigned char templates_shell_bashrc_agent[] = {
#embed "../../templates/shell/bashrc_agent" if_empty(0)
};

static const unsigned char templates_shell_cshrc[] = {
#embed "../../templates/shell/cshrc" if_empty(0)
};

static const unsigned char templates_shell_fish[] = {
#embed "../../templates/shell/fish" if_empty(0)
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
    EMBEDDED("templates/agent/interactive", templates_agent_interactive),
    EMBEDDED("templates/agent/link", templates_agent_link),
    EMBEDDED("templates/agent/login", templates_agent_login),
    EMBEDDED("templates/agent/per_key", templates_agent_per_key),
    EMBEDDED("templates/agent/prompt", templates_agent_prompt),
    EMBEDDED("templates/agent/rc", templates_agent_rc),
    EMBEDDED("templates/agent/screen", templates_agent_screen),
    EMBEDDED("templates/agent/shell", templates_agent_shell),
    EMBEDDED("templates/agent/sockets", templates_agent_sockets),
    EMBEDDED("templates/agent/state", templates_agent_state),
    EMBEDDED("templates/agent/tmux", templates_agent_tmux),
    EMBEDDED("templates/screen/screenrc", templates_screen_screenrc),
    EMBEDDED("templates/shell/bashrc_agent", templates_shell_bashrc_agent),
    EMBEDDED("templates/shell/cshrc", templates_shell_cshrc),
    EMBEDDED("templates/shell/fish", templates_shell_fish),
    EMBEDDED("templates/shell/hook", templates_shell_hook),
    EMBEDDED("templates/ssh/config", templates_ssh_config),
    EMBEDDED("templates/ssh/rc", templates_ssh_rc),
    EMBEDDED("templates/tmux/tmux.conf", templates_tmux_tmux_conf),
    {0, 0, 0},
};

const struct berth_default *berth_defaults(void) { return defaults; }
