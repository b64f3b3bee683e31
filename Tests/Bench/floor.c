// The floor: reads the files that it is given, and nothing else. A list of files in a file: `floor @LIST`.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int take(const char *path) {
  int file = open(path, O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) return 1;
  char *bytes = malloc(status.st_size + 1);
  ssize_t got = read(file, bytes, status.st_size + 1);
  free(bytes);
  close(file);
  return got < 0;
}

int main(int count, char **paths) {
  for (int i = 1; i < count; i++) {
    if (paths[i][0] != '@') {
      if (take(paths[i]) != 0) return 1;
      continue;
    }
    FILE *list = fopen(paths[i] + 1, "r");
    char line[4096];
    if (list == NULL) return 1;
    while (fgets(line, sizeof line, list) != NULL) {
      line[strcspn(line, "\n")] = 0;
      if (take(line) != 0) return 1;
    }
    fclose(list);
  }
  return 0;
}
