package io.deepgrow.benchmarks.attack;

import io.deepgrow.benchmarks.PackagedService;
import io.deepgrow.volume.grid.VoxelIndex;
import java.nio.file.Path;
import java.util.List;

/**
 * What an attack takes place on.
 *
 * @param voxels of the organ that clicks go into
 * @param uploads folder of the service's uploads
 * @param uploadBytes what that folder can hold at most; 0 when nothing bounds it
 */
record Stage(
    PackagedService service,
    PacsFront pacs,
    String token,
    String study,
    String series,
    List<VoxelIndex> voxels,
    Path uploads,
    long uploadBytes) {

  Caller caller() {
    return new Caller(service.root(), token);
  }

  int port() {
    return service.port();
  }

  /**
   * The head of a request, complete.
   *
   * @param line method, path and version
   */
  String head(String line, String... headers) {
    StringBuilder head = new StringBuilder(line + "\r\nHost: 127.0.0.1\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** The header that makes a caller known. */
  String known() {
    return "Authorization: Bearer " + token;
  }
}
