// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let jvm = """
    gradle, gradlew, gradlew.bat
      takes -p --project-dir -b --build-file -c -I --init-script -g -x --exclude-task --tests
      detaches --stop|--status
      asks -m|--dry-run
      watches -t|--continuous
      asks @tasks|projects|dependencies|properties|help|components|*:dependencies|*:tasks|dependencyInsight
      serves @bootRun|*:bootRun|appRun|jettyRun|tomcatRun|quarkusDev|*:quarkusDev|runServer|asciidoctorServe|jsBrowserDevelopmentRun|jsBrowserRun|wasmJsBrowserDevelopmentRun
      serves @runIde|runClient|bootTestRun|installDist-run
      computes @run|*:run
      tests @*test|*Test|check|*:check|*:test
      interactive init
      quick wrapper $
      builds
    mvn, mvnw, mvnd, mvnDebug, mvnw.cmd
      takes -f --file -pl --projects -P -s --settings -T --threads -D
      asks dependency:tree|help:*|dependency:list|versions:display*|-v
      serves @*spring-boot:run|*:spring-boot-maven-plugin:run|jetty:run|jetty:run-war|tomcat7:run|tomcat:run|quarkus:dev|liberty:dev|cargo:run|wildfly:run|mn:run|vertx:run|gwt:run|gwt:devmode|payara-micro:start|helidon:dev|appengine:run|appengine:devserver|hpi:run|play2:run|io.quarkus*:dev|*:dev
      interactive archetype:generate !-DinteractiveMode=false !-B
      computes @exec:java|javafx:run|*:java
      transfers @deploy
      tests @test|verify|integration-test|surefire:test
      installs @install
      builds
    sbt
      watches ~*
      repl $, shell|console|consoleQuick
      tests test*|*/test*|it:test|"test*
      serves run|*/run|runMain*|jetty:start|"run
      builds
    mill, bleep
      watches -w|--watch
      builds
    scala-cli
      watches -w|--watch
      tests test
      builds compile|package
      repl repl|$
    java
      takes -cp -classpath --class-path -p --module-path -m --module -jar
      serves -jar=*server*|*boot*|*web*|*selenium*|*wiremock*|*api*|*app*|*service*
      computes
    spring
      serves run
    jetty, catalina.sh, standalone.sh, activator, jbang, kafka-server-start.sh, zookeeper-server-start.sh, kafka-server-start, zookeeper-server-start
      detaches -daemon|--daemon, start|stop
      serves
    kafka-console-consumer.sh, kafka-console-consumer, kcat, kafkacat
      follows
    kafka-console-producer.sh, kafka-console-producer
      repl
    lein
      repl repl|$
      watches auto|cljsbuild auto
      serves ring|run server|-m
      serves ring server|server-headless
      serves figwheel
      watches cljsbuild auto
      watches test-refresh|doo
      tests test
      builds uberjar|compile|jar
      installs deps|install
      computes run
    clj, clojure
      repl $
      watches -M:*dev*|-A:*dev*|-M:*watch*
      tests -M:*test*|-X:*test*|-T:*test*
      computes -M:*|-X:*|-T:*
    shadow-cljs
      watches watch
      serves server
      builds compile|release
    boot
      serves dev|watch
    grails
      serves run-app|run-war
      tests test-app
      repl $|shell
      builds
    kotlin
      repl $
    dotnet
      takes -p --project -c --configuration -f --framework -o --output -r --runtime
      asks --info|--list-sdks|--list-runtimes|list|nuget list
      watches watch
      serves run
      tests test|vstest
      asks test --list-tests|-t
      builds build|publish|msbuild|pack|clean
      installs restore|add|tool|workload
      provisions ef
      repl fsi
      serves *.dll
      quick
    func
      serves start|host
      interactive init|new
      transfers azure
    msbuild, nuget, csc, paket, cake, nuke
      builds
    abp, tye
      serves run
    """
}
