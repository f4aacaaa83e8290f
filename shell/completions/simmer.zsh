#compdef simmer
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of simmer for zsh, as `simmer completions zsh` prints it: what follows is made of the program's own help.
# In a directory of $fpath under the name _simmer, or: source <(simmer completions zsh), after compinit.

# Offers the ids and labels of tasks (running, or tasks: all), each with what it is: one process, of the helper.
__simmer_tasks() {
  local id label what ret=1
  local -a ids labels
  [[ $PREFIX != -* ]] || return 1
  while IFS=$'\x1f' read -r id label what; do
    ids+=("$id:$what")
    [[ -z $label ]] || labels+=("${label//:/\\:}:$id, $what")
  done < <(exec ${_simmer_bin:-simmer} complete $1 2>/dev/null)
  shift
  [[ -n $ids ]] && _describe -V -t tasks task ids "$@" && ret=0
  [[ -n $labels ]] && _describe -t labels label labels "$@" && ret=0
  return ret
}
