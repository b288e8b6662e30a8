package io.deepgrow.app.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.RulesIT;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.dicomweb.MovedClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads: what is taken in, how long it stays, and that row and files come and go together. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class UploadServiceIT {

  private static final Duration HOUR = Duration.ofHours(1);

  @Inject EntityManager entities;
  @Inject AuditTrail trail;
  @Inject SeriesSupply supply;
  @TempDir Path root;

  private final MovedClock clock = MovedClock.at(Instant.parse("2100-01-01T00:00:00Z"));
  private UploadFolder folder;
  private UploadService uploads;
  private UploadRepository rows;

  @BeforeEach
  void begin() {
    rows = new UploadRepository(entities, trail);
    folder = new UploadFolder(TestUploads.in(root), new DiskSpace());
    uploads = service(rows);
  }

  private UploadService service(UploadRepository repository) {
    return new UploadService(repository, folder, supply, TestUploads.in(root), clock);
  }

  @AfterEach
  void end() {
    QuarkusTransaction.requiringNew().run(() -> rows.all().forEach(rows::remove));
  }

  private StagedFile staged(String name, byte[] bytes) {
    return folder.stage(name, new ByteArrayInputStream(bytes), 0);
  }

  private StagedFile nrrd(String text) {
    return staged("a.nrrd", ("NRRD0004\n" + text).getBytes(StandardCharsets.US_ASCII));
  }

  /** A file that is told to be a DICOM slice by its preamble. */
  private StagedFile slice(int number) {
    byte[] bytes = new byte[200];
    "DICM".chars().forEach(c -> bytes[128 + "DICM".indexOf(c)] = (byte) c);
    bytes[150] = (byte) number;
    return staged("slice", bytes);
  }

  private StagedFile zip(int slices) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int n = 0; n < slices; n++) {
        zip.putNextEntry(new ZipEntry("slice" + n));
        zip.write(Files.readAllBytes(slice(n).path()));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return staged("a.zip", bytes.toByteArray());
  }

  /** The files on disk, of uploads and of what is coming. */
  private long onDisk() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private static void refused(Runnable request, ErrorCode code) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void anUploadIsFoundByItsSeriesAndItsFileIsWhereItSays() throws IOException {
    Upload upload = uploads.add(List.of(nrrd("one")), null, HOUR);

    assertThat(uploads.bySeries(upload.seriesUid())).contains(upload);
    assertThat(upload.studyUid()).isNotEqualTo(upload.seriesUid());
    assertThat(Files.readString(folder.of(upload.id()).resolve("00000"))).endsWith("one");
    assertThat(folder.comingBytes()).isZero();
  }

  @Test
  void theSameFileAgainIsTheSameUploadAndStaysAsLongAsTheLongestAsked() {
    Upload first = uploads.add(List.of(nrrd("one")), null, HOUR);
    clock.moveBy(Duration.ofMinutes(50));
    assertThat(uploads.add(List.of(nrrd("one")), null, Duration.ofMinutes(1))).isEqualTo(first);
    clock.moveBy(Duration.ofMinutes(59));
    assertThat(uploads.expired()).isEmpty();
    clock.moveBy(Duration.ofMinutes(2));

    assertThat(uploads.expired()).containsExactly(first);
  }

  @Test
  void theSameSlicesInAnotherOrderAreTheSameUpload() {
    Upload first = uploads.add(List.of(slice(1), slice(2), slice(3)), null, HOUR);

    assertThat(uploads.add(List.of(slice(3), slice(1), slice(2)), null, HOUR)).isEqualTo(first);
    assertThat(uploads.add(List.of(slice(3), slice(1)), null, HOUR)).isNotEqualTo(first);
    assertThat(uploads.files(first.id())).isEqualTo(3);
  }

  @Test
  void whatIsPastItsTimeIsNotGivenToANewcomer() {
    Upload first = uploads.add(List.of(nrrd("one")), null, HOUR);
    clock.moveBy(HOUR.plusSeconds(1));

    Upload second = uploads.add(List.of(nrrd("one")), null, HOUR);

    assertThat(second).isNotEqualTo(first);
    assertThat(uploads.expired()).containsExactly(first);
  }

  @Test
  void useCountsTheTimeAnew() {
    Upload upload = uploads.add(List.of(nrrd("one")), null, HOUR);
    clock.moveBy(Duration.ofMinutes(59));
    uploads.touch(upload.seriesUid());
    uploads.touch("2.25.404");
    clock.moveBy(Duration.ofMinutes(59));

    assertThat(uploads.expired()).isEmpty();
  }

  @Test
  void whatIsDeletedIsGoneWithItsFilesAndDeletingItAgainIsNoFault() throws IOException {
    Upload upload = uploads.add(List.of(slice(1), slice(2)), null, HOUR);
    uploads.delete(upload);
    uploads.delete(upload);

    assertThat(uploads.bySeries(upload.seriesUid())).isEmpty();
    assertThat(Files.exists(folder.of(upload.id()))).isFalse();
  }

  @Test
  void anImageOfANameTakesThePlaceOfTheOneBefore() {
    Upload first = uploads.add(List.of(nrrd("one")), "image", HOUR);
    Upload second = uploads.add(List.of(nrrd("two")), "image", HOUR);
    uploads.add(List.of(nrrd("three")), "another", HOUR);

    assertThat(uploads.byName("image")).contains(second);
    assertThat(uploads.bySeries(first.seriesUid())).isEmpty();
    assertThat(Files.exists(folder.of(first.id()))).isFalse();
    assertThat(uploads.named())
        .extracting(u -> u.name().orElse(""))
        .containsExactly("another", "image");
  }

  @Test
  void anImageWhoseSuccessorCouldNotBeWrittenDownKeepsItsFiles() throws IOException {
    Upload first = uploads.add(List.of(nrrd("one")), "image", HOUR);
    UploadService failing =
        service(
            new UploadRepository(entities, trail) {
              @Override
              void add(UploadedVolume upload) {
                throw new IllegalStateException("the database is away");
              }
            });
    StagedFile second = nrrd("two");

    assertThatThrownBy(() -> failing.add(List.of(second), "image", HOUR))
        .hasMessage("the database is away");

    assertThat(uploads.byName("image")).contains(first);
    assertThat(Files.readString(folder.of(first.id()).resolve("00000"))).endsWith("one");
    assertThat(onDisk()).isEqualTo(1);
    assertThat(folder.comingBytes()).isZero();
  }

  @Test
  void anUploadThatCouldNotBeTakenOutOfTheDatabaseKeepsItsFiles() {
    Upload upload = uploads.add(List.of(nrrd("one")), null, HOUR);

    assertThatThrownBy(
            () ->
                service(
                        new UploadRepository(entities, trail) {
                          @Override
                          void flush() {
                            super.flush();
                            QuarkusTransaction.setRollbackOnly();
                          }
                        })
                    .delete(upload))
        .isInstanceOf(RuntimeException.class);

    assertThat(uploads.bySeries(upload.seriesUid())).contains(upload);
    assertThat(uploads.files(upload.id())).isEqualTo(1);
  }

  @Test
  void aZipIsItsSlicesAndNothingOfItselfStays() throws IOException {
    Upload upload = uploads.add(List.of(zip(3)), null, HOUR);

    assertThat(upload.format()).isEqualTo(VolumeFormat.ZIP);
    assertThat(uploads.files(upload.id())).isEqualTo(3);
  }

  @Test
  void allUploadsTogetherHaveTheirRoomAndNoMore() throws IOException {
    StagedFile large = staged("a.nrrd", large());
    for (int n = 0; n < 10; n++) {
      byte[] other = large();
      other[20] = (byte) (n + 1);
      uploads.add(List.of(staged("a.nrrd", other)), null, HOUR);
    }
    long before = onDisk();

    refused(() -> uploads.add(List.of(large), null, HOUR), ErrorCode.UPLOAD_FULL);
    folder.deleteFile(large.path());

    assertThat(onDisk()).isEqualTo(before - 1);
  }

  private static byte[] large() {
    byte[] bytes = new byte[999_000];
    byte[] head = "NRRD0004\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  @Test
  void whatIsNoVolumeIsRefusedInWords() {
    refused(() -> uploads.add(List.of(), null, HOUR), ErrorCode.UPLOAD_UNUSABLE);
    refused(
        () -> uploads.add(List.of(staged("a.txt", new byte[] {1})), null, HOUR),
        ErrorCode.UPLOAD_UNUSABLE);
    refused(
        () -> uploads.add(List.of(nrrd("a"), nrrd("b")), null, HOUR), ErrorCode.UPLOAD_UNUSABLE);
    refused(() -> uploads.add(List.of(slice(1), nrrd("b")), null, HOUR), ErrorCode.UPLOAD_UNUSABLE);
  }

  @Test
  void atAStartWhatWasHalfFinishedGoesAndUploadsStay() throws IOException {
    Upload upload = uploads.add(List.of(nrrd("one")), null, HOUR);
    nrrd("half");
    UUID lost = UUID.randomUUID();
    Files.createDirectories(folder.of(lost));
    Files.writeString(folder.of(lost).resolve("00000"), "no row");
    Files.createDirectories(root.resolve("somebody-elses"));

    uploads.clean(new StartupEvent());

    assertThat(onDisk()).isEqualTo(1);
    assertThat(uploads.files(upload.id())).isEqualTo(1);
    assertThat(Files.exists(folder.of(lost))).isFalse();
    assertThat(root.resolve("somebody-elses")).exists();
  }

  @Test
  void leftoversOfAnotherReplicaGoAtTheSecondLookOnly() throws IOException {
    UploadLeftovers leftovers = new UploadLeftovers(rows, folder);
    Upload upload = uploads.add(List.of(nrrd("one")), null, HOUR);
    UUID lost = UUID.randomUUID();
    Files.createDirectories(folder.of(lost));

    leftovers.look();
    assertThat(Files.exists(folder.of(lost))).isTrue();
    leftovers.look();

    assertThat(Files.exists(folder.of(lost))).isFalse();
    assertThat(uploads.files(upload.id())).isEqualTo(1);
  }
}
