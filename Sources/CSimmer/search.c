// SPDX-License-Identifier: GPL-3.0-or-later
//
// Searching a log before it is turned into text: at the speed of memory, with what vectors the processor has.

#include "CSimmer.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef uint8_t wide_t __attribute__((ext_vector_type(64), aligned(1)));
typedef bool wide_flags_t __attribute__((ext_vector_type(64)));

static inline uint64_t bits_of(wide_flags_t flags) {
  uint64_t bits;
  memcpy(&bits, &flags, sizeof bits);
  return bits;
}
#define FLAGS(condition) __builtin_convertvector(condition, wide_flags_t)
#define MASK(condition) bits_of(FLAGS(condition))

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

// The least and the greatest byte of a set, folded: most bytes of a log are outside.
typedef struct { uint8_t low, span; } range_t;

static range_t range_of(const uint64_t set[256], uint8_t fold) {
  uint8_t least = 0xff, most = 0;
  for (int byte = 0; byte < 256; byte++) {
    if (!set[byte]) continue;
    uint8_t folded = (uint8_t)byte | fold;
    if (folded < least) least = folded;
    if (folded > most) most = folded;
  }
  return (range_t){least, most - least};
}

// Returns where the last `lines` lines before `end` begin, which is the start of a line; 0 where there are not more.
static size_t back_lines(const uint8_t *source, size_t end, size_t lines) {
  for (size_t place = end; place > 0; place--)
    if (source[place - 1] == '\n' && lines-- == 0) return place;
  return 0;
}

// What a scout goes by, and what it has found.
typedef struct {
  const uint8_t *source;
  size_t count;
  const simmer_literals *literals;
  const simmer_pair *pairs;
  simmer_candidate *candidates;
  size_t capacity;
  uint8_t *target;
  size_t room;
  // The line that the next byte belongs to: where it begins, and its number. Lines before `seen` have been noted.
  size_t line, lines, seen;
  simmer_scouted done;
  beginnings_t beginnings;
  range_t lasts, followers;
  // Whether what was given was still there while it was looked at.
  bool is_there;
} scout_t;

// Whether a literal stands around the two bytes before `at`, or may stand around the style that ends before it.
static bool is_worth_a_look(const scout_t *scout, size_t at, bool is_behind_style) {
  if (at == 0) return false;
  if (stands_at(scout->source, scout->count, at - 1, scout->literals, scout->pairs)) return true;
  if (!is_behind_style) return false;
  do at--;
  while (at > 0 && scout->source[at] != 0x1b);
  return at > 0 && begins_literal(scout->source, at, &scout->beginnings, scout->literals->fold);
}

// Notes the lines with the hits, of the 64 bytes at `place`. Returns false when one has no end or there is no room for it.
static __attribute__((noinline)) bool note(scout_t *scout, size_t place, uint64_t hits, uint64_t seams, uint64_t newlines) {
  for (hits |= seams; hits; hits &= hits - 1) {
    unsigned bit = (unsigned)__builtin_ctzll(hits);
    size_t at = place + bit;
    if (at < scout->seen || !is_worth_a_look(scout, at, seams >> bit & 1)) continue;
    uint64_t before = newlines & ((1ULL << bit) - 1);
    size_t begin = before ? place + 64 - (size_t)__builtin_clzll(before) : scout->line;
    size_t index = scout->lines + (size_t)__builtin_popcountll(before);
    const uint8_t *end = memchr(scout->source + at, '\n', scout->count - at);
    simmer_scouted *done = &scout->done;
    if (!end || done->count == scout->capacity ||
        (size_t)(end - scout->source) - begin + 33 > scout->room - done->target) {
      scout->line = begin;
      scout->lines = index;
      return false;
    }
    scout->seen = (size_t)(end - scout->source) + 1;
    scout->candidates[done->count++] = (simmer_candidate){index, begin, done->target};
    done->target +=
        simmer_copy_plain_lines(scout->source + begin, scout->seen - begin, scout->target + done->target).target;
  }
  return true;
}

