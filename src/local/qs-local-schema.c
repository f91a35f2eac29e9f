#include "qs-local-schema.h"

const char * const qs_local_schema[] = {
  "CREATE TABLE environment (name TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE queue (name TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE definition ("
  "  name TEXT NOT NULL, revision INTEGER NOT NULL, status TEXT NOT NULL, document TEXT NOT NULL,"
  "  PRIMARY KEY (name, revision)) WITHOUT ROWID;"
  /* A child has no document and no dependencies of its own: its parent's are its own. */
  "CREATE TABLE job ("
  "  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
  "  parent TEXT, child INTEGER NOT NULL DEFAULT -1, size INTEGER NOT NULL DEFAULT 0,"
  "  name TEXT NOT NULL, queue TEXT NOT NULL, definition TEXT NOT NULL,"
  "  status INTEGER NOT NULL, reason TEXT,"
  "  created INTEGER NOT NULL, started INTEGER NOT NULL DEFAULT 0,"
  "  stopped INTEGER NOT NULL DEFAULT 0,"
  "  exit_code INTEGER NOT NULL DEFAULT -1, exit_reason TEXT,"
  "  attempt INTEGER NOT NULL DEFAULT 0, launched TEXT,"
  "  cancelled INTEGER NOT NULL DEFAULT 0, terminated INTEGER NOT NULL DEFAULT 0,"
  "  stop_reason TEXT, environment TEXT,"
  "  vcpus REAL NOT NULL, memory INTEGER NOT NULL, images TEXT NOT NULL,"
  "  depends TEXT, document TEXT, live TEXT, attempts TEXT);"
  "CREATE INDEX job_by_status ON job (queue, status, number) WHERE parent IS NULL;"
  "CREATE INDEX job_by_age ON job (queue, number) WHERE parent IS NULL;"
  "CREATE INDEX job_by_parent ON job (parent, status, child) WHERE parent IS NOT NULL;"
  "CREATE INDEX job_not_ended ON job (number) WHERE status < 5;"
  /* Ended runs whose container and notes may still be there. */
  "CREATE TABLE leftover ("
  "  run TEXT PRIMARY KEY, job TEXT NOT NULL, image TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
  NULL
};
