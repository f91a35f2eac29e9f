#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_RUN_REQUEST (qs_run_request_get_type ())

/**
 * QsMount:
 *
 * A folder or socket of this computer inside a container.
 */
typedef struct
{
  char    *host_path;
  char    *container_path;
  gboolean read_only;
} QsMount;

/**
 * QsUlimit:
 *
 * A limit as setrlimit(2) counts it; the name is without "RLIMIT_" and in lower case, as in the
 * Batch API ("nofile"). -1 is no limit.
 */
typedef struct
{
  char  *name;
  gint64 soft;
  gint64 hard;
} QsUlimit;

/**
 * QsRunRequest:
 *
 * One container of one attempt of a job, ready to run: every parameter replaced, every path one of
 * this computer. The same request always has the same @id, which is how a runner finds after a
 * restart what it started before.
 *
 * Fields are filled by its maker before the request is shared, and only read from then on. A %NULL
 * or 0 field asks for nothing. Ownership: reference counted.
 */
typedef struct
{
  gatomicrefcount ref_count;

  char           *id;          /* "<job id>.<attempt>.<container name>", safe as a file name */
  char           *job_id;
  char           *image;
  char          **command;     /* NULL: the image's own */
  char          **environment; /* "NAME=value" */
  char           *user;        /* NULL: the image's own */
  double          vcpus;
  gint64          memory;      /* MiB */
  gint64          shared_memory; /* MiB */
  GPtrArray      *mounts;      /* of QsMount */
  GPtrArray      *ulimits;     /* of QsUlimit */
  gboolean        privileged;
  gboolean        read_only_root;
  gboolean        init;
  char           *folder;      /* the runner's own notes on this run; made by the runner */
  char           *log_path;    /* where both streams go, see qs-log-file.h */
} QsRunRequest;

GType         qs_run_request_get_type (void) G_GNUC_CONST;

QsRunRequest *qs_run_request_new (const char *id,
                                  const char *job_id,
                                  const char *image) G_GNUC_WARN_UNUSED_RESULT;
QsRunRequest *qs_run_request_ref (QsRunRequest *self);
void          qs_run_request_unref (QsRunRequest *self);

void          qs_run_request_add_mount (QsRunRequest *self,
                                        const char   *host_path,
                                        const char   *container_path,
                                        gboolean      read_only);
void          qs_run_request_add_ulimit (QsRunRequest *self,
                                         const char   *name,
                                         gint64        soft,
                                         gint64        hard);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsRunRequest, qs_run_request_unref)

G_END_DECLS
