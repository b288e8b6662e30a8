package io.deepgrow.app.archive;

import io.deepgrow.app.archive.StoreResult.Refused;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.StudyUid;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;

/**
 * A folder of Part-10 files with an index in memory.
 *
 * <p>A file appears under its name only when it is whole and on disk: it is written beside, synced
 * and moved. A SOP Instance UID never changes its content.
 */
final class ArchiveStore {

  private static final String INCOMING = ".incoming";
  private static final int COPY_BYTES = 1 << 16;

  private final Path folder;
  private final ArchiveLimits limits;
  private final InstanceInspector inspector;
  private final ArchiveIndex index = new ArchiveIndex();
  private int skipped;

  private ArchiveStore(Path folder, ArchiveLimits limits) {
    this.folder = folder;
    this.limits = limits;
    this.inspector = new InstanceInspector(limits.dicom());
  }

  /** Opens a folder, which is made when missing, and reads the header of every file below it. */
  static ArchiveStore open(Path folder, ArchiveLimits limits) throws IOException {
    ArchiveStore store = new ArchiveStore(folder.toAbsolutePath().normalize(), limits);
    Files.createDirectories(store.folder.resolve(INCOMING));
    store.readFolder();
    return store;
  }

  ArchiveIndex index() {
    return index;
  }

  /** Files below the folder that are no DICOM, or an instance that is there already. */
  int skipped() {
    return skipped;
  }

  /**
   * Stores one Part-10 file.
   *
   * @param wanted the study it must belong to, when the request names one
   * @throws IOException when the stream breaks or the disk fails; nothing is stored then
   */
  StoreResult store(InputStream part, Optional<StudyUid> wanted) throws IOException {
    Path temporary = folder.resolve(INCOMING).resolve(UUID.randomUUID() + ".part");
    try {
      if (!receive(part, temporary)) {
        return new Refused("", "", Refused.OUT_OF_RESOURCES);
      }
      ArchivedInstance instance;
      try {
        instance = inspector.check(temporary);
      } catch (DicomException | IllegalArgumentException e) {
        return new Refused("", "", Refused.CANNOT_UNDERSTAND);
      }
      if (wanted.isPresent() && !wanted.get().equals(instance.study())) {
        return refused(instance, Refused.WRONG_STUDY);
      }
      return keep(instance, temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private synchronized StoreResult keep(ArchivedInstance instance, Path temporary)
      throws IOException {
    Optional<ArchivedInstance> there = index.find(instance.instance());
    if (there.isPresent()) {
      return Files.mismatch(temporary, there.get().file()) < 0
          ? new StoreResult.AlreadyThere(there.get())
          : refused(instance, Refused.DUPLICATE_INSTANCE);
    }
    if (index.size() >= limits.maxInstances()) {
      return refused(instance, Refused.OUT_OF_RESOURCES);
    }
    Path series = folder.resolve(instance.study().value()).resolve(instance.series().value());
    Files.createDirectories(series);
    Path file = series.resolve(instance.instance().value() + ".dcm");
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    sync(series);
    ArchivedInstance kept = instance.at(file);
    index.add(kept);
    return new StoreResult.Stored(kept);
  }

  private static Refused refused(ArchivedInstance instance, int reason) {
    return new Refused(instance.sopClass(), instance.instance().value(), reason);
  }

  /** Copies the part to disk and syncs it; false when it is larger than allowed. */
  private boolean receive(InputStream part, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      byte[] buffer = new byte[COPY_BYTES];
      long total = 0;
      for (int count = part.read(buffer); count >= 0; count = part.read(buffer)) {
        total += count;
        if (total > limits.maxPartBytes()) {
          return false;
        }
        out.write(buffer, 0, count);
      }
    }
    sync(file);
    return true;
  }

  private static void sync(Path path) throws IOException {
    StandardOpenOption mode =
        Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }

  private void readFolder() throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path parent = file.getParent();
            if (parent != null && parent.endsWith(INCOMING)) {
              Files.delete(file);
            } else if (attributes.isRegularFile()) {
              readFile(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void readFile(Path file) throws IOException {
    try {
      ArchivedInstance instance = inspector.header(file);
      if (index.find(instance.instance()).isEmpty() && index.size() < limits.maxInstances()) {
        index.add(instance);
        return;
      }
    } catch (DicomException | IllegalArgumentException e) {
      // counted below
    }
    skipped++;
  }
}
