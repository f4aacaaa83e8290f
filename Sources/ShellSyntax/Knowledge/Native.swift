// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let native = """
    make, gmake, bmake, mingw32-make, remake
      takes -C --directory -f --file --makefile -j --jobs -l -I -o -W -O
      asks -n|--dry-run|--just-print|-p|--print-data-base|-q|--question
      fullscreen menuconfig|nconfig
      interactive config
      script *
      tests @test|tests|check
      installs @install
      builds
    cmake
      takes -S -B -G -D -P -C -E -j --target --config -T -A --preset --install --build --prefix --open
      builds --build
      installs --install
      quick -P|-E|-L|-LA|-LAH|-N|--list-presets
      computes
    ccmake, cmake-gui
      fullscreen
    ctest
      takes -R -E -C -j -L -LE -T --test-dir --output-log
      asks -N|--show-only
      tests
    cpack
      builds
    ninja, samu
      takes -C -f -j -k -l -t
      asks -n|-t
      tests test
      installs install
      builds
    meson
      takes -C
      builds compile|$
      tests test
      installs install
      quick introspect|configure
      computes
    scons, waf, tup, b2, bjam, premake5, xmake, redo, ant, gn, build2, b
      serves serve|run
      watches monitor
      builds
    bazel, bazelisk, buck, buck2, pants, please, plz, blaze
      asks query|cquery|aquery|info|version|clean|shutdown|targets
      tests test|coverage
      computes run
      builds
    ibazel
      watches
    configure, autogen.sh, bootstrap, bootstrap.sh, buildconf, Configure, autoreconf
      computes
    gcc, g++, cc, c++, clang, clang++, ld, ar, nvcc, gfortran, icc, emcc, em++, ghc, javac, kotlinc, scalac, rustc, swiftc, gnatmake, dmd, ldc2, zig-cc, nasm, ocamlopt, ocamlfind, valac, tinygo
      takes -o -I -L -l -D -x -std -isystem -include -W
      builds
    conan, vcpkg
      asks search|list|inspect|profile
      installs install|upgrade
      builds create|build
      quick
    cargo
      takes --manifest-path -p --package --bin --example --features -F --target --target-dir -j --jobs -C --color --profile --config
      asks --list
      tests test|t|nextest|bench|tarpaulin|llvm-cov|miri|mutants|fuzz|hack
      builds build|b|check|c|clippy|doc|d|rustc|rustdoc|fix|package|zigbuild|xbuild|ndk|component|deb|bundle|apk|dist
      installs install|update|fetch|vendor|add|upgrade|binstall|uninstall|generate-lockfile
      transfers publish
      computes run|r
      watches watch
      serves leptos watch|serve
      serves shuttle run
      serves lambda watch|start
      builds leptos|tauri|lambda build
      serves tauri dev
      interactive generate|login
      builds xtask|make
      quick
    bacon
      fullscreen
    rustup
      installs install|update|self|default
      installs toolchain|target|component install|add
      serves doc
    trunk, dx, perseus, wasm-pack, cargo-leptos, cross, cargo-watch, mdbook
      serves serve|dev
      watches watch
      tests test
      builds build|bundle
      transfers publish
    cargo-watch
      watches
    mdbook
      serves serve
      watches watch
      builds build
      tests test
    sqlx, diesel
      provisions
    go
      takes -C -o -p -tags -ldflags -run -mod -modfile -bench -count -timeout -coverprofile
      asks test -list
      tests test
      builds build|vet|generate|install|fix
      installs get|mod|work
      serves run cmd/*server*|./cmd/*server*|server.go|./server|./cmd/server|*server*
      serves tool trace|pprof
      computes run
      tests tool
      repl tool $
      quick
    gotestsum
      watches --watch
      tests
    ginkgo
      watches watch
      tests
    dlv
      serves --headless
      repl
    air, realize, fresh, gin, CompileDaemon, arelo, wgo, gaper, gow, bra
      asks init|-v
      watches
    buffalo
      serves dev
      builds build
      tests test
    bee, revel, goctl
      serves run
    godoc, pkgsite
      serves
    goreleaser, ko, mage, task, just
      builds build|release
      script *
    mage
      asks -l
      script *
      builds $
    task, go-task
      takes -d --dir -t --taskfile
      asks -l|--list|-a|--list-all|--summary|-n|--dry
      watches -w|--watch
      script *
      builds $
    just
      takes -f --justfile -d --working-directory --set
      asks -l|--list|-s|--show|--summary|--dump|--evaluate|-n|--dry-run
      interactive --choose|-e|--edit
      script *
      builds $
    golangci-lint, staticcheck, gosec, govulncheck, revive
      computes run
      quick
    swift
      takes --package-path -c --configuration --product --target --scratch-path -j --filter
      builds build
      tests test
      asks test list
      asks package describe|dump-package|show-dependencies|tools-version|clean|reset
      installs package resolve|update
      serves package preview-documentation
      builds package
      computes run
      repl $|repl
      repl repl
      quick
    xcodebuild
      asks -list|-showsdks|-showBuildSettings|-version
      tests test
      builds
    xcrun
      follows simctl log stream|*
      ordered
      quick simctl
      runs
    vapor
      serves run|serve
      builds build
    tuist
      builds build|generate
      tests test
    zig
      builds build|build-exe|build-lib|build-obj|cc
      watches build --watch
      tests test
      computes run
    nim, nimble
      builds c|cpp|js|compile|build
      tests test
      installs install
      computes r|run
    crystal, shards, v, odin, dub, gleam, elm, purs, spago, stack, cabal, alire, alr, fpm, dune, opam, esy, rebar3, erl, raco, sbcl
      repl repl|ghci|utop|shell|$
      watches --watch|-w|--file-watch
      serves reactor|play
      tests test|t|bench|spec|ct|eunit
      installs install|update|upgrade|get|switch|deps
      builds build|make|b|compile|exec|release
      computes run
      quick
    elm
      serves reactor
      repl repl
      builds make
      interactive init|install
      tests test
    elm-live, elm-app, elm-go, elm-spa
      serves start|*
    ghci, utop, ocaml, sbcl, clisp, racket, guile, scheme, gosh, chicken, csi, erl, iex, lua, luajit, R, octave, julia, swipl, gst, maxima, gp, gap, sage, coqtop, ghci-ng, clj, clojure, lein, bb, j, k, dyalog, factor, gforth, pari, scilab, scala, scala-cli, jshell, groovysh, kotlin, perl, perl6, raku, tclsh, wish, sqlite, ammonite, amm, tcc, evcxr, gore, yaegi, gomacro, elixir, escript, dart, tsun
      takes -e -c -i -l -m
      quick -e|--eval|-v
      repl $
      quick
    ghcid
      watches
    hlint
      quick
    verilator, iverilog, ghdl, yosys, nextpnr
      builds
    arduino-cli, platformio, pio, esptool.py, idf.py, west, openocd, avrdude
      takes -p --port -b --fqbn
      fullscreen monitor|menuconfig
      fullscreen device monitor
      serves gdbserver|openocd
      builds compile|build|run|ci
      transfers upload|flash|write_flash|program
      installs install|update
    """
}
