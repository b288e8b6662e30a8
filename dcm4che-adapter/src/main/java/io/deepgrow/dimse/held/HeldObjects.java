package io.deepgrow.dimse.held;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.GatewayException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects in a folder, by study, series and instance. One that was added is on the disk before it
 * is acknowledged. As a cache of a PACS it drops the studies that were used least recently when it
 * is full; as the only place of its objects it takes no more. Safe for many threads.
 */
public final class HeldObjects {

  private final Path folder;
  private final long maxBytes;
  private final boolean cache;
  private final DicomLimits limits;

  /** By study, the most recently used last. */
  private final Map<StudyUid, Map<SopInstanceUid, HeldObject>> studies =
      new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;

  private HeldObjects(Path folder, long maxBytes, boolean cache, DicomLimits limits) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.cache = cache;
    this.limits = limits;
  }

  /**
   * What a folder holds, made when missing; what came only in part is removed.
   *
   * @param cache whether a PACS has the same objects
   */
  public static HeldObjects in(Path folder, long maxBytes, boolean cache, DicomLimits limits)
      throws IOException {
    HeldObjects held = new HeldObjects(folder, maxBytes, cache, limits);
    Files.createDirectories(held.incoming());
    Files.createDirectories(held.objects());
    try (Stream<Path> parts = Files.list(held.incoming())) {
      for (Path part : parts.toList()) {
        Files.delete(part);
      }
    }
    try (Stream<Path> files = Files.walk(held.objects())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        held.put(held.described(file).at(file));
      }
    }
    return held;
  }

  private Path incoming() {
    return folder.resolve("incoming");
  }

  private Path objects() {
    return folder.resolve("objects");
  }

  /** A new file to write an object into, for {@link #add} or to be deleted. */
  public Path newPart() throws IOException {
    return Files.createTempFile(incoming(), "part", ".dcm");
  }

  /**
   * What a Part 10 file says of itself.
   *
   * @throws GatewayException {@code gateway.bad_request} when it can't be read
   */
  public HeldObject described(Path file) throws IOException {
    try {
      return HeldObject.of(DicomReader.readHeader(file, limits), file, Files.size(file));
    } catch (DicomException e) {
      throw new GatewayException(
          Code.BAD_REQUEST, "The object can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Takes over a file, in place of an earlier one of the same instance.
   *
   * @param part described before, of {@link #newPart}
   * @throws GatewayException {@code gateway.no_room}
   */
  public HeldObject add(HeldObject part) throws IOException {
    makeRoom(part);
    Path place =
        objects()
            .resolve(part.study().value())
            .resolve(part.series().value())
            .resolve(part.instance().value() + ".dcm");
    Files.createDirectories(place.getParent());
    try (FileChannel channel = FileChannel.open(part.file(), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        part.file(), place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    HeldObject held = part.at(place);
    put(held);
    return held;
  }

  private synchronized void put(HeldObject object) {
    HeldObject before =
        studies
            .computeIfAbsent(object.study(), study -> new LinkedHashMap<>())
            .put(object.instance(), object);
    bytes += object.bytes() - (before == null ? 0 : before.bytes());
  }

  private synchronized void makeRoom(HeldObject part) {
    while (cache && bytes + part.bytes() > maxBytes) {
      Optional<StudyUid> oldest =
          studies.keySet().stream().filter(study -> !study.equals(part.study())).findFirst();
      if (oldest.isEmpty()) {
        break;
      }
      remove(oldest.get());
    }
    if (bytes + part.bytes() > maxBytes) {
      throw new GatewayException(
          Code.NO_ROOM,
          "No room for another "
              + part.bytes()
              + " bytes: "
              + bytes
              + " of "
              + maxBytes
              + " are used");
    }
  }

  /** The objects of a study, in the order they came. */
  public synchronized List<HeldObject> ofStudy(StudyUid study) {
    Map<SopInstanceUid, HeldObject> held = studies.get(study);
    return held == null ? List.of() : List.copyOf(held.values());
  }

  /** The objects of a series, in the order they came. */
  public List<HeldObject> ofSeries(StudyUid study, SeriesUid series) {
    return ofStudy(study).stream().filter(object -> object.series().equals(series)).toList();
  }

  /** All objects. */
  public synchronized List<HeldObject> all() {
    List<HeldObject> all = new ArrayList<>();
    studies.values().forEach(study -> all.addAll(study.values()));
    return all;
  }

  /** Lets go of a study. */
  public synchronized void remove(StudyUid study) {
    Map<SopInstanceUid, HeldObject> gone = studies.remove(study);
    if (gone == null) {
      return;
    }
    for (HeldObject object : gone.values()) {
      bytes -= object.bytes();
      try {
        Files.deleteIfExists(object.file());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
