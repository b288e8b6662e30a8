package io.deepgrow.training.prepare.patch;

import io.deepgrow.training.prepare.Json;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.Sha256;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder of a prepared dataset. Files are written in {@code .partial} and moved when whole; a
 * patch counts once its file in {@code records} is there, a volume once its file in {@code cases}
 * is.
 */
public final class PatchStore {

  static final String INDEX = "dataset.json";

  /** In a patch's labels: nobody knows what is there. */
  static final int UNKNOWN = 255;

  private final Path root;

  /** What decided a patch's voxels, and the patch. */
  private record PatchNote(String fingerprint, PatchRecord patch) {}

  /** What decided a volume's patches, and the patches. */
  private record CaseNote(String fingerprint, CaseResult result) {}

  /** The dataset in that folder, which need not be there yet. */
  public PatchStore(Path root) {
    this.root = root;
  }

  /**
   * Makes the folders and withdraws an earlier index, which may no longer fit. Until the lock is
   * closed no other run may write here.
   *
   * @throws PrepareException when another run writes here
   */
  public FileChannel open() throws IOException {
    Files.createDirectories(root);
    FileChannel lock =
        FileChannel.open(
            root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(lock)) {
      lock.close();
      throw new PrepareException("Another run is writing to " + root);
    }
    for (String folder : new String[] {"images", "labels", "records", "cases", ".partial"}) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.deleteIfExists(root.resolve(INDEX));
    return lock;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** A patch of an earlier run, when it was made in the same way and its files are intact. */
  public Optional<PatchRecord> kept(String id, String fingerprint) throws IOException {
    Optional<PatchNote> note = note("records/" + id + ".json", PatchNote.class);
    if (note.isEmpty() || !note.get().fingerprint().equals(fingerprint)) {
      return Optional.empty();
    }
    PatchRecord patch = note.get().patch();
    return isIntact(patch) ? Optional.of(patch) : Optional.empty();
  }

  /** A volume that an earlier run finished in the same way, with all its patches intact. */
  public Optional<CaseResult> finished(String caseId, String fingerprint) throws IOException {
    Optional<CaseNote> note = note("cases/" + caseId + ".json", CaseNote.class);
    if (note.isEmpty() || !note.get().fingerprint().equals(fingerprint)) {
      return Optional.empty();
    }
    for (PatchRecord patch : note.get().result().records()) {
      if (!isIntact(patch)) {
        return Optional.empty();
      }
    }
    return Optional.of(note.get().result());
  }

  private <T> Optional<T> note(String name, Class<T> type) throws IOException {
    Path file = root.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(file, type));
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      return Optional.empty();
    }
  }

  private boolean isIntact(PatchRecord patch) throws IOException {
    return isIntact(patch.image(), patch.imageSha256())
        && isIntact(patch.label(), patch.labelSha256());
  }

  private boolean isIntact(String name, String sha256) throws IOException {
    Path file = root.resolve(name);
    return Files.isRegularFile(file) && Sha256.of(file).equals(sha256);
  }

  /**
   * Writes image and mask, digests, and then the note that they are there.
   *
   * @param unknown where nobody knows, if anywhere: {@link #UNKNOWN} in the file of the mask
   */
  public PatchRecord write(
      PatchDraft draft, String fingerprint, Volume image, Mask mask, Optional<Mask> unknown)
      throws IOException {
    Path imagePart = partial(draft.id() + "-image.nii.gz");
    Path labelPart = partial(draft.id() + "-label.nii.gz");
    Nifti.write(image, imagePart);
    if (unknown.isPresent()) {
      Nifti.write(labels(mask, unknown.get()), labelPart);
    } else {
      Nifti.write(mask, labelPart);
    }
    PatchRecord patch = draft.record(Sha256.of(imagePart), Sha256.of(labelPart));
    move(imagePart, patch.image());
    move(labelPart, patch.label());
    write("records/" + patch.id() + ".json", new PatchNote(fingerprint, patch));
    return patch;
  }

  private static Volume labels(Mask mask, Mask unknown) {
    short[] values = new short[mask.size().arrayLength()];
    for (int flat = 0; flat < values.length; flat++) {
      values[flat] = (short) (mask.get(flat) ? 1 : unknown.get(flat) ? UNKNOWN : 0);
    }
    return Volume.of(mask.geometry(), values);
  }

  /** Notes that a volume is done, and with what result. */
  public void finish(CaseResult result, String fingerprint) throws IOException {
    write("cases/" + result.caseId() + ".json", new CaseNote(fingerprint, result));
  }

  /** Writes the index, which makes the folder a dataset. */
  public void finish(DatasetIndex index) throws IOException {
    write(INDEX, index);
    Files.deleteIfExists(root.resolve(".partial"));
  }

  private void write(String name, Object value) throws IOException {
    Path part = partial(name.replace('/', '-'));
    Files.write(part, Json.bytes(value));
    move(part, name);
  }

  private Path partial(String name) {
    return root.resolve(".partial").resolve(name);
  }

  private void move(Path part, String name) throws IOException {
    Files.move(
        part,
        root.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
