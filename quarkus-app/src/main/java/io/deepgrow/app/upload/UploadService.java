package io.deepgrow.app.upload;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of uploads: what is taken in, how long it stays, and that nothing stays longer. */
@ApplicationScoped
public class UploadService {

  private final UploadRepository uploads;
  private final UploadFolder folder;
  private final ZipFiles zip;
  private final SeriesSupply supply;
  private final UploadConfig config;
  private final Clock clock;

  UploadService(
      UploadRepository uploads,
      UploadFolder folder,
      SeriesSupply supply,
      UploadConfig config,
      Clock clock) {
    this.uploads = uploads;
    this.folder = folder;
    this.zip = new ZipFiles(folder, config);
    this.supply = supply;
    this.config = config;
    this.clock = clock;
  }

  void clean(@Observes StartupEvent event) {
    folder.clean(
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    uploads.all().stream().map(u -> u.id.toString()).collect(Collectors.toSet())));
  }

  /**
   * Takes in the files of one volume: one file, a ZIP of DICOM slices, or the slices themselves.
   * The same files again are the same upload. The staged files are moved, or can be deleted.
   *
   * @param name id in the datastore, or null
   * @throws ApiException {@code upload.unusable}, {@code upload.too_large}, {@code upload.full}
   */
  public Upload add(List<StagedFile> files, @Nullable String name, Duration expiry) {
    VolumeFormat format = format(files);
    String content = files.size() == 1 ? files.get(0).sha256() : joined(files);
    Optional<Upload> known = name == null ? renewed(content, expiry) : Optional.empty();
    return known.orElseGet(() -> store(files, format, content, name, expiry));
  }

  private static VolumeFormat format(List<StagedFile> files) {
    if (files.isEmpty()) {
      throw new ApiException(ErrorCode.UPLOAD_UNUSABLE, "There is no file");
    }
    VolumeFormat format =
        files
            .get(0)
            .format()
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.UPLOAD_UNUSABLE,
                        "This is no NIfTI, NRRD, MHA, DICOM or ZIP of DICOM"));
    boolean slices =
        files.stream().allMatch(f -> f.format().equals(Optional.of(VolumeFormat.DICOM)));
    if (files.size() > 1 && !slices) {
      throw new ApiException(
          ErrorCode.UPLOAD_UNUSABLE, "Several files must all be DICOM slices of one series");
    }
    return format;
  }

  private static String joined(List<StagedFile> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.stream()
          .map(StagedFile::sha256)
          .sorted()
          .forEach(sum -> digest.update(HexFormat.of().parseHex(sum)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** An upload of the same content, kept at least as long as asked from now on. */
  private Optional<Upload> renewed(String content, Duration expiry) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Optional<UploadedVolume> known =
                  uploads.byContent(content).filter(u -> !u.isExpired(clock.instant()));
              known.ifPresent(
                  upload -> {
                    upload.lastUsedAt = clock.instant();
                    upload.expirySeconds = Math.max(upload.expirySeconds, expiry.toSeconds());
                  });
              return known.map(UploadedVolume::key);
            });
  }

  private Upload store(
      List<StagedFile> files,
      VolumeFormat format,
      String content,
      @Nullable String name,
      Duration expiry) {
    UploadedVolume upload = new UploadedVolume();
    upload.id = UUID.randomUUID();
    UidSource uids = UidSource.random();
    upload.studyUid = uids.next();
    upload.seriesUid = uids.next();
    upload.name = name;
    upload.format = format;
    upload.sha256 = content;
    upload.bytes = files.stream().mapToLong(StagedFile::bytes).sum();
    upload.createdAt = clock.instant();
    upload.lastUsedAt = upload.createdAt;
    upload.expirySeconds = expiry.toSeconds();
    requireRoom(upload.bytes);
    List<Path> kept = List.of();
    Optional<UploadedVolume> before;
    try {
      List<Path> paths = files.stream().map(StagedFile::path).toList();
      kept = format == VolumeFormat.ZIP ? zip.unpack(paths.get(0)) : paths;
      // what lies on disk counts, not what was sent
      upload.bytes = sizes(kept);
      requireRoom(upload.bytes);
      folder.keep(upload.id, kept);
      before = QuarkusTransaction.requiringNew().call(() -> written(upload, name));
    } catch (IOException e) {
      kept.forEach(folder::deleteFile);
      folder.delete(upload.id);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      kept.forEach(folder::deleteFile);
      folder.delete(upload.id);
      throw e;
    }
    before.ifPresent(this::letGo);
    return upload.key();
  }

  /** Writes an upload down; the one whose name it takes, which is no longer there then. */
  private Optional<UploadedVolume> written(UploadedVolume upload, @Nullable String name) {
    Optional<UploadedVolume> before = Optional.empty();
    if (name != null) {
      uploads.holdName(name);
      before = uploads.byName(name);
      before.ifPresent(this::remove);
    }
    uploads.add(upload);
    return before;
  }

  private static long sizes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private void requireRoom(long bytes) {
    long used = QuarkusTransaction.requiringNew().call(uploads::bytes);
    if (used + bytes > config.maxTotalBytes()) {
      throw new ApiException(
          ErrorCode.UPLOAD_FULL, "There is no room for another upload; older ones expire");
    }
  }

  public Optional<Upload> bySeries(String seriesUid) {
    return QuarkusTransaction.requiringNew()
        .call(() -> uploads.bySeries(seriesUid).map(UploadedVolume::key));
  }

  public Optional<Upload> byName(String name) {
    return QuarkusTransaction.requiringNew()
        .call(() -> uploads.byName(name).map(UploadedVolume::key));
  }

  /** The images of the datastore, by name. */
  public List<Upload> named() {
    return QuarkusTransaction.requiringNew()
        .call(() -> uploads.named().stream().map(UploadedVolume::key).toList());
  }

  /** Counts the expiry of a volume from now. */
  public void touch(String seriesUid) {
    Instant now = clock.instant();
    QuarkusTransaction.requiringNew()
        .run(() -> uploads.bySeries(seriesUid).ifPresent(u -> u.lastUsedAt = now));
  }

  /** Volumes whose time is over; who uses them lets go of them before {@link #delete}. */
  public List<Upload> expired() {
    return QuarkusTransaction.requiringNew()
        .call(() -> uploads.expired(clock.instant()).stream().map(UploadedVolume::key).toList());
  }

  /** Deletes a volume's row and its files. */
  public void delete(Upload upload) {
    Optional<UploadedVolume> gone =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  Optional<UploadedVolume> found = uploads.find(upload.id());
                  found.ifPresent(this::remove);
                  return found;
                });
    gone.ifPresent(this::letGo);
  }

  /** Shows what each DICOM file of the uploads says of its patient and study. */
  public void forEachHeader(BiConsumer<Upload, DicomObject> sink) {
    List<Upload> all =
        QuarkusTransaction.requiringNew()
            .call(() -> uploads.all().stream().map(UploadedVolume::key).toList());
    for (Upload upload : all) {
      if (upload.format() == VolumeFormat.DICOM || upload.format() == VolumeFormat.ZIP) {
        for (Path file : folder.files(upload.id())) {
          header(file).ifPresent(header -> sink.accept(upload, header));
        }
      }
    }
  }

  private static Optional<DicomObject> header(Path file) {
    try {
      return Optional.of(DicomReader.readHeader(file, DicomLimits.standard()).dataSet());
    } catch (DicomException e) {
      // a file that nobody can read makes no image either
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files that lie on disk for an upload. */
  public int files(UUID id) {
    return folder.files(id).size();
  }

  /** Deletes the files of an upload whose row is gone. */
  public void deleteFiles(UUID id) {
    folder.delete(id);
  }

  private void remove(UploadedVolume upload) {
    uploads.remove(upload);
    uploads.flush();
  }

  /** Lets go of the files of an upload, once it is committed that its row is gone. */
  private void letGo(UploadedVolume upload) {
    folder.delete(upload.id);
    supply.forget(upload.key().seriesKey());
  }
}
