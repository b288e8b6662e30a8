package io.deepgrow.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Images and containers in a store of their own, made by buildah and run by podman on a machine
 * that may itself be a container: without overlays, systemd and most privileges.
 */
final class Images implements AutoCloseable {

  /** The base, made of Debian's packages: no registry has to be reached. */
  static final String BASE = "localhost/deepgrow-base:test";

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final String TIME = "1767225600";
  private static final List<String> UNUSED =
      List.of("var/cache/apt", "var/lib/apt/lists", "usr/share/doc", "usr/share/man", "var/log");

  private final Path folder;

  Images(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  private List<String> store() {
    return List.of(
        "--root", folder.resolve("store").toString(),
        "--runroot", folder.resolve("run").toString(),
        "--storage-driver", "vfs");
  }

  private static String ran(List<String> command) throws Exception {
    return Shell.run(PATIENCE, Map.of("BUILDAH_ISOLATION", "chroot"), command).orFail().strip();
  }

  String buildah(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("buildah"));
    command.addAll(store());
    command.addAll(List.of(arguments));
    return ran(command);
  }

  String podman(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("podman"));
    command.addAll(store());
    // crun wants cgroups of one kind, and there is no systemd
    command.addAll(List.of("--runtime", "runc", "--cgroup-manager", "cgroupfs"));
    command.addAll(List.of(arguments));
    return ran(command);
  }

  /** Debian with Java 17, from its packages; about a minute. */
  void makeBase() throws Exception {
    Path root = folder.resolve("debian");
    ran(
        List.of(
            "debootstrap",
            "--variant=minbase",
            "--include=openjdk-17-jre-headless,ca-certificates",
            "bookworm",
            root.toString(),
            "http://deb.debian.org/debian"));
    for (String unused : UNUSED) {
      ran(List.of("find", root.resolve(unused).toString(), "-mindepth", "1", "-delete"));
    }
    String container = buildah("from", "scratch");
    buildah("copy", "-q", container, root.toString(), "/");
    buildah("config", "--env", "PATH=/usr/local/bin:/usr/bin:/bin", container);
    buildah("commit", "-q", "--timestamp", TIME, container, BASE);
    buildah("rm", container);
    ran(List.of("rm", "-rf", root.toString()));
  }

  /** Builds the service's image from what is packaged; its digest. */
  String build(String tag) throws Exception {
    Shell.run(
            PATIENCE,
            Map.of(
                "IMAGE_OF_WHAT_IS_BUILT", "yes",
                "IMAGE_STORE", String.join(" ", store()),
                "IMAGE_OPTIONS", "--isolation chroot --no-cache"),
            List.of("bin/image", "--base", BASE, "--with", "buildah", "--tag", tag))
        .orFail();
    return buildah("inspect", "--type", "image", "--format", "{{.FromImageDigest}}", tag);
  }

  /** Bytes of an image, unpacked. */
  long size(String tag) throws Exception {
    return Long.parseLong(podman("image", "inspect", "--format", "{{.Size}}", tag));
  }

  /** Runs an image as the chart does: not root, nothing to write to but what is mounted. */
  void run(String name, String tag, Path data, Map<String, String> environment) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("run", "-d", "--name", name, "--network", "host", "--read-only"));
    arguments.addAll(List.of("--tmpfs", "/tmp:exec,size=1g", "--cap-drop", "all"));
    arguments.addAll(List.of("--security-opt", "no-new-privileges"));
    // what this machine may give
    arguments.addAll(List.of("--ulimit", "nofile=1024:4096", "--ulimit", "nproc=4096:4096"));
    arguments.addAll(List.of("-v", data.toAbsolutePath() + ":/var/lib/deepgrow"));
    environment.forEach(
        (variable, value) -> arguments.addAll(List.of("-e", variable + "=" + value)));
    arguments.add(tag);
    podman(arguments.toArray(String[]::new));
  }

  @Override
  public void close() throws Exception {
    podman("rm", "--all", "--force", "--time", "30");
    buildah("rmi", "--all", "--force");
    if (Files.exists(folder)) {
      ran(List.of("rm", "-rf", folder.toString()));
    }
  }
}
