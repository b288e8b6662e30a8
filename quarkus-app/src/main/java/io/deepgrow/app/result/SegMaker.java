package io.deepgrow.app.result;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Labels;
import io.deepgrow.app.annotation.MaskQuery;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.click.ClickLog;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.model.ServedVersion;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.release.Release;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.write.Equipment;
import io.deepgrow.seg.write.SegInstance;
import io.deepgrow.seg.write.SegOptions;
import io.deepgrow.seg.write.SegOutcome;
import io.deepgrow.seg.write.SegSegment;
import io.deepgrow.seg.write.SegWriter;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.mask.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the SEG of all non-empty segments of a session, with UIDs that follow from the result's.
 * What a locked segment covers belongs to no other one.
 */
@ApplicationScoped
class SegMaker {

  private final SegmentService segments;
  private final ModelService models;
  private final ClickLog log;
  private final CurrentCaller callers;
  private final Equipment equipment;

  SegMaker(
      SegmentService segments,
      ModelService models,
      ClickLog log,
      CurrentCaller callers,
      DeepgrowConfig config) {
    this.segments = segments;
    this.models = models;
    this.log = log;
    this.callers = callers;
    this.equipment = equipment(config);
  }

  /** What writes and changes the objects of this installation. */
  static Equipment equipment(DeepgrowConfig config) {
    return new Equipment(
        "deepgrow-pacs", "deepgrow-pacs", config.results().deviceSerialNumber(), Release.version());
  }

  /**
   * The options of a result whose series has a name of its own.
   *
   * @throws ApiException when the name can't stand in a DICOM header
   */
  static SegOptions named(@Nullable String name) {
    SegOptions standard = SegOptions.standard();
    if (name == null || name.isBlank()) {
      return standard;
    }
    return standard.withSeries(standard.seriesNumber(), Labels.require(name));
  }

  /**
   * Fills in UIDs and bytes of a result.
   *
   * @throws ApiException {@code result.nothing_found} when no segment has a voxel
   */
  void make(
      StoredResult result,
      SessionKey session,
      List<MaskQuery.SegmentMask> masks,
      SegOptions options) {
    if (masks.isEmpty()) {
      throw nothing();
    }
    ServedVersion version = models.version(session.model());
    ModelDescriptor model = version.descriptor();
    String origin = "Model version %s, weights SHA-256 %s".formatted(version.id(), model.sha256());
    SegAlgorithm algorithm = SegAlgorithm.semiautomatic(model.id(), model.version());
    LoadedSeries series = masks.get(0).series();
    Mask kept =
        masks.stream()
            .filter(m -> m.segment().locked())
            .map(m -> m.current().mask())
            .reduce(Mask.empty(series.volume().geometry()), Mask::or);
    List<SegSegment> marked =
        masks.stream()
            .map(
                m -> {
                  String clicks = log.text(m.segment(), series.volume().geometry(), origin);
                  Mask mask = m.current().mask();
                  return segment(
                      m.segment(),
                      m.segment().locked() ? mask : mask.andNot(kept),
                      algorithm.withParameters(clicks),
                      result.sessionId);
                })
            .toList();
    write(result, series, marked, options);
  }

  /** As {@link #make}, of masks that somebody drew or corrected elsewhere. */
  void makeOf(StoredResult result, LoadedSeries series, List<NamedMask> masks) {
    List<SegSegment> marked = new ArrayList<>();
    for (NamedMask mask : masks) {
      int number = marked.size() + 1;
      UidSource tracking = UidSource.derived(new UUID(result.id.getMostSignificantBits(), number));
      marked.add(
          SegSegment.of(number, mask.structure(), mask.mask(), SegAlgorithm.manual())
              .tracked("segment " + number, tracking.next()));
    }
    write(result, series, marked, SegOptions.standard());
  }

  /** Who signed in, as a person name (0070,0084); empty for programs. */
  static String personName(Caller caller) {
    return caller.kind() == Caller.Kind.PERSON
        ? caller.displayName().replaceAll("[\\\\^=]", " ").strip()
        : "";
  }

  private void write(
      StoredResult result, LoadedSeries series, List<SegSegment> marked, SegOptions options) {
    if (series.slices().isEmpty()) {
      throw new ApiException(
          ErrorCode.RESULT_WITHOUT_SLICES,
          "The image was uploaded without its DICOM slices, so no DICOM SEG can refer to them;"
              + " take the mask as NIfTI or NRRD");
    }
    SegWriter writer =
        new SegWriter(
            UidSource.derived(result.id),
            Clock.fixed(result.createdAt, ZoneOffset.UTC),
            equipment,
            options.withContent(options.contentDescription(), personName(callers.get())));
    SegInstance instance = single(writer, series, marked);
    result.studyUid = instance.studyInstanceUid();
    result.seriesUid = instance.seriesInstanceUid();
    result.sopUid = instance.sopInstanceUid();
    try {
      result.dataset = instance.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing is stored in part: what makes more than one instance is refused before. */
  static SegInstance single(SegWriter writer, LoadedSeries series, List<SegSegment> marked) {
    try {
      if (writer.write(series, marked) instanceof SegOutcome.Written written) {
        return written.single();
      }
    } catch (SegException e) {
      if (e.code().equals("seg.too_large") || e.code().equals("seg.several_instances")) {
        throw new ApiException(ErrorCode.RESULT_TOO_LARGE, String.valueOf(e.getMessage()));
      }
      throw e;
    }
    throw nothing();
  }

  private SegSegment segment(
      SegmentSnapshot segment, Mask mask, SegAlgorithm algorithm, UUID session) {
    int number = segment.number();
    UidSource tracking = UidSource.derived(new UUID(session.getMostSignificantBits(), number));
    return SegSegment.of(number, segments.code(segment), mask, algorithm)
        .tracked("segment " + number, tracking.next());
  }

  private static ApiException nothing() {
    return new ApiException(
        ErrorCode.NOTHING_FOUND, "No segment of this session has a voxel; nothing to store");
  }
}
