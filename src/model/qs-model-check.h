#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/**
 * QsModelRigour:
 * @QS_MODEL_EVERYTHING: all that the model says
 * @QS_MODEL_TYPES: types, required and unknown members
 * @QS_MODEL_KNOWN_TYPES: types and required members; an unknown member is any JSON
 */
typedef enum
{
  QS_MODEL_EVERYTHING,
  QS_MODEL_TYPES,
  QS_MODEL_KNOWN_TYPES,
} QsModelRigour;

/*
 * Holds @value against @member and what it consists of; adds every fault to @faults. Of members
 * that the model calls sensitive, faults do not tell the value.
 */
void qs_model_check (GPtrArray      *faults,
                     const QsMember *member,
                     JsonNode       *value,
                     QsModelRigour   rigour);

G_END_DECLS
