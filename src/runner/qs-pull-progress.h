#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QS_PULL_ERROR (qs_pull_error_quark ())

/**
 * QsPullError:
 * @QS_PULL_ERROR_REFUSED: the engine says that the image cannot be had, and why
 * @QS_PULL_ERROR_INVALID: what the engine says cannot be read
 */
typedef enum
{
  QS_PULL_ERROR_REFUSED,
  QS_PULL_ERROR_INVALID,
} QsPullError;

/**
 * QsPullProgress:
 *
 * Makes one figure of what a container engine says while it pulls an image: one JSON object a line,
 * about one layer each.
 *
 * Threading: one thread.
 */
typedef struct _QsPullProgress QsPullProgress;

GQuark          qs_pull_error_quark (void);

QsPullProgress *qs_pull_progress_new (const char *image) G_GNUC_WARN_UNUSED_RESULT;
void            qs_pull_progress_free (QsPullProgress *self);

gboolean        qs_pull_progress_feed (QsPullProgress *self,
                                       const char     *bytes,
                                       gsize           length,
                                       GError        **error);
char           *qs_pull_progress_dup_text (QsPullProgress *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsPullProgress, qs_pull_progress_free)

G_END_DECLS
