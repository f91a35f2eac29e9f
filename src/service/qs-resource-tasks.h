#pragma once

#include "qs-resource-action.h"

G_BEGIN_DECLS

#define QS_TYPE_RESOURCE_TASKS (qs_resource_tasks_get_type ())
G_DECLARE_FINAL_TYPE (QsResourceTasks,
                      qs_resource_tasks,
                      QS,
                      RESOURCE_TASKS,
                      GObject)

/**
 * QsResourceTasks:
 *
 * A #GListModel of the #QsResourceAction that are under way on an engine, and of those that have
 * failed until somebody has read why. What was agreed to goes on when the page it was asked on is
 * left; whatever page comes next finds it here.
 *
 * The signal #QsResourceTasks::changed says that resources of the engine are no longer what they
 * were: an action has ended, or somebody called qs_resource_tasks_tell() after making or changing
 * one. Whoever shows resources asks for them anew.
 *
 * Threading: main thread. Ownership: it lives as long as its engine.
 */
QsResourceTasks *qs_resource_tasks_get (QsEngine *engine);

void             qs_resource_tasks_start (QsResourceTasks  *self,
                                          QsResourceAction *action);
void             qs_resource_tasks_dismiss (QsResourceTasks  *self,
                                            QsResourceAction *action);
void             qs_resource_tasks_tell (QsResourceTasks *self);

G_END_DECLS
