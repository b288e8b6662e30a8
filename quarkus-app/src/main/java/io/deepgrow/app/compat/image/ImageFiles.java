package io.deepgrow.app.compat.image;

import io.deepgrow.app.Erased;
import io.deepgrow.app.compat.answer.AnswerFiles;
import io.deepgrow.app.compat.answer.Body;
import io.deepgrow.app.compat.answer.MaskFile;
import io.deepgrow.app.upload.Upload;
import io.deepgrow.app.upload.UploadReader;
import io.deepgrow.app.upload.VolumeFormat;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.file.Nifti;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Images as files: an upload as it came, slices of DICOM as one NIfTI volume. */
@ApplicationScoped
public class ImageFiles {

  private final UploadReader reader;
  private final AnswerFiles answers;
  private final ImageLoading loading;

  ImageFiles(UploadReader reader, AnswerFiles answers, ImageLoading loading) {
    this.reader = reader;
    this.answers = answers;
    this.loading = loading;
  }

  public MaskFile of(ClientImage image) {
    boolean asItCame = image.upload().filter(u -> !isSlices(u)).isPresent();
    return asItCame ? original(image, image.upload().get()) : volume(image);
  }

  /** Whether a checksum, {@code SHA256:hex} or the hex alone, is that of an image's file. */
  public boolean matches(ClientImage image, String checkSum) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
        of(image).body().writeTo(out);
      }
      String hex = HexFormat.of().formatHex(digest.digest());
      return hex.equalsIgnoreCase(checkSum.replaceFirst("(?i)^sha256:", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The suffix of an image's file. */
  public static String suffix(ClientImage image) {
    return image.upload().map(ImageFiles::suffix).orElse(VolumeFormat.NIFTI_GZ.suffix());
  }

  /** The suffix of the file that an upload is handed out as. */
  public static String suffix(Upload upload) {
    return (isSlices(upload) ? VolumeFormat.NIFTI_GZ : upload.format()).suffix();
  }

  private static boolean isSlices(Upload upload) {
    return upload.format() == VolumeFormat.DICOM || upload.format() == VolumeFormat.ZIP;
  }

  private MaskFile original(ClientImage image, Upload upload) {
    Path file = reader.file(upload);
    try {
      return new MaskFile(name(image), Body.of(Files.size(file), out -> Files.copy(file, out)));
    } catch (IOException e) {
      throw Erased.orFailed(e);
    }
  }

  private static String name(ClientImage image) {
    String id = image.id().replaceAll("[^A-Za-z0-9._-]", "_");
    String suffix = suffix(image);
    return id.endsWith(suffix) ? id : id + suffix;
  }

  private MaskFile volume(ClientImage image) {
    LoadedSeries series = loading.load(image);
    return new MaskFile(
        name(image),
        answers.pack(
            out -> {
              GZIPOutputStream gzip = new FastestGzip(out);
              Nifti.write(series.volume(), gzip);
              gzip.finish();
            }));
  }

  /** Gzip that takes little time. */
  private static final class FastestGzip extends GZIPOutputStream {
    FastestGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
