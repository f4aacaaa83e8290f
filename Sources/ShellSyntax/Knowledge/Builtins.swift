// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// What a shell keeps to itself, and the version managers that work on its variables.
  static let builtins: StaticString = """
    cd, pushd, popd, export, unset, set, shopt, setopt, unsetopt, alias, unalias, declare, typeset, local
      shell
    readonly, float, integer, source, ., eval, builtin, umask, ulimit, trap, hash, rehash, enable, disable
      shell
    bindkey, bind, autoload, zmodload, emulate, read, mapfile, readarray, getopts, let, shift, dirs
      shell
    complete, compdef, zstyle, exit, logout, return, break, continue, history, fc, deactivate, workon
      shell
    fg, bg, jobs, wait, disown, suspend, exec
      jobs
    kill
      jobs %*
      quick
    sleep
      computes *m|*h|*d|infinity
      quick
    nvm, n, volta
      installs install|i
      shell use|deactivate|unload
      runs exec *
    fnm
      installs install|i
      shell use
    rbenv, pyenv, nodenv, goenv, phpenv
      installs install
      shell shell|activate|deactivate
      runs exec
    rvm, chruby
      installs install
      shell
    sdk, asdf
      installs install|update|upgrade
      shell use|shell
      quick
    conda, mamba, micromamba
      takes -n --name -p --prefix -f --file -c --channel
      shell activate|deactivate
      asks --dry-run
      installs create|install|update|upgrade, env create|update
      quick
    conda run, mamba run, micromamba run
      takes -n --name -p --prefix --cwd
      ordered
      runs
    mise, rtx
      takes -C --cd -E --env -j
      installs install|i|use|upgrade|up
      shell shell|deactivate
      watches watch|w
      script run|r|tasks *
      quick
    mise exec, mise x, rtx exec
      takes -C --cd
      line -c|--command
      runs
    direnv
      ordered
      shell allow|deny|reload
      runs exec *
      quick
    simmer
      interactive attach|fg|console|menu|bashes|answer
      fullscreen status --watch
      quick
    """
}
