// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Compilers and build systems: C, C++, Rust, Go, Swift, Zig and their kin.
  static let native: StaticString = """
    make, gmake, bmake, mingw32-make, remake
      takes -C --directory -f --file --makefile -l -I -o -W
      asks -n|--dry-run|--just-print|-p|--print-data-base|-q|--question
      fullscreen menuconfig|nconfig
      interactive config
      skips *=*
      targets
      builds
    cmake
      takes -S -B -G -D -P -C -E -T -A --preset --target --config --prefix -j --parallel
      builds --build
      installs --install
      builds --workflow
      quick -P|-E|-L|-LA|-LAH|-N|--list-presets|--open
      builds
    ccmake
      fullscreen
    ctest
      takes -R -E -C -j -L -LE -T --test-dir
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
      tests test
      installs install
      quick introspect|configure|init|wrap
      builds
    scons, tup, bjam, redo, gn, waf, xmake, premake5
      quick create|config|clean|--help|-h
      builds
    ant
      asks -projecthelp|-p|-version|-diagnostics
      builds
    bazel, bazelisk, buck, buck2, pants, please, plz
      asks query|cquery|aquery|info|clean|shutdown|targets|config|mod
      tests test|coverage
      computes run
      builds
    configure, autogen.sh, Configure, autoreconf
      computes
    gcc, g++, cc, c++, clang, clang++, nvcc, gfortran, emcc, em++, ghc, javac, kotlinc, scalac, rustc,
    swiftc
      asks -v|--print-search-dirs|-dumpversion|-dumpmachine|--print
      builds
    gnatmake, gprbuild, dmd, ldc2, ocamlopt, ocamlfind, tinygo, fpc, mcs
      asks -v
      builds
    conan
      installs install|download
      builds create|build
      quick
    vcpkg
      installs install|upgrade|update
      quick
    cargo
      takes --manifest-path -p --package --bin --example --features -F --target --target-dir -j --jobs -C
      takes --color
      takes --profile --config
      skips +*
      asks --list|--dry-run
      tests test|t|nextest|bench|tarpaulin|llvm-cov|miri|mutants|hack
      builds build|b|check|c|clippy|doc|d|rustc|rustdoc|fix|package|zigbuild|ndk|deb|bundle|apk|dist
      installs install|fetch|vendor|update|binstall|upgrade
      transfers publish
      serves run|r @serve|server
      computes run|r|xtask|make|udeps|audit|deny
      watches watch
      serves leptos watch|serve, shuttle run, lambda watch|start, tauri dev, loco start
      builds leptos|tauri|lambda|shuttle|component build|deploy
      quick
    bacon
      fullscreen
    rustup
      installs install|update, toolchain|target|component install|add
      quick
    trunk, dx, perseus, cargo-leptos
      serves serve|dev
      watches watch
      builds build|bundle
      quick
    wasm-pack
      tests test
      builds build
      transfers publish
      quick
    cross
      tests test|bench
      builds build|check
      computes run
      quick
    mdbook
      serves serve
      watches watch
      builds build
      tests test
      quick
    sqlx, diesel, sea-orm-cli, refinery
      provisions migrate|migration|database|setup run|up|redo|revert|create|setup|reset
      provisions setup
      quick
    go
      takes -C -o -p -tags -ldflags -run -mod -modfile -count -timeout -coverprofile -bench
      asks test -list
      tests test
      builds build|vet|generate|install
      installs get|install, mod download|tidy|vendor
      serves tool trace|pprof -http=*
      serves run *server*, run @serve|server|runserver
      computes run
      quick
    gotestsum
      watches --watch
      tests
    ginkgo
      watches watch
      quick bootstrap|generate
      tests
    dlv
      serves --headless
      repl
    buffalo
      serves dev
      builds build
      tests test
      quick
    bee, revel, goctl
      serves run
      quick
    godoc, pkgsite
      serves $, -http=*|-http
      quick
    goreleaser
      builds build|release
      quick
    mage
      asks -l
      targets
      builds $
    task, go-task
      takes -d --dir -t --taskfile
      asks -l|--list|-a|--list-all|--summary|-n|--dry|-i|--init
      watches -w|--watch
      skips *=*
      targets
      builds $
    just
      takes -f --justfile -d --working-directory --set
      asks -l|--list|-s|--show|--summary|--dump|--evaluate|-n|--dry-run|--init|--fmt
      interactive --choose|-e|--edit
      script *
      builds $
    golangci-lint
      computes run
      quick
    swift
      takes --package-path -c --configuration --product --target --scratch-path -j --filter
      asks test list
      tests test
      builds build
      serves package preview-documentation
      installs package resolve|update
      quick package
      computes run
      repl $, repl
      quick
    xcodebuild
      asks -list|-showsdks|-showBuildSettings|-version|-showdestinations
      tests test|test-without-building
      builds
    xcrun
      ordered
      quick simctl
      runs
    vapor
      serves run|serve
      builds build
      quick
    tuist
      builds build|generate
      tests test
      quick
    zig
      watches build --watch
      tests test
      tests build test
      builds build|build-exe|build-lib|build-obj|cc|c++
      computes run
      quick
    nim
      builds c|cpp|js|compile|cc
      computes r
      quick
    nimble
      builds build
      tests test
      installs install|develop|refresh
      computes run
      quick
    crystal
      serves play
      tests spec
      builds build
      computes run
      repl i|$
      quick
    shards
      installs install|update
      builds build
      quick
    v
      takes -o
      repl repl|$
      watches watch
      tests test
      builds .|*.v
      computes run
      quick
    gleam
      tests test
      builds build
      computes run
      quick
    elm
      serves reactor
      repl repl
      builds make
      interactive init|install
      quick
    elm-live, elm-app, elm-go
      builds build
      serves
    spago
      watches -w|--watch
      repl repl
      tests test
      builds build|bundle-app
      installs install
      computes run
      quick
    stack
      takes --stack-yaml
      watches --file-watch
      repl ghci|repl
      tests test
      builds build|haddock
      installs install|setup|update
      computes run
      quick
    cabal
      repl repl
      tests test
      builds build|haddock
      installs install|update
      computes run
      quick
    dune
      watches -w|--watch
      repl utop
      tests test|runtest
      builds build
      computes exec
      quick
    opam
      installs install|update|upgrade|init, switch create
      quick
    dub
      tests test
      builds build|$
      installs fetch|upgrade
      computes run
      quick
    alr
      builds build
      computes run
      installs get
      quick
    arduino-cli
      takes -p --port -b --fqbn
      fullscreen monitor
      builds compile
      transfers upload
      installs core|lib install|update|upgrade
      quick
    platformio, pio
      takes -e --environment -t --target -d
      fullscreen device monitor
      tests test
      builds run|ci
      installs pkg install|update
      quick
    idf.py, west
      takes -p --port -b
      fullscreen monitor|menuconfig
      builds build|all|$
      transfers flash
      quick
    esptool.py, esptool, avrdude
      transfers
    openocd
      serves
    verilator, iverilog, yosys, nextpnr-ice40
      builds
    """
}
