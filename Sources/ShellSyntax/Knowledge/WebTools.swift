// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Frameworks, bundlers, test runners and servers of the JavaScript world.
  static let webTools: StaticString = """
    next
      takes -p --port -H --hostname
      serves dev|start
      serves $
      builds build|export
      quick
    nuxt, nuxi
      serves dev|start|preview
      builds build|generate|analyze|prepare|build-module
      tests test|typecheck
      interactive init|create
      quick
    vite, rolldown-vite
      takes --port --host -c --config -m --mode --base -l --logLevel
      watches build -w|--watch
      builds build
      quick optimize
      serves
    ng
      takes --port --host -c --configuration --project
      serves serve|s|dev
      watches build|b|test|t --watch
      tests test|t|e2e|e
      builds build|b|deploy|extract-i18n
      interactive new|n
      installs add|update
      quick
    vue-cli-service, vue
      serves serve|ui|inspect-server
      watches build|build:* --watch
      builds build|build:*
      tests test*
      interactive create|init
      installs add|upgrade
      quick
    react-scripts, react-app-rewired, craco
      serves start
      watches test !--watchAll=false !--watch=false !--ci
      tests test
      builds build
      interactive eject
    expo
      serves start|$
      builds run:*|export*|build*|prebuild
      interactive init|login|register
      installs install
      quick
    eas
      interactive login|init|credentials
      builds build
      transfers submit|update
      quick
    react-native
      serves start
      builds run-android|run-ios|bundle|build-android|build-ios
      follows log-android|log-ios
      interactive init
    ionic
      serves serve|lab
      serves capacitor|cap|cordova run -l|--livereload
      builds build
      builds capacitor|cap|cordova build|run
      interactive start|login
      quick
    cordova, nativescript, ns, tns
      serves serve|debug|preview
      watches run --watch
      builds build|run|prepare|compile
      quick
    astro
      takes --port --host --root --config
      serves dev|preview
      watches check --watch
      builds build|check
      installs add|sync
      quick
    gatsby
      serves develop|dev|serve
      builds build
      interactive new
      quick
    remix, react-router, svelte-kit, redwood, rw, solid-start, vinxi, qwik, analog, blitz, payload, keystone
      serves dev|watch|start|serve|preview
      builds build
      tests test
      quick
    remix vite:dev, remix vite:build
      serves
    ember
      serves serve|server|s
      watches test|t -s|--server
      watches build|b -w|--watch
      tests test|t|exam
      builds build|b
      interactive new
      installs install
      quick
    nest, strapi, medusa, directus, wp-env, moleculer-runner, adonis
      takes -p --path
      serves start|dev|develop|--watch|--hot
      builds build
      interactive new|create|init|generate|g
      quick
    ace
      serves serve
      provisions migration:*|db:seed
      tests test
      builds build
      repl repl
      quick
    parcel
      serves serve|$
      watches watch
      builds build
      quick help|version
      serves
    webpack
      watches -w|--watch, watch|w
      serves serve|server|s
      quick init|info|configtest|version
      builds
    webpack-dev-server, webpack-serve
      serves
    rollup, esbuild, swc, tsup, microbundle, unbuild, tsdown, pkgroll, bunchee, babel, sass, node-sass,
    lessc
      watches -w|--watch|--watch=*
      serves --serve|--serve=*|--servedir=*
      builds
    rspack, rsbuild, rslib, farm, ncc, snowpack, wmr, preconstruct, father, umi, max, dumi, ice
      watches -w|--watch, watch
      serves dev|serve|preview|start|server
      builds build|compile|pack
      quick
    postcss, tailwindcss, @tailwindcss/cli, unocss, stylus, pug, coffee, less-watch-compiler, mjml, haml,
    purgecss
      watches -w|--watch|--watch=*
      quick
    tailwind
      watches -w|--watch
      quick
    tsc, vue-tsc, tspc, tsgo, tscw
      watches -w|--watch
      asks --showConfig|--init|--listFilesOnly
      builds
    svelte-check
      watches --watch
      tests
    gulp, grunt
      takes -f --gulpfile --gruntfile --cwd --base
      asks -T|--tasks|--tasks-simple|--version
      watches @*watch*
      serves @serve|server|dev|start|develop
      tests @*test*
      builds
    jest
      watches --watch|--watchAll
      asks --listTests|--showConfig|--clearCache|--init
      tests
    vitest
      takes --project -c --config -t
      tests run|related|bench
      tests --run|--watch=false|--no-watch|--coverage
      asks list|init
      watches
    mocha, ava, tap, tape, jasmine, uvu, c8, nyc, wtr, web-test-runner, qunit, lab, ts-mocha, japa, borp
      watches -w|--watch|--watch-files
      tests
    karma
      tests start --single-run|--single-run=true
      watches start
      tests run
    testem
      tests ci
      watches
    cypress
      takes -P --project
      fullscreen open
      tests run
      installs install|verify
      quick
    playwright
      takes -c --config --project
      serves show-report|show-trace
      fullscreen codegen|open
      serves test --ui
      asks test --list
      installs install|install-deps
      tests test
      quick
    wdio, testcafe, nightwatch, detox, codeceptjs, cucumber-js, newman, backstop, pa11y-ci, lhci
      interactive config|init
      tests
    storybook, start-storybook, sb
      serves dev
      builds build
      interactive init|add
      quick upgrade|doctor|migrate|automigrate
      serves
    build-storybook
      builds
    ladle, histoire, styleguidist, cosmos, react-cosmos, docz
      serves serve|dev|preview|server
      builds build|export
      quick
    json-server, http-server, live-server, serve, lite-server, browser-sync, light-server, servor, sirv, ws
      quick init|recipe|reload
      serves
    local-web-server, static-server, verdaccio, maildev, mailhog, MailHog, mailpit, smtp4dev, ganache,
    ganache-cli
      serves
    prism
      serves mock|proxy
      quick
    graphql, apollo, rover
      serves dev
      quick
    graphql-codegen, gql-gen
      watches -w|--watch
      interactive init
      builds
    json-graphql-server, mockoon-cli, wiremock, hoverfly
      quick status|stop
      serves
    localtunnel, lt
      tunnels
    prisma
      serves studio|dev
      watches generate --watch
      interactive migrate dev|reset !-f !--force
      provisions migrate|db
      builds generate
      interactive init
      quick
    drizzle-kit
      serves studio
      provisions push|migrate
      quick
    sequelize, sequelize-cli, knex, typeorm, mikro-orm
      provisions db:migrate*|migrate:*|migration:run|migration:up|db:seed*|seed:run|schema:sync
      quick
    hardhat
      serves node
      repl console
      builds compile
      tests test|coverage
      computes run
      quick
    truffle
      repl console|develop
      builds compile
      tests test
      provisions migrate|deploy
      quick
    wrangler
      serves dev, pages dev
      follows tail, pages deployment tail
      transfers deploy|publish, pages deploy
      interactive login|init
      quick
    vercel, vc
      serves dev
      follows logs -f|--follow
      interactive login|init|link|switch|logout
      builds build
      transfers $, deploy|pull|--prod|.
      quick
    netlify, ntl
      serves dev|serve|watch
      follows logs:*
      interactive login|init|link|switch
      builds build
      transfers deploy
      quick
    firebase
      takes -P --project --only
      serves serve|emulators:start
      follows functions:log --follow
      interactive login*|init
      line emulators:exec
      transfers deploy
      quick
    sst, amplify
      fullscreen dev|start
      serves mock|sandbox
      interactive init|configure|add
      transfers deploy|remove|push|publish|pull
      quick
    serverless, sls
      takes -s --stage -r --region -f --function
      serves offline|dev
      serves offline start
      follows logs -t|--tail
      interactive login|create
      transfers deploy|remove|package
      quick
    convex, partykit
      serves dev
      transfers deploy
      quick
    electron-builder, electron-packager
      builds
    electron, electron-forge, electron-vite, tauri, neu
      serves start|dev|preview|run|.
      builds build|make|package|publish
      quick
    eslint, biome, stylelint, xo, oxlint, prettier
      watches --watch
      quick
    create-react-app
      installs
    bower, jspm
      installs install|update
      quick
    lighthouse, unlighthouse
      computes
    degit, tiged
      transfers
    ncu, npm-check-updates
      interactive -i|--interactive
      quick
    """
}
