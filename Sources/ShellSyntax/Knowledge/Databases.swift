// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Databases: prompts, dumps, servers, migrations.
  static let databases: StaticString = """
    psql, pgcli
      takes -c --command -f --file -h --host -p --port -U --username -d --dbname -v -o -F -P --set
      quick -c|--command|-l|--list
      computes -f|--file
      repl
      quick
    mysql, mariadb, mycli
      takes -e --execute -h --host -P --port -u --user -D --database
      quick -e|--execute
      repl
      computes
    sqlite3, sqlite, duckdb, litecli
      takes -cmd -separator -init -c
      quick * *
      quick -c|-version
      repl
      quick
    redis-cli, iredis, valkey-cli
      takes -h -p -a -n -u --user
      follows monitor|MONITOR|subscribe|psubscribe|SUBSCRIBE|PSUBSCRIBE
      follows --stat|--latency|--latency-history|--latency-dist
      transfers --rdb
      repl $
      quick
    mongo, mongosh
      takes --host --port --eval -u -p --username --password --authenticationDatabase
      quick --eval
      repl
      quick
    cqlsh, clickhouse-client, usql, sqlcmd, sqlplus, beeline, hive, spark-shell, pyspark, spark-sql, ksql
      takes -e -q -Q -c -f -d
      quick -e|-q|--query|-Q|-c|--execute
      computes -f|--file
      repl
      quick
    presto, trino, cypher-shell, influx, snowsql, edgedb, gel
      takes -e -q -c -f -d
      quick -e|-q|--query|--execute|-c
      repl $
      quick
    clickhouse
      serves server
      repl client|local
      quick
    pg_dump, pg_dumpall, pg_restore, mysqldump, mariadb-dump, mongodump, mongorestore, mongoexport,
    mongoimport
      takes -f -d -h -p -U -u --host --port --db --uri --file
      asks -l|--list
      transfers
    pg_basebackup, xtrabackup, mydumper, myloader, pgloader, vacuumdb, reindexdb, mysqlcheck, gh-ost,
    mysqlimport
      transfers
    litestream
      works replicate
      transfers restore
      quick
    postgres, mysqld, mysqld_safe, mariadbd, mongod, mongos, redis-sentinel, valkey-server, memcached,
    influxd
      asks --print-defaults|--verbose|-C|--describe-config
      detaches -d|--daemonize|--fork|--shutdown|--daemonize=yes
      interactive --single
      serves
    redis-server
      takes --daemonize --port --loglevel --dir
      detaches --daemonize=yes
      serves
    clickhouse-server, rethinkdb, meilisearch, typesense-server, qdrant, weaviate, questdb, tarantool,
    ferretdb
      detaches -d|--daemon|--daemonize
      serves
    elasticsearch, opensearch, kibana, logstash
      asks -t|--configtest|--config.test_and_exit
      detaches -d|--daemonize
      serves
    prometheus, alertmanager, grafana-server, loki, promtail, tempo, vector, telegraf, filebeat,
    node_exporter
      quick validate|test|generate
      serves
    fluent-bit, fluentd, otelcol, jaeger-all-in-one, nats-server, nsqd, nsqlookupd, victoria-metrics
      detaches -d|--daemon|-D
      serves
    grafana
      serves server
      quick
    etcd, postgrest
      serves
    cockroach
      repl sql
      detaches start|start-single-node --background
      serves start|start-single-node|demo
      quick
    neo4j
      serves console
      quick
    cassandra
      serves -f
      detaches
    rabbitmq-server
      detaches -detached
      serves
    zkServer.sh
      serves start-foreground
      quick
    mosquitto
      detaches -d|--daemon
      serves
    temporal
      serves server start-dev
      quick
    localstack
      detaches start -d|--detached
      serves start
      follows logs -f|--follow
      quick
    minio
      serves server
      quick
    pocketbase
      serves serve
      quick
    pulsar
      serves standalone
      quick
    surreal
      serves start
      repl sql
      transfers export|import
      quick
    hasura
      serves console
      provisions migrate|metadata apply
      quick
    initdb, pg_upgrade
      computes
    liquibase, flyway, dbmate, goose, migrate, atlas, sqitch, tern, phinx, db-migrate, node-pg-migrate
      asks info|status|validate|version|list|new|create|diff|history|dump|fix|inspect
      provisions
    spark-submit, hadoop, nextflow, cwltool
      quick list|info|config|log|version|fs
      computes
    """
}
