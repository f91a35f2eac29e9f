#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

G_BEGIN_DECLS

#define QS_TYPE_SUBMIT_INTENT (qs_submit_intent_get_type ())
#define QS_TYPE_SUBMIT_JOURNAL (qs_submit_journal_get_type ())
G_DECLARE_INTERFACE (QsSubmitJournal,
                     qs_submit_journal,
                     QS,
                     SUBMIT_JOURNAL,
                     GObject)

/**
 * QsSubmitIntent:
 * @id: of the submission, as its job's tag says
 * @request: the SubmitJob request with that tag
 * @sent_at: the date, in ms since the epoch, with which the request was last signed; 0 when it
 *   has never been sent
 *
 * A submission of which it is not known whether its job exists. Immutable.
 */
typedef struct
{
  char     *id;
  JsonNode *request;
  gint64    sent_at;
} QsSubmitIntent;

/**
 * QsSubmitJournal:
 *
 * Where an engine notes what it is about to submit, on one account, so that a submission that was
 * cut short, even by a power failure, is found again and never made twice:
 *
 *     begin ──▶ sent ──▶ finish      there is a job
 *                │  ▲
 *                │  └── sent again, when there surely is none
 *                ▼
 *              abandon               there is no job and none will come of this
 *
 * The futures of begin and sent resolve, to %TRUE, only when what they note is safe: only then is
 * the request sent. An intent that is neither finished nor abandoned is unfinished.
 *
 * Threading: main thread.
 */
struct _QsSubmitJournalInterface
{
  GTypeInterface parent_iface;

  DexFuture     *(*begin)           (QsSubmitJournal *self,
                                     const char      *id,
                                     JsonNode        *request);
  DexFuture     *(*sent)            (QsSubmitJournal *self,
                                     const char      *id,
                                     gint64           sent_at);
  DexFuture     *(*finish)          (QsSubmitJournal *self,
                                     const char      *id,
                                     const char      *job_id);
  DexFuture     *(*abandon)         (QsSubmitJournal *self,
                                     const char      *id);
  DexFuture     *(*list_unfinished) (QsSubmitJournal *self);
};

GType           qs_submit_intent_get_type (void) G_GNUC_CONST;
QsSubmitIntent *qs_submit_intent_new (const char *id,
                                      JsonNode   *request,
                                      gint64      sent_at) G_GNUC_WARN_UNUSED_RESULT;
QsSubmitIntent *qs_submit_intent_copy (const QsSubmitIntent *self) G_GNUC_WARN_UNUSED_RESULT;
void            qs_submit_intent_free (QsSubmitIntent *self);

DexFuture      *qs_submit_journal_begin (QsSubmitJournal *self,
                                         const char      *id,
                                         JsonNode        *request) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *qs_submit_journal_sent (QsSubmitJournal *self,
                                        const char      *id,
                                        gint64           sent_at) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *qs_submit_journal_finish (QsSubmitJournal *self,
                                          const char      *id,
                                          const char      *job_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *qs_submit_journal_abandon (QsSubmitJournal *self,
                                           const char      *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *qs_submit_journal_list_unfinished (QsSubmitJournal *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsSubmitIntent, qs_submit_intent_free)

G_END_DECLS
