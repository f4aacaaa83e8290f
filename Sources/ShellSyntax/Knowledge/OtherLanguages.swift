// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Elixir, Dart, Perl and the rest; prompts of all languages; documents.
  static let otherLanguages: StaticString = """
    mix
      serves phx.server|phoenix.server|livebook.server, run --no-halt
      watches test.watch|test.interactive, test --stale --listen-on-stdin
      tests test|coveralls*|dialyzer
      builds compile|release|assets.build|assets.deploy|docs
      provisions ecto.migrate|ecto.setup|ecto.reset|ecto.create|ecto.rollback
      installs deps.get|deps.compile|deps.update|setup|local.hex|archive.install|escript.install
      interactive phx.new
      transfers hex.publish
      quick
    elixir
      serves --no-halt
      repl $
      opaque
    livebook
      serves server
      quick
    rebar3
      repl shell
      tests ct|eunit|proper|dialyzer
      builds compile|release|$
      quick
    flutter
      takes -d --device-id -t --target --flavor
      interactive run|attach
      follows logs
      tests test|drive
      builds build|analyze
      installs pub|upgrade|precache
      quick
    dart
      takes --enable-experiment
      watches run build_runner watch, pub run build_runner watch
      serves run build_runner serve
      builds run build_runner build
      tests test
      builds compile
      installs pub get|upgrade|add, pub global activate
      computes run
      quick
    build_runner
      watches watch
      serves serve
      builds build
    webdev
      serves serve
      builds build
      quick
    perl
      takes -I -M -e -E -n -p -i
      ordered
      repl $ !-e !-E !-v
      opaque
    plackup, starman, morbo
      detaches -D|--daemonize
      serves
    hypnotoad
      serves -f|--foreground
      detaches
    cpan, cpanm, carton
      asks -D|-l|--info
      installs
    prove
      tests
    R
      computes CMD
      repl $
      quick
    luarocks
      installs install
      builds make|build
      quick
    iex, ghci, utop, ocaml, sbcl, clisp, racket, guile, erl, lua, luajit, octave, julia, swipl, maxima, gp,
    sage
      takes -e -E -c -i -l -m --eval --code --project
      quick -e|-E|-c|--eval|--code|--version
      repl $, -S
      opaque
    scala, groovysh, jshell, kotlin, raku, tclsh, scheme, clojure-repl, evcxr, gore, yaegi, amm, bb, nbb,
    janet
      takes -e -c
      quick -e|-c|--eval
      repl $
      quick
    bc, dc, gdb, lldb, byebug, jdb, rust-gdb, rust-lldb, cgdb, radare2, r2, debugpy
      quick -batch|--batch|-c|-e|-l|-q
      repl
    latexmk
      watches -pvc
      quick -c|-C
      builds
    pdflatex, xelatex, lualatex, latex, tectonic, arara
      watches watch
      watches -X watch
      builds
    typst
      watches watch|w
      builds compile|c
      quick
    nix-shell
      line --run|--command
      interactive
    nix develop, nix shell
      takes -c --command
      line -c|--command
      interactive
    nix run
      computes
    nix
      asks search|show|eval|flake|--dry-run|profile|registry|store|hash|log|path-info|fmt|doctor
      repl repl
      builds build
      quick
    nix-build, nixos-rebuild, home-manager, darwin-rebuild
      asks --dry-run|dry-build|dry-activate|generations|news|packages|edit|rollback
      builds
    nix-env
      takes -f -A -iA -p
      installs -i|--install|-u|--upgrade|-iA
      quick
    devenv
      detaches up -d|--detach
      serves up
      interactive shell
      tests test
      builds build
      quick
    """
}
