#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define QS_TYPE_LOOPBACK_LISTENER (qs_loopback_listener_get_type ())
G_DECLARE_FINAL_TYPE (QsLoopbackListener,
                      qs_loopback_listener,
                      QS,
                      LOOPBACK_LISTENER,
                      GObject)

#define QS_LOOPBACK_ERROR (qs_loopback_error_quark ())

/* The path a browser comes back to; registered with the server without a port. */
#define QS_LOOPBACK_PATH "/oauth/callback"

/**
 * QsLoopbackError:
 * @QS_LOOPBACK_ERROR_REFUSED: the server has sent the browser back with an error instead of a code;
 *   the message is the server's
 * @QS_LOOPBACK_ERROR_TIMED_OUT: nobody came in time
 */
typedef enum
{
  QS_LOOPBACK_ERROR_REFUSED,
  QS_LOOPBACK_ERROR_TIMED_OUT,
} QsLoopbackError;

/**
 * QsLoopbackListener:
 *
 * Where the browser brings an authorization code to (RFC 8252, section 7.3): a server at a free
 * port of 127.0.0.1 that takes one visit.
 *
 * Only a GET of %QS_LOOPBACK_PATH at the listener's own address, with the right state and either a
 * code or an error, is that visit. It is answered by a page of the caller's words, and then nothing
 * listens any more. Whatever else comes is answered 404 and changes nothing, so that no other page
 * in the browser can end a login.
 *
 * Threading: main thread. Listens from its making until its visit, its time-out, or its end.
 */

GQuark              qs_loopback_error_quark (void);

QsLoopbackListener *qs_loopback_listener_new (const char *state,
                                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;

void                qs_loopback_listener_set_page (QsLoopbackListener *self,
                                                   const char         *title,
                                                   const char         *done,
                                                   const char         *refused);
const char         *qs_loopback_listener_get_uri (QsLoopbackListener *self);

DexFuture          *qs_loopback_listener_wait (QsLoopbackListener *self,
                                               guint               timeout)
G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
