// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Builtins: what changes the shell must be run by the shell.
  static let shell = """
    cd, pushd, popd, export, unset, set, shopt, setopt, unsetopt, alias, unalias, declare, typeset, local, readonly
      shell
    float, integer, source, ., eval, builtin, umask, ulimit, trap, hash, rehash, enable, disable, bindkey, bind, autoload
      shell
    zmodload, emulate, read, mapfile, readarray, getopts, let, shift, dirs, complete, compdef, zstyle, exit, logout
      shell
    return, break, continue, history, fc, popd
      shell
    nvm
      installs install|i
      shell use|deactivate|unload
    fnm
      installs install
      shell use
    conda, mamba, micromamba
      takes -n --name -p --prefix -f --file -c --channel --cwd
      shell activate|deactivate
      installs create|install|update|upgrade|remove|uninstall
      installs env create|update
      builds build|pack
    conda run, mamba run, micromamba run
      takes -n --name -p --prefix --cwd
      ordered
      runs
    workon, deactivate, rvm, chruby, sdk
      shell !-v
    pyenv
      installs install
      shell shell
    asdf
      installs install|update|plugin
      shell shell
    fg, bg, jobs, wait, disown, suspend, coproc
      jobs
    kill
      jobs %*
    exec
      jobs
    select
      interactive
    sleep
      computes *m|*h|*d|infinity
    true, false, :, test, [
      quick
    """
}
