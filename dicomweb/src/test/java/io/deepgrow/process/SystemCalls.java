package io.deepgrow.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process and its children asked of the network and the disk, as strace wrote it down. */
public final class SystemCalls {

  private static final String CALLS =
      "connect,sendto,sendmsg,sendmmsg,open,openat,creat,mkdir,mkdirat";
  private static final Pattern INTERNET = Pattern.compile("sa_family=AF_INET6?\\b");
  private static final Pattern LOOPBACK =
      Pattern.compile("inet_addr\\(\"127\\.|inet_pton\\(AF_INET6, \"(::1|::ffff:127\\.[0-9.]+)\"");
  private static final Pattern LOOK_UP = Pattern.compile("htons\\((53|5353|853)\\)");
  private static final Pattern CREATED =
      Pattern.compile(
          "\\b(?:creat|mkdir|open)\\(\"(/[^\"]*)\"|\\b(?:openat|mkdirat)\\([^,]*, \"(/[^\"]*)\"");
  private static final Pattern FAILED = Pattern.compile("= -1 E(NOENT|EXIST|ACCES)");

  private final Path file;

  private SystemCalls(Path file) {
    this.file = file;
  }

  /** Whether processes can be watched here. */
  public static boolean canBeSeen() {
    try {
      return new ProcessBuilder(
                  "strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Calls that will be written into a file. */
  public static SystemCalls into(Path file) {
    return new SystemCalls(file);
  }

  /** A command that is watched while it runs. */
  public List<String> watching(List<String> command) {
    List<String> watched =
        new ArrayList<>(
            List.of("strace", "-f", "-qq", "-s", "300", "--seccomp-bpf", "-e", "trace=" + CALLS));
    watched.addAll(List.of("-o", file.toString()));
    watched.addAll(command);
    return watched;
  }

  /** Calls to addresses other than this machine's own, and look-ups of names. */
  public List<String> leaving() throws IOException {
    return lines()
        .filter(line -> INTERNET.matcher(line).find())
        .filter(line -> !LOOPBACK.matcher(line).find() || LOOK_UP.matcher(line).find())
        .toList();
  }

  /** Absolute paths of files and folders that were made, outside the given folders. */
  public List<String> createdOutside(List<String> folders) throws IOException {
    return lines()
        .filter(
            line -> line.contains("O_CREAT") || line.contains("mkdir") || line.contains("creat("))
        .filter(line -> !FAILED.matcher(line).find())
        .map(SystemCalls::path)
        .flatMap(Optional::stream)
        .filter(path -> folders.stream().noneMatch(path::startsWith))
        .distinct()
        .toList();
  }

  private static Optional<String> path(String line) {
    Matcher created = CREATED.matcher(line);
    if (!created.find()) {
      return Optional.empty();
    }
    return Optional.of(created.group(1) == null ? created.group(2) : created.group(1));
  }

  private Stream<String> lines() throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1).lines();
  }
}
