// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let ruby = """
    ruby
      takes -I -r -e -C
      ordered
      quick -e|-c
      serves -run
      repl $
      runs bin/*|*/bin/*
      serves server.rb|*/server.rb|app.rb|*/app.rb|*/app.rb
    rails
      takes -p -b -e -P --environment --port --binding
      detaches server|s -d|--daemon
      serves server|s
      repl console|c|dbconsole|db|runner $
      repl console|c|dbconsole
      interactive credentials:edit|secrets:edit|encrypted:edit|app:update
      works jobs:work|solid_queue:start|resque:work
      provisions db:*
      tests test|test:*|spec
      builds assets:precompile|tailwindcss:build
      watches tailwindcss:watch|css:watch
      installs new|app:template|bundle:install
      quick
    bundle, bundler
      repl console
      installs $, install|update|add|remove|package|cache|lock|pack
      interactive open
      quick
    bundle exec
      ordered
      runs
    spring
      ordered
      detaches server|stop|status
      runs
    rackup, puma, thin, unicorn, passenger, falcon, shotgun, rerun, webrick, rainbows
      detaches -D|-d|--daemon|--daemonize
      detaches stop|restart
      asks status|version
      serves
    sidekiq, resque, delayed_job, good_job, shoryuken, sneakers, que, clockwork
      detaches -d|--daemon
      detaches stop|status
      works
    irb, pry
      repl
    rspec, cucumber, minitest, m, spinach, teaspoon
      asks --dry-run
      tests
    rake
      takes -f --rakefile -C --directory
      asks -T|--tasks|-P|-D|-n|--dry-run
      serves server|serve|preview
      works jobs:work|resque:work*|sidekiq*|environment
      provisions db:*
      script *
      builds $
    gem
      takes -v --version -i
      installs install|update|fetch|uninstall
      builds build
      transfers push
      serves server
    rbenv
      installs install
      shell shell
    cap
      asks -T|--tasks
      provisions
    kamal
      follows app|accessory logs -f|--follow
      provisions
    standardrb, rubocop, brakeman, reek
      quick
    jekyll
      takes -s --source -d --destination --port -P -H --host --config
      detaches serve|server|s -B|--detach
      serves serve|server|s
      watches build|b -w|--watch
      builds build|b
      installs new
    middleman, nanoc, bridgetown, jets, hanami, lotus
      serves server|serve|view|live|start|dev
      serves $
      builds build|compile
      repl console
      tests test
    nanoc
      serves view|live
      builds compile|$
    pod
      installs install|update
      installs repo update
      transfers trunk push
    fastlane
      interactive init
      builds
    foreman-start
      serves
    """
}
