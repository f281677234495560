/* What start.c needs of the configuration beyond the ABI. */
#ifndef FUSE_RT_CONFIG_H
#define FUSE_RT_CONFIG_H

/* Forgets the config file, so that the next lookup reads it anew. Does nothing when no program code looks anything up. */
extern void (*fuse_rt_config_forget)(void);

#endif
