#pragma once

#include "qs-request.h"

G_BEGIN_DECLS

#define QS_TYPE_PARAMETER_OFFERS (qs_parameter_offers_get_type ())
G_DECLARE_FINAL_TYPE (QsParameterOffers,
                      qs_parameter_offers,
                      QS,
                      PARAMETER_OFFERS,
                      GObject)

/**
 * QsParameterOffers:
 *
 * Keeps the defaults of a RegisterJobDefinition request in step with its commands: each parameter
 * that one refers to is offered with an empty value, which rows show as a line to be filled in and
 * which is not sent.
 *
 * Threading: main thread. Ownership: reference counted; it holds the request.
 */
QsParameterOffers *qs_parameter_offers_new (QsRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
