#pragma once

/*
 * What the supervisor, bubblewrap and the command's first steps agree on: the descriptors that
 * bubblewrap is started with besides the standard three, and the letters that go over the status
 * socket.
 *
 *     the sandbox is made    QS_STATUS_INSIDE   →   supervisor notes the sender's process
 *     command may begin      QS_STATUS_GO       ←
 *     it cannot              QS_STATUS_FAILED, the name of the step, ": ", why   →
 *     it has                 end of the stream  →
 */

#define QS_PLAN_FD 3
#define QS_STATUS_FD 4
#define QS_ARGUMENTS_FD 5
#define QS_FIRST_FREE_FD 10

#define QS_STATUS_INSIDE 'I'
#define QS_STATUS_GO 'G'
#define QS_STATUS_FAILED 'F'

#define QS_LAUNCH_ARGUMENT "--inside"
