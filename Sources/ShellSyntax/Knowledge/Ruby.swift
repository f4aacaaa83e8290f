// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Ruby: Rails and its relatives.
  static let ruby: StaticString = """
    ruby
      takes -I -r -e -C
      ordered
      quick -e|-c|-v
      serves -run|-rwebrick
      repl $
      program bin/*|*/bin/*
      serves server.rb|*/server.rb|app.rb|*/app.rb
      tests *_test.rb|test/*
      opaque
    rails
      takes -p -b -e -P --environment --port --binding
      detaches server|s -d|--daemon
      serves server|s
      repl console|c|dbconsole|db
      interactive credentials:edit|secrets:edit|encrypted:edit|app:update
      works jobs:work|solid_queue:start|resque:work
      provisions db:migrate*|db:setup|db:reset|db:seed*|db:prepare|db:create|db:drop|db:rollback
      provisions db:schema:load
      tests test|test:*|spec
      builds assets:precompile|tailwindcss:build
      watches tailwindcss:watch|css:watch|dartsass:watch
      installs new
      quick
    bundle, bundler
      asks list|info|show|outdated|check|config|platform|env|doctor|viz
      installs $, install|i|update|add|package|cache|lock
      repl console
      interactive open
      quick
    bundle exec, bundler exec
      ordered
      runs
    spring
      ordered
      quick server|stop|status|binstub
      serves run
      runs
    rackup, puma, thin, unicorn, unicorn_rails, passenger, falcon, shotgun, webrick
      detaches -D|-d|--daemon|--daemonize
      detaches stop|restart|status
      serves
    sidekiq, resque-pool, delayed_job, good_job, shoryuken, sneakers, clockwork, resque-scheduler
      detaches -d|--daemon|--daemonize
      detaches stop|status|restart
      detaches start !--foreground
      works
    irb, pry
      repl
    rspec, cucumber, minitest, turbo_tests, parallel_rspec, parallel_test
      asks --dry-run
      tests
    rake
      takes -f --rakefile -C --directory
      asks -T|--tasks|-P|-D|-n|--dry-run
      works jobs:work|resque:work*|resque:scheduler
      provisions db:migrate*|db:setup|db:reset|db:seed*|db:create|db:drop|db:rollback
      builds $
      skips *=*
      targets
    gem
      installs install|update|fetch
      builds build
      transfers push
      serves server
      quick
    cap, mina
      asks -T|--tasks
      provisions
    kamal
      follows logs -f|--follow
      follows app|accessory|proxy logs -f|--follow
      interactive console|shell|dbc
      provisions setup|deploy|redeploy|rollback|remove
      builds build
      quick
    jekyll
      takes -s --source -d --destination --port -P -H --host --config
      detaches serve|server|s -B|--detach
      serves serve|server|s
      watches build|b -w|--watch
      builds build|b
      installs new
      quick
    middleman
      serves server|serve|$
      builds build
      quick
    bridgetown, nanoc
      serves start|serve|view|live|dev
      builds build|compile|deploy
      repl console
      quick
    hanami
      serves server|dev
      repl console
      provisions db
      quick
    pod
      installs install|update, repo update
      transfers trunk push
      quick
    fastlane
      interactive init
      quick lanes|list|action|actions|env
      builds
    """
}
