#include "qs-submit-journal.h"

G_DEFINE_INTERFACE (QsSubmitJournal, qs_submit_journal, G_TYPE_OBJECT)

G_DEFINE_BOXED_TYPE (QsSubmitIntent, qs_submit_intent, qs_submit_intent_copy, qs_submit_intent_free)

static void
qs_submit_journal_default_init (QsSubmitJournalInterface *iface)
{
}

/**
 * qs_submit_intent_new:
 * @request: referenced, not copied
 */
QsSubmitIntent *
qs_submit_intent_new (const char *id,
                      JsonNode   *request,
                      gint64      sent_at)
{
  QsSubmitIntent *self = g_new0 (QsSubmitIntent, 1);

  self->id = g_strdup (id);
  self->request = json_node_ref (request);
  self->sent_at = sent_at;
  return self;
}

QsSubmitIntent *
qs_submit_intent_copy (const QsSubmitIntent *self)
{
  return qs_submit_intent_new (self->id, self->request, self->sent_at);
}

void
qs_submit_intent_free (QsSubmitIntent *self)
{
  g_free (self->id);
  json_node_unref (self->request);
  g_free (self);
}

/**
 * qs_submit_journal_begin:
 * @id: of the submission
 * @request: the SubmitJob request with its tag; borrowed and not modified
 *
 * Notes what is going to be submitted. An id that is unfinished already is left as it is, one that
 * was abandoned begins anew.
 *
 * Returns: (transfer full): a future of %TRUE, once that is safe.
 */
DexFuture *
qs_submit_journal_begin (QsSubmitJournal *self,
                         const char      *id,
                         JsonNode        *request)
{
  g_return_val_if_fail (QS_IS_SUBMIT_JOURNAL (self), NULL);
  g_return_val_if_fail (id != NULL && request != NULL, NULL);

  return QS_SUBMIT_JOURNAL_GET_IFACE (self)->begin (self, id, request);
}

/**
 * qs_submit_journal_sent:
 * @sent_at: the date with which the request is signed, in ms since the epoch: until some minutes
 *   later a job may come of it
 *
 * Notes that the request is about to be sent.
 *
 * Returns: (transfer full): a future of %TRUE, once that is safe.
 */
DexFuture *
qs_submit_journal_sent (QsSubmitJournal *self,
                        const char      *id,
                        gint64           sent_at)
{
  g_return_val_if_fail (QS_IS_SUBMIT_JOURNAL (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return QS_SUBMIT_JOURNAL_GET_IFACE (self)->sent (self, id, sent_at);
}

/**
 * qs_submit_journal_finish:
 * @job_id: the job that has come of it
 *
 * Returns: (transfer full): a future of %TRUE.
 */
DexFuture *
qs_submit_journal_finish (QsSubmitJournal *self,
                          const char      *id,
                          const char      *job_id)
{
  g_return_val_if_fail (QS_IS_SUBMIT_JOURNAL (self), NULL);
  g_return_val_if_fail (id != NULL && job_id != NULL, NULL);

  return QS_SUBMIT_JOURNAL_GET_IFACE (self)->finish (self, id, job_id);
}

/**
 * qs_submit_journal_abandon:
 *
 * Notes that no job has come of it and that none will, unless it begins anew.
 *
 * Returns: (transfer full): a future of %TRUE.
 */
DexFuture *
qs_submit_journal_abandon (QsSubmitJournal *self,
                           const char      *id)
{
  g_return_val_if_fail (QS_IS_SUBMIT_JOURNAL (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return QS_SUBMIT_JOURNAL_GET_IFACE (self)->abandon (self, id);
}

/**
 * qs_submit_journal_list_unfinished:
 *
 * Returns: (transfer full): a future of a #GPtrArray of #QsSubmitIntent, the oldest first.
 */
DexFuture *
qs_submit_journal_list_unfinished (QsSubmitJournal *self)
{
  g_return_val_if_fail (QS_IS_SUBMIT_JOURNAL (self), NULL);

  return QS_SUBMIT_JOURNAL_GET_IFACE (self)->list_unfinished (self);
}
