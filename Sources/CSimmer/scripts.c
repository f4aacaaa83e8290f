// SPDX-License-Identifier: GPL-3.0-or-later
#include "CSimmer.h"

static const char bash[] = {
#embed "../../shell/simmer.bash"
};
static const char zsh[] = {
#embed "../../shell/simmer.zsh"
};
static const char bash_completion[] = {
#embed "../../shell/completions/simmer.bash"
};
static const char zsh_completion[] = {
#embed "../../shell/completions/simmer.zsh"
};
static const char manual[] = {
#embed "../../shell/simmer.1"
};
const simmer_script simmer_script_bash = {bash, sizeof bash};
const simmer_script simmer_script_zsh = {zsh, sizeof zsh};
const simmer_script simmer_completion_bash = {bash_completion, sizeof bash_completion};
const simmer_script simmer_completion_zsh = {zsh_completion, sizeof zsh_completion};
const simmer_script simmer_manual = {manual, sizeof manual};
