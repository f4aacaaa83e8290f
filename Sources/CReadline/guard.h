// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of ours in place of those of GNU readline 8.2 that can crash, whatever key they are bound to.
#include "abort.h"
#include "undo.h"

/// Binds what is bound to such a command, in `map` and those below it, to ours.
static inline void simmer_guard_map(Keymap _Nonnull map) {
  for (int key = 0; key < KEYMAP_SIZE; key++) {
    rl_command_func_t *command = map[key].function;
    if (!command) continue;
    if (map[key].type == ISKMAP) simmer_guard_map((Keymap)(void *)command);
    if (map[key].type != ISFUNC) continue;
#define SIMMER_BIND(name)                                                                                              \
  if (command == name) map[key].function = simmer_##name;
    SIMMER_HISTORY_COMMANDS(SIMMER_BIND)
#undef SIMMER_BIND
    if (command == rl_abort) map[key].function = simmer_give_up;
    if (command == rl_start_kbd_macro) map[key].function = simmer_start_macro;
    if (command == rl_end_kbd_macro) map[key].function = simmer_end_macro;
    if (command == rl_call_last_kbd_macro) map[key].function = simmer_call_macro;
    if (command == rl_yank_pop) map[key].function = simmer_yank_pop;
  }
}

/// Binds what is bound to nothing in `map` and those below it, which go on with a combination: readline gives up there in its
/// own way, unless the first keys of a combination mean something by themselves.
static inline void simmer_guard_rest(Keymap _Nonnull map) {
  if (map[ANYOTHERKEY].function) return;
  for (int key = 0; key < ANYOTHERKEY; key++) {
    if (map[key].type == ISFUNC && !map[key].function) map[key].function = simmer_give_up;
    if (map[key].type == ISKMAP && map[key].function) simmer_guard_rest((Keymap)(void *)map[key].function);
  }
}

/// Binds what is bound to `old`, in `map` and those below it, to `new`.
static inline void simmer_guard_swap(Keymap _Nonnull map, rl_command_func_t *_Nonnull old, rl_command_func_t *_Nonnull new) {
  for (int key = 0; key < KEYMAP_SIZE; key++) {
    if (map[key].type == ISKMAP && map[key].function) simmer_guard_swap((Keymap)(void *)map[key].function, old, new);
    if (map[key].type == ISFUNC && map[key].function == old) map[key].function = new;
  }
}

/// The incremental search knows its own keys by what they are bound to: as long as it goes on, this is readline's.
static inline void simmer_guard_search(void) {
  static int searching = 0;
  int is = RL_ISSTATE(RL_STATE_ISEARCH) != 0;
  if (is == searching) return;
  searching = is;
  const char *names[] = {"emacs", "vi-insert", "vi-command"};
  for (int i = 0; i < 3; i++) {
    Keymap map = rl_get_keymap_by_name(names[i]);
    if (!map) continue;
    simmer_guard_swap(map, is ? simmer_rl_reverse_search_history : rl_reverse_search_history,
                      is ? rl_reverse_search_history : simmer_rl_reverse_search_history);
    simmer_guard_swap(map, is ? simmer_rl_forward_search_history : rl_forward_search_history,
                      is ? rl_forward_search_history : simmer_rl_forward_search_history);
  }
}

/// Guards all keys; to be done again when the user's inputrc was read again.
static inline void simmer_guard(void) {
  const char *names[] = {"emacs", "vi-insert", "vi-command"};
  for (int i = 0; i < 3; i++) {
    Keymap map = rl_get_keymap_by_name(names[i]);
    if (!map) continue;
    simmer_guard_map(map);
    simmer_guard_rest(map);
  }
}
