// SPDX-License-Identifier: GPL-3.0-or-later
#include "CSimmer.h"

static const char bash[] = {
#embed "../../shell/simmer.bash"
};
static const char zsh[] = {
#embed "../../shell/simmer.zsh"
};
const simmer_script simmer_script_bash = {bash, sizeof bash};
const simmer_script simmer_script_zsh = {zsh, sizeof zsh};
