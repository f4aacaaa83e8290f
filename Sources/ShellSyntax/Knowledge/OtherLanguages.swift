// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let otherLanguages = """
    mix
      serves phx.server|phoenix.server|run --no-halt
      asks help|phx.routes
      serves livebook
      tests test|coveralls*
      watches test.watch|test.interactive
      tests dialyzer|credo
      builds compile|release|assets.build|assets.deploy|docs
      provisions ecto.*
      installs deps.get|deps.compile|deps.update|setup|local.hex|archive.install|escript.install
      interactive phx.new|new.umbrella
      transfers hex.publish
      quick
    iex
      repl
    elixir
      serves --no-halt
      repl $
      quick
    livebook
      serves server
    rebar3
      repl shell
      tests ct|eunit|proper|dialyzer
      builds compile|release|$
    flutter
      takes -d --device-id -t --target --flavor
      asks doctor|devices|emulators|--version
      interactive run|attach
      follows logs
      tests test|drive
      builds build|analyze
      installs pub|upgrade|precache|create|packages
      watches gen-l10n --watch
    dart
      watches run build_runner watch
      serves run build_runner serve
      watches run webdev serve
      tests test
      builds compile
      installs pub
      computes run
      quick
    build_runner
      watches watch
      serves serve
      builds build
    webdev
      serves serve
      builds build
    perl
      takes -I -M -e -n -p -i
      ordered
      repl $
      quick
    plackup, starman, hypnotoad, morbo, twiggy, dancer2
      detaches -D|--daemonize
      serves
    cpan, cpanm, carton
      installs
    prove
      tests
    Rscript
      computes
    R
      computes CMD
      repl $
    luarocks
      installs
    julia
      repl $
      computes
    stack
      takes --stack-yaml
      watches --file-watch
      repl ghci|repl
      tests test
      builds build
      installs install|setup|update
      computes exec|run|runghc
      quick
    cabal
      repl repl|v2-repl
      tests test|new-test
      builds build|new-build|haddock
      installs install|update
      computes run|exec
      quick
    dune
      watches -w|--watch
      repl utop
      tests test|runtest
      builds build
      computes exec
    opam
      installs install|update|upgrade|switch|init
    latexmk
      watches -pvc
      builds
    pdflatex, xelatex, lualatex, tectonic, latex, bibtex, context, arara
      watches -w|--watch, watch
      builds
    typst
      watches watch|w
      builds compile|c
    pandoc, asciidoctor, weasyprint, wkhtmltopdf
      converts
    nix, nix-build, nixos-rebuild, nix-env, home-manager, darwin-rebuild, nix-channel, nix-shell, devenv, guix
      takes -p -A -f --argstr --arg -I --attr --file
      asks --dry-run, search|show|flake show|eval
      interactive develop|shell|repl $
      repl repl
      detaches up -d|--detach
      serves up
      builds
    nix-shell
      line --run|--command
      interactive
    nix develop, nix shell
      takes -c --command
      runs -c|--command
      interactive
    nix run
      computes
    """
}
