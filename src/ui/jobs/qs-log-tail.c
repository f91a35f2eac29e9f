#include "qs-log-tail.h"

/* How far from the end still counts as reading the end, in pixels. */
#define TOLERANCE 24

struct _QsLogTail
{
  QsRecord       parent_instance;

  GtkAdjustment *adjustment;
};

G_DEFINE_FINAL_TYPE (QsLogTail, qs_log_tail, QS_TYPE_RECORD)

enum
{
  AT_END,
};

static const QsRecordField fields[] = {
  [AT_END] = { "at-end", G_TYPE_BOOLEAN },
};

static void
scroll_to_end (QsLogTail *self)
{
  gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_upper (self->adjustment));
}

static void
on_adjustment_value_changed_cb (QsLogTail *self)
{
  double end = gtk_adjustment_get_upper (self->adjustment) -
               gtk_adjustment_get_page_size (self->adjustment);

  qs_record_set_bool (QS_RECORD (self), AT_END,
                      gtk_adjustment_get_value (self->adjustment) >= end - TOLERANCE);
}

/* The log has grown, or lines were measured: whoever reads its end goes on reading it. */
static void
on_adjustment_changed_cb (QsLogTail *self)
{
  if (qs_record_get_bool (QS_RECORD (self), AT_END))
    scroll_to_end (self);
}

static void
qs_log_tail_finalize (GObject *object)
{
  g_clear_object (&QS_LOG_TAIL (object)->adjustment);

  G_OBJECT_CLASS (qs_log_tail_parent_class)->finalize (object);
}

static void
qs_log_tail_class_init (QsLogTailClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_log_tail_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_log_tail_init (QsLogTail *self)
{
}

/* @text_view is in its scrolled window already. */
QsLogTail *
qs_log_tail_new (GtkTextView *text_view)
{
  QsLogTail *self = g_object_new (QS_TYPE_LOG_TAIL, NULL);

  self->adjustment = g_object_ref (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (text_view)));
  qs_record_set_bool (QS_RECORD (self), AT_END, TRUE);
  g_signal_connect_object (self->adjustment, "value-changed",
                           G_CALLBACK (on_adjustment_value_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adjustment, "changed", G_CALLBACK (on_adjustment_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

/* Goes to the end and stays there. */
void
qs_log_tail_follow (QsLogTail *self)
{
  qs_record_set_bool (QS_RECORD (self), AT_END, TRUE);
  scroll_to_end (self);
}

/* Something else is looked at from now on. */
void
qs_log_tail_leave (QsLogTail *self)
{
  qs_record_set_bool (QS_RECORD (self), AT_END, FALSE);
}
