package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.compat.form.PartName;
import io.deepgrow.app.registry.IncomingModel;
import io.deepgrow.app.registry.VersionView;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.MultipartReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the form that uploads a model: the checksum before the file, as the page has them. */
@ApplicationScoped
class ModelUpload {

  private static final int MOST_TEXT = 100;

  private final IncomingModel incoming;
  private final CurrentCaller callers;

  ModelUpload(IncomingModel incoming, CurrentCaller callers) {
    this.incoming = incoming;
    this.callers = callers;
  }

  /**
   * Adds the model of a form.
   *
   * @throws ApiException {@code request.malformed}, and as {@link IncomingModel#add}
   */
  VersionView add(String contentType, InputStream body) {
    AccessPolicy.requireEverywhere(callers.get(), Role.ADMIN);
    if (!contentType.startsWith("multipart/form-data")) {
      throw malformed("Choose the ZIP of a model folder");
    }
    try {
      String sha256 = "";
      MultipartReader parts = MultipartReader.of(body, contentType);
      for (Optional<MultipartReader.Part> part = parts.next();
          part.isPresent();
          part = parts.next()) {
        PartName name = PartName.of(part.get().headers().getOrDefault("content-disposition", ""));
        if (name.field().equals("sha256")) {
          sha256 =
              new String(part.get().body().readNBytes(MOST_TEXT), StandardCharsets.UTF_8).strip();
        } else if (name.field().equals("file")) {
          if (name.fileName().orElse("").isEmpty()) {
            throw malformed("Choose the ZIP of a model folder");
          }
          return incoming.add(part.get().body(), sha256);
        }
      }
      throw malformed("Choose the ZIP of a model folder");
    } catch (DicomWebException | IOException e) {
      throw malformed("The upload ends early; send it again");
    }
  }

  private static ApiException malformed(String text) {
    return new ApiException(ErrorCode.BAD_REQUEST, text);
  }
}
