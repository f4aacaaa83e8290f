// SPDX-License-Identifier: GPL-3.0-or-later

// The tree of a command line. Every node knows the bytes that it stands for, as a range of offsets into the
// line's UTF-8, so that a verdict can point at a word and a line can be cut between two commands.

/// A sequence of and-or chains, each with what ended it.
struct List: Equatable {
  var items: [Item] = []

  struct Item: Equatable {
    var chain: Chain
    var end: End
    /// The bytes from the first word of the chain through its terminator.
    var range: Range<Int>
  }

  enum End: Equatable {
    /// Nothing followed: the list ended.
    case none
    case semicolon
    case newline
    /// `&`, and `&!` or `&|` in zsh.
    case ampersand
  }
}

/// Pipelines joined by `&&` and `||`.
struct Chain: Equatable {
  var first: Pipeline
  var rest: [Link] = []

  struct Link: Equatable {
    var joint: Joint
    /// The bytes of the operator itself.
    var jointRange: Range<Int>
    var pipeline: Pipeline
  }

  enum Joint: Equatable { case and, or }
}

/// Commands joined by `|` and `|&`.
struct Pipeline: Equatable {
  var isNegated = false
  var isTimed = false
  var commands: [Command] = []
  var range: Range<Int>
}

struct Command: Equatable {
  var kind: Kind
  var redirections: [Redirection] = []
  var range: Range<Int>

  enum Kind: Equatable {
    case simple(SimpleCommand)
    /// `{ …; }`, and zsh's `{ … } always { … }` as two lists.
    case group([List])
    case subshell(List)
    case loop(Loop)
    /// Every condition and every branch, in the order written.
    case conditional([List])
    case selection(Word, arms: [Arm])
    /// `[[ … ]]` and `(( … ))`.
    case test
    case function(names: [Word], body: [Command])
    /// zsh's `() { … } arguments`.
    case anonymousFunction(body: [Command])
    case coprocess([Command])
  }

  struct Loop: Equatable {
    var keyword: Keyword
    var words: [Word] = []
    /// The condition of `while` and `until`; empty for the others.
    var condition = List()
    var body = List()

    enum Keyword: String { case `for`, foreach, select, `while`, until, `repeat` }
  }

  struct Arm: Equatable {
    var patterns: [Word]
    var body: List
  }
}

struct SimpleCommand: Equatable {
  var assignments: [Word] = []
  var words: [Word] = []
  /// Whether a redirection stands in front of the first word.
  var startsWithRedirection = false
}

struct Redirection: Equatable {
  var sign: Sign
  var target: Word
  var range: Range<Int>

  enum Sign: Equatable { case input, output, hereDocument, hereString }
}

/// One word as typed, cut where its quoting changes.
struct Word: Equatable {
  var range: Range<Int>
  var parts: [Part] = []
  /// Whether it has the form of an assignment (`a=1`, `a+=(1 2)`, `a[0]=x`).
  var isAssignment = false

  struct Part: Equatable {
    var kind: Kind
    /// The bytes of the part, quotes and dollar signs included.
    var range: Range<Int>

    enum Kind: Equatable {
      case literal
      /// A backslash and the character that it makes ordinary.
      case escape
      case singleQuoted
      /// `$'…'`
      case ansiQuoted
      case doubleQuoted([Part])
      /// `$x`, `${…}`, `$((…))`, `$[…]`
      case expansion
      /// `$(…)`
      case substitution(List)
      /// `` `…` ``: the shells read what is inside only when they run it, and so do we.
      case backquoted
      /// `<(…)`, `>(…)`, `=(…)`
      case process(List)
      /// A group of an extended glob: `@(a|b)`, `(a|b)`, `(.N)`
      case globGroup
      /// The elements of `a=(…)`
      case array([Word])
    }
  }
}
