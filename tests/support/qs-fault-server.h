#pragma once

#include <json-glib/json-glib.h>

#include "qs-http.h"

G_BEGIN_DECLS

/*
 * A server of faults: tests/support/fault-server run as a program of its own, on free ports of
 * 127.0.0.1, with a certificate authority made for it. What it answers, by path, is in
 * fault-server/replies.py; kinds of port are "http", "tls", "tls-expired", "proxy-refuses" and so on.
 *
 * What speaks to the server awaits.
 */
typedef struct _QsFaultServer QsFaultServer;

QsFaultServer *qs_fault_server_start (void) G_GNUC_WARN_UNUSED_RESULT;
void           qs_fault_server_stop (QsFaultServer *self);

char          *qs_fault_server_dup_url (QsFaultServer *self,
                                        const char    *kind,
                                        const char    *target) G_GNUC_WARN_UNUSED_RESULT;
guint16        qs_fault_server_get_port (QsFaultServer *self,
                                         const char    *kind);
GTlsDatabase  *qs_fault_server_get_trust (QsFaultServer *self);

/* How often what has happened, by kind and name: {"requests": {"/echo": 1}, "gone": …}. */
JsonNode      *qs_fault_server_report (QsFaultServer *self) G_GNUC_WARN_UNUSED_RESULT;
guint          qs_fault_server_count (QsFaultServer *self,
                                      const char    *what,
                                      const char    *name);

/* One GET, or one POST of "{}", with the limits as they are. */
QsHttpRequest *qs_fault_server_make_request (QsFaultServer *self,
                                             const char    *kind,
                                             const char    *method,
                                             const char    *target) G_GNUC_WARN_UNUSED_RESULT;
QsHttpReply   *qs_fault_server_ask (QsFaultServer *self,
                                    QsHttp        *http,
                                    const char    *target,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsFaultServer, qs_fault_server_stop)

G_END_DECLS
