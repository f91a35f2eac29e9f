#pragma once

#include "qs-ini.h"
#include "qs-profiles.h"

G_BEGIN_DECLS

/* Filled by #QsProfiles alone, which owns its profiles. */
struct _QsProfile
{
  QsProfiles         *owner;               /* not held */
  char               *name;

  const QsIniSection *config;              /* nullable */
  const char         *config_file;
  const QsIniSection *credentials;         /* nullable */
  const char         *credentials_file;
};

G_END_DECLS
