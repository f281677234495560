/* What start.c needs of the command line; programs without `fn main` link nothing for it. */
#ifndef FUSE_RT_CLI_H
#define FUSE_RT_CLI_H

#include "fuse_rt.h"

struct fuse_rt_cli_functions {
  /* Takes the arguments, of which the first is the name of the program. */
  void (*begin)(int count, char **values);
  /* Reports an error that `fn main` ended with; the exit status. */
  int (*report)(const fuse_rt_error *error);
  void (*end)(void);
};

#endif
