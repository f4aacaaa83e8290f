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
