/// Where everything that is remembered lies: one embedded SQLite file, or a shared PostgreSQL.
///
/// [Database] is the only door. `read` sees what is committed; `write` runs a unit: on SQLite the one writer commits
/// waiting units together ([GroupCommit]), on PostgreSQL each is a transaction, retried when it loses a race. A unit or
/// read begun inside a unit joins it, so stores stay small and acts compose them with [Database#unit]. No unit waits
/// for a network or a person. Nobody waits over [DatabaseSettings#patience].
///
/// [Changes] is the feed by which nodes hear of each other's configuration changes, and [FeedCache] the only kind of
/// cache that may hold configuration. [Keyset] pages lists, each called by its [ListName]; [Pages] is what all of them
/// share, [Totals] how long they are. [Together] sends writes in one trip, [Gathered] questions in one query. Whoever
/// waits for the database is [Away], so that others may use the core.
///
/// | it went wrong | thrown | the caller |
/// |---|---|---|
/// | before the server stands | [StartRefusal] | prints the one line, exits |
/// | the database is away, full, or too slow | [StorageUnavailable] | answers 503 with `Retry-After` |
/// | a text has a NUL | [UnstorableText] | answers 400 |
/// | the disk broke a promise | [StorageFault] | answers 503; the node isn't ready until it is started again |
///
/// **SQL** is the common subset: `INSERT … ON CONFLICT`, `UPDATE/DELETE … RETURNING`, row-value comparison, `BOOLEAN`,
/// `BYTEA`, `BIGINT` epoch milliseconds, `TEXT` ids, JSON as `TEXT`. [ColumnTypes] binds `Instant`, `boolean`,
/// `byte[]`, texts and [TextId] alike on both.
///
/// **To add a table:** write `src/main/resources/db/migration/common/Vn__what.sql` and name it in
/// `db/migration/index`, from which [Migrations] knows whether there is anything to do.
@NullMarked
package dev.chancery.db;

import org.jspecify.annotations.NullMarked;
