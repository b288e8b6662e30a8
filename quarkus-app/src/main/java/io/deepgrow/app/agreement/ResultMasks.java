package io.deepgrow.app.agreement;

import io.deepgrow.app.result.ResultObjects;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.read.ReadSegment;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Terminology;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.mask.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The masks of results, as their objects have them; loads what is needed for them. */
@ApplicationScoped
public class ResultMasks {

  private static final Pattern TRACKED = Pattern.compile("segment (\\d{1,3})");

  /**
   * A segment of a result.
   *
   * @param number in its session
   * @param structure its id
   */
  public record Segmented(int number, String structure, String label, int rgb, Mask mask) {}

  /** A result's masks, on the grid of the series that they mark. */
  public record Masks(LoadedSeries series, List<Segmented> segments) {

    public Masks {
      segments = List.copyOf(segments);
    }

    /** All that is marked as each structure. */
    public Map<String, Mask> byStructure() {
      Map<String, Mask> all = new TreeMap<>();
      segments.forEach(s -> all.merge(s.structure(), s.mask(), Mask::or));
      return all;
    }
  }

  private final ResultObjects results;
  private final SessionService sessions;
  private final Terminology terminology = Terminology.standard();

  ResultMasks(ResultObjects results, SessionService sessions) {
    this.results = results;
    this.sessions = sessions;
  }

  /** The masks of a result of a session; waits for the series and may ask the PACS. */
  public Masks of(UUID result, SessionKey session) {
    LoadedSeries series = sessions.series(session);
    List<ReadSegment> read =
        new SegReader(SegReadOptions.standard())
            .read(
                DicomReader.read(results.dataset(result), DicomLimits.standard()),
                SourceGrid.of(series))
            .segments();
    return new Masks(series, read.stream().map(this::segmented).toList());
  }

  private Segmented segmented(ReadSegment segment) {
    Matcher tracked = TRACKED.matcher(segment.info().tracking().id());
    int number = tracked.matches() ? Integer.parseInt(tracked.group(1)) : segment.info().number();
    StructureCode code =
        terminology
            .find(segment.info())
            .orElseGet(() -> terminology.findOrUnknown("", segment.label()));
    return new Segmented(number, code.id(), segment.label(), code.rgb().packed(), segment.mask());
  }
}
