// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fast half of reading a log: most lines are text, styles and a newline, and need no model of a terminal.
// Written in C because Swift has no way from a comparison of vectors to a bit mask.

#include "CSimmer.h"

#include <stdbool.h>
#include <string.h>

typedef uint8_t bytes_t __attribute__((ext_vector_type(32), aligned(1)));
typedef bool flags_t __attribute__((ext_vector_type(32)));

static inline uint32_t mask(flags_t flags) {
  uint32_t bits;
  memcpy(&bits, &flags, sizeof bits);
  return bits;
}

// Returns how many bytes at `from` are no control characters but tab; at most `count`.
// Copies them to `to`, which has room for 32 bytes more than that.
static inline size_t copy_text(const uint8_t *from, size_t count, uint8_t *to) {
  size_t i = 0;
  for (; i + 32 <= count; i += 32) {
    bytes_t some;
    memcpy(&some, from + i, 32);
    memcpy(to + i, &some, 32);
    uint32_t bits = mask(__builtin_convertvector((some < 0x20) & (some != 9), flags_t)) |
                    mask(__builtin_convertvector(some == 0x7f, flags_t));
    if (bits) return i + (size_t)__builtin_ctz(bits);
  }
  for (; i < count; i++) {
    uint8_t byte = from[i];
    if ((byte < 0x20 && byte != 9) || byte == 0x7f) return i;
    to[i] = byte;
  }
  return i;
}

// Returns the length of the escape sequence at `from` if it changes no text and moves nothing, else 0.
// The grammar is that of ECMA-48; EscapeSequence.swift has the whole of it.
static size_t idle_sequence(const uint8_t *from, size_t count) {
  if (count < 3) return 0;
  size_t i = 2;
  switch (from[1]) {
  case '[':
    while (i < count && ((from[i] >= '0' && from[i] <= '9') || from[i] == ';' || from[i] == ':')) i++;
    if (i >= count) return 0;
    if (from[i] == 'm') return i + 1;
    // To the end of a line that was only written forwards, there is nothing to erase.
    if (from[i] == 'K' && (i == 2 || (i == 3 && from[2] == '0'))) return i + 1;
    // The cursor shown or hidden, bracketed paste, synchronised output.
    if (from[2] == '?' && count > 5) {
      for (i = 3; i < count && from[i] >= '0' && from[i] <= '9'; i++) continue;
      if (i < count && (from[i] == 'h' || from[i] == 'l') &&
          ((i == 5 && memcmp(from + 3, "25", 2) == 0) ||
           (i == 7 && (memcmp(from + 3, "2004", 4) == 0 || memcmp(from + 3, "2026", 4) == 0))))
        return i + 1;
    }
    return 0;
  case ']': // A title, a hyperlink: ended by BEL or ST, on the same line.
    for (; i < count; i++) {
      if (from[i] == 7) return i + 1;
      if (from[i] == 0x1b) return i + 1 < count && from[i + 1] == '\\' ? i + 2 : 0;
      if (from[i] == '\n') return 0;
    }
    return 0;
  case '(': return from[2] == 'B' ? 3 : 0;
  default: return 0;
  }
}

simmer_plain simmer_copy_plain_lines(const uint8_t *source, size_t count, uint8_t *target) {
  simmer_plain done = {0, 0, 0};
  size_t i = 0, o = 0;
  while (i < count) {
    size_t text = copy_text(source + i, count - i, target + o);
    i += text;
    o += text;
    if (i >= count) break;
    if (source[i] == '\n') {
      target[o++] = '\n';
      i++;
      done.source = i;
      done.target = o;
      done.lines++;
    } else if (source[i] == 0x1b) {
      size_t length = idle_sequence(source + i, count - i);
      if (!length) break;
      i += length;
    } else if (source[i] == '\r') {
      size_t after = i + 1;
      while (after < count && source[after] == '\r') after++;
      if (after >= count || source[after] != '\n') break;
      i = after;
    } else if (source[i] == '\b' || source[i] == 11 || source[i] == 12 || source[i] == 14 || source[i] == 15) {
      break;
    } else if (source[i] == 0 && i + 1 < count && source[i + 1] == 0) {
      break; // Perhaps a hole.
    } else {
      i++; // A bell and the like: no text.
    }
  }
  return done;
}

// ---- Searching before reading ----

