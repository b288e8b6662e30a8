package io.deepgrow.dimse.node;

import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Vr;
import io.deepgrow.dicom.part10.DicomReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;

/** Data sets between dcm4che's class and ours, by way of their bytes. */
final class Translation {

  /** The class and instance of a data set that is no object. */
  private static final String NO_OBJECT = "2.25.1";

  private Translation() {}

  static DicomObject fromDcm4che(Attributes attributes, DicomLimits limits) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Attributes meta =
        Attributes.createFileMetaInformation(NO_OBJECT, NO_OBJECT, UID.ExplicitVRLittleEndian);
    try (DicomOutputStream out = new DicomOutputStream(bytes, UID.ExplicitVRLittleEndian)) {
      out.writeDataset(meta, attributes);
    }
    return DicomReader.read(bytes.toByteArray(), limits).dataSet();
  }

  /** Keys of a search: texts alone. */
  static Attributes toDcm4che(DicomObject keys) {
    Attributes attributes = new Attributes();
    attributes.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    for (int tag : keys.tags()) {
      VR vr = VR.valueOf(keys.vr(tag).orElse(Vr.UN).name());
      List<String> values = keys.strings(tag);
      if (vr == VR.SQ || values.isEmpty()) {
        attributes.setNull(tag, vr);
      } else {
        attributes.setString(tag, vr, values.toArray(String[]::new));
      }
    }
    return attributes;
  }
}
