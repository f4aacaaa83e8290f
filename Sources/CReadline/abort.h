// SPDX-License-Identifier: GPL-3.0-or-later
// Giving up what was begun, as Ctrl+G does. GNU readline 8.2 jumps out of such a command to where keys are read. But
// rl_callback_read_char takes keys that were pushed back, after half a key combination, in a loop of its own, and the place to
// jump to is still that of the first of them: in a function that has returned. Ctrl+R, Ctrl+X, Enter ends the program so. Here
// these commands return.
#include <readline/readline.h>

/// In place of rl_abort.
static inline int simmer_give_up(int count, int key) {
  (void)count, (void)key;
  rl_discard_argument();
  rl_clear_pending_input();
  rl_deactivate_mark();
  // Ends macros, too.
  if (RL_ISSTATE(RL_STATE_MACRODEF | RL_STATE_MACROINPUT)) rl_free_line_state();
  RL_UNSETSTATE(RL_STATE_MACROINPUT);
  return 0;
}

/// Whether there is a macro that can be called.
static inline int *_Nonnull simmer_has_macro(void) {
  static int has;
  return &has;
}

/// In place of rl_start_kbd_macro, which gives up inside another one.
static inline int simmer_start_macro(int count, int key) {
  if (RL_ISSTATE(RL_STATE_MACRODEF)) return simmer_give_up(count, key);
  *simmer_has_macro() = 0;
  return rl_start_kbd_macro(count, key);
}

/// In place of rl_end_kbd_macro, which gives up where none was started.
static inline int simmer_end_macro(int count, int key) {
  if (!RL_ISSTATE(RL_STATE_MACRODEF)) return simmer_give_up(count, key);
  *simmer_has_macro() = 1;
  return rl_end_kbd_macro(count, key);
}

/// In place of rl_call_last_kbd_macro, which gives up where there is none.
static inline int simmer_call_macro(int count, int key) {
  if (!*simmer_has_macro() && !RL_ISSTATE(RL_STATE_MACRODEF)) return simmer_give_up(count, key);
  return rl_call_last_kbd_macro(count, key);
}

/// In place of rl_yank_pop, which gives up where nothing was yanked.
static inline int simmer_yank_pop(int count, int key) {
  if (rl_last_func == simmer_yank_pop) rl_last_func = rl_yank_pop;
  if (rl_last_func != rl_yank_pop && rl_last_func != rl_yank) return simmer_give_up(count, key);
  return rl_yank_pop(count, key);
}
