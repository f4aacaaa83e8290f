// SPDX-License-Identifier: GPL-3.0-or-later
// GNU readline as Swift can use it: Swift 6 rejects mutable C globals, so that each that is needed has a function here.
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <readline/readline.h>
#include <readline/history.h>
#include "guard.h"

/// The version of the linked GNU readline, such as "8.2".
static inline const char *_Nonnull simmer_readline_version(void) { return rl_library_version; }

/// Makes this process speak the character set of the user. Returns whether its characters can have several bytes.
static inline int simmer_use_locale(void) {
  setlocale(LC_CTYPE, "");
  return MB_CUR_MAX > 1;
}

/// Keys that were read and are not yet given to readline.
typedef struct { unsigned char bytes[8]; int place, count; } simmer_keys;
static inline simmer_keys *_Nonnull simmer_edit_keys(void) {
  static simmer_keys keys;
  return &keys;
}
/// Whether there are such keys: no descriptor tells of them.
static inline int simmer_edit_has_keys(void) { return simmer_edit_keys()->place < simmer_edit_keys()->count; }

/// Reads a key as rl_getc does, where characters are those of UTF-8: what is none becomes U+FFFD. Some commands of readline
/// 8.2 never return from a line that ends within a character (rl_vi_eword).
static inline int simmer_edit_read_key(FILE *_Nonnull stream) {
  simmer_keys *keys = simmer_edit_keys();
  if (keys->place < keys->count) return keys->bytes[keys->place++];
  int first = rl_getc(stream), length = first < 0xc2 || first > 0xf4 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (first < 0x80) return first;
  unsigned char read[5] = {(unsigned char)first};
  int count = 1, other = -1;
  while (count < length) {
    // The rest of a character comes with its beginning, or not at all.
    struct pollfd ready = {.fd = fileno(stream), .events = POLLIN};
    if (poll(&ready, 1, 100) <= 0) break;
    int next = rl_getc(stream);
    // RFC 3629, section 4: not longer than need be, no surrogates, nothing beyond U+10FFFF.
    int low = count > 1 ? 0x80 : first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = count > 1 ? 0xbf : first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (next < low || next > high) {
      other = next;
      break;
    }
    read[count++] = (unsigned char)next;
  }
  if (length == 1 || count < length) {
    memcpy(read, "\xef\xbf\xbd", 3);
    count = 3;
  }
  memcpy(keys->bytes, read, (size_t)count);
  // Only a key of one byte can stand behind it whole; the beginning of another character is as lost as this one.
  if (other >= 0) keys->bytes[count++] = other < 0x80 ? (unsigned char)other : '?';
  (keys->place = 1, keys->count = count);
  return keys->bytes[0];
}

/// Settings that hold from the first line on: the name that an inputrc asks for (`$if simmer`), and that signals, the size
/// of the terminal and the environment are ours.
static inline void simmer_edit_begin(const char *_Nonnull name, rl_completion_func_t *_Nonnull completion,
                                     rl_compdisp_func_t *_Nonnull listing, rl_linebuf_func_t *_Nonnull is_quoted) {
  rl_readline_name = name;
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_change_environment = 0;
  rl_attempted_completion_function = completion;
  rl_completion_display_matches_hook = listing;
  rl_char_is_quoted_p = is_quoted;
  rl_completer_quote_characters = "'\"";
  rl_completer_word_break_characters = " \t\n|&;<>()";
  // The size of the terminal is asked for, not read from LINES and COLUMNS, which are of another time.
  rl_prefer_env_winsize = 0;
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) rl_getc_function = simmer_edit_read_key;
  rl_initialize();
  simmer_guard();
}

static inline const char *_Nonnull simmer_edit_buffer(void) { return rl_line_buffer ? rl_line_buffer : ""; }

/// Lets out what readline has printed and not written yet.
static inline void simmer_edit_flush(void) { fflush(rl_outstream); }

/// Whether the row of the line shows something else now, such as the search of Ctrl+R.
static inline int simmer_edit_is_searching(void) {
  return RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG | RL_STATE_VIMOTION | RL_STATE_CHARSEARCH) != 0;
}

/// Takes a key that is there, and does what it is bound to.
static inline void simmer_edit_take_key(void) {
  simmer_guard_search();
  rl_callback_read_char();
  simmer_guard_search();
  if (rl_last_func == rl_re_read_init_file) simmer_guard();
}

/// Throws away whatever is being done with the line.
static inline void simmer_edit_abandon(void) {
  rl_callback_sigcleanup();
  rl_free_line_state();
  RL_UNSETSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_VIMOTION | RL_STATE_NUMERICARG | RL_STATE_MULTIKEY);
}

/// The corresponding functions are rl_deprep_terminal and rl_prep_terminal, which the user's settings can replace.
static inline void simmer_edit_leave_terminal(void) {
  if (rl_deprep_term_function) rl_deprep_term_function();
}
static inline void simmer_edit_take_terminal(void) {
  if (rl_prep_term_function) rl_prep_term_function(1);
}

/// Whether the terminal can move the cursor up.
static inline int simmer_terminal_moves(void) {
  const char *up = rl_get_termcap("up");
  return up && *up;
}

/// Ends the line. A search that began while the line was being accepted is over: it holds lines of a history that goes on.
static inline void simmer_edit_end(void) {
  if (RL_ISSTATE(RL_STATE_MULTIKEY) || simmer_edit_is_searching()) {
    simmer_edit_abandon();
    if (simmer_terminal_moves()) rl_clear_visible_line();
    simmer_edit_flush();
  }
  rl_callback_handler_remove();
}

/// What a completion does next: nothing more is tried; the word stays open; a file name is wanted.
static inline void simmer_completion_is_over(int over) { rl_attempted_completion_over = over; }
static inline void simmer_completion_stays_open(int open) { rl_completion_suppress_append = open; }
static inline int simmer_completion_quote(void) { return rl_completion_quote_character; }
// The line stands below the list now.
static inline void simmer_completion_was_listed(void) {
  rl_forced_update_display();
}
/// A copy that readline frees.
static inline char *_Nullable simmer_copy_text(const char *_Nonnull text) { return strdup(text); }
static inline void simmer_free_text(char *_Nullable text) { free(text); }

/// A history whose entries may have several lines: times stand between them in the file.
static inline void simmer_history_begin(int size) {
  using_history();
  history_comment_char = '#';
  history_write_timestamps = 1;
  history_multiline_entries = 1;
  if (size >= 0) stifle_history(size);
}
/// Adds a line with the present time, unless it is the newest already. Returns whether it was added.
static inline int simmer_history_add(const char *_Nonnull line) {
  HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
  if (last && strcmp(last->line, line) == 0) return 0;
  add_history(line);
  return 1;
}
static inline int simmer_history_count(void) { return history_length; }
/// What the entry at `place` holds, the oldest at 0.
static inline const char *_Nullable simmer_history_line(int place) {
  HIST_ENTRY *entry = history_get(history_base + place);
  return entry ? entry->line : NULL;
}
