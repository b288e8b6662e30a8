package io.deepgrow.app.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.archive.ArchiveService.Target;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.json.DicomJson;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.MultipartReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveServiceTest {

  private static final String MULTIPART = "multipart/related; type=\"application/dicom\"";
  private static final ArchiveUrls URLS = new ArchiveUrls("http://localhost/dicom-web");

  @TempDir Path folder;
  private ArchiveService service;

  @BeforeEach
  void open() throws IOException {
    ArchiveLimits standard = ArchiveLimits.standard();
    ArchiveLimits limits = new ArchiveLimits(1 << 20, 3, 100, standard.dicom());
    service = new ArchiveService(ArchiveStore.open(folder, limits), limits);
  }

  @Test
  void storesAndAnswersWithWhatItHas() throws IOException {
    ArchiveAnswer answer = store(Target.of(), slice(1, 1, 1), slice(1, 1, 2));

    DicomObject body = object(answer);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(body.items(Tag.REFERENCED_SOP_SEQUENCE))
        .extracting(i -> i.string(Tag.REFERENCED_SOP_INSTANCE_UID).orElseThrow())
        .containsExactly("2.25.1.1.1", "2.25.1.1.2");
    assertThat(body.contains(Tag.FAILED_SOP_SEQUENCE)).isFalse();
    assertThat(objects(service.searchStudies(Map.of(), URLS))).hasSize(1);
    assertThat(objects(service.searchSeries(Target.of("2.25.1"), Map.of(), URLS))).hasSize(1);
    assertThat(objects(service.searchInstances(Target.of("2.25.1"), Map.of(), URLS))).hasSize(2);
    assertThat(objects(service.metadata(Target.of("2.25.1", "2.25.1.1")))).hasSize(2);
  }

  @Test
  void tellsStoredAndRefusedPartsApart() throws IOException {
    store(Target.of(), slice(1, 1, 1));
    byte[] changed =
        ArchiveFiles.part10(ArchiveFiles.slice(1, 1, 1).setString(Tag.PATIENT_ID, "X"), 1);

    ArchiveAnswer some =
        store(Target.of(), changed, slice(1, 1, 2), "junk".getBytes(StandardCharsets.UTF_8));
    ArchiveAnswer none = store(Target.of("2.25.2"), slice(1, 1, 3));

    assertThat(some.status()).isEqualTo(202);
    DicomObject body = object(some);
    assertThat(body.items(Tag.REFERENCED_SOP_SEQUENCE)).hasSize(1);
    assertThat(body.items(Tag.FAILED_SOP_SEQUENCE).get(0).integer(Tag.FAILURE_REASON))
        .hasValue(0x0111);
    assertThat(body.items(Tag.OTHER_FAILURES_SEQUENCE).get(0).integer(Tag.FAILURE_REASON))
        .hasValue(0xC000);
    assertThat(none.status()).isEqualTo(409);
  }

  @Test
  void givesBackTheStoredBytes() throws IOException {
    store(Target.of(), slice(1, 1, 1), slice(1, 1, 2));

    ArchiveAnswer answer =
        service.retrieve(
            Target.of("2.25.1", "2.25.1.1"), List.of(MULTIPART + "; transfer-syntax=*"));

    assertThat(answer.contentType()).startsWith("multipart/related; type=\"application/dicom\"");
    assertThat(parts(answer)).containsExactly(slice(1, 1, 1), slice(1, 1, 2));
  }

  @Test
  void givesASingleInstanceWithoutMultipart() throws IOException {
    store(Target.of(), slice(1, 1, 1));

    ArchiveAnswer answer =
        service.retrieve(
            Target.of("2.25.1", "2.25.1.1", "2.25.1.1.1"),
            List.of("application/dicom; transfer-syntax=*"));

    assertThat(answer.contentType())
        .isEqualTo("application/dicom; transfer-syntax=1.2.840.10008.1.2.1");
    assertThat(bytes(answer)).isEqualTo(slice(1, 1, 1));
  }

  @Test
  void decodesForClientsThatWantItPlain() throws IOException {
    byte[] rle = rleSlice();
    store(Target.of(), rle);
    Target target = Target.of("2.25.3", "2.25.3.1", "2.25.3.1.1");

    assertThat(parts(service.retrieve(target, List.of(MULTIPART + "; transfer-syntax=*"))))
        .containsExactly(rle);
    DicomFile plain =
        DicomReader.read(
            parts(service.retrieve(target, List.of(MULTIPART))).get(0), DicomLimits.standard());
    assertThat(plain.syntax()).isEqualTo(TransferSyntax.EXPLICIT_LITTLE);
    assertThat(plain.pixelData().nativeBytes()).containsExactly(7, 7, 7, 7);
    assertThat(parts(service.frames(target, "1", List.of("*/*"))).get(0))
        .containsExactly(7, 7, 7, 7);
  }

  @Test
  void refusesSyntaxesItCannotGive() throws IOException {
    store(Target.of(), slice(1, 1, 1));

    assertRefused(
        406,
        () ->
            service.retrieve(
                Target.of("2.25.1"),
                List.of(MULTIPART + "; transfer-syntax=1.2.840.10008.1.2.4.80")));
    assertRefused(406, () -> service.retrieve(Target.of("2.25.1"), List.of("image/png")));
  }

  @Test
  void givesFramesByNumber() throws IOException {
    DicomObject two = ArchiveFiles.slice(1, 1, 1).setInts(Tag.NUMBER_OF_FRAMES, 2);
    store(Target.of(), ArchiveFiles.part10(two, 1, 2, 3, 4, 5, 6, 7, 8));
    Target target = Target.of("2.25.1", "2.25.1.1", "2.25.1.1.1");
    List<String> octets = List.of("multipart/related; type=\"application/octet-stream\"");

    assertThat(parts(service.frames(target, "2,1", octets)))
        .containsExactly(new byte[] {5, 0, 6, 0, 7, 0, 8, 0}, new byte[] {1, 0, 2, 0, 3, 0, 4, 0});
    assertRefused(404, () -> service.frames(target, "3", octets));
    assertRefused(400, () -> service.frames(target, "0x1", octets));
    assertRefused(404, () -> service.frames(target, "0", octets));
    assertRefused(406, () -> service.frames(target, "1", List.of("image/jpeg")));
  }

  @Test
  void refusesWhatIsNotThere() {
    assertRefused(404, () -> service.metadata(Target.of("2.25.9")));
    assertRefused(404, () -> service.retrieve(Target.of("2.25.9", "2.25.9.1"), List.of()));
    assertRefused(400, () -> service.metadata(Target.of("../etc")));
  }

  @Test
  void refusesOtherBodies() {
    assertRefused(415, () -> storeAs("application/dicom+json", "{}"));
    assertRefused(415, () -> storeAs("multipart/form-data; boundary=b", "--b--"));
    assertRefused(400, () -> storeAs(MULTIPART, "--b--"));
    assertRefused(400, () -> storeAs(MULTIPART + "; boundary=b", "--b--"));
    assertRefused(400, () -> storeAs(MULTIPART + "; boundary=b", "nothing of the kind"));
    String part = "--b\r\n\r\nx\r\n";
    assertRefused(413, () -> storeAs(MULTIPART + "; boundary=b", part.repeat(4) + "--b--"));
  }

  @FunctionalInterface
  private interface Request {
    ArchiveAnswer send() throws IOException;
  }

  private static void assertRefused(int status, Request request) {
    assertThatThrownBy(request::send)
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  private ArchiveAnswer storeAs(String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
    return service.store(Target.of(), type, new ByteArrayInputStream(bytes), URLS);
  }

  private ArchiveAnswer store(Target target, byte[]... files) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] file : files) {
      body.writeBytes(
          "--b\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      body.writeBytes(file);
      body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    body.writeBytes("--b--".getBytes(StandardCharsets.US_ASCII));
    return service.store(
        target, MULTIPART + "; boundary=\"b\"", new ByteArrayInputStream(body.toByteArray()), URLS);
  }

  private static byte[] slice(int study, int series, int instance) {
    return ArchiveFiles.part10(ArchiveFiles.slice(study, series, instance), 1, 2, 3, 4);
  }

  /** 2×2 pixels of 8 bits, all 7, as one RLE run. */
  private static byte[] rleSlice() {
    DicomObject slice = ArchiveFiles.slice(3, 1, 1).setInts(Tag.BITS_ALLOCATED, 8);
    byte[] frame = new byte[66];
    frame[0] = 1;
    frame[4] = 64;
    frame[64] = -3;
    frame[65] = 7;
    return DicomWriter.bytes(
        new DicomFile(TransferSyntax.RLE, slice, new PixelData(new byte[0], List.of(frame))));
  }

  private static byte[] bytes(ArchiveAnswer answer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    answer.body().writeTo(out);
    return out.toByteArray();
  }

  private static List<byte[]> parts(ArchiveAnswer answer) throws IOException {
    MultipartReader parts =
        MultipartReader.of(new ByteArrayInputStream(bytes(answer)), answer.contentType());
    List<byte[]> bodies = new ArrayList<>();
    for (Optional<MultipartReader.Part> part = parts.next();
        part.isPresent();
        part = parts.next()) {
      bodies.add(part.get().body().readAllBytes());
    }
    return bodies;
  }

  private static List<DicomObject> objects(ArchiveAnswer answer) throws IOException {
    return DicomJson.read(new ByteArrayInputStream(bytes(answer)), DicomLimits.standard());
  }

  private static DicomObject object(ArchiveAnswer answer) throws IOException {
    return objects(answer).get(0);
  }
}
