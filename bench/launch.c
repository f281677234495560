/* Runs a program and says what it needed: `launch PROGRAM [ARGUMENT…]` prints user and system time, elapsed time (all in
 * microseconds), peak memory in KiB and the exit status. The program's output goes to standard error of the launcher.
 *
 * A process that is started straight from Python counts Python's own memory into its peak: the kernel carries the high mark of the
 * image that calls exec over to the new one. This image is small. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long microseconds(struct timeval t) { return t.tv_sec * 1000000LL + t.tv_usec; }

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

int main(int argc, char **argv) {
  if (argc < 2)
    return 2;
  long long begin = now();
  pid_t child = fork();
  if (child == 0) {
    dup2(STDERR_FILENO, STDOUT_FILENO);
    execv(argv[1], argv + 1);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) < 0)
    return 2;
  long long elapsed = now() - begin;
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  printf("%lld %lld %lld %ld %d\n", microseconds(usage.ru_utime), microseconds(usage.ru_stime), elapsed, usage.ru_maxrss, code);
  return 0;
}
