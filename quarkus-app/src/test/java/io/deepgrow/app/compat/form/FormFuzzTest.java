package io.deepgrow.app.compat.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.RawForm;
import io.deepgrow.app.upload.StagedFile;
import io.deepgrow.app.upload.UploadFolder;
import io.deepgrow.app.upload.UploadFolders;
import io.deepgrow.fuzz.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Hostile forms of AIAA's and MONAI Label's clients; the first line is the Content-Type. */
class FormFuzzTest extends FuzzTest {

  private static final String CLICKS =
      "{\"foreground\":[[1,2,3]],\"background\":\"[[4,5,6]]\",\"slice\":7,\"label\":\"a\"}";

  private static final Path ROOT = UploadFolders.temporary();
  private static final UploadFolder FOLDER = UploadFolders.in(ROOT);
  private static final FormReader READER =
      new FormReader(FOLDER, new ObjectMapper(), UploadFolders.config(ROOT));

  @Override
  public List<byte[]> seeds() {
    RawForm python =
        RawForm.python().params(CLICKS).file("image", "C:\\a\\b.nii.gz", new byte[] {31, -117, 8});
    RawForm quoted =
        RawForm.quoted().params("\"{\\\"foreground\\\": []}\"").field("session", "{\"a\":1}");
    return List.of(
        typed(python.contentType(), python.bytes()),
        typed(quoted.contentType(), quoted.bytes()),
        typed("application/x-www-form-urlencoded", ascii("params=%7B%22slice%22%3A1%7D&a=b+c")),
        typed("application/json", ascii(CLICKS)),
        typed("application/json", ascii("{\"current_point\":[1,2,3],\"foreground\":null}")));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] typed(String type, byte[] body) {
    return (type + "\n" + new String(body, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void parse(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    int line = text.indexOf('\n');
    String type = line < 0 ? text : text.substring(0, line);
    byte[] body = text.substring(line + 1).getBytes(StandardCharsets.ISO_8859_1);
    try (ClientForm form = READER.read(type, new ByteArrayInputStream(body))) {
      READER.clicks(form);
      READER.object(form, "session");
      form.images().forEach(FormFuzzTest::requireWithin);
      form.label().ifPresent(FormFuzzTest::requireWithin);
    } finally {
      assertThat(ROOT.resolve("coming").toFile().list()).isNullOrEmpty();
    }
  }

  private static void requireWithin(StagedFile file) {
    assertThat(file.path().toAbsolutePath()).startsWith(ROOT.toAbsolutePath());
    assertThat(Files.exists(file.path())).isTrue();
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof ApiException e
        && (e.code() == ErrorCode.BAD_REQUEST || e.code() == ErrorCode.UPLOAD_TOO_LARGE);
  }
}
