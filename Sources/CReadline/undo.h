// SPDX-License-Identifier: GPL-3.0-or-later
// What GNU readline 8.2 keeps to undo a line. The commands that go through the history hand it to the entries of the history
// and to the line that was saved, while the line that is edited still has it, and it is freed for one of them: Up, Page Up,
// Down, Ctrl+C, Up ends the program. Here each of these commands begins with nothing to undo, so that there is nothing to share.
#include <readline/readline.h>
#include <readline/history.h>

/// The commands that put another line of the history, or the saved line, in the place of the one that is edited.
#define SIMMER_HISTORY_COMMANDS(EACH)                                                                                  \
  EACH(rl_get_previous_history)                                                                                        \
  EACH(rl_get_next_history)                                                                                            \
  EACH(rl_beginning_of_history)                                                                                        \
  EACH(rl_end_of_history)                                                                                              \
  EACH(rl_fetch_history)                                                                                               \
  EACH(rl_arrow_keys)                                                                                                  \
  EACH(rl_operate_and_get_next)                                                                                        \
  EACH(rl_reverse_search_history)                                                                                      \
  EACH(rl_forward_search_history)                                                                                      \
  EACH(rl_history_search_backward)                                                                                     \
  EACH(rl_history_search_forward)                                                                                      \
  EACH(rl_history_substr_search_backward)                                                                              \
  EACH(rl_history_substr_search_forward)                                                                               \
  EACH(rl_noninc_reverse_search)                                                                                       \
  EACH(rl_noninc_forward_search)                                                                                       \
  EACH(rl_noninc_reverse_search_again)                                                                                 \
  EACH(rl_noninc_forward_search_again)                                                                                 \
  EACH(rl_vi_search)                                                                                                   \
  EACH(rl_vi_search_again)                                                                                             \
  EACH(rl_vi_fetch_history)

static inline void simmer_undo_forget(void);

#define SIMMER_FORGETTING(command)                                                                                     \
  static inline int simmer_##command(int count, int key) {                                                            \
    simmer_undo_forget();                                                                                              \
    return command(count, key);                                                                                        \
  }
SIMMER_HISTORY_COMMANDS(SIMMER_FORGETTING)
#undef SIMMER_FORGETTING

/// Lets the history keep what was made of its entry, as it does where the command would, and undoes nothing of it later.
static inline void simmer_undo_forget(void) {
  // A search goes on where the command before was one, which readline knows by its own name only.
#define SIMMER_NAME(command)                                                                                           \
  if (rl_last_func == simmer_##command) rl_last_func = command;
  SIMMER_HISTORY_COMMANDS(SIMMER_NAME)
#undef SIMMER_NAME
  rl_maybe_replace_line();
  rl_free_undo_list();
}
