package io.deepgrow.training.prepare.layout;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.QidoQuery;
import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.source.Listing;
import io.deepgrow.training.prepare.source.PacsCase;
import io.deepgrow.training.prepare.source.SegReferences;
import io.deepgrow.training.prepare.source.SourceCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Series and SEG objects of studies in a PACS, by DICOMweb. */
public final class PacsLayout {

  private static final QidoQuery WITH_PATIENT = new QidoQuery(Map.of(), List.of("PatientID"));

  private final DicomWebClient pacs;
  private final Map<String, PacsCase.Place> series = new TreeMap<>();
  private final SegReferences<PacsCase.Place> references = new SegReferences<>();

  private PacsLayout(DicomWebClient pacs) {
    this.pacs = pacs;
  }

  /**
   * Lists the labelled series of studies; SEG objects are fetched to see what they refer to.
   *
   * @throws io.deepgrow.dicomweb.DicomWebException when the PACS fails
   */
  public static Listing list(DicomWebClient pacs, List<StudyUid> studies) {
    PacsLayout layout = new PacsLayout(pacs);
    studies.forEach(layout::add);
    return layout.listing();
  }

  private void add(StudyUid study) {
    for (DicomObject found : pacs.series(study, WITH_PATIENT)) {
      Optional<String> uid = found.string(Tag.SERIES_INSTANCE_UID);
      if (uid.isEmpty()) {
        continue;
      }
      SeriesUid id = new SeriesUid(uid.get());
      List<SopInstanceUid> instances =
          pacs.instances(study, id, QidoQuery.all()).stream()
              .flatMap(o -> o.string(Tag.SOP_INSTANCE_UID).stream())
              .sorted()
              .map(SopInstanceUid::new)
              .toList();
      PacsCase.Place place = new PacsCase.Place(study, id, instances);
      switch (found.string(Tag.MODALITY).orElse("")) {
        case "SEG" -> instances.forEach(i -> addSeg(new PacsCase.Place(study, id, List.of(i))));
        case "CT", "MR", "PT" -> addSeries(found, place);
        default -> {}
      }
    }
  }

  private void addSeg(PacsCase.Place place) {
    DicomFile seg = pacs.retrieveInstance(place.study(), place.series(), place.instances().get(0));
    references.addSeg(seg.dataSet(), place);
  }

  private void addSeries(DicomObject found, PacsCase.Place place) {
    DicomObject header = found.deepCopy().setString(Tag.STUDY_INSTANCE_UID, place.study().value());
    references.addSeries(header, place.series().value());
    series.put(place.series().value(), place);
  }

  private Listing listing() {
    CaseNames names = new CaseNames();
    List<SourceCase> cases = new ArrayList<>();
    List<Finding> defects = new ArrayList<>();
    series.forEach(
        (uid, place) -> {
          String id = names.next(uid);
          List<PacsCase.Place> segs = references.segsOf(uid);
          if (segs.isEmpty()) {
            defects.add(new Finding(id, "", "case.no_label", "No SEG refers to series " + uid));
          } else {
            cases.add(new PacsCase(id, references.patientOf(uid), pacs, place, segs));
          }
        });
    for (PacsCase.Place seg : references.unmatched()) {
      defects.add(
          new Finding(
              names.next(seg.instances().get(0).value()),
              "",
              "seg.no_series",
              "The SEG's source series is not in the studies named"));
    }
    return new Listing("DICOMweb", cases, defects);
  }
}
