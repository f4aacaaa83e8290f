// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let javaScript = """
    npm run, npm run-script, npm rum
      takes --prefix -C --workspace -w
      asks $
      script *
    npm
      takes --prefix -C --workspace -w --registry --cache --userconfig --loglevel --script-shell --otp --tag
      script start, stop, restart, test|t|tst
      serves start|restart
      tests test|t|tst
      installs install|i|add|ci|install-test|it|cit|update|up|upgrade|uninstall|rm|remove|un|rebuild|dedupe|prune|link
      installs install-ci-test|clean-install
      interactive init|create|innit !-y|--yes
      installs init|create
      interactive login|adduser|edit
      transfers publish|pack
      installs audit fix
    npm exec, npm x
      takes -p --package -w --workspace
      ordered
      line -c|--call
      runs
    npx, pnpx, bunx
      takes -p --package -c --call
      ordered
      line -c|--call
      runs
    pnpm
      takes --prefix -C --dir --filter -F --filter-prod --registry --loglevel --reporter --workspace-concurrency
      script start|dev, test|t
      serves start
      tests test|t
      script run|run-script *
      interactive init|login|config|env|create
      installs install|i|add|update|up|upgrade|remove|rm|uninstall|rebuild|dedupe|prune|fetch|import|link|self-update
      installs setup|deploy
      transfers publish|pack
      asks list|ls|ll|la|why|outdated|audit|licenses|root|bin|store|help|view|info|search|whoami|cat-file|patch
      script *
    pnpm exec, pnpm dlx, pnpm x
      takes -C --dir --filter -F --package
      ordered
      line -c|--shell-mode
      runs
    yarn
      takes --cwd --registry --cache-folder
      installs $
      asks help|versions|why|info|list|licenses|config|cache|owner|team|bin|node|version|outdated|audit|check|stage
      script start|dev|serve|watch, test
      tests test
      script run *
      interactive create|init|login|upgrade-interactive|plugin
      installs install|add|upgrade|up|remove|dedupe|import|link|unlink|autoclean|global|set|rebuild
      transfers publish|pack|npm
      script *
    yarn dlx, yarn exec, yarn node
      takes -p --package
      ordered
      runs
    yarn workspace
      takes --cwd
      script run *
      script * *
    yarn workspaces, yarn workspaces foreach
      takes -j --jobs --from --include --exclude
      script run *
      installs focus
    lerna, nx, turbo, rush, lage, moon, wireit, ultra
      takes --scope --ignore --concurrency --filter -F --projects --target -t --configuration -c --parallel
      script run *
      script run-many
      serves dev|serve|start
      watches watch|run --watch
      serves graph|dep-graph
      tests test|affected|run-many|check|e2e
      builds build|rebuild
      installs bootstrap|install|update|add
      transfers publish|release|version
      interactive init|login|migrate|generate|g
      tests exec
      script *
    bun
      takes --cwd -r --preload --port --config -c
      watches --watch|--hot
      serves dev|start
      installs install|i|add|a|remove|rm|update|upgrade|link|patch|outdated
      tests test
      builds build
      interactive init|create|repl
      transfers publish
      script run *
      asks pm
      runs x
      serves index.*|server.*|src/index.*|src/server.*
      script *
    deno
      takes --port --host --config -c --import-map
      watches run|test|serve|fmt|lint --watch|--watch-hmr
      serves serve
      script task *
      tests test|bench
      builds compile|bundle
      installs install|add|cache|upgrade|remove|uninstall
      repl $, repl
      serves run server*|*/server*|main.ts|*/main.ts|dev.ts
      interactive jupyter
    node, nodejs
      takes -r --require --loader --import -e --eval -p --print -C --conditions --env-file
      ordered
      quick -e|--eval|-p|--print|-c|--check
      fullscreen inspect
      watches --watch
      tests --test
      repl $, -i|--interactive
      serves server*|*/server*|app*|*/app.*|index.js|*/index.js|main.js|*/main.js|bin/www|./bin/www|.
      serves dist/*|build/*|out/*
      quick
    nodemon, node-dev, supervisor, ts-node-dev, tsnd, tsx-watch
      watches
    ts-node, tsx, esr, babel-node, esno, jiti, swc-node
      takes -r --require -P --project -e --eval
      quick -e|--eval
      ordered
      watches watch, --watch
      repl $
      serves server*|*/server*|*/app.*|*/index.ts|index.ts|app.ts|*/main.ts|main.ts
    pm2
      fullscreen monit|dashboard
      follows logs|log !--nostream
      serves start|restart --no-daemon|--attach
      detaches
    forever
      follows logs -f
      detaches
    next
      serves dev|start|$
      builds build|export
      interactive telemetry
    nuxt, nuxi, nuxt3
      serves dev|start|preview
      serves $
      builds build|generate|analyze|prepare
      tests test|typecheck
      interactive init
    vite
      takes -p --port --host -c --config -m --mode --base -l
      builds build !-w|--watch
      watches build
      asks optimize
      serves $, dev|serve|preview
      serves
    vite-node
      watches -w|--watch
    ng
      takes --port --host -c --configuration --project
      serves serve|s|dev
      watches build|b|test|t --watch
      watches test|t !--watch=false !--no-watch !--no-watch
      tests test|t|e2e|lint
      builds build|b|deploy|extract-i18n
      interactive new|n
      installs add|update
    vue-cli-service, vue
      serves serve|ui
      builds build
      tests test*
      interactive create|init
      installs add|upgrade
    react-scripts, react-app-rewired, craco
      serves start
      watches test !--watchAll=false !--watch=false !--ci
      tests test
      builds build
      interactive eject
    expo
      serves start|$
      serves run:*
      interactive init|login
      builds export*|build*|prebuild
      installs install
    eas
      interactive login|init|credentials
      builds build
    react-native, rn
      serves start
      builds run-android|run-ios|bundle|build-android|build-ios
      follows log-android|log-ios
      interactive init
    ionic
      serves serve
      serves capacitor|cap|cordova run -l|--livereload
      builds build
      interactive start|login
    cap, capacitor
      fullscreen init
      builds run|sync|build
    astro
      takes --port --host --root --config
      serves dev|preview
      builds build|check
      installs add|sync
    gatsby
      serves develop|serve
      builds build
      interactive new
      quick clean
    remix, react-router
      serves dev|watch
      serves $
      builds build
    svelte-kit
      serves dev|preview
      builds build
    svelte-check
      watches --watch
    ember
      serves serve|server|s
      watches test -s|--server
      tests test
      builds build|b
      interactive new
    parcel
      serves serve|$
      watches watch
      builds build
      serves
    webpack
      watches -w|--watch, watch|w
      serves serve|server|s
      builds
    webpack-dev-server, webpack-serve
      serves
    rollup
      watches -w|--watch
      builds
    esbuild, swc, tsup, microbundle, unbuild, tsdown, pkgroll, ncc, bunchee, father, rspack, rsbuild, rslib, farm
      watches --watch|--watch=*|-w
      serves --serve|--serve=*, dev|serve|preview|start
      builds
    tsc, vue-tsc, tspc, tsgo
      watches -w|--watch
      asks --showConfig|--init|--listFiles
      builds
    tsc-watch
      watches
    babel, sass, lessc, less-watch-compiler, stylus, postcss, tailwindcss, tailwind, unocss, node-sass, pug, coffee
      watches -w|--watch, --watch=always
      builds
    @tailwindcss/cli, @unocss/cli
      watches -w|--watch
      builds
    gulp, grunt
      watches @*watch*
      serves @serve|server|dev|start|develop|$
      serves $
      asks -T|--tasks
      builds
    jest
      watches --watch|--watchAll|-w
      asks --listTests|--showConfig|--clearCache|--init
      tests
    vitest
      tests run|list|related|bench
      tests --run|--watch=false|--no-watch
      watches --ui, watch|dev
      watches
    mocha, ava, tap, jasmine, uvu, c8, nyc, wtr, web-test-runner, testem, karma, qunit, lab
      watches -w|--watch|--watch-files
      watches start !--single-run
      tests
    cypress
      takes -P --project
      fullscreen open
      tests run
      installs install|verify
    playwright
      serves show-report|show-trace|codegen|open
      serves test --ui
      installs install|install-deps
      asks test --list
      tests test
    storybook, start-storybook
      serves dev|$
      serves -p
      builds build
      interactive init
      serves
    build-storybook
      builds
    ladle, histoire
      serves serve|dev|preview|$
      builds build
    json-server, http-server, live-server, serve, lite-server, browser-sync, localtunnel, lt, light-server, servor, sirv, ws
      quick init
      serves
    local-web-server, static-server, json-graphql-server, verdaccio, mockoon-cli, prism, smee, swagger-ui-watcher, maildev
      serves
    create-*
      interactive
    prisma
      serves studio
      watches generate --watch
      interactive migrate dev|reset !-f|--force
      provisions migrate|db
      installs generate
      interactive init
    drizzle-kit
      serves studio
      provisions push|migrate|generate
    sequelize, knex, typeorm, sequelize-cli
      provisions db:migrate*|migrate*|migration:run
    wrangler
      serves dev|pages
      serves pages dev
      follows tail
      transfers deploy|publish
      interactive login|init
    vercel, vc, now
      serves dev
      follows logs -f|--follow
      interactive login|init|link
      transfers deploy|$|build|pull
      transfers
    netlify, ntl
      serves dev|serve|watch
      serves dev:exec
      follows logs:*
      interactive login|init|link
      builds build
      transfers deploy
    firebase
      serves serve|emulators:start
      interactive login|init|login:ci
      runs emulators:exec
      transfers deploy
      follows functions:log --follow
    amplify
      interactive init|configure|add
      serves mock|sandbox
      transfers push|publish|pull
    sst
      fullscreen dev|start
      transfers deploy|remove
    serverless, sls
      takes -s --stage -r --region -f --function
      serves offline|dev
      follows logs -t|--tail
      transfers deploy|remove|package
      interactive login|$
    convex, partykit
      serves dev
      transfers deploy
    hardhat, truffle, ganache, ganache-cli
      serves node
      repl console|develop
      builds compile
      tests test
      serves
    electron, electron-forge, electron-vite, tauri
      serves start|dev|preview|.
      builds build|make|package|publish
      serves $
    cordova, nativescript, tns
      serves serve
      builds build|run|prepare
      serves run --watch
    eslint, prettier, biome, stylelint, xo, oxlint, standard
      watches --watch
      quick
    cypress-cloud, lighthouse, lhci, unlighthouse
      computes
    mkcert, husky, lint-staged
      quick
    degit, tiged
      transfers
    ncu, npm-check-updates
      interactive -i|--interactive
      asks
    """
}
