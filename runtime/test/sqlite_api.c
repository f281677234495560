/* Compiles only where both declare the same. */
#include "sqlite3.h"

#include "sqlite_api.h"