typedef uint8_t wide_t __attribute__((ext_vector_type(64), aligned(1)));
typedef bool wide_flags_t __attribute__((ext_vector_type(64)));

static inline uint64_t wide_mask(wide_flags_t flags) {
  uint64_t bits;
  memcpy(&bits, &flags, sizeof bits);
  return bits;
}
#define MASK(condition) wide_mask(__builtin_convertvector(condition, wide_flags_t))

// The same code for the vectors that every processor has and for wider ones; the loader chooses.
#if defined(__x86_64__) && defined(__linux__)
#define FAST __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define FAST
#endif

FAST size_t simmer_count_lines(const uint8_t *source, size_t count) {
  size_t lines = 0, i = 0;
  for (; i + 64 <= count; i += 64) {
    wide_t some;
    memcpy(&some, source + i, 64);
    lines += (size_t)__builtin_popcountll(MASK(some == '\n'));
  }
  for (; i < count; i++) lines += source[i] == '\n';
  return lines;
}

// The beginnings of literals, by their last byte: bit n of `by_last[byte]` is for the beginning `n`.
typedef struct {
  uint64_t by_last[256];
  const uint8_t *text[64];
  size_t length[64];
  size_t count;
  uint8_t last[128];
  size_t last_count;
} beginnings_t;

static uint8_t other_form(uint8_t byte, uint8_t fold) { return byte >= 'a' && byte <= 'z' ? byte & ~fold : byte; }

// Returns false when there are more than there is room for.
static bool list_beginnings(beginnings_t *list, const simmer_literals *literals) {
  memset(list, 0, sizeof *list);
  const uint8_t *literal = literals->bytes;
  for (size_t k = 0; k < literals->count; literal += literals->lengths[k++])
    for (size_t length = 1; length < literals->lengths[k]; length++) {
      if (list->count == 64) return false;
      uint8_t last = literal[length - 1], forms[2] = {last, other_form(last, literals->fold)};
      for (int form = 0; form < 2; form++) {
        if (!list->by_last[forms[form]]) list->last[list->last_count++] = forms[form];
        list->by_last[forms[form]] |= 1ULL << list->count;
      }
      list->text[list->count] = literal;
      list->length[list->count++] = length;
    }
  return true;
}

// Whether the start of a literal ends at `at`.
static bool begins_literal(const uint8_t *source, size_t at, const beginnings_t *list, uint8_t fold) {
  for (uint64_t left = list->by_last[source[at - 1]]; left; left &= left - 1) {
    size_t n = (size_t)__builtin_ctzll(left), length = list->length[n];
    if (length > at) continue;
    // From the end: most beginnings differ there.
    size_t i = length - 1;
    while (i > 0 && (source[at - length + i - 1] == list->text[n][i - 1] ||
                     source[at - length + i - 1] == other_form(list->text[n][i - 1], fold)))
      i--;
    if (i == 0) return true;
  }
  return false;
}

// How it works, 64 bytes at a time, a bit for each: the parameters of a sequence are a run of ones, and adding a one at
// the start of the run carries it to the byte behind, which has to be `m`. The carry goes on into the next 64.
FAST size_t simmer_survey(const uint8_t *source, size_t count, const simmer_literals *literals, size_t *seams,
                          size_t capacity, size_t *seam_count) {
  beginnings_t list;
  if (!list_beginnings(&list, literals)) return 0;
  uint64_t was_escape = 0, was_start = 0, in_run = 0, was_return = 0, was_before = 0;
  size_t i = 0, found = 0;
  for (; i + 64 <= count; i += 64) {
    wide_t some;
    memcpy(&some, source + i, 64);
    uint64_t bad = MASK(((some < 0x20) | (some == 0x7f)) & (some != '\n') & (some != '\t') & (some != '\r') & (some != 0x1b));
    uint64_t escape = MASK(some == 0x1b), ret = MASK(some == '\r');
    if (ret | was_return) bad |= (ret << 1 | was_return) & ~MASK(some == '\n');
    if (escape | was_escape | was_start | in_run) {
      uint64_t bracket = MASK(some == '['), run = MASK((some >= '0') & (some <= ';')), m = MASK(some == 'm');
      uint64_t second = escape << 1 | was_escape;
      uint64_t start = second << 1 | was_start | in_run;
      uint64_t carried;
      bool overflow = __builtin_add_overflow(run, start & run, &carried);
      uint64_t end = (carried & ~run) | (start & ~run);
      bad |= (second & ~bracket) | (end & ~m);
      was_escape = escape >> 63;
      was_start = second >> 63;
      in_run = overflow;
    }
    if (bad) return i;
    if (escape) {
      wide_t is_before = {0};
      for (size_t k = 0; k < list.last_count; k++) is_before |= (wide_t)(some == list.last[k]);
      uint64_t ends = MASK(is_before != 0);
      for (uint64_t left = escape & (ends << 1 | was_before); left; left &= left - 1) {
        size_t at = i + (size_t)__builtin_ctzll(left);
        if (!begins_literal(source, at, &list, literals->fold)) continue;
        if (found == capacity) return i;
        seams[found++] = at;
        *seam_count = found;
      }
    }
    was_before = list.by_last[source[i + 63]] != 0;
    was_return = ret >> 63;
  }
  return i;
}

