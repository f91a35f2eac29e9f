#pragma once

#include "qs-engine.h"

G_BEGIN_DECLS

#define QS_TYPE_REPLAY_ENGINE (qs_replay_engine_get_type ())
G_DECLARE_FINAL_TYPE (QsReplayEngine,
                      qs_replay_engine,
                      QS,
                      REPLAY_ENGINE,
                      GObject)

/*
 * An engine that answers what it was told to, for tests of what stands above an engine. Answers to
 * one operation are given in the order they were added; the last one is repeated. What was asked is
 * kept for the test to read.
 */

QsReplayEngine *qs_replay_engine_new (void) G_GNUC_WARN_UNUSED_RESULT;

void            qs_replay_engine_become_cloud (QsReplayEngine *self);
void            qs_replay_engine_add (QsReplayEngine *self,
                                      const char     *operation,
                                      const char     *reply);
void            qs_replay_engine_add_error (QsReplayEngine *self,
                                            const char     *operation,
                                            QsEngineError   code,
                                            const char     *message);
void            qs_replay_engine_add_unsettled (QsReplayEngine *self,
                                                const char     *operation,
                                                QsEngineError   code,
                                                const char     *message);

guint           qs_replay_engine_count_calls (QsReplayEngine *self,
                                              const char     *operation);
JsonNode       *qs_replay_engine_get_input (QsReplayEngine *self,
                                            const char     *operation,
                                            guint           index);

G_END_DECLS
