// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stddef.h>

/// The plugin scripts of shell/, byte for byte, so that the binary is all that has to be installed.
typedef struct { const char *_Nonnull bytes; size_t count; } simmer_script;
extern const simmer_script simmer_script_bash, simmer_script_zsh;
