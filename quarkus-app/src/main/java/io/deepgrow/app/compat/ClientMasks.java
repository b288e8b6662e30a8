package io.deepgrow.app.compat;

import io.deepgrow.app.click.SegmentService;
import io.deepgrow.app.upload.UploadReader;
import io.deepgrow.volume.Mask;
import jakarta.enterprise.context.ApplicationScoped;

/** Masks as files that lie exactly where their image lies. */
@ApplicationScoped
public class ClientMasks {

  private final SegmentService segments;
  private final UploadReader uploads;

  ClientMasks(SegmentService segments, UploadReader uploads) {
    this.segments = segments;
    this.uploads = uploads;
  }

  public MaskFile file(Mask mask, ClientImage image, String structure, MaskForm form) {
    return MaskFile.of(
        mask, segments.code(structure), form, image.upload().flatMap(uploads::frame));
  }
}
