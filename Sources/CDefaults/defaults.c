#include "CDefaults.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// One stanza for each file, by path. A test compares the list with the two folders. The compiler knows what
// it embedded: an edited template is enough for the next build to have it.

static const struct berth_default defaults[] = {
    {"profiles/base.yaml", (const char[]){
#embed "../../profiles/base.yaml" suffix(, 0) if_empty(0)
    }},
    {"profiles/default.yaml", (const char[]){
#embed "../../profiles/default.yaml" suffix(, 0) if_empty(0)
    }},
    {"profiles/screen.yaml", (const char[]){
#embed "../../profiles/screen.yaml" suffix(, 0) if_empty(0)
    }},
    {"profiles/tmux.yaml", (const char[]){
#embed "../../profiles/tmux.yaml" suffix(, 0) if_empty(0)
    }},
    {"templates/remote/account", (const char[]){
#embed "../../templates/remote/account" suffix(, 0) if_empty(0)
    }},
    {"templates/remote/commit", (const char[]){
#embed "../../templates/remote/commit" suffix(, 0) if_empty(0)
    }},
    {"templates/remote/gather", (const char[]){
#embed "../../templates/remote/gather" suffix(, 0) if_empty(0)
    }},
    {"templates/screen/agent", (const char[]){
#embed "../../templates/screen/agent" suffix(, 0) if_empty(0)
    }},
    {"templates/screen/reload", (const char[]){
#embed "../../templates/screen/reload" suffix(, 0) if_empty(0)
    }},
    {"templates/screen/screenrc", (const char[]){
#embed "../../templates/screen/screenrc" suffix(, 0) if_empty(0)
    }},
    {"templates/shell/agent/interactive", (const char[]){
#embed "../../templates/shell/agent/interactive" suffix(, 0) if_empty(0)
    }},
    {"templates/shell/agent/link", (const char[]){
#embed "../../templates/shell/agent/link" suffix(, 0) if_empty(0)
    }},
    {"templates/shell/agent/people", (const char[]){
#embed "../../templates/shell/agent/people" suffix(, 0) if_empty(0)
    }},
    {"templates/shell/agent/policy", (const char[]){
#embed "../../templates/shell/agent/policy" suffix(, 0) if_empty(0)
    }},
    {"templates/shell/agent/probe", (const char[]){
#embed "../../templates/shell/agent/probe" suffix(, 0) if_empty(0)
    }},
    {"templates/shell/agent/prompt", (const char[]){
#embed "../../templates/shell/agent/prompt" suffix(, 0) if_empty(0)
    }},
    {"templates/shell/agent/sockets", (const char[]){
#embed "../../templates/shell/agent/sockets" suffix(, 0) if_empty(0)
    }},
    {"templates/shell/bashrc_agent", (const char[]){
#embed "../../templates/shell/bashrc_agent" suffix(, 0) if_empty(0)
    }},
    {"templates/shell/cshrc", (const char[]){
#embed "../../templates/shell/cshrc" suffix(, 0) if_empty(0)
    }},
    {"templates/shell/fish", (const char[]){
#embed "../../templates/shell/fish" suffix(, 0) if_empty(0)
    }},
    {"templates/shell/hook", (const char[]){
#embed "../../templates/shell/hook" suffix(, 0) if_empty(0)
    }},
    {"templates/shell/reload", (const char[]){
#embed "../../templates/shell/reload" suffix(, 0) if_empty(0)
    }},
    {"templates/ssh/agent-rc", (const char[]){
#embed "../../templates/ssh/agent-rc" suffix(, 0) if_empty(0)
    }},
    {"templates/ssh/config", (const char[]){
#embed "../../templates/ssh/config" suffix(, 0) if_empty(0)
    }},
    {"templates/ssh/rc", (const char[]){
#embed "../../templates/ssh/rc" suffix(, 0) if_empty(0)
    }},
    {"templates/tmux/agent", (const char[]){
#embed "../../templates/tmux/agent" suffix(, 0) if_empty(0)
    }},
    {"templates/tmux/agent-per-key", (const char[]){
#embed "../../templates/tmux/agent-per-key" suffix(, 0) if_empty(0)
    }},
    {"templates/tmux/reload", (const char[]){
#embed "../../templates/tmux/reload" suffix(, 0) if_empty(0)
    }},
    {"templates/tmux/tmux.conf", (const char[]){
#embed "../../templates/tmux/tmux.conf" suffix(, 0) if_empty(0)
    }},
    {0, 0},
};

const struct berth_default *berth_defaults(void) { return defaults; }
