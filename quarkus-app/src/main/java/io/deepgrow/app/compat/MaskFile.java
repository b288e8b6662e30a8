package io.deepgrow.app.compat;

import io.deepgrow.seg.StructureCode;
import io.deepgrow.volume.Mask;
import io.deepgrow.volume.MaskType;
import io.deepgrow.volume.Nifti;
import io.deepgrow.volume.NiftiFrame;
import io.deepgrow.volume.Nrrd;
import io.deepgrow.volume.NrrdEncoding;
import io.deepgrow.volume.SegNrrd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A mask as the file that a client asked for. */
public record MaskFile(String name, Body body) {

  /**
   * A file of one mask.
   *
   * @param structure name and colour, for formats that have them
   * @param frame of the image, when that was a NIfTI file
   */
  public static MaskFile of(
      Mask mask, StructureCode structure, MaskForm form, Optional<NiftiFrame> frame) {
    return new MaskFile(
        "result" + form.extension().suffix(),
        switch (form.extension()) {
          case NIFTI ->
              Body.of(
                  Nifti.length(mask, form.type()),
                  out -> Nifti.write(mask, form.type(), frame, out));
          case NIFTI_GZ -> Body.of(zipped(mask, form.type(), frame));
          case NRRD -> nrrd(mask, form);
          case SEG_NRRD -> Body.of(segmentation(mask, structure));
        });
  }

  private static Body nrrd(Mask mask, MaskForm form) {
    if (!form.compress()) {
      return Body.of(
          Nrrd.length(mask, form.type()),
          out -> Nrrd.write(mask, form.type(), out, NrrdEncoding.RAW));
    }
    return Body.of(bytes(out -> Nrrd.write(mask, form.type(), out, NrrdEncoding.GZIP)));
  }

  private static byte[] zipped(Mask mask, MaskType type, Optional<NiftiFrame> frame) {
    return bytes(
        out -> {
          GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
          Nifti.write(mask, type, frame, gzip);
          gzip.finish();
        });
  }

  private static byte[] segmentation(Mask mask, StructureCode structure) {
    SegNrrd.Segment segment =
        new SegNrrd.Segment(
            structure.id(),
            structure.label(),
            structure.rgb().red() << 16 | structure.rgb().green() << 8 | structure.rgb().blue(),
            mask);
    return bytes(out -> SegNrrd.write(List.of(segment), out));
  }

  /** Compressed files are small enough to be held. */
  static byte[] bytes(Body.Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
