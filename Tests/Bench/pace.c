// Times whole commands side by side: each round runs every command once, so that what else the machine does
// falls on all of them alike. Prints the median and the least wall time and the largest memory of each, and the
// ratio to the first. What is called - is run between them, and not told of.
//
//   pace ROUNDS NAME COMMAND... [-- NAME COMMAND...]...
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

enum { most_commands = 16 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static int compare(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

extern char **environ;

int main(int count, char **words) {
  if (count < 4) return 64;
  int rounds = atoi(words[1]), commands = 0;
  char *names[most_commands], **lines[most_commands];
  double *times[most_commands];
  long memory[most_commands] = {0};
  for (int at = 2; at < count && commands < most_commands; commands++) {
    names[commands] = words[at++];
    lines[commands] = &words[at];
    while (at < count && strcmp(words[at], "--") != 0) at++;
    if (at < count) words[at++] = NULL;
    times[commands] = calloc(rounds, sizeof(double));
  }
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
  for (int round = 0; round < rounds; round++) {
    for (int i = 0; i < commands; i++) {
      struct rusage usage;
      pid_t child;
      int status;
      double start = now();
      if (posix_spawnp(&child, lines[i][0], &quiet, NULL, lines[i], environ) != 0) return 1;
      wait4(child, &status, 0, &usage);
      times[i][round] = now() - start;
      if (usage.ru_maxrss > memory[i]) memory[i] = usage.ru_maxrss;
      if (status != 0) {
        fprintf(stderr, "pace: %s ended with status %d\n", names[i], WEXITSTATUS(status));
        return 1;
      }
    }
  }
  printf("%-44s %9s %9s %9s %7s\n", "", "median ms", "least ms", "MiB", "ratio");
  double first = 0;
  for (int i = 0; i < commands; i++) {
    if (strcmp(names[i], "-") == 0) continue;
    qsort(times[i], rounds, sizeof(double), compare);
    double median = times[i][rounds / 2];
    if (first == 0) first = median;
    printf("%-44s %9.2f %9.2f %9.1f %7.2f\n", names[i], median, times[i][0], memory[i] / 1024.0, median / first);
  }
  return 0;
}
