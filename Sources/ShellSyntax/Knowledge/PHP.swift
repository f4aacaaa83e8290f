// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// PHP: the built-in server, Laravel, Symfony, Composer.
  static let php: StaticString = """
    php
      takes -c -d -f -r -B -R -F -E -z -t -S
      ordered
      serves -S
      repl -a
      quick -r|-i|-m|-l|-v|--ini|--ri
      program artisan|*/artisan|bin/console|*/console|vendor/bin/*|spark|yii|think|hyperf|bin/hyperf.php
      program composer.phar|*/composer|composer
      serves server.php|*/server.php
      repl $
      opaque
    artisan
      serves serve|octane:start|reverb:start|websockets:serve|octane:frankenphp
      works queue:work|queue:listen|horizon|schedule:work|pulse:work|pulse:check|short-schedule:run
      repl tinker|db
      follows pail
      provisions migrate|migrate:*|db:seed
      tests test|dusk
      quick
    hyperf, hyperf.php
      serves start|server:watch
      quick
    spark, yii, think
      serves serve|run
      works queue:work|queue:listen|queue/listen
      provisions migrate
      quick
    console
      serves server:run
      detaches server:start
      works messenger:consume
      provisions doctrine:migrations:migrate|doctrine:schema:*|doctrine:fixtures:load
      quick
    symfony
      takes --dir
      detaches serve|server:start|local:server:start -d|--daemon
      serves serve|server:start|local:server:start
      follows server:log|local:server:log
      installs new
      program php|composer|console
      runs run
      quick
    wp
      serves server
      repl shell, db cli
      quick
    drush
      serves rs|runserver
      repl php|sql:cli|sqlc
      follows ws|watchdog:tail --tail
      quick
    composer, composer.phar
      takes -d --working-dir
      asks --dry-run
      asks show|info|outdated|validate|diagnose|search|why|why-not|depends|prohibits|licenses|status|list
      asks config
      asks audit|about|browse|home|fund|suggests|clear-cache|clearcache|remove|r|check-platform-reqs|$
      installs install|i|update|u|upgrade|require|create-project|self-update|selfupdate|reinstall
      installs global require|update|install
      builds dump-autoload|dumpautoload|archive
      interactive init
      runs exec
      script run-script|run *
      script *
    laravel
      installs new
      quick
    pecl, pear
      installs install|upgrade
      quick
    sail
      detaches up -d|--detach
      serves up
      tunnels share
      repl tinker|mysql|psql|redis
      interactive shell|bash|root-shell
      program npm|npx|yarn|pnpm|bun|artisan|php|composer|node
      tests test|phpunit|pest|dusk
      builds build
      quick
    valet, herd
      tunnels share
      follows log -f|--follow
      quick
    ddev, lando
      provisions start|restart|rebuild
      tunnels share
      interactive ssh|login|mysql
      follows logs -f|--follow
      quick
    phpunit, pest, codecept, behat, phpspec, paratest
      watches --watch
      asks --list-tests|--list-groups|--list-suites|--init
      tests
    frankenphp
      serves run|php-server
      quick
    rr
      serves serve
      quick
    php-fpm
      serves -F|--nodaemonize
      quick
    """
}
