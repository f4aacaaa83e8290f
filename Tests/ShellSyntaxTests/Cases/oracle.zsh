# SPDX-License-Identifier: GPL-3.0-or-later
# Reads lines that end in NUL and says to stderr, behind "#NUMBER", whether zsh finds each complete (=C), incomplete
# (=I) or in error (=E, and then where). Setting a function's body parses it and runs nothing.
#
# zsh accepts much that it would ask to be continued at a prompt (`a &&`, `for x`), so a line is complete only
# if another command put behind it becomes a command of its own. An error is one of completeness if something that is
# put behind the line mends it, or moves it there.
emulate zsh
setopt noaliases
zmodload zsh/parameter
integer i=0
while IFS= read -r -d '' line; do
  print -u2 -r -- $'\n'"#$((i++))"
  unset 'functions[f]' 2>/dev/null
  functions[f]=$line
  if (( ${+functions[f]} )); then
    one=$functions[f]
    unset 'functions[f]'
    functions[f]=$line$'\nzq9'
    two=${functions[f]-}
    if [[ $two == "$one"$'\n\tzq9' || ( -z ${one//[[:space:]]/} && $two == $'\tzq9' ) ]]; then
      print -u2 '=C'
    else
      print -u2 '=I'
    fi
    continue
  fi
  print -u2 '=E'
  functions[f]=$line$'\nzq9 <<< <<<'
  for end in '))' ')' ' ]]' ']' '}' ' )) ]]' ' in a) ;; esac' ';;)) a' ';)) a' ')) a' '; }' ' { a }' END EOF; do
    unset 'functions[f]' 2>/dev/null
    functions[f]=$line$'\n'$end
    (( ${+functions[f]} )) && { print -u2 '=I'; break }
  done
done
