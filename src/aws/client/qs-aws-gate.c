#include "qs-aws-gate.h"

struct _QsAwsGate
{
  gatomicrefcount ref_count;
  guint           free;
  GQueue          waiting;   /* of DexPromise */
};

struct _QsAwsPlace
{
  gatomicrefcount ref_count;
  QsAwsGate      *gate;
};

G_DEFINE_BOXED_TYPE (QsAwsPlace, qs_aws_place, qs_aws_place_ref, qs_aws_place_unref)

/* Takes one of the free places. */
static QsAwsPlace *
take_place (QsAwsGate *self)
{
  QsAwsPlace *place = g_new0 (QsAwsPlace, 1);

  g_assert (self->free > 0);
  self->free--;
  g_atomic_ref_count_init (&place->ref_count);
  place->gate = qs_aws_gate_ref (self);
  return place;
}

static void
let_next_in (QsAwsGate *self)
{
  while (self->free > 0 && !g_queue_is_empty (&self->waiting))
    {
      DexPromise *promise = g_queue_pop_head (&self->waiting);

      /* Nobody waits for it any more. */
      if (!g_cancellable_is_cancelled (dex_promise_get_cancellable (promise)))
        dex_promise_resolve_boxed (promise, QS_TYPE_AWS_PLACE, take_place (self));
      dex_unref (promise);
    }
}

QsAwsPlace *
qs_aws_place_ref (QsAwsPlace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_aws_place_unref (QsAwsPlace *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  self->gate->free++;
  let_next_in (self->gate);
  qs_aws_gate_unref (self->gate);
  g_free (self);
}

/**
 * qs_aws_gate_new:
 * @places: how many may be inside at a time
 */
QsAwsGate *
qs_aws_gate_new (guint places)
{
  QsAwsGate *self = g_new0 (QsAwsGate, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->free = places;
  g_queue_init (&self->waiting);
  return self;
}

QsAwsGate *
qs_aws_gate_ref (QsAwsGate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_aws_gate_unref (QsAwsGate *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_queue_clear_full (&self->waiting, dex_unref);
  g_free (self);
}

/**
 * qs_aws_gate_enter:
 *
 * Returns: (transfer full): a future of a #QsAwsPlace.
 */
DexFuture *
qs_aws_gate_enter (QsAwsGate *self)
{
  DexPromise *promise;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->free > 0)
    return dex_future_new_take_boxed (QS_TYPE_AWS_PLACE, take_place (self));

  promise = dex_promise_new_cancellable ();
  g_queue_push_tail (&self->waiting, dex_ref (promise));
  return DEX_FUTURE (promise);
}