// How it works, 64 bytes at a time, a bit for each: the parameters of a sequence are a run of ones, and adding a one at
// the start of the run carries it to the byte behind, which has to be `m`. The carry goes on into the next 64.
static inline __attribute__((always_inline)) void scan(scout_t *scout, const size_t literals, const uint8_t fold) {
  const uint8_t *source = scout->source;
  const size_t count = scout->count;
  const range_t lasts = scout->lasts, followers = scout->followers;
  wide_t first[SIMMER_MOST_LITERALS], second[SIMMER_MOST_LITERALS];
  for (size_t k = 0; k < literals; k++)
    first[k] = scout->pairs[k].first | fold, second[k] = scout->pairs[k].second | fold;
  // The byte before the first is a newline: what is given begins a line.
  uint8_t start_of_all[64] = {'\n'};
  memcpy(start_of_all + 1, source, 63);

  uint64_t was_escape = 0, was_return = 0, was_cut = 0, was_end = 0;
  unsigned long long in_run = 0, in_cut = 0;
  size_t line = 0, lines = 0;
  for (size_t i = 0; i + 64 <= count; i += 64) {
    wide_t some, before;
    memcpy(&some, source + i, 64);
    memcpy(&before, i ? source + i - 1 : start_of_all, 64);
    uint64_t newline = MASK(some == '\n'), escape = MASK(some == 0x1b), run = MASK((wide_t)(some - '0') <= ';' - '0');
    wide_flags_t odd = FLAGS(some == 0x7f) | (FLAGS(before == 0x1b) & FLAGS(some != '['));
    uint64_t end = __builtin_addcll(run, escape << 2 | was_escape, in_run, &in_run) & ~run;
    was_escape = escape >> 62;
    uint64_t bad = (end & ~MASK(some == 'm')) | bits_of(odd);
    uint64_t control = MASK(some < 0x20) ^ newline ^ escape;
    if (control | was_return) {
      uint64_t ret = MASK(some == '\r');
      bad |= (control & ~MASK(some == '\t') & ~ret) | ((ret << 1 | was_return) & ~newline);
      was_return = ret >> 63;
    }
    if (bad) break;
    wide_t folded = before | fold, next = some | fold;
    // A style behind the beginning of a literal, and something behind it that can go on with one.
    uint64_t cut = bits_of(FLAGS(some == 0x1b) & FLAGS((wide_t)(folded - lasts.low) <= lasts.span)), seams = 0;
    if (cut | was_cut | was_end | in_cut) {
      uint64_t cut_end = __builtin_addcll(run, cut << 2 | was_cut, in_cut, &in_cut) & ~run;
      seams = (cut_end << 1 | was_end) & (escape | MASK((wide_t)(next - followers.low) <= followers.span));
      was_cut = cut >> 62;
      was_end = cut_end >> 63;
    }
    wide_flags_t hit = FLAGS(folded == first[0]) & FLAGS(next == second[0]);
    for (size_t k = 1; k < literals; k++) hit |= FLAGS(folded == first[k]) & FLAGS(next == second[k]);
    uint64_t hits = bits_of(hit);
    if (hits | seams) {
      scout->line = line;
      scout->lines = lines;
      if (!note(scout, i, hits, seams, newline)) return;
    }
    lines += (size_t)__builtin_popcountll(newline);
    line = newline ? i + 64 - (size_t)__builtin_clzll(newline) : line;
  }
  scout->line = line;
  scout->lines = lines;
}

FAST static void scan_all(scout_t *scout) {
  // What is known when this is compiled stays in registers.
  uint8_t fold = scout->literals->fold;
  switch (scout->literals->count) {
  case 1: return fold ? scan(scout, 1, 0x20) : scan(scout, 1, 0);
  case 2: return fold ? scan(scout, 2, 0x20) : scan(scout, 2, 0);
  default: return scan(scout, scout->literals->count, fold);
  }
}

static bool prepare(scout_t *scout) {
  const simmer_literals *literals = scout->literals;
  if (literals->count > SIMMER_MOST_LITERALS || !list_beginnings(&scout->beginnings, literals)) return false;
  uint64_t followers[256] = {0};
  const uint8_t *literal = literals->bytes;
  for (size_t k = 0; k < literals->count; literal += literals->lengths[k++])
    for (size_t n = 1; n < literals->lengths[k]; n++) followers[literal[n]] = 1;
  scout->lasts = range_of(scout->beginnings.by_last, literals->fold);
  scout->followers = range_of(followers, literals->fold);
  return true;
}

// Gives out no more than the lines before the last `spared`.
static void spare(scout_t *scout, size_t spared) {
  simmer_scouted *done = &scout->done;
  done->source = back_lines(scout->source, scout->line, spared);
  done->lines = done->source ? scout->lines - spared : 0;
  while (done->count && scout->candidates[done->count - 1].source >= done->source)
    done->target = scout->candidates[--done->count].target;
}

// ---- Two at once ----

