package io.deepgrow.app.compat.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.compat.protocol.InvalidFieldException;
import io.deepgrow.volume.file.MaskType;
import java.util.Locale;

/**
 * The file that a client wants its mask as.
 *
 * @param compress of NRRD; a name ending in .gz is compressed in any case
 */
public record MaskForm(Extension extension, MaskType type, boolean compress) {

  /** Files that a mask is written to. */
  public enum Extension {
    NIFTI(".nii"),
    NIFTI_GZ(".nii.gz"),
    NRRD(".nrrd"),
    SEG_NRRD(".seg.nrrd");

    private final String suffix;

    Extension(String suffix) {
      this.suffix = suffix;
    }

    public String suffix() {
      return suffix;
    }

    /** By a suffix with or without its dot. */
    public static Extension of(String text) {
      String wanted = text.strip().toLowerCase(Locale.ROOT);
      for (Extension extension : values()) {
        if (extension.suffix.equals(wanted) || extension.suffix.equals("." + wanted)) {
          return extension;
        }
      }
      throw InvalidFieldException.body(
          "result_extension", "result_extension is .nii, .nii.gz, .nrrd or .seg.nrrd");
    }
  }

  /**
   * What {@code result_extension}, {@code result_dtype} and {@code result_compress} ask for.
   *
   * @param standard extension when none is asked for
   * @throws ApiException {@code request.unprocessable} for what can't be written
   */
  public static MaskForm of(JsonNode params, Extension standard) {
    String extension = params.path("result_extension").asText("");
    return new MaskForm(
        extension.isEmpty() || extension.equals("null") ? standard : Extension.of(extension),
        type(params.path("result_dtype").asText("uint8")),
        params.path("result_compress").asBoolean(false));
  }

  private static MaskType type(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "", "null", "uint8", "int8", "bool" -> MaskType.UINT8;
      case "uint16", "int16", "short" -> MaskType.UINT16;
      default ->
          throw InvalidFieldException.body("result_dtype", "result_dtype is uint8 or uint16");
    };
  }
}
