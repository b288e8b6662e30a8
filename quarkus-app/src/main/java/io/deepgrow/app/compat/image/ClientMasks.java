package io.deepgrow.app.compat.image;

import io.deepgrow.app.compat.answer.AnswerFiles;
import io.deepgrow.app.compat.answer.Body;
import io.deepgrow.app.compat.answer.MaskFile;
import io.deepgrow.app.compat.form.MaskForm;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.app.upload.UploadReader;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.volume.file.MaskType;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.file.NiftiFrame;
import io.deepgrow.volume.file.Nrrd;
import io.deepgrow.volume.file.NrrdEncoding;
import io.deepgrow.volume.file.SegNrrd;
import io.deepgrow.volume.mask.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Masks as files that lie exactly where their image lies. */
@ApplicationScoped
public class ClientMasks {

  private final SegmentService segments;
  private final UploadReader uploads;
  private final AnswerFiles files;

  ClientMasks(SegmentService segments, UploadReader uploads, AnswerFiles files) {
    this.segments = segments;
    this.uploads = uploads;
    this.files = files;
  }

  /** A mask in the form that a client asked for. */
  public MaskFile file(Mask mask, ClientImage image, String structure, MaskForm form) {
    MaskType type = form.type();
    Optional<NiftiFrame> frame = image.upload().flatMap(uploads::frame);
    return new MaskFile(
        "result" + form.extension().suffix(),
        switch (form.extension()) {
          case NIFTI ->
              Body.of(Nifti.length(mask, type), out -> Nifti.write(mask, type, frame, out));
          case NIFTI_GZ ->
              files.pack(
                  out -> {
                    GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
                    Nifti.write(mask, type, frame, gzip);
                    gzip.finish();
                  });
          case NRRD ->
              form.compress()
                  ? files.pack(out -> Nrrd.write(mask, type, out, NrrdEncoding.GZIP))
                  : Body.of(
                      Nrrd.length(mask, type),
                      out -> Nrrd.write(mask, type, out, NrrdEncoding.RAW));
          case SEG_NRRD ->
              files.pack(
                  out -> SegNrrd.write(List.of(segment(mask, segments.code(structure))), out));
        });
  }

  /** A mask with the name and colour of its structure. */
  public static SegNrrd.Segment segment(Mask mask, StructureCode structure) {
    return new SegNrrd.Segment(structure.id(), structure.label(), structure.rgb().packed(), mask);
  }
}