// Whether literal `k`, which begins at `literal`, stands at `at`.
static bool is_literal(const uint8_t *source, size_t count, size_t at, const simmer_literals *literals, size_t k,
                       const uint8_t *literal) {
  if (at + literals->lengths[k] > count) return false;
  for (size_t i = 0; i < literals->lengths[k]; i++) {
    uint8_t fold = literal[i] >= 'a' && literal[i] <= 'z' ? literals->fold : 0;
    if ((source[at + i] | fold) != literal[i]) return false;
  }
  return true;
}

static bool stands_at(const uint8_t *source, size_t count, size_t pair_at, const simmer_literals *literals,
                      const simmer_pair *pairs) {
  const uint8_t *literal = literals->bytes;
  for (size_t k = 0; k < literals->count; literal += literals->lengths[k++])
    if (pair_at >= pairs[k].place && is_literal(source, count, pair_at - pairs[k].place, literals, k, literal)) return true;
  return false;
}

FAST size_t simmer_find_literal(const uint8_t *source, size_t count, size_t from, const simmer_literals *literals,
                                const simmer_pair *pairs) {
  size_t i = from;
  for (; i + 65 <= count; i += 64) {
    wide_t first, second;
    memcpy(&first, source + i, 64);
    memcpy(&second, source + i + 1, 64);
    uint64_t hits = 0;
    for (size_t k = 0; k < literals->count; k++)
      hits |= MASK(((first | pairs[k].first_fold) == pairs[k].first) & ((second | pairs[k].second_fold) == pairs[k].second));
    for (; hits; hits &= hits - 1) {
      size_t at = i + (size_t)__builtin_ctzll(hits);
      if (stands_at(source, count, at, literals, pairs)) return at;
    }
  }
  for (; i < count; i++)
    if (stands_at(source, count, i, literals, pairs)) return i;
  return count;
}

// ---- Many short texts at once ----

static bool is_token(const uint8_t *source, const simmer_token *token) {
  for (size_t i = 0; i < token->length; i++) {
    uint8_t wanted = token->text[i], byte = source[i];
    if (wanted == 1) {
      if (byte < '0' || byte > '9') return false;
    } else if ((wanted >= 'a' && wanted <= 'z' ? byte | 0x20 : byte) != wanted) {
      return false;
    }
  }
  return true;
}

// Whether the word before `at` has a slash in it.
static bool is_behind_path(const uint8_t *source, size_t at) {
  size_t i = at;
  while (i > 0 && (source[i - 1] == ' ' || source[i - 1] == '-' || source[i - 1] == '(' || source[i - 1] == '"')) i--;
  for (; i > 0 && source[i - 1] > ' '; i--)
    if (source[i - 1] == '/') return true;
  return false;
}

size_t simmer_find_token(const uint8_t *source, size_t count, size_t from, const uint8_t *chains,
                         const simmer_token *tokens) {
  for (size_t i = from; i + 1 < count; i++) {
    uint8_t number = chains[source[i] | source[i + 1] << 8];
    while (__builtin_expect(number, 0)) {
      const simmer_token *token = tokens + number - 1;
      size_t start = i - token->place;
      if (i >= from + token->place && start + token->length <= count && is_token(source + start, token) &&
          (!token->follows_path || is_behind_path(source, start)))
        return start + token->length - 1;
      number = token->next;
    }
  }
  return count;
}
