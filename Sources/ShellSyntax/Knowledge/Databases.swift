// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let databases = """
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
    sqlite3, sqlite, duckdb, litecli, rsqlite, spatialite
      takes -cmd -separator -init -c
      quick * *
      quick -c
      repl
      quick
    redis-cli, iredis, valkey-cli, keydb-cli
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
    cqlsh, clickhouse-client, usql, sqlcmd, isql, osql, sqlplus, impala-shell, beeline, hive, spark-shell, pyspark, spark-sql, ksql, presto, trino, neo4j-client, cypher-shell, influx, dynamodb-shell, arangosh, etcdctl-repl, surreal-sql, ksqldb, sbt-shell, crate, crash, snowsql, bq-shell, sqlline, edgedb, gel
      takes -e -q -Q -c -f -d
      quick -e|-q|--query|-Q|-c|--execute
      computes -f|--file
      repl
      quick
    bq
      repl shell
      transfers load|extract
      quick
    influx
      repl v1 shell
      repl $
      quick
    clickhouse
      serves server
      repl client|local
      quick
    pg_dump, pg_dumpall, pg_restore, mysqldump, mongodump, mongorestore, mongoexport, mongoimport, mysqlimport, pg_basebackup, xtrabackup, mariabackup, mydumper, myloader, pgloader, barman, pgbackrest, vacuumdb, reindexdb, pg_upgrade, initdb, mysql_install_db, pt-online-schema-change, gh-ost, mysqlcheck, influxd-backup, sqlite3_rsync, litestream
      asks -l|--list|list|info|check
      transfers
    litestream
      works replicate
      transfers
    postgres, postmaster, mysqld, mysqld_safe, mariadbd, mongod, mongos, redis-server, redis-sentinel, valkey-server, memcached, influxd, clickhouse-server, cockroach, etcd, rabbitmq-server, elasticsearch, opensearch, kibana, logstash, minio, cassandra, couchdb, neo4j, rethinkdb, meilisearch, typesense-server, qdrant, weaviate, surreal, prometheus, grafana-server, grafana, alertmanager, loki, promtail, tempo, jaeger-all-in-one, vector, fluentd, fluent-bit, telegraf, filebeat, metricbeat, node_exporter, otelcol, nats-server, mosquitto, emqx, nsqd, nsqlookupd, pulsar, zookeeper, zkServer.sh, kafka, kafka-server, trino-server, scylla, dynamodb-local, localstack, ganache, pocketbase, hasura, postgrest, tarantool, ferretdb, dragonfly, keydb-server, tigerbeetle, temporal, questdb, arangod, vmagent, victoria-metrics, nomad-agent
      detaches -d|--daemonize|--daemon|-daemon|-detached|--background|-fork|--fork
      detaches --daemonize=yes
      detaches start|stop|restart|status -d|--detached|--background
      quick stop|status|restart|version|check|sql|wallets
      serves
    elasticsearch
      detaches -d|--daemonize
      serves
    redis-server
      detaches --daemonize=yes
      detaches * --daemonize
      serves
    cockroach
      repl sql
      detaches start|start-single-node --background
      serves start|start-single-node|demo
      quick
    neo4j
      detaches start
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
      detaches
    mosquitto
      detaches -d
      serves
    temporal
      serves server start-dev
      quick
    localstack
      detaches start -d
      serves start
      follows logs -f|--follow
      quick
    minio
      serves server
      quick
    pulsar
      serves standalone
      quick
    surreal
      serves start
      repl sql
      transfers export|import
      quick
    mongod
      detaches --fork
      serves
    pg_ctl, pg_ctlcluster, mysqladmin, mysql.server, brew-services
      quick
    hasura
      serves console
      provisions migrate|metadata
      quick
    liquibase, flyway, dbmate, goose, migrate, atlas, sqitch, tern, bytebase, phinx, umzug, db-migrate, node-pg-migrate
      asks info|status|validate|version|list
      interactive clean
      provisions
    spark-submit, flink, hadoop, hdfs, yarn-hadoop, snakemake, nextflow, cwltool, luigi, beam
      asks -n|--dry-run|--list
      computes
    """
}
