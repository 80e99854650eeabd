// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"psql", "N...",
     "-f,--file=SCRIPT -c,--command=CODE -o,--output=OUT -L,--log-file=APPEND -d=N -h=N -p=N "
     "-U=N -v=N -F=N -P=N -R=N -T=N", "NETWORK", Special::statements},
    {"pg_dump, pg_dumpall", "N...",
     "-f,--file=OUT -d=N -h=N -p=N -U=N -t=N -n=N -F=N -j=N -T=N -N=N -Z=N", "NETWORK"},
    {"pg_restore", "IN", "-f,--file=OUT -d=N -h=N -p=N -U=N -t=N -n=N -F=N -j=N -L=IN", "NETWORK"},
    {"createdb, dropdb, createuser, dropuser, pg_isready, vacuumdb, reindexdb, clusterdb, "
     "pg_ctl, initdb, pg_basebackup, pgbench, pgcli", "N...", "-D,--pgdata=OUT -l=OUT", "NETWORK"},
    {"mysql, mariadb, mycli", "N...",
     "-e,--execute=CODE -h=N -P=N -u=N -D=N --defaults-file=IN --tee=OUT -p[=N]", "NETWORK",
     Special::statements},
    {"mysqldump, mariadb-dump", "N...", "-r,--result-file=OUT -T,--tab=INTO -h=N -P=N -u=N -p[=N]",
     "NETWORK"},
    {"mysqladmin, mysqlimport, mysqlcheck, mysqlslap, mysqlshow, mariadb-admin, mysqlpump", "N...",
     "-h=N -u=N -p[=N]", "NETWORK"},
    {"mongo, mongosh", "N...", "--eval=CODE -f,--file=SCRIPT", "NETWORK", Special::statements},
    {"mongodump, mongorestore, mongoexport, mongoimport, mongostat, mongotop",
     "N...", "-o,--out=OUT --file=IN --eval=N -d,--db=N -c,--collection=N", "NETWORK"},
    {"redis-cli, valkey-cli", "N...", "--rdb=OUT -h=N -p=N -a=N -n=N --pipe", "NETWORK",
     Special::statements},
    {"redis-server, redis-benchmark, memcached, memcstat", "N...",
     "--rdb=OUT -h=N -p=N -a=N -n=N --pipe", "NETWORK"},
    {"cqlsh, clickhouse-client, duckdb, snowsql, sqlcmd, cockroach", "N...",
     "-o,--output=OUT -f,--file=SCRIPT -i=SCRIPT -c,-e,-q,-Q,--query,--execute,--command=CODE", "UNKNOWN",
     Special::statements},
    {"influx, clickhouse, trino, presto, bcp, isql, tsql, usql, litecli, neo4j, cypher-shell, couchdb, etcdump, "
     "dolt, surreal, arangosh, rqlite, beeline, hive, spark-sql, spark-submit, spark-shell, "
     "pyspark, hdfs, hadoop, kafka-topics, kafka-console-producer, kafka-console-consumer, "
     "kcat, rabbitmqctl, rabbitmqadmin, flyway, liquibase, alembic, prisma, knex, sequelize, "
     "typeorm, drizzle-kit, dbmate, goose, migrate, atlas, rails, django-admin, flask, "
     "artisan, symfony, laravel, wp, drush", "N...", "-o,--output=OUT -f,--file=IN", "UNKNOWN"},
    {"dbm, gdbmtool, ldapsearch, ldapadd, ldapmodify, ldapdelete, ldapwhoami, slapcat", "N...",
     "-f=IN -l=OUT -H=N -D=N -w=N -b=N -y=IN", "NETWORK"},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index databases() {
  return kIndex;
}

}  // namespace guards::commands
