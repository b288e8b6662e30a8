package io.deepgrow.app.routing.job.work;

import io.deepgrow.app.connection.PacsClients;
import io.deepgrow.app.routing.action.Seed;
import io.deepgrow.app.routing.job.JobView;
import io.deepgrow.app.routing.job.failure.JobCode;
import io.deepgrow.app.routing.job.failure.JobException;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.read.ReadSegment;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import io.deepgrow.seg.terminology.SegmentInfo;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Terminology;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.DistanceField;
import io.deepgrow.volume.measure.DistanceTransform;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/** Where a structure is by the patient's own earlier Segmentation of it. */
@ApplicationScoped
class PriorSeeds {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final PacsClients pacs;
  private final Function<SeriesKey, LoadedSeries> loading;
  private final Alignment alignment;
  private final Clock clock;
  private final Terminology terminology = Terminology.standard();

  @Inject
  PriorSeeds(PacsClients pacs, SeriesSupply supply, Alignment alignment, Clock clock) {
    this(pacs, key -> supply.now(key, PATIENCE), alignment, clock);
  }

  PriorSeeds(
      PacsClients pacs,
      Function<SeriesKey, LoadedSeries> loading,
      Alignment alignment,
      Clock clock) {
    this.pacs = pacs;
    this.loading = loading;
    this.alignment = alignment;
    this.clock = clock;
  }

  /**
   * The deepest point of the newest earlier Segmentation of a structure, LPS mm of the series.
   *
   * @throws JobException {@code routing.prior_not_found}, {@code routing.prior_not_aligned}
   */
  PatientPoint of(String structure, Seed.Prior seed, JobView job, LoadedSeries series) {
    DicomWebClient client = pacs.client(job.source());
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    boolean elsewhere = false;
    for (PriorSearch.Found found :
        new PriorSearch(client).of(series.commonAttributes(), seed.maxAgeDays(), today)) {
      DicomFile file = client.retrieveDecodable(found.study(), found.series(), found.sop());
      Optional<SeriesUid> source = source(file.dataSet());
      boolean earlier = !source.map(SeriesUid::value).equals(Optional.of(job.seriesUid()));
      if (earlier && source.isPresent() && shows(file.dataSet(), structure)) {
        SeriesKey key = new SeriesKey(job.source(), found.study(), source.get());
        Optional<PatientPoint> place = place(file, structure, key, series);
        if (place.isPresent()) {
          return place.get();
        }
        elsewhere = true;
      }
    }
    throw elsewhere
        ? JobException.permanent(
            JobCode.PRIOR_NOT_ALIGNED,
            "The CT of the earlier Segmentation of "
                + structure
                + " has another frame of reference, and is not enough like this one to carry its"
                + " place over")
        : JobException.permanent(
            JobCode.PRIOR_NOT_FOUND,
            "The patient has no Segmentation of "
                + structure
                + " in this PACS that is at most "
                + seed.maxAgeDays()
                + " days older");
  }

  private Optional<PatientPoint> place(
      DicomFile file, String structure, SeriesKey source, LoadedSeries series) {
    LoadedSeries earlier = loading.apply(source);
    Optional<Mask> mask =
        new SegReader(SegReadOptions.standard())
            .read(file, SourceGrid.of(earlier)).segments().stream()
                .filter(segment -> isOf(segment.info(), structure))
                .map(ReadSegment::mask)
                .filter(m -> !m.isEmpty())
                .findFirst();
    Optional<PatientPoint> deepest = mask.flatMap(PriorSeeds::deepest);
    boolean same = frame(earlier).isPresent() && frame(earlier).equals(frame(series));
    return same ? deepest : deepest.flatMap(p -> alignment.place(p, earlier, series));
  }

  /** The point of a mask that is farthest from its border, LPS mm. */
  static Optional<PatientPoint> deepest(Mask mask) {
    return DistanceTransform.euclideanWithin(mask, mask.geometry().spacing(), true)
        .map(DistanceField::deepest)
        .map(mask.geometry()::toPatient);
  }

  private static Optional<String> frame(LoadedSeries series) {
    return series.commonAttributes().string(Tag.FRAME_OF_REFERENCE_UID);
  }

  private static Optional<SeriesUid> source(DicomObject seg) {
    return seg.item(Tag.REFERENCED_SERIES_SEQUENCE)
        .flatMap(item -> item.string(Tag.SERIES_INSTANCE_UID))
        .map(SeriesUid::new);
  }

  private boolean shows(DicomObject seg, String structure) {
    return seg.items(Tag.SEGMENT_SEQUENCE).stream()
        .map(SegmentInfo::of)
        .anyMatch(info -> isOf(info, structure));
  }

  private boolean isOf(SegmentInfo info, String structure) {
    return terminology.find(info).map(StructureCode::id).equals(Optional.of(structure));
  }
}
