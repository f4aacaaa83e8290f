// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let php = """
    php
      takes -c -d -f -r -B -R -F -E -z -t -S
      ordered
      serves -S
      repl -a
      quick -r|-i|-m|-l|-v|--ini|--ri
      runs artisan|*/artisan|bin/console|*/console|vendor/bin/*|spark|yii|*/bin/*|think
      installs composer.phar
      repl $
    artisan
      serves serve|octane:start|reverb:start|websockets:serve|octane:frankenphp
      serves schedule:work
      works queue:work|queue:listen|horizon|schedule:work|pulse:work|short-schedule:run
      repl tinker|db
      follows pail
      provisions migrate|migrate:*|db:seed|db:wipe
      tests test|dusk
      interactive key:generate --show
      installs install:*
      quick
    spark
      serves serve
      provisions migrate
    console, bin/console
      serves server:run
      detaches server:start
      works messenger:consume
      provisions doctrine:*
      interactive make:*
      quick
    yii
      serves serve
      works queue/listen
      interactive migrate
      quick
    think
      serves run
      works queue:*
    symfony
      detaches serve|server:start|local:server:start -d|--daemon|--no-daemon-off
      serves serve|server:start|local:server:start|proxy:start
      follows server:log|local:server:log
      installs new|composer
      runs php
      runs console
    drush
      serves rs|runserver
      repl php|sql:cli|sqlc
      follows ws|watchdog:tail
      provisions
    wp
      serves server
      repl shell|db cli
    composer
      takes -d --working-dir
      asks show|info|outdated|validate|diagnose|search|why|depends|licenses|status|check-platform-reqs|list|config|audit
      installs $
      installs install|i|update|u|upgrade|require|r|remove|create-project|global|dump-autoload|dumpautoload|self-update|reinstall
      interactive init
      runs exec
      script run-script|run *
      script *
    laravel
      installs new
    sail
      detaches up -d|--detach
      serves up|share
      repl tinker|mysql|psql|redis|shell|bash|root-shell|debug
      interactive shell|bash
      runs npm|yarn|pnpm|artisan|php|composer|node
      tests test|phpunit|pest|dusk
      builds build
    valet
      tunnels share
      follows log -f|--follow
    phpunit, pest, codecept, behat, phpspec, paratest
      watches --watch
      asks --list-tests|--list-groups|--list-suites
      tests
    phpstan, psalm, php-cs-fixer, phpcs, phpcbf, pint, phan, rector
      quick
    rr, frankenphp, ppm
      serves serve|run|php-server|start
    """
}