// Leaves the lines from about the middle on to `second`. Returns where they begin; 0 when they are not divided.
static size_t divide(scout_t *scout, scout_t *second) {
  // The second begins some 60 µs later, which is half a megabyte; of less, a sixteenth.
  size_t middle = scout->count / 2 + (scout->count < 1 << 22 ? scout->count / 16 : 1 << 18);
  const uint8_t *newline = memchr(scout->source + middle, '\n', scout->count - middle);
  size_t place = newline ? (size_t)(newline - scout->source) + 1 : scout->count;
  // The first looks at 64 bytes at a time, the last of them too.
  size_t end = (place + 63) / 64 * 64;
  if (end + 64 > scout->count) return 0;
  *second = *scout;
  scout->count = end;
  scout->capacity /= 2;
  scout->room /= 2;
  second->source += place;
  second->count -= place;
  second->candidates += scout->capacity;
  second->capacity -= scout->capacity;
  second->target += scout->room;
  second->room -= scout->room;
  return place;
}

// Puts what was found from `place` on behind what was found before it.
static void join(scout_t *scout, const scout_t *second, size_t place) {
  // It stopped earlier: what follows is not known to be text.
  if (scout->line < place) return;
  simmer_scouted *done = &scout->done;
  while (done->count && scout->candidates[done->count - 1].source >= place)
    done->target = scout->candidates[--done->count].target;
  size_t lines = scout->lines - simmer_count_lines(scout->source + place, scout->line - place);
  for (size_t n = 0; n < second->done.count; n++) {
    simmer_candidate candidate = second->candidates[n];
    scout->candidates[done->count++] = (simmer_candidate){
      candidate.index + lines, candidate.source + place, candidate.target + done->target};
  }
  memmove(scout->target + done->target, second->target, second->done.target);
  done->target += second->done.target;
  scout->line = place + second->line;
  scout->lines = lines + second->lines;
}

// ---- A file in place of memory ----

// Whoever cuts a mapped file short kills its readers: here a reader only loses its place.
static _Thread_local sigjmp_buf cut_short;

static void on_bus_error(int signal) {
  (void)signal;
  siglongjmp(cut_short, 1);
}

static void *look(void *scout_) {
  scout_t *scout = scout_;
  if (sigsetjmp(cut_short, 0) == 0) {
    scan_all(scout);
    scout->is_there = true;
  }
  return NULL;
}

// Begins to look in another thread, which takes no signals but its own.
static bool look_beside(pthread_t *thread, scout_t *scout) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  sigset_t others, before;
  sigfillset(&others);
  sigdelset(&others, SIGBUS);
  pthread_sigmask(SIG_SETMASK, &others, &before);
  bool has_begun = pthread_attr_setstacksize(&attributes, 1 << 18) == 0 &&
                   pthread_create(thread, &attributes, look, scout) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return has_begun;
}

static void look_all_over(scout_t *scout, size_t spared, bool shares) {
  scout_t whole = *scout, second;
  volatile size_t place = 0;
  static long processors;
  if (!processors) processors = sysconf(_SC_NPROCESSORS_ONLN);
  if (shares && processors > 1 && sigsetjmp(cut_short, 0) == 0) place = divide(scout, &second);
  pthread_t thread;
  if (place && !look_beside(&thread, &second)) {
    *scout = whole;
    place = 0;
  }
  look(scout);
  if (place) {
    pthread_join(thread, NULL);
    scout->is_there &= second.is_there;
  }
  if (!scout->is_there) return;
  scout->is_there = false;
  if (sigsetjmp(cut_short, 0) == 0) {
    if (place) join(scout, &second, place);
    spare(scout, spared);
    scout->is_there = true;
  }
}

int simmer_scout_file(int descriptor, off_t offset, size_t count, size_t spared, bool shares,
                      const simmer_literals *literals, const simmer_pair *pairs, simmer_candidate *candidates,
                      size_t capacity, uint8_t *target, size_t room, simmer_scouted *done) {
  scout_t scout = {.count = count, .literals = literals, .pairs = pairs, .candidates = candidates,
                   .capacity = capacity, .target = target, .room = room};
  *done = scout.done;
  if (count < 64 || !prepare(&scout)) return 0;
  // From such a place on, the system can map many pages at once.
  size_t ahead = (size_t)(offset & ((1 << 21) - 1));
  uint8_t *map = mmap(NULL, ahead + count, PROT_READ, MAP_SHARED, descriptor, offset - (off_t)ahead);
  if (map == MAP_FAILED) return -1;
  scout.source = map + ahead;
  struct sigaction action = {.sa_handler = on_bus_error, .sa_flags = SA_NODEFER}, before;
  if (sigaction(SIGBUS, &action, &before) == 0) {
    look_all_over(&scout, spared, shares);
    sigaction(SIGBUS, &before, NULL);
  }
  munmap(map, ahead + count);
  *done = scout.done;
  return scout.is_there ? 0 : -1;
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
