package io.deepgrow.app.compat.monailabel.datastore;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.compat.image.ImageFiles;
import io.deepgrow.app.compat.monailabel.label.LabelRepository;
import io.deepgrow.app.compat.monailabel.label.SavedLabel;
import io.deepgrow.app.compat.protocol.ClientConfig;
import io.deepgrow.app.pacs.PacsSearch;
import io.deepgrow.app.upload.UploadService;
import io.deepgrow.app.upload.VolumeFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * The images that clients can ask for: the CT series of the PACS, and what was uploaded by name.
 */
@ApplicationScoped
public class Datastore {

  private static final Logger LOG = Logger.getLogger(Datastore.class);

  /** Clients ask for the state before every click; the PACS is not asked each time. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  /** How much there is, and how much of it is labelled. */
  public record Stats(
      int total, int completed, @JsonProperty("label_tags") Map<String, Integer> labelTags) {}

  /** The series of the PACS at a time. */
  private record Listing(Instant at, List<String> series) {}

  private final PacsSearch pacs;
  private final UploadService uploads;
  private final LabelRepository labels;
  private final Clock clock;
  private final int maxImages;
  private volatile Listing listing = new Listing(Instant.MIN, List.of());

  Datastore(
      PacsSearch pacs,
      UploadService uploads,
      LabelRepository labels,
      Clock clock,
      ClientConfig config) {
    this.pacs = pacs;
    this.uploads = uploads;
    this.labels = labels;
    this.clock = clock;
    this.maxImages = config.maxImages();
  }

  /**
   * All images by id.
   *
   * @throws ApiException when the PACS is away
   */
  public List<DatastoreImage> images() {
    Map<String, Map<String, SavedLabel>> saved = labels.all();
    Map<String, DatastoreImage> images = new TreeMap<>();
    for (String series : series()) {
      images.put(
          series,
          new DatastoreImage(
              series, VolumeFormat.NIFTI_GZ.suffix(), saved.getOrDefault(series, Map.of())));
    }
    uploads
        .named()
        .forEach(
            upload -> {
              String id = upload.name().orElseThrow();
              String suffix = ImageFiles.suffix(upload);
              images.put(id, new DatastoreImage(id, suffix, saved.getOrDefault(id, Map.of())));
            });
    return new ArrayList<>(images.values());
  }

  private List<String> series() {
    Listing known = listing;
    if (known.at().isAfter(clock.instant().minus(FRESH))) {
      return known.series();
    }
    List<String> series = pacs.ct(maxImages).stream().map(f -> f.series().value()).toList();
    listing = new Listing(clock.instant(), series);
    return series;
  }

  /** The next listing asks the PACS again. */
  void forgetListing() {
    listing = new Listing(Instant.MIN, List.of());
  }

  Stats stats() {
    List<DatastoreImage> images = images();
    Map<String, Integer> tags = new TreeMap<>();
    images.forEach(i -> i.labels().keySet().forEach(tag -> tags.merge(tag, 1, Integer::sum)));
    int completed = (int) images.stream().filter(DatastoreImage::isLabelled).count();
    return new Stats(images.size(), completed, tags);
  }

  /** As {@link #stats}, and zeros when the PACS is away: clients only show them. */
  public Stats statsOrNothing() {
    try {
      return stats();
    } catch (ApiException e) {
      LOG.debugf("the datastore can't be counted: %s", e.code());
      return new Stats(0, 0, Map.of());
    }
  }
}
