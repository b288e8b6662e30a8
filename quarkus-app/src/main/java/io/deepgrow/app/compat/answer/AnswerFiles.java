package io.deepgrow.app.compat.answer;

import io.deepgrow.app.Turns;
import io.deepgrow.app.upload.UploadFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Answers whose length is known only when they are made. They are made on disk, since many callers
 * at once would fill the heap, and are gone once they are sent.
 */
@ApplicationScoped
public class AnswerFiles {

  private final UploadFolder folder;
  private final Turns turns;

  AnswerFiles(UploadFolder folder, Turns turns) {
    this.folder = folder;
    this.turns = turns;
  }

  /** As {@link #make}, for what takes a processor's time: in turn with others of the kind. */
  public Body pack(Body.Writing writing) {
    return make(out -> turns.pack(out, writing::to));
  }

  /**
   * Makes an answer.
   *
   * @return a body that can be written once
   * @throws io.deepgrow.app.ApiException {@code upload.full}, {@code service.storage_full}
   */
  public Body make(Body.Writing writing) {
    Path file = folder.temporary();
    try {
      try (OutputStream out = folder.write(file)) {
        writing.to(out);
      }
      return Body.ofTemporary(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      folder.deleteFile(file);
    }
  }
}
