// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Package managers, runtimes, and what runs a project's scripts.
  static let javaScript: StaticString = """
    npm
      takes --prefix -C --workspace -w --registry --cache --userconfig --loglevel --script-shell --otp --tag
      asks --dry-run
      script start|restart, test|t|tst
      serves start|restart
      tests test|t|tst|install-test|it|cit|install-ci-test
      quick init|innit -y|--yes $
      interactive init|create|innit !-y !--yes, login|adduser|edit
      installs init|create
      installs install|i|in|isntall|add|ci|clean-install|update|up|upgrade|rebuild|rb|dedupe
      installs audit fix
      transfers publish
      quick
    npm run, npm run-script, npm rum
      takes --prefix -C --workspace -w
      asks $
      script *
    npm exec, npm x
      takes -p --package -w --workspace
      ordered
      line -c|--call
      runs
    npx, pnpx, bunx, bun x
      takes -p --package -c --call
      ordered
      line -c|--call
      runs
    pnpm
      takes --prefix -C --dir --filter -F --filter-prod --registry --loglevel --reporter
      takes --workspace-concurrency
      script start, test|t
      serves start
      tests test|t
      asks run $
      script run|run-script *
      script recursive|multi|m run *
      interactive init|login|config|create
      installs install|i|add|update|up|upgrade|rebuild|dedupe|fetch|import|self-update|deploy
      installs env use
      transfers publish
      asks list|ls|ll|la|why|outdated|audit|licenses|root|bin|store|help|view|info|search|whoami|remove|rm
      asks pack|env
      asks uninstall|un|prune|link|unlink|patch|patch-commit|approve-builds|cache|setup|server
      script *
    pnpm exec, pnpm dlx
      takes -C --dir --filter -F --package
      ordered
      runs
    yarn
      takes --cwd --registry --cache-folder
      installs $
      asks help|versions|why|info|list|licenses|config|cache|owner|team|bin|version|outdated|audit|check
      asks stage
      asks remove|unlink|link|autoclean|pack|login|logout|plugin|init|policies|prune|run $
      interactive create|init|login|upgrade-interactive
      installs install|add|upgrade|up|dedupe|import|set|rebuild|unplug
      installs global add|upgrade
      quick global
      transfers publish, npm publish
      script run *
      script *
    yarn dlx, yarn exec, yarn node
      takes -p --package
      ordered
      runs
    yarn workspace
      script * run *
      script * *
    yarn workspaces
      takes -j --jobs --from --include --exclude
      script run *
      script foreach run *
      installs focus
      quick
    bun
      takes --cwd -r --preload --port --config -c --filter
      repl $, repl
      watches --watch|--hot
      interactive init|create|c !-y !--yes
      quick init
      installs create|c
      installs install|i|ci|add|a|update|link
      tests test
      builds build
      transfers publish
      asks pm|outdated|info|why|audit|remove|rm|unlink|patch|upgrade
      script run *
      serves index.*|server.*|app.*|src/index.*|src/server.*
      script *
    deno
      takes --port --host --config -c --import-map
      repl $, repl
      watches run|test|serve|fmt|lint|bundle --watch|--watch=*|--watch-hmr
      serves serve
      script task *
      tests test|bench
      builds compile|bundle
      installs install|i|add|cache|upgrade
      serves run *server*|*main.ts|*dev.ts|*app.ts
      quick
    node, nodejs
      takes -r --require --loader --import -e --eval -p --print -C --conditions --env-file
      ordered
      quick -e|--eval|-p|--print|-c|--check
      repl inspect
      watches --watch|--watch-path
      tests --test
      repl -i|--interactive, $
      serves *server|*server.*js|*app|app.*js|*/app.*js|index.*js|main.js|*/main.js|*bin/www|.
      serves dist/*|build/index.js|build/server*|.output/*
      opaque
    ts-node, tsx, babel-node, esno, jiti, swc-node
      takes -r --require -P --project -e --eval
      ordered
      watches watch, --watch
      quick -e|--eval
      repl $
      serves *server.*ts|*app.ts|*index.ts|*main.ts
      opaque
    pm2
      fullscreen monit|dash|dashboard
      follows logs|log !--nostream
      serves start|restart --no-daemon|--attach
      detaches
    forever
      follows logs -f
      detaches start|restart|stop|stopall|list|columns|cleanlogs
      serves *
    lerna, nx, turbo, lage, moon, wireit, rush, rushx
      takes --scope --ignore --concurrency --filter -F --projects --target -t --targets --configuration -c
      asks --graph=*|--dry|--dry-run|--dry=*
      script run-many -t=*|--target=*|--targets=*
      builds run-many|affected
      script run *
      serves dev|serve|start, graph|dep-graph|storybook
      watches watch
      tests test|e2e|check|lint
      builds build|rebuild
      installs bootstrap|install|update
      transfers publish
      interactive init|login|migrate|generate|g|create|version|import|list
      quick ls|changed|clean|diff|info|report|reset|format|show
      script *
    """
}
