/* What is to be done at the end of a program, by parts of the runtime that most programs do not link. */
#ifndef FUSE_RT_ENDING_H
#define FUSE_RT_ENDING_H

/* Calls `action` once when the program has ended, last come first served. A run in process can be followed by another one, which
 * begins afresh. */
void fuse_rt_at_end(void (*action)(void));

#endif
