// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// The JVM and .NET.
  static let jvm: StaticString = """
    gradle, gradlew, gradlew.bat
      takes -p --project-dir -b --build-file -c -I --init-script -g -x --exclude-task --tests
      detaches --stop|--status
      asks -m|--dry-run
      watches -t|--continuous
      asks @tasks|projects|dependencies|properties|components|*:dependencies|*:tasks|dependencyInsight
      serves @bootRun|*:bootRun|appRun|jettyRun|tomcatRun|quarkusDev|*:quarkusDev|runServer|bootTestRun
      serves @jsBrowserDevelopmentRun|*:jsBrowserDevelopmentRun|jsBrowserRun|*:jsBrowserRun
      serves @wasmJsBrowserDevelopmentRun|*:wasmJsBrowserDevelopmentRun|mnRun|*:wasmJsBrowserRun
      computes @run|*:run|runIde|runClient
      tests @*test|*Test|check|*:check
      interactive init
      quick wrapper
      builds
    mvn, mvnw, mvnd, mvnDebug, mvnw.cmd
      takes -f --file -pl --projects -P -s --settings -T --threads -D
      asks @dependency:tree|help:*|dependency:list|versions:display*|*:help|dependency:analyze
      serves @*spring-boot:run|*:spring-boot-maven-plugin:run|jetty:run|jetty:run-war|tomcat7:run|tomcat:run
      serves @quarkus:dev|*:quarkus-maven-plugin:dev|liberty:dev|liberty:run|cargo:run|wildfly:run|mn:run
      serves vertx:run
      serves @gwt:run|gwt:devmode|payara-micro:start|helidon:dev|appengine:run|hpi:run
      serves *:quarkus-maven-plugin:*:dev
      serves @wildfly:dev|jetty:start|tomee:run|mn:dev|grails:run-app|play2:run|*-spring-boot:run
      interactive @archetype:generate !-B !--batch-mode !-D=interactiveMode*
      computes @exec:java|javafx:run|*:java|exec:exec
      transfers @deploy
      tests @test|verify|integration-test|surefire:test
      installs @install
      asks $
      builds
    sbt
      watches ~*
      repl $, shell|console|consoleQuick
      serves run|*/run|runMain*|jetty:start
      tests test*|*/test*|it:test
      builds
    mill, bleep
      watches -w|--watch
      builds
    scala-cli
      watches -w|--watch
      tests test
      builds compile|package
      repl repl|$
      computes
    java
      takes -cp -classpath --class-path -p --module-path -m --module -jar
      ordered
      asks -version|-help|-XshowSettings
      serves -jar=target/*|-jar=build/libs/*|-jar=*server*|-jar=*selenium*|-jar=*wiremock*
      serves -jar=*app.jar|-jar=*api*|-jar=*service*|-jar=*jenkins.war
      asks $
      computes
    catalina.sh, standalone.sh, domain.sh
      serves run|$
      serves standalone*
      quick start|stop
      serves
    kafka-server-start.sh, zookeeper-server-start.sh, kafka-server-start, zookeeper-server-start
      detaches -daemon
      serves
    connect-standalone.sh, connect-distributed.sh, connect-standalone, schema-registry-start
      detaches -daemon
      serves
    kafka-console-consumer.sh, kafka-console-consumer
      follows
    kcat, kafkacat
      takes -b -t -p -o -G -F -X
      asks -L
      repl -P
      quick -e
      follows -C|-G
      quick
    kafka-console-producer.sh, kafka-console-producer
      repl
      quick
    jbang
      repl $
      quick init|edit|alias|cache|info|export|app
      computes
    lein
      repl repl|$
      watches auto|test-refresh|doo, cljsbuild auto
      serves ring server|server-headless, figwheel
      serves figwheel
      tests test
      builds uberjar|compile|jar
      installs deps|install
      computes run
      quick
    clj, clojure
      repl $
      watches -M:*dev*|-A:*dev*|-M:*watch*
      tests -M:*test*|-X:*test*|-T:*test*
      computes
    shadow-cljs
      watches watch
      serves server
      builds compile|release
      quick
    boot
      serves dev|watch
      quick
    grails
      serves run-app
      tests test-app
      builds war|package
      quick
    dotnet
      takes -p --project -c --configuration -f --framework -o --output -r --runtime
      asks test --list-tests|-t
      watches watch
      serves run
      tests test|vstest
      builds build|publish|msbuild|pack
      installs restore
      installs add package
      installs tool|workload install|update|restore
      provisions ef database update|drop
      builds ef migrations add
      repl fsi
      serves *.dll
      quick
    func
      serves start|host
      interactive init|new
      transfers azure functionapp publish
      quick
    msbuild, nuke
      builds
    nuget
      installs install|restore|update
      quick
    abp, tye
      serves run
      quick
    """
}
