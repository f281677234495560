/* time.now and time.sleep. */
#include "message.h"
#include "os.h"

int64_t fuse_rt_time_now(void) { return fuse_rt_os_now_ms(); }

fuse_rt_error *fuse_rt_time_sleep(int64_t milliseconds) {
  if (milliseconds < 0)
    return fuse_rt_message_constant("time.sleep expects a non-negative Int");
  fuse_rt_os_sleep_ms(milliseconds);
  return NULL;
}
