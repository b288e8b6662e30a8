package io.deepgrow.app.upload;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Unpacks a ZIP of DICOM files under names of ours, so that its own names are never paths. What it
 * unpacks to is bounded while it unpacks, whatever its directory says.
 */
final class ZipFiles {

  /** CT slices shrink to a half or a third; a hundredth is a bomb. */
  private static final int MAX_RATIO = 100;

  private static final long ALWAYS_ALLOWED = 10_000_000;

  private final UploadFolder folder;
  private final int maxFiles;
  private final long maxBytes;

  ZipFiles(UploadFolder folder, UploadConfig config) {
    this.folder = folder;
    this.maxFiles = config.maxFiles();
    this.maxBytes = config.maxBytes();
  }

  /**
   * The files in a ZIP; the caller deletes them.
   *
   * @throws ApiException {@code upload.too_large} or {@code upload.unusable}; no file is left then
   */
  List<Path> unpack(Path zip) throws IOException {
    List<Path> files = new ArrayList<>();
    boolean done = false;
    long allowed = Math.min(maxBytes, ALWAYS_ALLOWED + MAX_RATIO * Files.size(zip));
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      long bytes = 0;
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.isDirectory()) {
          continue;
        }
        if (files.size() >= maxFiles) {
          throw new ApiException(
              ErrorCode.UPLOAD_TOO_LARGE, "A ZIP holds at most " + maxFiles + " files");
        }
        Path file = folder.temporary();
        files.add(file);
        bytes += copy(in, file, allowed - bytes);
      }
      done = true;
      return files;
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new ApiException(ErrorCode.UPLOAD_UNUSABLE, "The ZIP is damaged");
    } finally {
      if (!done) {
        files.forEach(folder::deleteFile);
      }
    }
  }

  private long copy(InputStream in, Path file, long allowed) throws IOException {
    long bytes = 0;
    try (OutputStream out = folder.write(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        bytes += got;
        if (bytes > allowed) {
          throw new ApiException(
              ErrorCode.UPLOAD_TOO_LARGE, "The ZIP unpacks to more than is allowed");
        }
        out.write(buffer, 0, got);
      }
    }
    return bytes;
  }
}
