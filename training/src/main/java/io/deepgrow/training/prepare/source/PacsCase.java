package io.deepgrow.training.prepare.source;

import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SeriesReader;
import io.deepgrow.training.prepare.Sha256;
import java.util.List;

/** A series in a PACS and the SEG objects that refer to it. */
public record PacsCase(String id, String group, DicomWebClient pacs, Place series, List<Place> segs)
    implements SourceCase {

  /** Instances of one series. */
  public record Place(StudyUid study, SeriesUid series, List<SopInstanceUid> instances) {

    /** With its own copy of the list. */
    public Place {
      instances = List.copyOf(instances);
    }

    String text() {
      return "study/" + study.value() + "/series/" + series.value();
    }

    List<String> uids() {
      return instances.stream().map(SopInstanceUid::value).toList();
    }
  }

  /** With its own copy of the list. */
  public PacsCase {
    segs = List.copyOf(segs);
  }

  @Override
  public SourceFiles files() {
    List<String> labels =
        segs.stream().flatMap(s -> s.uids().stream().map(u -> s.text() + "/" + u)).toList();
    return new SourceFiles(
        series.text(),
        "uids:" + Sha256.ofSorted(series.uids()),
        labels,
        "uids:" + Sha256.ofSorted(labels));
  }

  @Override
  public LoadedCase load() {
    LoadedSeries loaded =
        SeriesReader.fromPacs(pacs, series.study(), series.series(), (done, total) -> {});
    SegLabels labels = new SegLabels(loaded);
    for (Place seg : segs) {
      labels.add(pacs.retrieveInstance(seg.study(), seg.series(), seg.instances().get(0)));
    }
    return new LoadedCase(loaded.volume(), labels.layers());
  }
}
